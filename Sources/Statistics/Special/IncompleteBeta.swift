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
    guard x > 0 else {
      (value, complement) = (0, 1)
      return
    }
    guard y > 0 else {
      (value, complement) = (1, 0)
      return
    }
    let kernel = Self.kernel(a, b, x: x, y: y)
    if BetaTail.isLower(a, b, x) {
      value = min(1, kernel * BetaTail(a: a, b: b, x: x, y: y).ratio)
      complement = 1 - value
    } else {
      complement = min(1, kernel * BetaTail(a: b, b: a, x: y, y: x).ratio)
      value = 1 - complement
    }
  }

  /// x^a y^b / B(a, b).
  static func kernel(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
    guard a > 1e-3, b > 1e-3 else { return exp(a * log(x) + b * log(y) - logBeta(a, b)) }
    return exp(remainder(a, b, x: x, y: y)) * (a / (2 * .pi) * (b / (a + b))).squareRoot()
  }

  /// The logarithm of the kernel, which does not underflow.
  static func logKernel(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
    guard a > 1e-3, b > 1e-3 else { return a * log(x) + b * log(y) - logBeta(a, b) }
    return remainder(a, b, x: x, y: y) + 0.5 * log(a / (2 * .pi) * (b / (a + b)))
  }

  private static func remainder(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
    let sum = a + b
    let meanX = sum * x
    let meanY = sum * y
    return Stirling.remainder(sum) - Stirling.remainder(a) - Stirling.remainder(b)
      - Stirling.deviance(a, mean: meanX, meanLow: (-meanX).addingProduct(sum, x))
      - Stirling.deviance(b, mean: meanY, meanLow: (-meanY).addingProduct(sum, y))
  }
}
