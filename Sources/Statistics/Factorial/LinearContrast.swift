import Foundation

/// Intervals for a linear contrast of rates.
public enum ContrastInterval: String, Hashable, Sendable, CaseIterable {
  /// All values that the score test does not reject: never at odds with ``LinearContrast/test(of:alternative:)``. The
  /// default.
  case score
  /// Wilson limits of every cell recovered into one interval (Zou, Huang & Zhang 2009; for two cells Newcombe 1998, method
  /// 10). Closed form.
  case mover
}

/// A weighted sum of independent rates, Σ c p: a main effect, a difference of differences.
///
/// Its test is the score test under the rates most likely among those that satisfy the hypothesis (Martín Andrés,
/// Álvarez Hernández & Herranz Tejedor 2011), which for two cells is the pooled z and has answers at zero counts, where Wald's test
/// has none. For expected counts of about one and more in every cell; below, test the effect by randomisation.
public struct LinearContrast: Hashable, Sendable {
  /// The cells.
  public let cells: [Proportion]
  /// The weight of each cell's rate.
  public let coefficients: [Double]

  /// Throws for lists of different length, when a coefficient is not finite, and when all are 0.
  public init(_ cells: [Proportion], coefficients: [Double]) throws(StatisticsError) {
    guard cells.count == coefficients.count else {
      throw .unequalLengths(
        first: "cells", firstCount: cells.count, second: "coefficients", secondCount: coefficients.count)
    }
    for coefficient in coefficients where !coefficient.isFinite {
      throw .outOfRange(name: "coefficient", value: coefficient, expected: "a finite number")
    }
    let used = zip(cells, coefficients).filter { $0.1 != 0 }
    guard !used.isEmpty else {
      throw .tooFew(name: "coefficients other than 0", count: 0, expected: "at least one")
    }
    self.cells = used.map(\.0)
    self.coefficients = used.map(\.1)
  }

  /// Σ c x/n.
  public var observed: Double { zip(cells, coefficients).reduce(0) { $0 + $1.0.rate * $1.1 } }

  /// All values the contrast can take.
  public var range: ClosedRange<Double> {
    coefficients.reduce(0) { $0 + min(0, $1) }...coefficients.reduce(0) { $0 + max(0, $1) }
  }

  /// The contrast and its variance at the rates that the multiplier λ leads to.
  private func restricted(_ multiplier: Double) -> (value: Double, variance: Double) {
    zip(cells, coefficients).reduce((0, 0)) { sum, part in
      let cell = TiltedRate(part.0, tilt: multiplier * part.1)
      return (sum.0 + part.1 * cell.rate, sum.1 + part.1 * part.1 * cell.variance / part.0.n)
    }
  }

  /// The test that the contrast is `value`; statistic z, the observed contrast's distance from it in standard errors under
  /// the hypothesis. Without information 0, and infinite for a value that the counts make impossible. Throws unless
  /// `value` lies in ``range``.
  public func test(of value: Double = 0, alternative: Alternative = .twoSided) throws(StatisticsError) -> TestResult {
    let range = range
    guard range.contains(value) else {
      throw .outOfRange(
        name: "value of the contrast", value: value,
        expected: "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    let z = statistic(value)
    return TestResult(statistic: z, pValue: alternative.pValue(z: z))
  }

  private func statistic(_ value: Double) -> Double {
    let gap = observed - value
    // Equal up to the rounding of the sum.
    let scale = coefficients.reduce(0) { $0 + $1.magnitude }
    guard gap.magnitude > 4 * scale * Double.ulpOfOne else { return 0 }
    let sign: Double = gap > 0 ? 1 : -1
    // An end of the range leaves every rate at 0 or 1: impossible for these counts.
    let range = range
    guard value > range.lowerBound, value < range.upperBound else { return sign * .infinity }
    var reach = 1.0
    while (restricted(sign * reach).value - value) * sign > 0, reach < 1e150 { reach *= 2 }
    let root = Brent.root(from: 0, to: reach, relative: 1e-14) { restricted(sign * $0).value - value }
    return sign * root * restricted(sign * root).variance.squareRoot()
  }

  /// The contrast with its interval, inside ``range``. Throws unless 0 < `confidence` < 1.
  public func estimate(
    _ method: ContrastInterval = .score, confidence: Double = 0.95
  ) throws(StatisticsError) -> Estimate {
    try StatisticsError.requireProbability(confidence, "confidence")
    let z = Normal.quantile(survival: (1 - confidence) / 2)
    let range = range
    switch method {
    case .score:
      return Estimate(value: observed, lower: limit(z, sign: 1), upper: limit(z, sign: -1)).clamped(to: range)
    case .mover:
      let (down, up) = zip(cells, coefficients).reduce((0.0, 0.0)) { sum, part in
        let limits = part.0.wilsonLimits(z)
        let below = part.1 * (part.0.rate - limits.lower.below)
        let above = part.1 * (limits.upper.below - part.0.rate)
        let (toLower, toUpper) = part.1 > 0 ? (below, above) : (above, below)
        return (sum.0 + toLower * toLower, sum.1 + toUpper * toUpper)
      }
      return Estimate(value: observed, lower: observed - down.squareRoot(), upper: observed + up.squareRoot())
        .clamped(to: range)
    }
  }

  /// The value below (`sign` 1) or above (−1) the observed one at which the statistic is ±z. Every multiplier is a value
  /// of the contrast, so no search inside the search is needed.
  private func limit(_ z: Double, sign: Double) -> Double {
    let isAtEnd = zip(cells, coefficients).allSatisfy { cell, coefficient in
      coefficient * sign > 0 ? cell.successes == 0 : cell.failures == 0
    }
    if isAtEnd { return observed }
    func excess(_ multiplier: Double) -> Double {
      multiplier * restricted(sign * multiplier).variance.squareRoot() - z
    }
    var reach = 1.0
    while excess(reach) < 0, reach < 1e150 { reach *= 2 }
    let root = Brent.root(from: 0, to: reach, relative: 1e-14, excess)
    return restricted(sign * root).value
  }
}
