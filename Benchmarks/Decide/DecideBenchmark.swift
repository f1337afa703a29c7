import Cost
import Decision
import Experiment
import Foundation
import Report
import Statistics

/// `decide-benchmark` times a decision on a tally of 1,000 cells, its report, and a million posterior draws.
@main
enum DecideBenchmark {
  static func main() throws {
    let plan = try plan()
    let evidence = evidence()
    let cells = evidence.tally.byDay.cells.count
    try time("decide, \(cells) cells, times and sales observed") {
      _ = try decide(plan, evidence)
    }
    let verdict = try decide(plan, evidence)
    time("its page as HTML") { _ = VerdictReport(verdict, language: .english).html() }
    time("its page as JSON") { _ = VerdictReport(verdict, language: .english).json() }
    let draws = try PayoffDraws(
      [(300, 0.4), (360, 0.52)].map { successes, cost in
        PayoffDraws.Arm(
          rate: BetaPrior.uniform.posterior(try Proportion(successes, of: 10_000)), share: try Beta(80, 20),
          fixedCost: 0.1, timedCost: cost, timeError: 0.01, correlation: 0.2)
      }, reference: 0, trials: 10_000, periods: 6, worth: 40, worthError: 0.03, limit: .cost, draws: 1_000_000)
    for threads in [1, 2] {
      try time(
        "1,000,000 posterior draws of two scripts, \(threads) thread\(threads == 1 ? "" : "s"), with their quantiles"
      ) {
        _ = try draws.outcomes(threads: threads)
      }
    }
  }

  /// Prints the median of five runs.
  private static func time(_ name: String, _ body: () throws -> Void) rethrows {
    var times: [Double] = []
    for _ in 0..<5 {
      let start = ContinuousClock.now
      try body()
      let elapsed = (ContinuousClock.now - start).components
      times.append(Double(elapsed.seconds) * 1e3 + Double(elapsed.attoseconds) / 1e15)
    }
    print(name, String(format: "%.1f ms", times.sorted()[2]), separator: ": ")
  }

  private static func plan() throws -> Plan {
    let names = [("pitch", Variant.Role.control), ("question", .challenger)]
    let test = TestProtocol(
      name: "bench", starts: CivilDate(dayNumber: 20_514),
      calling: CallingCalendar(callsPerAgentDay: 80, agents: 40),
      assignment: AssignmentRule(method: .recorded, by: ["list"], seed: ""),
      variants: try Variants(names.map { Variant(name: $0.0, role: $0.1) }),
      goal: Goal(baseline: 0.03, worthDetecting: .relative(0.2), within: 0),
      guardrails: [Guardrail(metric: .talkSeconds, worseByAtMost: 0.15)])
    return Plan(
      test: test,
      economics: Economics(
        opportunityToSale: 0.125, saleValue: Money(1200), marginPerSale: Money(400), attributionDays: 1),
      ledger: Ledger(items: [
        CostItem(item: "salaries", amount: Money(26_000), split: .handlingTime),
        CostItem(item: "training", amount: Money(300), variant: "question", once: true),
      ]),
      rollout: Rollout(callsPerMonth: 60_000, months: 6, switchingCost: Money(1500)),
      rule: DecisionRule(and: [.healthy, .guardrails, .profit]))
  }

  private static func evidence() -> Evidence {
    var tally = Tally()
    var random = RandomSource(seed: 1)
    let days = CallingCalendar().callingDays(
      from: CivilDate(dayNumber: 20_514), through: CivilDate(dayNumber: 20_527))
    for (variant, rate) in [("pitch", 0.03), ("question", 0.036)] {
      for date in days {
        for window in ["morning", "afternoon"] {
          for stratum in 0..<25 {
            var cell = CallCell(calls: 30, opportunities: random.binomial(30, rate))
            cell.timedCalls = 30
            for _ in 0..<30 {
              let seconds = Int(random.exponential(mean: 90))
              cell.talkSeconds += seconds
              cell.talkSecondsSquared += seconds * seconds
            }
            tally.byDay.add(
              cell, to: DayKey(variant: variant, date: date, window: window, stratum: "list \(stratum)"))
            tally.leads.add(
              LeadTable.Row(leads: 30),
              to: LeadTable.Key(variant: variant, stratum: "list \(stratum)", calls: 1, opportunities: 0))
            tally.units.counts[UnitKey(variant: variant, stratum: "list \(stratum)"), default: 0] += 30
          }
        }
      }
    }
    tally.units.source = .counts
    return Evidence(tally: tally)
  }
}
