import Foundation

/// Ways to put an interval around one proportion.
public enum ProportionInterval: String, Hashable, Sendable, CaseIterable {
  /// The score interval (Wilson 1927): the rates the data do not reject. The default: close to its level for all n.
  case wilson
  /// Quantiles of Beta(x + ½, n − x + ½) (Brown, Cai & DasGupta 2001), not replaced at x = 0 or n. Short on average;
  /// below its level for rates near 0 or 1.
  case jeffreys
  /// The exact interval (Clopper & Pearson 1934): never below its level, hence too wide; for when that must be promised.
  case clopperPearson = "clopper-pearson"
  /// Wald's interval around the shifted rate (x + z²/2)/(n + z²) (Agresti & Coull 1998). For classrooms; prefer Wilson.
  case agrestiCoull = "agresti-coull"
  /// The score interval with its skewness removed (Laud 2017, 2018): each side errs equally often.
  case scas
}

extension Proportion {
  /// The rate with an interval, in 0...1.
  ///
  /// The value is the observed rate, except for ``ProportionInterval/scas``, whose value is the rate with score 0, and
  /// ``ProportionInterval/agrestiCoull``, whose value is the shifted rate. Throws unless 0 < `confidence` < 1.
  public func interval(
    _ method: ProportionInterval = .wilson, confidence: Double = 0.95
  ) throws(StatisticsError) -> Estimate {
    try StatisticsError.requireProbability(confidence, "confidence")
    let tail = (1 - confidence) / 2
    let z = Normal.quantile(survival: tail)
    switch method {
    case .wilson: return wilson(z)
    case .jeffreys: return jeffreys(tail)
    case .clopperPearson: return clopperPearson(tail)
    case .agrestiCoull: return agrestiCoull(z)
    case .scas: return skewnessCorrected(z)
    }
  }

  func wilson(_ z: Double) -> Estimate {
    let limits = wilsonLimits(z)
    return Estimate(value: rate, lower: limits.lower.below, upper: limits.upper.below)
  }

  func wilsonLimits(_ z: Double) -> (lower: UnitSplit, upper: UnitSplit) {
    let square = z * z
    let failures = Double(failures)
    let half = z * (x * failureRate + square / 4).squareRoot()
    let (high, highFailures) = (x + square / 2 + half, failures + square / 2 + half)
    let all = n + square
    // The smaller root from the product of both, so that it keeps its digits at x = 1 of 10⁷.
    return (
      lower: UnitSplit(below: x * rate / high, above: successes == 0 ? 1 : min(1, highFailures / all)),
      upper: UnitSplit(below: failures == 0 ? 1 : min(1, high / all), above: failures * failureRate / highFailures)
    )
  }

  var jeffreysPosterior: Beta { Beta(unchecked: x + 0.5, Double(failures) + 0.5) }

  private func jeffreys(_ tail: Double) -> Estimate {
    let posterior = jeffreysPosterior
    return Estimate(
      value: rate, lower: posterior.split(lower: tail).below, upper: posterior.split(upper: tail).below)
  }

  func clopperPearson(_ tail: Double) -> Estimate {
    Estimate(
      value: rate,
      lower: successes == 0 ? 0 : Beta(unchecked: x, Double(failures + 1)).quantile(tail),
      upper: failures == 0 ? 1 : Beta(unchecked: x + 1, Double(failures)).quantile(survival: tail))
  }

  private func agrestiCoull(_ z: Double) -> Estimate {
    let trials = n + z * z
    let centre = (x + z * z / 2) / trials
    let half = z * (centre * (1 - centre) / trials).squareRoot()
    return Estimate(value: centre, lower: centre - half, upper: centre + half).clamped(to: 0...1)
  }
}

extension Proportion {
  /// Laud 2018, eq. 2 with the third moment of one binomial: a quadratic, as Wilson's, whose smaller root is the lower
  /// limit and whose larger the upper.
  private func skewnessCorrected(_ z: Double) -> Estimate {
    let value = (x + 1.0 / 6) / (n + 1.0 / 3)
    let shift = (z * z - 1) / (6 * n)
    let constant = rate - shift
    let slope = 1 - 2 * shift
    let spread = z * z / n
    let half = slope * constant + spread / 2
    let square = slope * slope + spread
    let root = max(0, half * half - square * constant * constant).squareRoot()
    // With so few successes (failures) the corrected score stays inside ±z down to a rate of 0 (up to 1).
    let lower = constant > 0 ? constant * constant / (half + root) : 0
    let upper = failureRate - shift > 0 ? (half + root) / square : 1
    return Estimate(value: value, lower: min(value, lower), upper: max(value, upper)).clamped(to: 0...1)
  }
}
