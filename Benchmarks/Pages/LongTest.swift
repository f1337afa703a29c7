import Cost
import Decision
import Experiment
import Statistics

/// A test of six variants over ninety days with two windows, three lists and four agents a script, sales included.
struct LongTest {
  private let names = ["pitch", "question", "story", "audit", "reference", "weather"]
  private let starts = CivilDate(dayNumber: 20_458)
  private let days = 90

  func plan() throws -> Plan {
    let test = TestProtocol(
      name: "long", starts: starts, length: .days(days),
      calling: CallingCalendar(callsPerAgentDay: 80, agents: 24),
      assignment: AssignmentRule(method: .recorded, by: ["list"], seed: ""),
      variants: try Variants(
        names.enumerated().map { Variant(name: $0.element, role: $0.offset == 0 ? .control : .challenger) }),
      goal: Goal(baseline: 0.03, worthDetecting: .relative(0.2), within: 0))
    return Plan(
      test: test,
      economics: Economics(
        opportunityToSale: 0.125, saleValue: Money(1200), marginPerSale: Money(400), attributionDays: 90),
      ledger: Ledger(items: [
        CostItem(item: "salaries", amount: Money(180_000)), CostItem(item: "telephony", amount: Money(9000)),
        CostItem(item: "training", amount: Money(300), variant: "question", once: true),
      ]),
      rollout: Rollout(callsPerMonth: 60_000, months: 6, switchingCost: Money(1500)),
      rule: DecisionRule(and: [.healthy, .profit]))
  }

  func evidence() -> Evidence {
    var tally = Tally()
    var sales = DatedReceipts()
    var random = RandomSource(seed: 1)
    let dates = CallingCalendar().callingDays(from: starts, through: starts + (days - 1))
    for (index, variant) in names.enumerated() {
      for date in dates {
        for window in ["morning", "afternoon"] {
          for list in ["north", "south", "east"] {
            let won = random.binomial(50, 0.03 + 0.002 * Double(index))
            let cell = CallCell(calls: 50, opportunities: won)
            tally.byDay.add(cell, to: DayKey(variant: variant, date: date, window: window, stratum: list))
            tally.leads.add(
              LeadTable.Row(leads: 50), to: LeadTable.Key(variant: variant, stratum: list, calls: 1, opportunities: 0))
            tally.units.counts[UnitKey(variant: variant, stratum: list), default: 0] += 50
          }
        }
        for agent in 0..<4 {
          tally.byAgentDay.add(
            CallCell(calls: 75, opportunities: 2),
            to: AgentDayKey(variant: variant, agent: "agent \(index * 4 + agent)", date: date))
        }
        if random.binomial(1, 0.5) == 1 {
          sales.add(
            DatedReceipts.Row(
              sale: Receipts.Row(
                sales: 1, revenue: Money(1200), salesWithMargin: 1, margin: Money(400))),
            to: DatedReceipts.Key(
              variant: variant, day: date.dayNumber, daysSinceCall: Int(random.exponential(mean: 12))))
        }
      }
    }
    tally.units.source = .counts
    return Evidence(tally: tally, datedReceipts: sales)
  }
}
