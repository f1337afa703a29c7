import Foundation

/// Intervals for the odds ratio, odds of the variant / odds of the control, from 0 to ∞.
public enum OddsRatioInterval: String, Hashable, Sendable, CaseIterable {
  /// Normal on the logit scale (Woolf 1955); 0...∞ when a cell is 0.
  case logit
  /// The same with ½ added to all four cells (Gart 1966): finite for every table.
  case logitAdjusted = "logit-adjusted"
  /// Score interval without the factor N/(N − 1). The default.
  case score
  /// Score interval with the factor N/(N − 1) (Miettinen & Nurminen 1985).
  case miettinenNurminen = "miettinen-nurminen"
  /// Wilson limits of the odds recovered (Fagerland & Newcombe 2013, method 4).
  case newcombe
  /// Jeffreys quantiles recovered (Laud 2017).
  case moverJeffreys = "mover-jeffreys"
  /// Skewness- and bias-corrected score interval (Laud 2018).
  case scas
  /// Exact given both margins (Cornfield 1956); never below its level, hence wide.
  case exactConditional = "exact-conditional"
}

extension TwoProportions {
  /// The odds ratio with an interval.
  ///
  /// The value is ``observedOddsRatio``, except for the adjusted, Jeffreys and skewness-corrected methods, which bring
  /// their own. Throws unless 0 < `confidence` < 1.
  public func oddsRatio(
    _ method: OddsRatioInterval = .score, confidence: Double = 0.95
  ) throws(StatisticsError) -> Estimate {
    try StatisticsError.requireProbability(confidence, "confidence")
    let tail = (1 - confidence) / 2
    let z = Normal.quantile(survival: tail)
    switch method {
    case .logit: return logit(z)
    case .logitAdjusted: return logitAdjusted(z)
    case .score: return score(.oddsRatio).interval(z: z, observed: observedOddsRatio)
    case .miettinenNurminen:
      return score(.oddsRatio, isUnbiased: true).interval(z: z, observed: observedOddsRatio)
    case .exactConditional: return exactConditionalOddsRatio(tail: tail)
    case .newcombe: return Mover(wilsonOf: self, z: z).oddsRatio(observed: observedOddsRatio)
    case .moverJeffreys: return Mover(jeffreysOf: self, tail: tail).oddsRatio()
    case .scas:
      return score(.oddsRatio, isUnbiased: true, isSkewnessCorrected: true).interval(z: z, observed: observedOddsRatio)
    }
  }

  private var counts: [Double] {
    [control.x, Double(control.failures), variant.x, Double(variant.failures)]
  }

  private func logit(_ z: Double) -> Estimate {
    guard counts.allSatisfy({ $0 > 0 }) else {
      return Estimate(value: observedOddsRatio, lower: 0, upper: .infinity)
    }
    return Estimate(logNormal: observedOddsRatio, variance: counts.reduce(0) { $0 + 1 / $1 }, z: z)
  }

  private func logitAdjusted(_ z: Double) -> Estimate {
    let cells = counts.map { $0 + 0.5 }
    return Estimate(
      logNormal: cells[2] / cells[3] * (cells[1] / cells[0]), variance: cells.reduce(0) { $0 + 1 / $1 }, z: z)
  }
}
