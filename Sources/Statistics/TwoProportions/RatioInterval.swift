import Foundation

/// Intervals for the ratio of two rates, variant / control, from 0 to ∞.
public enum RatioInterval: String, Hashable, Sendable, CaseIterable {
  /// Normal on the log scale (Katz 1978); 0...∞ when either arm has no success, of no width when every trial
  /// succeeded.
  case log
  /// The same with (x + ½)/(n + ½) in both arms (Walter 1975): finite for every table, of no width when every
  /// trial succeeded.
  case logAdjusted = "log-adjusted"
  /// Score interval (Koopman 1984).
  case koopman
  /// Score interval with the factor N/(N − 1) (Miettinen & Nurminen 1985). The default.
  case miettinenNurminen = "miettinen-nurminen"
  /// Wilson limits recovered (Donner & Zou 2012).
  case newcombe
  /// Jeffreys quantiles recovered (Laud 2017).
  case moverJeffreys = "mover-jeffreys"
  /// Skewness-corrected score interval (Laud 2017).
  case scas
  /// Exact unconditional interval that inverts the exact score test, as ``DifferenceInterval/exactScore``.
  case exactScore = "exact-score"
}

extension TwoProportions {
  /// The ratio of rates with an interval; the lift is this minus 1.
  ///
  /// The value is ``observedRatio``, except for the adjusted, Jeffreys and skewness-corrected methods, which bring their
  /// own. Throws unless 0 < `confidence` < 1, and for ``RatioInterval/exactScore`` beyond its size.
  public func ratio(
    _ method: RatioInterval = .miettinenNurminen, confidence: Double = 0.95
  ) throws(StatisticsError) -> Estimate {
    try StatisticsError.requireProbability(confidence, "confidence")
    let tail = (1 - confidence) / 2
    let z = Normal.quantile(survival: tail)
    switch method {
    case .log: return logRatio(z)
    case .logAdjusted: return logAdjustedRatio(z)
    case .koopman: return score(.ratio).interval(z: z, observed: observedRatio)
    case .miettinenNurminen: return score(.ratio, isUnbiased: true).interval(z: z, observed: observedRatio)
    case .newcombe: return Mover(wilsonOf: self, z: z).ratio(observed: observedRatio)
    case .moverJeffreys: return Mover(jeffreysOf: self, tail: tail).ratio()
    case .exactScore: return try exactScoreRatio(tail)
    case .scas:
      return score(.ratio, isUnbiased: true, isSkewnessCorrected: true).interval(z: z, observed: observedRatio)
    }
  }

  private func logRatio(_ z: Double) -> Estimate {
    guard control.successes > 0, variant.successes > 0 else {
      return Estimate(value: observedRatio, lower: 0, upper: .infinity)
    }
    // 1/x − 1/n = (n − x)/(x n)
    let variance = control.failureRate / control.x + variant.failureRate / variant.x
    return Estimate(logNormal: observedRatio, variance: variance, z: z)
  }

  private func logAdjustedRatio(_ z: Double) -> Estimate {
    func rate(_ arm: Proportion) -> Double { (arm.x + 0.5) / (arm.n + 0.5) }
    func variance(_ arm: Proportion) -> Double { 1 / (arm.x + 0.5) - 1 / (arm.n + 0.5) }
    return Estimate(
      logNormal: rate(variant) / rate(control), variance: variance(variant) + variance(control), z: z)
  }
}

extension Estimate {
  /// A positive quantity whose logarithm is normal with `variance`.
  init(logNormal value: Double, variance: Double, z: Double) {
    let factor = exp(z * variance.squareRoot())
    self.init(value: value, lower: value / factor, upper: value * factor)
  }
}
