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
  /// Newton's method on log I against log x, where the function is nearly a line in the tail, inside a shrinking
  /// bracket; solved in the tail that is nearer. Relative accuracy about 1e-14, even for quantiles of 1e-12.
  public func quantile(_ p: Double) -> Double {
    guard p > 0 else { return 0 }
    guard p < 1 else { return 1 }
    if p <= cdf(mean) {
      return Self.lowerQuantile(a, b, p)
    }
    return 1 - Self.lowerQuantile(b, a, 1 - p)
  }

  /// The value that the variable exceeds with probability `q`.
  public func quantile(survival q: Double) -> Double {
    guard q > 0 else { return 1 }
    guard q < 1 else { return 0 }
    if q <= survival(mean) {
      return 1 - Self.lowerQuantile(b, a, q)
    }
    return Self.lowerQuantile(a, b, 1 - q)
  }

  private static func lowerQuantile(_ a: Double, _ b: Double, _ p: Double) -> Double {
    var lower = 0.0
    var upper = a / (a + b)
    let logP = log(p)
    // The power law of the far tail is below the answer or close to it.
    var x = min(exp((logP + log(a) + logBeta(a, b)) / a), upper)
    let spread = (a * b / ((a + b) * (a + b) * (a + b + 1))).squareRoot()
    let normal = upper + Normal.quantile(min(p, 0.5)) * spread
    if normal > x { x = min(normal, upper) }
    guard x > 0 else { return 0 }
    for _ in 0..<200 {
      let value = IncompleteBeta(unchecked: a, b, x: x, y: 1 - x).value
      if value < p { lower = max(lower, x) } else { upper = min(upper, x) }
      let kernel = IncompleteBeta.kernel(a, b, x: x, y: 1 - x)
      // d log I / d log x
      let slope = kernel / (1 - x) / value
      var next = x * exp(-(log(value) - logP) / slope)
      if !(next > lower && next < upper) {
        next = lower > 0 ? (lower * upper).squareRoot() : 0.5 * upper
      }
      let moved = (next - x).magnitude
      x = next
      if moved <= 4e-16 * x || upper - lower <= 2e-16 * upper { break }
    }
    return x
  }
}
