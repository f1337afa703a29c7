import Foundation

/// The Beta(a, b) distribution on 0...1.
public struct Beta: Hashable, Sendable {
  /// First shape, above 0: prior or posterior successes.
  public let a: Double
  /// Second shape, above 0: prior or posterior failures.
  public let b: Double

  /// Throws unless both shapes are positive and finite.
  public init(_ a: Double, _ b: Double) throws(StatisticsError) {
    try StatisticsError.requirePositive(a, "a")
    try StatisticsError.requirePositive(b, "b")
    self.init(unchecked: a, b)
  }

  init(unchecked a: Double, _ b: Double) {
    self.a = a
    self.b = b
  }

  /// a / (a + b).
  public var mean: Double { a / (a + b) }
  /// ab / ((a + b)²(a + b + 1)).
  public var variance: Double { mean * (b / (a + b)) / (a + b + 1) }

  /// The density at `x`; 0 outside 0...1, infinite at an end where it diverges.
  public func density(_ x: Double) -> Double {
    guard x >= 0, x <= 1 else { return 0 }
    if x == 0 { return a < 1 ? .infinity : (a == 1 ? b : 0) }
    if x == 1 { return b < 1 ? .infinity : (b == 1 ? a : 0) }
    return IncompleteBeta.kernel(a, b, x: x, y: 1 - x) / (x * (1 - x))
  }

  /// The probability of a value of at most `x`.
  public func cdf(_ x: Double) -> Double { incomplete(x).value }
  /// The probability of a value above `x`, accurate when it is small.
  public func survival(_ x: Double) -> Double { incomplete(x).complement }

  private func incomplete(_ x: Double) -> IncompleteBeta {
    let x = min(max(x, 0), 1)
    return IncompleteBeta(unchecked: a, b, x: x, y: 1 - x)
  }

  /// The value that the variable stays below with probability `p` in 0...1.
  ///
  /// Relative accuracy about 1e-13 or better, even for quantiles of 1e-300, for every `p` down to 1e-300 and a + b to 1e7.
  public func quantile(_ p: Double) -> Double {
    guard p > 0 else { return 0 }
    guard p < 1 else { return 1 }
    return p <= 0.5 ? split(lower: p).below : split(upper: 1 - p).below
  }

  /// The value that the variable exceeds with probability `q`.
  public func quantile(survival q: Double) -> Double {
    guard q > 0 else { return 1 }
    guard q < 1 else { return 0 }
    return q <= 0.5 ? split(upper: q).below : split(lower: 1 - q).below
  }
}
