import Foundation

extension StratifiedTwoProportions {
  /// The Mantel–Haenszel difference, weights n₁n₂/N, with Sato's variance (Sato, Greenland & Robins 1989).
  ///
  /// Consistent for many small strata as well as for few large ones. Clipped to −1...1. Throws unless
  /// 0 < `confidence` < 1.
  public func mantelHaenszelDifference(confidence: Double = 0.95) throws(StatisticsError) -> Estimate {
    try StatisticsError.requireProbability(confidence, "confidence")
    let half = Normal.quantile(survival: (1 - confidence) / 2) * mantelHaenszelDifferenceError
    let value = observedMantelHaenszelDifference
    return Estimate(value: value, lower: value - half, upper: value + half).clamped(to: -1...1)
  }

  /// Σ w d / Σ w with w = n₁n₂/N.
  public var observedMantelHaenszelDifference: Double {
    sum { $0.crossDifference / $0.total } / sum { $0.control.n * $0.variant.n / $0.total }
  }

  /// Sato's standard error of ``observedMantelHaenszelDifference``.
  public var mantelHaenszelDifferenceError: Double {
    let shape = sum {
      let (s1, s0) = ($0.variant.n / $0.total, $0.control.n / $0.total)
      return s1 * s1 * $0.control.x - s0 * s0 * $0.variant.x + s1 * s0 * ($0.control.n - $0.variant.n) / 2
    }
    let discordance = sum {
      ($0.variant.x * Double($0.control.failures) + $0.control.x * Double($0.variant.failures)) / (2 * $0.total)
    }
    let weight = sum { $0.control.n * $0.variant.n / $0.total }
    return max(0, observedMantelHaenszelDifference * shape + discordance).squareRoot() / weight
  }

  /// The Mantel–Haenszel ratio of rates (Greenland & Robins 1985, eqs. 4 and 13), normal on the log scale.
  ///
  /// 0...∞ when an arm has no success in any stratum. Throws unless 0 < `confidence` < 1.
  public func mantelHaenszelRatio(confidence: Double = 0.95) throws(StatisticsError) -> Estimate {
    try StatisticsError.requireProbability(confidence, "confidence")
    let (r, s) = ratioSums
    guard r > 0, s > 0 else { return Self.unbounded(r, s) }
    let numerator = sum {
      ($0.control.n * $0.variant.n * Double($0.successes) - $0.variant.x * $0.control.x * $0.total)
        / ($0.total * $0.total)
    }
    return Estimate(
      logNormal: r / s, variance: max(0, numerator / (r * s)), z: Normal.quantile(survival: (1 - confidence) / 2))
  }

  /// The Mantel–Haenszel odds ratio with the variance of Robins, Breslow & Greenland (1986), normal on the log scale.
  ///
  /// 0...∞ when either sum of cross products is 0. Throws unless 0 < `confidence` < 1.
  public func mantelHaenszelOddsRatio(confidence: Double = 0.95) throws(StatisticsError) -> Estimate {
    try StatisticsError.requireProbability(confidence, "confidence")
    var (r, s, pr, mixed, qs) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for table in strata {
      let (a, b) = (table.variant.x, Double(table.variant.failures))
      let (c, d) = (table.control.x, Double(table.control.failures))
      let (p, q) = ((a + d) / table.total, (b + c) / table.total)
      let (rk, sk) = (a * d / table.total, b * c / table.total)
      r += rk
      s += sk
      pr += p * rk
      mixed += p * sk + q * rk
      qs += q * sk
    }
    guard r > 0, s > 0 else { return Self.unbounded(r, s) }
    let variance = pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s)
    return Estimate(logNormal: r / s, variance: variance, z: Normal.quantile(survival: (1 - confidence) / 2))
  }

  /// Σ x₁n₀/N and Σ x₀n₁/N.
  private var ratioSums: (Double, Double) {
    (sum { $0.variant.x * $0.control.n / $0.total }, sum { $0.control.x * $0.variant.n / $0.total })
  }

  var observedMantelHaenszelRatio: Double {
    let (r, s) = ratioSums
    return Self.quotient(r, s)
  }

  var observedMantelHaenszelOddsRatio: Double {
    Self.quotient(
      sum { $0.variant.x * Double($0.control.failures) / $0.total },
      sum { $0.control.x * Double($0.variant.failures) / $0.total })
  }

  private static func quotient(_ numerator: Double, _ denominator: Double) -> Double {
    denominator > 0 ? numerator / denominator : (numerator > 0 ? .infinity : 1)
  }

  private static func unbounded(_ numerator: Double, _ denominator: Double) -> Estimate {
    Estimate(value: quotient(numerator, denominator), lower: 0, upper: .infinity)
  }
}
