import Foundation

/// The belief about a rate before any trial: Beta(a, b), worth a successes and b failures.
public struct BetaPrior: Hashable, Sendable {
  /// The distribution.
  public let beta: Beta

  /// Throws unless both shapes are positive and finite.
  public init(_ a: Double, _ b: Double) throws(StatisticsError) { beta = try Beta(a, b) }

  private init(beta: Beta) { self.beta = beta }

  /// Beta(1, 1): every rate equally likely.
  public static let uniform = BetaPrior(beta: Beta(unchecked: 1, 1))
  /// Beta(½, ½): Jeffreys' prior.
  public static let jeffreys = BetaPrior(beta: Beta(unchecked: 0.5, 0.5))

  /// The belief after the trials of `data`.
  public func posterior(_ data: Proportion) -> Beta {
    Beta(unchecked: beta.a + data.x, beta.b + Double(data.failures))
  }
}

/// What two arms' posterior distributions say about each other, by quadrature to a relative 1e-10 (no Monte Carlo).
///
/// The probabilities hold at any look for who believes the prior; they do not bound the error rate of a rule that stops
/// at the first good look.
public struct BetaBinomialComparison: Hashable, Sendable {
  /// Posterior of the control's rate.
  public let control: Beta
  /// Posterior of the variant's rate.
  public let variant: Beta

  /// The posteriors of both arms under one prior.
  public init(control: Proportion, variant: Proportion, prior: BetaPrior = .uniform) {
    self.init(control: prior.posterior(control), variant: prior.posterior(variant))
  }

  /// Any two posteriors, such as with a prior for each arm.
  public init(control: Beta, variant: Beta) {
    self.control = control
    self.variant = variant
  }

  /// P(variant > control).
  public var probabilityVariantBetter: Double { Self.probability(of: variant, above: control) }
  /// P(control > variant), not rounded off when it is tiny.
  public var probabilityControlBetter: Double { Self.probability(of: control, above: variant) }

  private static func probability(of first: Beta, above second: Beta) -> Double {
    if first == second { return 0.5 }
    let p = LogOddsIntegral()([first, second]) { x, y in
      IncompleteBeta.kernel(first.a, first.b, x: x, y: y)
        * IncompleteBeta(unchecked: second.a, second.b, x: x, y: y).value
    }
    return min(1, p)
  }

  /// E max(control − variant, 0): the rate given up on average by choosing the variant.
  public var lossChoosingVariant: Double { shortfall(chosen: variant, other: control) }
  /// E max(variant − control, 0): the rate given up on average by choosing the control.
  public var lossChoosingControl: Double { shortfall(chosen: control, other: variant) }

  /// ∫ P(chosen ≤ x) P(other > x) dx: all terms positive, so that tiny losses keep their digits.
  private func shortfall(chosen: Beta, other: Beta) -> Double {
    LogOddsIntegral()([chosen, other]) { x, y in
      IncompleteBeta(unchecked: chosen.a, chosen.b, x: x, y: y).value
        * IncompleteBeta(unchecked: other.a, other.b, x: x, y: y).complement * (x * y)
    }
  }

  /// P(variant ≥ (1 + lift) · control): the probability that the relative lift exceeds what pays. `lift` above −1.
  public func probability(liftAbove lift: Double) throws(StatisticsError) -> Double {
    guard lift > -1, lift.isFinite else {
      throw .outOfRange(name: "lift", value: lift, expected: "a number above -1")
    }
    if lift == 0 { return probabilityVariantBetter }
    // Beyond x = 1/(1 + lift) the variant's bound stays at 1.
    let bend = lift > 0 ? -log(lift) : nil
    let p = LogOddsIntegral()([control, variant], bend: bend) { x, y in
      let bound = min(1, x * (1 + lift))
      return IncompleteBeta.kernel(control.a, control.b, x: x, y: y)
        * IncompleteBeta(unchecked: variant.a, variant.b, x: bound, y: max(0, y - lift * x)).complement
    }
    return min(1, p)
  }

  /// P(variant − control ≤ difference).
  public func cdf(difference: Double) -> Double {
    guard difference > -1 else { return 0 }
    guard difference < 1 else { return 1 }
    // The density of the narrower arm, the probability of the wider: that product has one smooth peak.
    if variant.variance < control.variance {
      return BetaBinomialComparison(control: variant, variant: control).survival(difference: -difference)
    }
    // The variant's bound stays at 1 from x = 1 − difference on, or at 0 up to x = −difference.
    let bend = difference > 0 ? log1p(-difference) - log(difference) : log(-difference) - log1p(difference)
    let p = LogOddsIntegral()([control, variant], bend: bend) { x, y in
      let bound = min(1, max(0, x + difference))
      return IncompleteBeta.kernel(control.a, control.b, x: x, y: y)
        * IncompleteBeta(unchecked: variant.a, variant.b, x: bound, y: min(1, max(0, y - difference))).value
    }
    return min(1, p)
  }

  /// P(variant − control > difference), by the control's density.
  private func survival(difference: Double) -> Double {
    let bend = difference > 0 ? log1p(-difference) - log(difference) : log(-difference) - log1p(difference)
    let p = LogOddsIntegral()([control, variant], bend: bend) { x, y in
      let bound = min(1, max(0, x + difference))
      return IncompleteBeta.kernel(control.a, control.b, x: x, y: y)
        * IncompleteBeta(unchecked: variant.a, variant.b, x: bound, y: min(1, max(0, y - difference))).complement
    }
    return min(1, p)
  }

  /// The equal-tailed credible interval of variant − control around the difference of the posterior means.
  ///
  /// Throws unless 0 < `confidence` < 1.
  public func difference(confidence: Double = 0.95) throws(StatisticsError) -> Estimate {
    try StatisticsError.requireProbability(confidence, "confidence")
    let tail = (1 - confidence) / 2
    let mean = variant.mean - control.mean
    let deviation = (variant.variance + control.variance).squareRoot()
    // The lower quantile of variant − control is minus the upper one of control − variant.
    let reverse = BetaBinomialComparison(control: variant, variant: control)
    return Estimate(
      value: mean, lower: lowerQuantile(tail, mean, deviation),
      upper: -reverse.lowerQuantile(tail, -mean, deviation))
  }

  private func lowerQuantile(_ tail: Double, _ mean: Double, _ deviation: Double) -> Double {
    let z = Normal.quantile(survival: tail)
    var lower = max(-1, mean - (z + 1) * deviation)
    while lower > -1, cdf(difference: lower) > tail { lower = max(-1, lower - deviation) }
    var upper = min(1, mean - (z - 1) * deviation)
    while upper < 1, cdf(difference: upper) < tail { upper = min(1, upper + deviation) }
    let root = Brent.root(from: lower, to: upper, relative: 1e-12) { cdf(difference: $0) - tail }
    return root
  }

  /// For each of several arms, the probability that its rate is the highest; they sum to 1.
  public static func probabilityBest(_ arms: [Beta]) -> [Double] {
    arms.indices.map { i in
      let others = arms.indices.filter { $0 != i }.map { arms[$0] }
      let p = LogOddsIntegral()(arms) { x, y in
        others.reduce(IncompleteBeta.kernel(arms[i].a, arms[i].b, x: x, y: y)) {
          $0 * IncompleteBeta(unchecked: $1.a, $1.b, x: x, y: y).value
        }
      }
      return min(1, p)
    }
  }
}
