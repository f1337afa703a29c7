import Cost
import Decision
import Experiment

/// Plans and evidence shared by the tests of this module.
enum Examples {
  static let monday = CivilDate(dayNumber: 20_514)  // 2026-03-02

  static func variants(_ names: [String] = ["pitch", "question"]) throws -> Variants {
    try Variants(names.enumerated().map { Variant(name: $1, role: $0 == 0 ? .control : .challenger) })
  }

  /// Undated counts: (variant, calls, opportunities, stratum).
  static func counts(_ rows: [(String, Int, Int, String?)]) -> Evidence {
    var tally = Tally()
    for (variant, calls, opportunities, stratum) in rows {
      tally.byDay.add(
        CallCell(calls: calls, opportunities: opportunities),
        to: DayKey(variant: variant, date: nil, stratum: stratum))
      tally.units.counts[UnitKey(variant: variant, stratum: stratum), default: 0] += calls
    }
    tally.units.source = .counts
    return Evidence(tally: tally)
  }

  static func undatedPlan(_ names: [String], by: [String] = []) throws -> Plan {
    Plan(
      test: TestProtocol(
        name: "example", assignment: AssignmentRule(method: .recorded, by: by, seed: ""), variants: try variants(names))
    )
  }

  /// A two-week test of ten calling days, equal calls a day.
  static func datedPlan(within: Int? = 7, ledger: Ledger? = nil, rollout: Rollout? = nil) throws -> Plan {
    Plan(
      test: TestProtocol(
        name: "spring-hook", starts: monday, calling: CallingCalendar(callsPerAgentDay: 80, agents: 10),
        assignment: AssignmentRule(seed: "s"), variants: try variants(),
        goal: Goal(baseline: 0.03, worthDetecting: .relative(0.2), within: within)),
      economics: Economics(opportunityToSale: 0.125, saleValue: Money(1200), marginPerSale: Money(400)), ledger: ledger,
      rollout: rollout)
  }

  static func daily(_ counts: [String: (calls: Int, opportunities: Int)], days: Int = 10) -> Evidence {
    var tally = Tally()
    let calling = CallingCalendar().callingDays(from: monday, through: monday + 13).prefix(days)
    for (variant, count) in counts {
      for date in calling {
        tally.byDay.add(
          CallCell(calls: count.calls, opportunities: count.opportunities), to: DayKey(variant: variant, date: date))
      }
      tally.leads.add(
        LeadTable.Row(leads: count.calls * calling.count),
        to: LeadTable.Key(variant: variant, calls: 1, opportunities: 0))
      tally.units.counts[UnitKey(variant: variant)] = count.calls * calling.count
    }
    tally.units.source = .calls
    return Evidence(tally: tally)
  }
}
