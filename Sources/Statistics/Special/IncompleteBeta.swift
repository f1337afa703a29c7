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
  /// Continued fraction (DLMF 8.17.22) on the side where it converges fast, or a quadrature of the kernel when both
  /// shapes are large; the factor in front is built from deviances (Loader 2000) so that shapes of 10⁷ cost no digits. Throws for shapes or x outside their range.
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
    self = Self.withKernel(a, b, x: x, y: y).tails
  }

  private init(value: Double, complement: Double) {
    self.value = value
    self.complement = complement
  }

  /// Both tails with x^a y^b / B(a, b), their slope against the logit of x.
  static func withKernel(
    _ a: Double, _ b: Double, x: Double, y: Double
  ) -> (tails: IncompleteBeta, kernel: Double) {
    guard x > 0 else { return (IncompleteBeta(value: 0, complement: 1), 0) }
    guard y > 0 else { return (IncompleteBeta(value: 1, complement: 0), 0) }
    let kernel = kernel(a, b, x: x, y: y)
    if x * (a + b + 2) < a + 1 {
      let tail = min(1, kernel * BetaTail(a: a, b: b, x: x, y: y).ratio)
      return (IncompleteBeta(value: tail, complement: 1 - tail), kernel)
    }
    let tail = min(1, kernel * BetaTail(a: b, b: a, x: y, y: x).ratio)
    return (IncompleteBeta(value: 1 - tail, complement: tail), kernel)
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
}
