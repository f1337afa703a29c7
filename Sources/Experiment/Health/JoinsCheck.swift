/// Whether the files speak of the same leads: ids that are written differently in dialer and CRM make every rate too low.
///
/// Fails when more than half of the opportunities find no call (at least five of them), or more than a fifth of the calls
/// belong to leads without an assignment; warns above 5 % and 1 %, and when a lead's recorded variant changes. A CRM
/// export of every campaign fails it too: `keep` the test's own opportunities, or waive it with that reason. Opportunities
/// without a call say nothing where the test uses a part of the leads only, by a layer or a hold-out.
public struct JoinsCheck: HealthCheck {
  /// Share of opportunities without a call above which the check fails.
  public static let failsAboveUnjoined = 0.5
  /// Share of opportunities without a call above which the check warns.
  public static let warnsAboveUnjoined = 0.05
  /// Share of calls without an assignment above which the check fails.
  public static let failsAboveUnassigned = 0.2
  /// Share of calls without an assignment above which the check warns.
  public static let warnsAboveUnassigned = 0.01

  /// The check.
  public init() {}

  /// `joins`.
  public var name: HealthCheckName { .joins }

  /// The state of the check.
  public func finding(for inspection: Inspection) -> HealthFinding {
    let total = inspection.tally.byDay.total()
    let joined = total.opportunities + total.lateOpportunities
    let unjoined = inspection.unjoinedOpportunities
    let unjoinedShare = share(unjoined, of: joined + unjoined)
    let unassignedShare = share(inspection.unassignedCalls, of: total.calls + inspection.unassignedCalls)
    // Leads of another test's range and leads held out have calls and opportunities that are rightly not of this test.
    let isPart = inspection.test.assignment.layer != nil || inspection.test.assignment.holdout > 0
    let fails =
      (!isPart && unjoined >= 5 && unjoinedShare > Self.failsAboveUnjoined)
      || unassignedShare > Self.failsAboveUnassigned
    let warns =
      (!isPart && unjoinedShare > Self.warnsAboveUnjoined) || unassignedShare > Self.warnsAboveUnassigned
      || inspection.changingLeads > 0
    return HealthFinding(
      check: name, status: fails ? .fail : warns ? .warn : .pass,
      detail: .joins(
        joined: joined, unjoined: unjoined, unassignedCalls: inspection.unassignedCalls,
        changingLeads: inspection.changingLeads))
  }

  private func share(_ part: Int, of whole: Int) -> Double {
    whole > 0 ? Double(part) / Double(whole) : 0
  }
}
