/// A test of equal rates with the intervals that invert it, chosen by the counts alone: the default of every reading.
///
/// The rule: where the smallest expected count (successes or failures of an arm at the pooled rate) is at least five,
/// the score test with the N/(N − 1) variance and the Miettinen–Nurminen intervals; below five, where its normal law
/// errs on one side when arms are unequal, the exact score test with its exact intervals: the same statistic with its
/// exact law. In either pair the
/// intervals of difference and ratio leave out equality exactly when the test rejects it (two-sided at 1 − confidence).
/// (Where ``TwoProportions/answers(_:)`` says that the exact test is out of reach, the score pair stands in.)
/// The choice depends on the successes of both arms together only, which say next to nothing about their difference.
///
/// Not for repeated calls of one lead (``RatioOfSums``) nor strata (``StratifiedTwoProportions``).
public struct PrimaryComparison: Hashable, Sendable {
  /// The pairs there are.
  public enum Pair: String, CaseIterable, Hashable, Sendable, Codable {
    /// The score test, N − 1 form (Campbell 2007), with Miettinen–Nurminen intervals (1985).
    case score
    /// The exact score test with the intervals that invert it (Chan & Zhang 1999; Berger & Boos 1994).
    case exactScore = "exact-score"

    /// The test of the pair.
    public var test: DifferenceTest {
      switch self {
      case .score: .nMinusOne
      case .exactScore: .exactScore
      }
    }

    /// The interval of the difference that inverts it.
    public var difference: DifferenceInterval {
      switch self {
      case .score: .miettinenNurminen
      case .exactScore: .exactScore
      }
    }

    /// The interval of the ratio that inverts it.
    public var ratio: RatioInterval {
      switch self {
      case .score: .miettinenNurminen
      case .exactScore: .exactScore
      }
    }
  }

  /// The smallest expected count from which on the score pair is used (Cochran 1954).
  public static let enoughExpected = 5.0

  /// Which pair was chosen.
  public let pair: Pair
  /// The smallest of the four expected counts.
  public let smallestExpected: Double
  /// The test; its statistic is a signed z.
  public let test: TestResult
  /// Variant − control.
  public let difference: Estimate
  /// Variant / control.
  public let ratio: Estimate
}

extension TwoProportions {
  /// The smallest of the four counts expected at the pooled rate.
  public var smallestExpected: Double {
    min(Double(successes), Double(failures)) * min(control.n, variant.n) / total
  }

  /// The pair of test and intervals that suits the counts.
  public var primaryPair: PrimaryComparison.Pair {
    smallestExpected < PrimaryComparison.enoughExpected && answers(.exactScore) ? .exactScore : .score
  }

  /// The p-value of ``primary(confidence:alternative:)``.
  public func primaryPValue(alternative: Alternative = .twoSided) -> Double {
    pValue(primaryPair.test, alternative: alternative)
  }

  /// The default test with its matched intervals, see ``PrimaryComparison``.
  ///
  /// Throws unless 0 < `confidence` < 1.
  public func primary(
    confidence: Double = 0.95, alternative: Alternative = .twoSided
  ) throws(StatisticsError) -> PrimaryComparison {
    let pair = primaryPair
    return PrimaryComparison(
      pair: pair, smallestExpected: smallestExpected,
      test: TestResult(
        statistic: pair == .score ? unbiasedStatistic : pooledStatistic,
        pValue: pValue(pair.test, alternative: alternative)),
      difference: try difference(pair.difference, confidence: confidence),
      ratio: try ratio(pair.ratio, confidence: confidence))
  }

  /// The pooled z with the N − 1 variance.
  private var unbiasedStatistic: Double { pooledStatistic * ((total - 1) / total).squareRoot() }
}
