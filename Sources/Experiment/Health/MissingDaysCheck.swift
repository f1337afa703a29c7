/// Planned calling days without any call: a holiday the plan forgot, or an export that stops early.
public struct MissingDaysCheck: HealthCheck {
  /// The check.
  public init() {}

  /// `missing-days`.
  public var name: HealthCheckName { .missingDays }

  /// The state of the check.
  public func finding(for inspection: Inspection) -> HealthFinding {
    guard let dates = inspection.tally.dates, let starts = inspection.test.starts else {
      return HealthFinding(check: name, status: .notApplicable, detail: .undated)
    }
    let reached = min(inspection.asOf ?? dates.upperBound, inspection.test.lastDay ?? dates.upperBound)
    let planned = inspection.test.calling.callingDays(from: starts, through: reached)
    let called = Set(inspection.tally.byDay.cells.keys.compactMap(\.date))
    let missing = planned.filter { !called.contains($0) }
    return HealthFinding(
      check: name, status: missing.isEmpty ? .pass : .warn, detail: .missingDays(missing, of: planned.count))
  }
}
