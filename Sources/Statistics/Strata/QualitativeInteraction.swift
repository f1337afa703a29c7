import Foundation

/// Whether effects differ in direction between strata, so that no script is best for all (Gail & Simon 1985).
///
/// A difference in size alone is not asked about; that is homogeneity. Effects are normal estimates with known standard
/// errors, independent between strata.
public struct QualitativeInteraction: Hashable, Sendable {
  /// Σ (d/s)² over the strata with positive effects.
  public let positive: Double
  /// Σ (d/s)² over the strata with negative effects.
  public let negative: Double
  /// Number of strata.
  public let strata: Int

  /// From the effect and standard error of each stratum. Throws for lists of unequal length, an empty list, effects that
  /// are not finite, and standard errors that are not above 0.
  public init(effects: [Double], standardErrors: [Double]) throws(StatisticsError) {
    guard effects.count == standardErrors.count else {
      throw .unequalLengths(
        first: "effects", firstCount: effects.count, second: "standard errors", secondCount: standardErrors.count)
    }
    guard !effects.isEmpty else { throw .tooFew(name: "effects", count: 0, expected: "at least one") }
    for effect in effects where !effect.isFinite {
      throw .outOfRange(name: "effect", value: effect, expected: "a finite number")
    }
    for error in standardErrors { try StatisticsError.requirePositive(error, "standard error") }
    self.init(squares: zip(effects, standardErrors).map { ($0, ($0 / $1) * ($0 / $1)) })
  }

  init(squares: [(effect: Double, square: Double)]) {
    positive = squares.reduce(0) { $1.effect > 0 ? $0 + $1.square : $0 }
    negative = squares.reduce(0) { $1.effect < 0 ? $0 + $1.square : $0 }
    strata = squares.count
  }

  /// The two-sided test of “no stratum is for the variant while another is against it”.
  ///
  /// Statistic min(Q⁺, Q⁻); p = Σ C(K − 1, h) 2^{1−K} P(χ²ₕ > Q), h = 1…K − 1 (Gail & Simon 1985, eq. 4). With a single
  /// stratum p is 1.
  public var test: TestResult {
    let statistic = min(positive, negative)
    return TestResult(statistic: statistic, pValue: Self.mixture(statistic, strata - 1))
  }

  /// The one-sided test of “in no stratum is the variant better” (`.greater`), or worse (`.less`): statistic Q⁺ (Q⁻),
  /// p = Σ C(K, h) 2^{−K} P(χ²ₕ > Q), h = 1…K (Gail & Simon 1985, eq. 5). For `.twoSided` it is ``test``.
  public func test(_ alternative: Alternative) -> TestResult {
    switch alternative {
    case .twoSided: test
    case .greater: TestResult(statistic: positive, pValue: Self.mixture(positive, strata))
    case .less: TestResult(statistic: negative, pValue: Self.mixture(negative, strata))
    }
  }

  /// P(Q' ≥ `statistic`) when Q' is a chi-square with Binomial(`count`, ½) degrees of freedom; 1 at 0.
  private static func mixture(_ statistic: Double, _ count: Int) -> Double {
    guard statistic > 0, count > 0 else { return 1 }
    guard statistic < .infinity else { return 0 }
    let weights = Binomial(unchecked: count, 0.5)
    return min(
      1, (1...count).reduce(0) { $0 + weights.mass($1) * ChiSquare(unchecked: Double($1)).survival(statistic) })
  }
}

/// Which variance a stratum's difference is divided by.
public enum InteractionVariance: String, Hashable, Sendable, CaseIterable {
  /// That of the score test of no difference, pooled with N/(N − 1): right where the hypothesis has its edge, also for
  /// strata with few successes. The default.
  case score
  /// Each rate's own, as published: understated when an arm has few successes. A stratum where it is 0 counts with the
  /// score variance.
  case unpooled
}

extension StratifiedTwoProportions {
  /// Qualitative interaction of the differences of rates. Strata without any success or failure have no effect.
  public func qualitativeInteraction(_ variance: InteractionVariance = .score) -> QualitativeInteraction {
    QualitativeInteraction(
      squares: strata.map { table in
        let score = table.pooledStatistic
        let error = table.unpooledStandardError
        let z = variance == .unpooled && error > 0 ? table.observedDifference / error : 0
        let square = z == 0 ? score * score * (table.total - 1) / table.total : z * z
        return (table.crossDifference, square)
      })
  }
}
