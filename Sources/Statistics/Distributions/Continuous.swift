import Foundation

/// The chi-square distribution.
public struct ChiSquare: Hashable, Sendable {
  /// Degrees of freedom, above 0.
  public let degreesOfFreedom: Double

  /// Throws unless the degrees of freedom are positive and finite.
  public init(degreesOfFreedom: Double) throws(StatisticsError) {
    try StatisticsError.requirePositive(degreesOfFreedom, "degrees of freedom")
    self.init(unchecked: degreesOfFreedom)
  }

  package init(unchecked degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

  /// The probability of a value of at most `x`.
  public func cdf(_ x: Double) -> Double { incompleteGamma(degreesOfFreedom / 2, max(0, x) / 2).lower }

  /// The probability of a value above `x`: the p of a chi-square statistic.
  public func survival(_ x: Double) -> Double {
    // One degree of freedom is the square of a normal, which keeps its relative accuracy in the far tail.
    if degreesOfFreedom == 1 { return min(1, 2 * Normal.survival(max(0, x).squareRoot())) }
    return incompleteGamma(degreesOfFreedom / 2, max(0, x) / 2).upper
  }
}

/// Student's t distribution.
public struct StudentT: Hashable, Sendable {
  /// Degrees of freedom, above 0; they need not be whole (Satterthwaite).
  public let degreesOfFreedom: Double

  /// Throws unless the degrees of freedom are positive and finite.
  public init(degreesOfFreedom: Double) throws(StatisticsError) {
    try StatisticsError.requirePositive(degreesOfFreedom, "degrees of freedom")
    self.init(unchecked: degreesOfFreedom)
  }

  package init(unchecked degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

  /// The probability of a value above `t`.
  public func survival(_ t: Double) -> Double {
    guard t.isFinite else { return t > 0 ? 0 : 1 }
    let square = t * t
    let x = degreesOfFreedom / (degreesOfFreedom + square)
    let y = square / (degreesOfFreedom + square)
    let tail = 0.5 * IncompleteBeta(unchecked: degreesOfFreedom / 2, 0.5, x: x, y: y).value
    return t >= 0 ? tail : 1 - tail
  }

  /// The probability of a value of at most `t`.
  public func cdf(_ t: Double) -> Double { survival(-t) }

  /// The value exceeded with probability `q`; ±∞ at 0 and 1.
  public func quantile(survival q: Double) -> Double {
    guard q > 0 else { return .infinity }
    guard q < 1 else { return -.infinity }
    if q == 0.5 { return 0 }
    if q > 0.5 { return -quantile(survival: 1 - q) }
    var upper = max(1, Normal.quantile(survival: q))
    while survival(upper) > q, upper < 1e300 { upper *= 2 }
    return Brent.root(from: 0, to: upper) { log(survival($0)) - log(q) }
  }
}

/// Fisher's F distribution.
public struct FisherF: Hashable, Sendable {
  /// Degrees of freedom of the numerator, above 0.
  public let numerator: Double
  /// Degrees of freedom of the denominator, above 0.
  public let denominator: Double

  /// Throws unless both degrees of freedom are positive and finite.
  public init(numerator: Double, denominator: Double) throws(StatisticsError) {
    try StatisticsError.requirePositive(numerator, "numerator degrees of freedom")
    try StatisticsError.requirePositive(denominator, "denominator degrees of freedom")
    self.numerator = numerator
    self.denominator = denominator
  }

  private func incomplete(_ f: Double) -> IncompleteBeta {
    guard f > 0 else { return IncompleteBeta(unchecked: 1, 1, x: 0, y: 1) }
    guard f < .infinity else { return IncompleteBeta(unchecked: 1, 1, x: 1, y: 0) }
    let sum = numerator * f + denominator
    return IncompleteBeta(
      unchecked: numerator / 2, denominator / 2, x: numerator * f / sum, y: denominator / sum)
  }

  /// The probability of a value of at most `f`.
  public func cdf(_ f: Double) -> Double { incomplete(f).value }
  /// The probability of a value above `f`.
  public func survival(_ f: Double) -> Double { incomplete(f).complement }

  /// The value exceeded with probability `q`; infinite for 0, 0 for 1.
  public func quantile(survival q: Double) -> Double {
    guard q > 0 else { return .infinity }
    guard q < 1 else { return 0 }
    // On the scale of the beta law, where the root is bounded.
    let root = Brent.root(from: 0, to: 1) { share in
      survival(share < 1 ? denominator * share / (numerator * (1 - share)) : .infinity) - q
    }
    return root < 1 ? denominator * root / (numerator * (1 - root)) : .infinity
  }
}
