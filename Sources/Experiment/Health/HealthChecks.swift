/// All health checks, in the order they are reported.
public enum HealthChecks {
  /// The checks; add a new one here and a case to `HealthCheckName`.
  public static var all: [any HealthCheck] {
    [
      SampleRatioCheck(), CrossoverCheck(), CallingDaysCheck(), CallingHoursCheck(), MissingDaysCheck(),
      DuplicatesCheck(), PaceCheck(), ListCheck(), JoinsCheck(), DelaysCheck(), LateOpportunitiesCheck(),
      ContactRateCheck(),
      RepeatedCallsCheck(), NoveltyCheck(),
    ] + BalanceCheck.Covariate.allCases.map(BalanceCheck.init)
  }

  /// The findings of all checks that concern the data.
  public static func findings(for inspection: Inspection) -> [HealthFinding] {
    all.filter { $0.concerns(inspection) }.map { $0.finding(for: inspection) }
  }
}
