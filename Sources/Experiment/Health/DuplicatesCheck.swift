/// Rows that repeat a call.
///
/// Equal repetitions are counted once and are an export's habit; repetitions with other content mean that two records
/// claim one call: above 1 % of the calls the check fails.
public struct DuplicatesCheck: HealthCheck {
  /// Share of conflicting rows above which the check fails.
  public static let failsAbove = 0.01

  /// The check.
  public init() {}

  /// `duplicates`.
  public var name: HealthCheckName { .duplicates }

  /// The state of the check.
  public func finding(for inspection: Inspection) -> HealthFinding {
    let calls = inspection.tally.byDay.total().calls
    let conflicting = inspection.conflictingRows
    let status: HealthFinding.Status =
      Double(conflicting) > Self.failsAbove * Double(calls) ? .fail : conflicting > 0 ? .warn : .pass
    return HealthFinding(
      check: name, status: status, detail: .duplicates(repeated: inspection.repeatedRows, conflicting: conflicting))
  }
}
