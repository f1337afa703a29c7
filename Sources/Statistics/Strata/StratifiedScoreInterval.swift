/// Score intervals for an effect shared by all strata.
public enum StratifiedScoreInterval: String, Hashable, Sendable, CaseIterable {
  /// Variance with N/(N − 1) in each stratum (Miettinen & Nurminen 1985).
  case miettinenNurminen = "miettinen-nurminen"
  /// The same with its skewness removed (Laud 2017); better at low rates and unequal arms.
  case scas
}

extension StratifiedTwoProportions {
  /// The common difference, in −1...1; the value is the difference with score 0. Throws unless 0 < `confidence` < 1.
  public func difference(
    _ method: StratifiedScoreInterval = .miettinenNurminen, weighting: StratumWeighting = .mantelHaenszel,
    confidence: Double = 0.95
  ) throws(StatisticsError) -> Estimate {
    try interval(.difference, method, weighting, confidence, observed: observedMantelHaenszelDifference)
  }

  /// The common ratio of rates, from 0 to ∞; the value is the ratio with score 0. Throws unless 0 < `confidence` < 1.
  public func ratio(
    _ method: StratifiedScoreInterval = .miettinenNurminen, weighting: StratumWeighting = .mantelHaenszel,
    confidence: Double = 0.95
  ) throws(StatisticsError) -> Estimate {
    try interval(
      .ratio, method, weighting, confidence, observed: mantelHaenszelRatio(confidence: confidence).value)
  }

  /// The common odds ratio, from 0 to ∞; the value is the odds ratio with score 0. Throws unless 0 < `confidence` < 1.
  public func oddsRatio(
    _ method: StratifiedScoreInterval = .miettinenNurminen, weighting: StratumWeighting = .mantelHaenszel,
    confidence: Double = 0.95
  ) throws(StatisticsError) -> Estimate {
    try interval(
      .oddsRatio, method, weighting, confidence, observed: mantelHaenszelOddsRatio(confidence: confidence).value)
  }

  private func interval(
    _ contrast: ScoreContrast, _ method: StratifiedScoreInterval, _ weighting: StratumWeighting,
    _ confidence: Double, observed: Double
  ) throws(StatisticsError) -> Estimate {
    try StatisticsError.requireProbability(confidence, "confidence")
    let model = ScoreModel(
      tables: strata, contrast: contrast, isUnbiased: true, isSkewnessCorrected: method == .scas,
      weighting: weighting)
    return model.interval(z: Normal.quantile(survival: (1 - confidence) / 2), observed: observed)
  }
}
