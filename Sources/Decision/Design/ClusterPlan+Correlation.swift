extension ClusterPlan {
  /// Agents' own rates vary by this share of the baseline, where no call log says otherwise.
  static let agentVariation = 0.25
  /// Half-days' own rates vary by this share of the baseline, where no call log says otherwise.
  static let slotVariation = 0.10

  /// How alike calls are at the plan's baseline p: ρ = cv² p/(1 − p) where clusters' own rates vary by the share cv, since
  /// of the variance p (1 − p) of a 0/1 outcome that of the rates is cv² p². The share is what a call log and a plan have in
  /// common, so that a correlation measured at another rate is brought to the baseline by the ratio of the odds.
  static func correlation(
    _ history: DesignHistory.Clustering?, assumed variation: Double, _ planner: TestPlanner
  ) -> DesignStructure.Correlation {
    let baseline = planner.assumptions.baseline
    let odds = baseline / (1 - baseline)
    guard let history else {
      return DesignStructure.Correlation(
        value: min(1, variation * variation * odds), source: .assumed(variation: variation))
    }
    var value = min(1, max(0, history.correlation))
    // Without a failure or a success the log says nothing of rates.
    if let rate = planner.history?.rate, rate > 0, rate < 1 { value = min(1, value * odds * (1 - rate) / rate) }
    return DesignStructure.Correlation(value: value, source: .history(clusters: history.clusters))
  }
}
