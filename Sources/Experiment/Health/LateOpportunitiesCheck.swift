/// How many opportunities come after the maturity window, and so are not counted.
///
/// A few late ones cost a little power. When more than 5 % of a variant's opportunities come late the window is too short:
/// the check warns, since a script whose opportunities come later loses by it. A window of no days with no opportunity after
/// it is none: the check does not apply.
public struct LateOpportunitiesCheck: HealthCheck {
  /// Share of late opportunities of a variant above which the check warns.
  public static let warnsAbove = 0.05

  /// The check.
  public init() {}

  /// `late-opportunities`.
  public var name: HealthCheckName { .lateOpportunities }

  /// The state of the check.
  public func finding(for inspection: Inspection) -> HealthFinding {
    guard let asOf = inspection.asOf, let within = inspection.test.goal.within else {
      return HealthFinding(check: name, status: .notApplicable, detail: .noMaturityWindow)
    }
    let through = Tally.matureThrough(asOf: asOf, within: within)
    let arms = inspection.test.variants.names.map { variant in
      let cell = inspection.tally.byDay.total { key in
        key.variant == variant && key.date.map { $0 <= through } ?? false
      }
      return HealthFinding.ArmShare(
        variant: variant, count: cell.lateOpportunities, of: cell.opportunities + cell.lateOpportunities)
    }
    guard within > 0 || arms.contains(where: { $0.count > 0 }) else {
      return HealthFinding(check: name, status: .notApplicable, detail: .noMaturityWindow)
    }
    let isHigh = arms.contains { $0.share > Self.warnsAbove }
    return HealthFinding(
      check: name, status: isHigh ? .warn : .pass, detail: .lateOpportunities(arms, within: within))
  }
}
