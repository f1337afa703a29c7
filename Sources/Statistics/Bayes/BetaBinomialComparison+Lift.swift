import Foundation

extension BetaBinomialComparison {
  /// P(variant ≤ (1 + lift) · control), accurate when it is small. 0 at −1 and below.
  public func cdf(lift: Double) -> Double {
    guard lift > -1 else { return 0 }
    guard lift < .infinity else { return 1 }
    return cdf(ratio: 1 + lift, lift: lift)
  }

  private func cdf(ratio: Double, lift: Double) -> Double {
    // The density of the narrower arm, the probability of the wider: that product has one smooth peak.
    if variant.a > control.a {
      return BetaBinomialComparison(control: variant, variant: control).survival(ratio: 1 / ratio, lift: -lift / ratio)
    }
    let p = LogOddsIntegral()(
      [control, variant], centres: [variant.logOddsCentre - log(ratio)], bend: lift > 0 ? -log(lift) : nil
    ) { x, y in
      let bound = min(1, x * ratio)
      return IncompleteBeta.kernel(control.a, control.b, x: x, y: y)
        * IncompleteBeta(unchecked: variant.a, variant.b, x: bound, y: max(0, y - lift * x)).value
    }
    return min(1, p)
  }

  /// P(variant ≥ ratio · control), by the control's density.
  private func survival(ratio: Double, lift: Double) -> Double {
    let p = LogOddsIntegral()(
      [control, variant], centres: [variant.logOddsCentre - log(ratio)], bend: lift > 0 ? -log(lift) : nil
    ) { x, y in
      let bound = min(1, x * ratio)
      return IncompleteBeta.kernel(control.a, control.b, x: x, y: y)
        * IncompleteBeta(unchecked: variant.a, variant.b, x: bound, y: max(0, y - lift * x)).complement
    }
    return min(1, p)
  }

  /// The equal-tailed credible interval of the relative lift, variant / control − 1, around its median.
  ///
  /// The median, because the mean is infinite when the control's first shape is at most 1. From −1; the upper end is
  /// large where the control has few successes. Throws unless 0 < `confidence` < 1.
  public func lift(confidence: Double = 0.95) throws(StatisticsError) -> Estimate {
    try StatisticsError.requireProbability(confidence, "confidence")
    let tail = (1 - confidence) / 2
    // The upper quantile of a ratio is one over the lower quantile of its inverse.
    let reverse = BetaBinomialComparison(control: variant, variant: control)
    return Estimate(
      value: expm1(logRatioQuantile(0.5)), lower: expm1(logRatioQuantile(tail)),
      upper: expm1(-reverse.logRatioQuantile(tail)))
  }

  /// The logarithm of the ratio variant / control that is not exceeded with probability `p` ≤ ½.
  private func logRatioQuantile(_ p: Double) -> Double {
    func excess(_ u: Double) -> Double { cdf(ratio: exp(u), lift: expm1(u)) - p }
    let centre = log(variant.mean) - log(control.mean)
    var step = (1 / variant.a + 1 / control.a).squareRoot()
    var (lower, upper) = (centre, centre)
    while excess(lower) > 0, lower > -700 {
      lower -= step
      step *= 2
    }
    step = (1 / variant.a + 1 / control.a).squareRoot()
    while excess(upper) < 0, upper < 700 {
      upper += step
      step *= 2
    }
    let root = Brent.root(from: lower, to: upper, relative: 1e-13, excess)
    return root
  }

  /// For each of several arms, the rate given up on average by choosing it: E max(all rates) − its mean, without
  /// cancellation.
  ///
  /// ∫ P(arm ≤ x) (1 − Π P(other ≤ x)) dx over the others; 0 for a single arm.
  public static func expectedLoss(_ arms: [Beta]) -> [Double] {
    arms.indices.map { i in
      let others = arms.indices.filter { $0 != i }.map { arms[$0] }
      guard !others.isEmpty else { return 0 }
      return LogOddsIntegral()(arms) { x, y in
        let logNone = others.reduce(0.0) {
          $0 + log1p(-min(1, IncompleteBeta(unchecked: $1.a, $1.b, x: x, y: y).complement))
        }
        return IncompleteBeta(unchecked: arms[i].a, arms[i].b, x: x, y: y).value * -expm1(logNone) * (x * y)
      }
    }
  }
}

extension BetaPrior {
  /// The Beta prior of a given mean and standard deviation, by moments: a + b = mean (1 − mean)/sd² − 1.
  ///
  /// What was seen before, in plain words: "tests like this one came out at 3 % ± 0.5 points". Throws unless the mean is
  /// strictly between 0 and 1 and 0 < sd² < mean (1 − mean).
  public init(mean: Double, standardDeviation: Double) throws(StatisticsError) {
    try StatisticsError.requireProbability(mean, "prior mean")
    let spread = mean * (1 - mean)
    guard standardDeviation > 0, standardDeviation * standardDeviation < spread else {
      throw .outOfRange(
        name: "prior standard deviation", value: standardDeviation,
        expected: "a number above 0 and below √(mean (1 − mean)), which is \(spread.squareRoot())")
    }
    let strength = (spread - standardDeviation * standardDeviation) / (standardDeviation * standardDeviation)
    try self.init(mean * strength, (1 - mean) * strength)
  }
}
