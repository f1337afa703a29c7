/// Calls outside the legal hours that the plan names, on public holidays, too often or after a refusal.
///
/// Asked only of plans with `calling.rules`. One breach warns, since each is a breach of the law; from more than 1 % of
/// the calls on the check fails: then it is no slip of a clock but how the team calls, and the answers of people called at
/// forbidden hours are not those the roll-out will meet. A call that breaks two rules counts twice. Calls outside the
/// planned windows but within the law warn above 1 % and never fail.
public struct CallingHoursCheck: HealthCheck {
  /// Breaches as a share of the calls above which the check fails.
  public static let failsAbove = 0.01
  /// Share of calls outside the planned windows above which the check warns.
  public static let windowsWarnAbove = 0.01

  /// The check.
  public init() {}

  /// `calling-hours`.
  public var name: HealthCheckName { .callingHours }

  /// Whether the plan names legal hours.
  public func concerns(_ inspection: Inspection) -> Bool { inspection.test.calling.rules != nil }

  /// The state of the check.
  public func finding(for inspection: Inspection) -> HealthFinding {
    guard let rules = inspection.test.calling.rules, let conduct = inspection.tally.conduct else {
      return HealthFinding(
        check: name, status: .notApplicable,
        detail: inspection.tally.isUndated ? .undated : .callTimesUnknown)
    }
    let calls = Double(conduct.calls)
    let status: HealthFinding.Status =
      Double(conduct.breaches) > Self.failsAbove * calls
      ? .fail
      : conduct.breaches > 0 || Double(conduct.outsideWindows) > Self.windowsWarnAbove * calls ? .warn : .pass
    return HealthFinding(
      check: name, status: status,
      detail: .callingHours(
        HealthFinding.CallingHoursFinding(
          conduct: conduct, rules: rules, notices: rules.notices(on: inspection.asOf))))
  }
}
