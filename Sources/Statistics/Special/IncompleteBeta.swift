import Foundation

/// The regularised incomplete beta function I_x(a, b) and its complement, each to its own relative accuracy.
public struct IncompleteBeta: Hashable, Sendable {
  /// I_x(a, b), the probability that a Beta(a, b) variable is at most x.
  public let value: Double
  /// 1 − I_x(a, b), computed without subtraction when it is small.
  public let complement: Double

  /// Evaluates I_x(a, b).
  ///
  /// - Parameters:
  ///   - a: first shape, above 0.
  ///   - b: second shape, above 0; a + b to 1e7 and beyond.
  ///   - x: in 0...1.
  ///
  /// Continued fraction (DLMF 8.17.22) on the side where it converges fast; the factor in front is built from
  /// deviances (Loader 2000) so that shapes of 10⁷ cost no digits. Throws for shapes or x outside their range.
  public init(_ a: Double, _ b: Double, _ x: Double) throws(StatisticsError) {
    try StatisticsError.requirePositive(a, "a")
    try StatisticsError.requirePositive(b, "b")
    guard x >= 0, x <= 1 else {
      throw .outOfRange(name: "x", value: x, expected: "a number from 0 to 1")
    }
    self.init(unchecked: a, b, x: x, y: 1 - x)
  }

  /// The same for shapes known to be positive, with y = 1 − x given apart so that either may be tiny.
  init(unchecked a: Double, _ b: Double, x: Double, y: Double) {
    guard x > 0 else {
      (value, complement) = (0, 1)
      return
    }
    guard y > 0 else {
      (value, complement) = (1, 0)
      return
    }
    if x * (a + b + 2) < a + 1 {
      value = Self.lowerTail(a, b, x: x, y: y)
      complement = 1 - value
    } else {
      complement = Self.lowerTail(b, a, x: y, y: x)
      value = 1 - complement
    }
  }

  /// x^a y^b / B(a, b).
  static func kernel(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
    let sum = a + b
    guard a > 1e-3, b > 1e-3 else { return exp(a * log(x) + b * log(y) - logBeta(a, b)) }
    let meanX = sum * x
    let meanY = sum * y
    let exponent =
      Stirling.remainder(sum) - Stirling.remainder(a) - Stirling.remainder(b)
      - Stirling.deviance(a, mean: meanX, meanLow: (-meanX).addingProduct(sum, x))
      - Stirling.deviance(b, mean: meanY, meanLow: (-meanY).addingProduct(sum, y))
    return exp(exponent) * (a / (2 * .pi) * (b / sum)).squareRoot()
  }

  private static func lowerTail(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
    let tiny = 1e-300
    let sum = a + b
    var c = 1.0
    var d = 1 - sum * x / (a + 1)
    if d.magnitude < tiny { d = tiny }
    d = 1 / d
    var fraction = d
    var m = 1.0
    while m < 1e7 {
      let twice = a + 2 * m
      let even = m * (b - m) * x / ((twice - 1) * twice)
      d = 1 + even * d
      if d.magnitude < tiny { d = tiny }
      c = 1 + even / c
      if c.magnitude < tiny { c = tiny }
      d = 1 / d
      fraction *= d * c
      let odd = -(a + m) * (sum + m) * x / (twice * (twice + 1))
      d = 1 + odd * d
      if d.magnitude < tiny { d = tiny }
      c = 1 + odd / c
      if c.magnitude < tiny { c = tiny }
      d = 1 / d
      let delta = d * c
      fraction *= delta
      if (delta - 1).magnitude < 3e-16 { break }
      m += 1
    }
    return min(1, kernel(a, b, x: x, y: y) * fraction / a)
  }
}
