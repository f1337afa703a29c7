import Foundation

/// What choosing an arm brings, as far as the belief about its rate tells: `perSuccess` × rate + `constant`.
public struct Payoff: Hashable, Sendable {
  /// Belief about the rate.
  public let belief: Beta
  /// What a rate of 1 brings, at least 0; at 0 the payoff is known for sure.
  public let perSuccess: Double
  /// What the arm brings at a rate of 0: usually negative, its cost.
  public let constant: Double

  /// A payoff. Throws for a negative `perSuccess`, and unless both figures are finite.
  public init(belief: Beta, perSuccess: Double, constant: Double) throws(StatisticsError) {
    guard perSuccess >= 0, perSuccess.isFinite else {
      throw .outOfRange(name: "payoff of a success", value: perSuccess, expected: "a finite number of at least 0")
    }
    guard constant.isFinite else {
      throw .outOfRange(name: "constant payoff", value: constant, expected: "a finite number")
    }
    self.belief = belief
    self.perSuccess = perSuccess
    self.constant = constant
  }

  /// The expected payoff.
  public var mean: Double { perSuccess * belief.mean + constant }

  /// Whether the payoff does not depend on the rate.
  var isKnown: Bool { perSuccess == 0 }

  /// P(payoff ≤ `x`).
  func cdf(_ x: Double) -> Double { isKnown ? (x >= constant ? 1 : 0) : belief.cdf((x - constant) / perSuccess) }

  /// Where all but some 1e-13 of the mass lies.
  var range: ClosedRange<Double> {
    let low = constant + perSuccess * belief.quantile(1e-13)
    return low...max(low, constant + perSuccess * belief.quantile(survival: 1e-13))
  }

  /// Points between which the distribution is smooth enough for one panel of the quadrature.
  var knots: [Double] {
    if isKnown { return [constant] }
    let deviation = perSuccess * belief.variance.squareRoot()
    return [-6, -2, 0, 2, 6].map { mean + $0 * deviation }
  }
}

/// Which of several arms pays most, when their payoffs are linear in independent, Beta distributed rates: the choice of a
/// script by profit rather than by rate (framework of Raiffa & Schlaifer 1961, linear losses).
///
/// By quadrature to about 1e-8, no simulation. For payoffs with further uncertain factors use ``PayoffDraws``. As all
/// posterior probabilities, these bound no error rate of a rule that stops at the first good look.
public struct PayoffComparison: Hashable, Sendable {
  /// The arms.
  public let arms: [Payoff]

  /// A comparison of arms, of which there is at least one.
  public init(_ arms: [Payoff]) throws(StatisticsError) {
    guard !arms.isEmpty else { throw .outOfRange(name: "arms", value: 0, expected: "at least one arm") }
    self.arms = arms
  }

  /// For each arm, the probability that its payoff is the highest: ∫ f(x) ∏ F of the others dx; they sum to 1. Of arms whose
  /// payoffs are known and equal, the first counts as the best.
  public var probabilitiesBest: [Double] {
    guard arms.count > 1 else { return [1] }
    return arms.indices.map { index in
      let arm = arms[index]
      let others = arms.indices.filter { $0 != index }.map { arms[$0] }
      if arm.isKnown {
        return arms.indices.reduce(1) { product, other in
          guard other != index else { return product }
          let isBehindEqual = arms[other].isKnown && arms[other].constant == arm.constant && other < index
          return isBehindEqual ? 0 : product * arms[other].cdf(arm.constant)
        }
      }
      // On the scale of the arm's log-odds, where its density has no pole.
      func logOdds(_ x: Double) -> Double? {
        let rate = (x - arm.constant) / arm.perSuccess
        return rate > 0 && rate < 1 ? log(rate) - log1p(-rate) : nil
      }
      let (low, high) = (arm.range.lowerBound, arm.range.upperBound)
      let ends = (logOdds(low) ?? -700, logOdds(high) ?? 700)
      let sum = Self.integrate(from: ends.0, to: ends.1, knots: arms.flatMap(\.knots).compactMap(logOdds), scale: 0.1) {
        u in
        let e = exp(-u.magnitude)
        let (x, y) = u < 0 ? (e / (1 + e), 1 / (1 + e)) : (1 / (1 + e), e / (1 + e))
        let payoff = arm.constant + arm.perSuccess * x
        return others.reduce(IncompleteBeta.kernel(arm.belief.a, arm.belief.b, x: x, y: y)) { $0 * $1.cdf(payoff) }
      }
      return min(1, max(0, sum))
    }
  }

  /// For each arm, what choosing it gives up on average: E(highest payoff − its payoff), at least 0.
  ///
  /// ∫ F(x) (1 − ∏ F of the others) dx: every term is positive, so that small losses keep their digits.
  public var expectedLosses: [Double] {
    arms.indices.map { index in
      let arm = arms[index]
      let others = arms.indices.filter { $0 != index }.map { arms[$0] }
      let low = arm.range.lowerBound
      guard let high = others.map(\.range.upperBound).max(), high > low else { return 0 }
      let deviation = arm.perSuccess * arm.belief.variance.squareRoot()
      let sum = Self.integrate(
        from: low, to: high, knots: arms.flatMap(\.knots), scale: max(1e-2 * deviation, 1e-4 * (high - low))
      ) { x in
        arm.cdf(x) * (1 - others.reduce(1) { $0 * $1.cdf(x) })
      }
      return max(0, sum)
    }
  }

  private static func integrate(
    from low: Double, to high: Double, knots: [Double], scale: Double, _ function: (Double) -> Double
  ) -> Double {
    guard high > low else { return 0 }
    let quadrature = AdaptiveQuadrature(tolerance: 1e-8)
    let points = ([low, high] + knots.filter { $0 > low && $0 < high }).sorted()
    return zip(points, points.dropFirst()).reduce(0) { sum, panel in
      panel.1 > panel.0 ? sum + quadrature.integrate(from: panel.0, to: panel.1, scale: scale, function) : sum
    }
  }
}
