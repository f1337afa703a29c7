/// Calls outside the planned dates or weekdays.
///
/// Calls before the start and after the end are left out of every comparison; the check warns when there are any, and
/// when more than 1 % of the calls of the test fall on closed or unplanned days.
public struct CallingDaysCheck: HealthCheck {
  /// Share of calls on other days above which the check warns.
  public static let warnsAbove = 0.01

  /// The check.
  public init() {}

  /// `calling-days`.
  public var name: HealthCheckName { .callingDays }

  /// The state of the check.
  public func finding(for inspection: Inspection) -> HealthFinding {
    guard !inspection.tally.isUndated else {
      return HealthFinding(check: name, status: .notApplicable, detail: .undated)
    }
    let calendar = inspection.test.calling
    let total = inspection.tally.byDay.total().calls
    let other = inspection.tally.byDay.total { key in key.date.map { !calendar.isCallingDay($0) } ?? false }.calls
    let outside = inspection.callsBeforeStart + inspection.callsAfterEnd
    let warns = outside > 0 || Double(other) > Self.warnsAbove * Double(total)
    return HealthFinding(
      check: name, status: warns ? .warn : .pass,
      detail: .callingDays(
        beforeStart: inspection.callsBeforeStart, afterEnd: inspection.callsAfterEnd, onOtherDays: other))
  }
}
