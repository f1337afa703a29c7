import Statistics

/// Whether a challenger's effect is the same in the second half of the test as in the first.
///
/// Agents are keen on a new script for a week, or need one to learn it; the effect at roll-out is then that of the later
/// days. The differences of the two halves of the calling days with mature calls are compared by their normal
/// statistic, at 0.01 shared by all challengers; the check warns and never fails. It needs five opportunities of each
/// variant in each half. Calls of agents or slots that vary together make it warn more often than that: it is left out
/// where they are what was randomised.
public struct NoveltyCheck: HealthCheck {
  /// p-value, times the number of challengers, below which the check warns.
  public static let warnsBelow = 0.01
  /// Opportunities that each variant needs in each half.
  public static let leastOpportunities = 5

  /// The check.
  public init() {}

  /// `novelty`.
  public var name: HealthCheckName { .novelty }

  /// Whether leads or companies were randomised.
  public func concerns(_ inspection: Inspection) -> Bool {
    inspection.test.unit == .lead || inspection.test.unit == .company
  }

  /// The state of the check.
  public func finding(for inspection: Inspection) -> HealthFinding {
    let test = inspection.test
    guard let asOf = inspection.asOf, concerns(inspection) else {
      return HealthFinding(
        check: name, status: .notApplicable, detail: .noveltyUnknown(leastNeeded: Self.leastOpportunities))
    }
    let through = Tally.matureThrough(asOf: asOf, within: test.goal.within)
    let days = Set(inspection.tally.byDay.cells.keys.compactMap(\.date)).filter { $0 <= through }.sorted()
    guard days.count > 1 else {
      return HealthFinding(
        check: name, status: .notApplicable, detail: .noveltyUnknown(leastNeeded: Self.leastOpportunities))
    }
    let since = days[(days.count + 1) / 2]
    func half(_ variant: String, isSecond: Bool) -> CallCell {
      inspection.tally.byDay.total { key in
        guard let date = key.date, date <= through, key.variant == variant else { return false }
        return (date >= since) == isSecond
      }
    }
    var found: (p: Double, finding: HealthFinding.NoveltyFinding)?
    let control = [half(test.variants.control.name, isSecond: false), half(test.variants.control.name, isSecond: true)]
    for challenger in test.variants.challengers {
      let own = [half(challenger.name, isSecond: false), half(challenger.name, isSecond: true)]
      guard (control + own).allSatisfy({ $0.opportunities >= Self.leastOpportunities }) else { continue }
      let differences = [0, 1].map { own[$0].rate - control[$0].rate }
      // Calls of one lead resemble each other at most as if they were copies.
      let variance = (control + own).reduce(0) { $0 + $1.variance } * inspection.tally.leads.callsPerLead
      guard variance > 0 else { continue }
      let z = (differences[1] - differences[0]) / variance.squareRoot()
      let p = min(1, 2 * Normal.survival(z.magnitude) * Double(test.variants.challengers.count))
      if found.map({ p < $0.p }) ?? true {
        found = (
          p,
          HealthFinding.NoveltyFinding(
            variant: challenger.name, first: differences[0], second: differences[1], since: since)
        )
      }
    }
    guard let found else {
      return HealthFinding(
        check: name, status: .notApplicable, detail: .noveltyUnknown(leastNeeded: Self.leastOpportunities))
    }
    return HealthFinding(
      check: name, status: found.p < Self.warnsBelow ? .warn : .pass, p: found.p, detail: .novelty(found.finding))
  }
}

extension CallCell {
  fileprivate var rate: Double { Double(opportunities) / Double(calls) }
  fileprivate var variance: Double { rate * (1 - rate) / Double(calls) }
}
