/// Calls delivered with another variant than the assigned one.
///
/// Comparisons are by assignment, so crossovers dilute an effect rather than bias it; above 5 % of the calls the check
/// warns, above 20 % it fails, since the arms then hardly differ.
public struct CrossoverCheck: HealthCheck {
  /// Share of crossovers above which the check warns.
  public static let warnsAbove = 0.05
  /// Share of crossovers above which the check fails.
  public static let failsAbove = 0.2

  /// The check.
  public init() {}

  /// `crossovers`.
  public var name: HealthCheckName { .crossovers }

  /// The state of the check.
  public func finding(for inspection: Inspection) -> HealthFinding {
    let margin = inspection.tally.byDelivery
    let known = margin.total { $0.delivered != nil }.calls
    guard known > 0 else { return HealthFinding(check: name, status: .notApplicable, detail: .deliveryUnknown) }
    let crossed = margin.total { key in key.delivered.map { $0 != key.assigned } ?? false }.calls
    let share = Double(crossed) / Double(known)
    let status: HealthFinding.Status = share > Self.failsAbove ? .fail : share > Self.warnsAbove ? .warn : .pass
    return HealthFinding(check: name, status: status, detail: .crossovers(crossed, of: known))
  }
}
