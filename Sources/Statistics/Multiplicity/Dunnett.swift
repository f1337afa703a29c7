import Foundation

/// Dunnett's comparison of several variants with one control (1955), for normal statistics with known variance.
///
/// The statistics share the control and are therefore correlated: corr(i, j) = λᵢλⱼ with λᵢ = √(nᵢ/(nᵢ + n₀)). Using
/// that is sharper than Bonferroni. Joint for fixed samples only; not for repeated looks.
public struct Dunnett: Hashable, Sendable {
  /// What each variant's statistic has from the control and what it has of its own.
  private struct Loading: Hashable, Sendable {
    /// λ = √(nᵢ/(nᵢ + n₀)).
    var shared: Double
    /// √(1 − λ²) = √(n₀/(nᵢ + n₀)), not by subtraction: a control much smaller than the variants leaves little.
    var own: Double
  }

  private let loadings: [Loading]

  private init(loadings: [Loading]) { self.loadings = loadings }

  /// The same comparison with some of the variants only.
  func only(_ indices: some Sequence<Int>) -> Dunnett { Dunnett(loadings: indices.map { loadings[$0] }) }

  /// Number of variants.
  public var comparisons: Int { loadings.count }

  /// Arms of `control` and `variants` units each. Throws unless there is a variant and every size is at least 1.
  public init(control: Int, variants: [Int]) throws(StatisticsError) {
    guard !variants.isEmpty else { throw .tooFew(name: "variants", count: 0, expected: "at least one") }
    try Self.requireReach(variants.count)
    for size in [control] + variants where size < 1 {
      throw .outOfRange(name: "arm size", value: Double(size), expected: "a whole number of at least 1")
    }
    loadings = variants.map {
      let total = Double($0) + Double(control)
      return Loading(shared: (Double($0) / total).squareRoot(), own: (Double(control) / total).squareRoot())
    }
  }

  /// The largest number of variants that is answered, in some tenths of a second.
  public static let mostVariants = 200

  private static func requireReach(_ variants: Int) throws(StatisticsError) {
    guard variants <= mostVariants else {
      throw .beyondReach(
        method: "Dunnett's comparison", size: "\(variants) variants", instead: "holm, which is near there")
    }
  }

  /// `comparisons` variants with one common `correlation` in 0..<1 (½ for equal arms).
  public init(comparisons: Int, correlation: Double = 0.5) throws(StatisticsError) {
    guard comparisons >= 1 else { throw .tooFew(name: "comparisons", count: comparisons, expected: "at least 1") }
    try Self.requireReach(comparisons)
    guard correlation >= 0, correlation < 1 else {
      throw .outOfRange(name: "correlation", value: correlation, expected: "a number from 0 to below 1")
    }
    let loading = Loading(shared: correlation.squareRoot(), own: (1 - correlation).squareRoot())
    loadings = [Loading](repeating: loading, count: comparisons)
  }

  /// The adjusted p of one z: the chance that any of the statistics is at least as large under no effect at all.
  public func pValue(_ z: Double, sides: Sides = .two) -> Double {
    guard z.isFinite else { return sides == .two || z > 0 ? 0 : 1 }
    if sides == .two, z == 0 { return 1 }
    let bound = sides == .two ? z.magnitude : z
    return min(1, exceedance(bound, sides))
  }

  /// The bound that the largest statistic (its absolute value when two-sided) exceeds with probability `alpha`.
  public func critical(alpha: Double, sides: Sides = .two) throws(StatisticsError) -> Double {
    try StatisticsError.requireProbability(alpha, "alpha")
    let perComparison = alpha / Double(sides.rawValue)
    let lower = sides == .two ? 0 : Normal.quantile(survival: alpha) - 1
    let upper = Normal.quantile(survival: perComparison / Double(loadings.count)) + 1e-6
    return Brent.root(from: lower, to: upper, relative: 1e-14) { log(exceedance($0, sides)) - log(alpha) }
  }

  /// ∫ φ(u) (1 − Πᵢ P(no exceedance of i | u)) du, in panels fine enough for any correlation.
  private func exceedance(_ bound: Double, _ sides: Sides) -> Double {
    if sides == .two, bound <= 0 { return 1 }
    let quadrature = AdaptiveQuadrature(tolerance: 1e-12)
    let estimate = Double(loadings.count) * Normal.survival(bound) * 1e-3
    return stride(from: -39.0, to: 39.0, by: 3).reduce(0) { sum, left in
      sum
        + quadrature.integrate(from: left, to: left + 3, scale: estimate) { u in
          let logNone = loadings.reduce(0.0) { sum, loading in
            var tail = Normal.survival((bound + loading.shared * u) / loading.own)
            if sides == .two { tail += Normal.survival((bound - loading.shared * u) / loading.own) }
            return sum + log1p(-min(1, tail))
          }
          return -expm1(logNone) * Normal.density(u)
        }
    }
  }
}
