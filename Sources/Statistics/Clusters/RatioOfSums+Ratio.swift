import Foundation

extension RatioOfSums {
  /// Ratio of the arms' ratios, variant over control, with a log-normal interval from the linearised standard errors.
  ///
  /// Where either arm has no successes the logarithm is undefined: the interval is then 0 to infinity, which says that
  /// the data do not bound the ratio.
  public func ratio(confidence: Double = 0.95) throws(StatisticsError) -> Estimate {
    try Estimate(
      logRatioOf: (variant.ratio, variant.standardError), to: (control.ratio, control.standardError),
      confidence: confidence)
  }
}

extension StratifiedRatioOfSums {
  /// Ratio of the arms' ratios, each averaged over strata with the Mantel–Haenszel weights of the difference, with a
  /// log-normal interval; 0 to infinity where an arm has no successes.
  public func ratio(confidence: Double = 0.95) throws(StatisticsError) -> Estimate {
    let weights = strata.map { $0.control.trials * $0.variant.trials / ($0.control.trials + $0.variant.trials) }
    let total = weights.reduce(0, +)
    func average(_ arm: (RatioOfSums) -> RatioOfSums.Arm) -> (Double, Double) {
      let pairs = zip(weights, strata.map(arm))
      let mean = pairs.reduce(0) { $0 + $1.0 * $1.1.ratio } / total
      let variance = pairs.reduce(0) { sum, pair in
        let part = pair.0 * pair.1.standardError / total
        return sum + part * part
      }
      return (mean, variance.squareRoot())
    }
    return try Estimate(
      logRatioOf: average { $0.variant }, to: average { $0.control }, confidence: confidence)
  }
}

extension Estimate {
  /// A ratio of two independent positive estimates with a log-normal interval (delta method).
  init(
    logRatioOf numerator: (value: Double, error: Double), to denominator: (value: Double, error: Double),
    confidence: Double
  ) throws(StatisticsError) {
    try StatisticsError.requireProbability(confidence, "confidence")
    guard numerator.value > 0, denominator.value > 0 else {
      let value = denominator.value > 0 ? 0 : numerator.value > 0 ? Double.infinity : 1
      self.init(value: value, lower: 0, upper: .infinity)
      return
    }
    let relative = (numerator.error / numerator.value, denominator.error / denominator.value)
    let error = (relative.0 * relative.0 + relative.1 * relative.1).squareRoot()
    let half = Normal.quantile(survival: (1 - confidence) / 2) * error
    let ratio = numerator.value / denominator.value
    self.init(value: ratio, lower: ratio * exp(-half), upper: ratio * exp(half))
  }
}
