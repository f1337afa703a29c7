/// Tests of the hypothesis that two arms have the same rate.
public enum DifferenceTest: String, Hashable, Sendable, CaseIterable {
  /// The score test: difference over its standard error at the pooled rate; statistic z. Consistent with the
  /// Mee interval.
  case zPooled = "z-pooled"
  /// Pearson's chi-square (1900), the square of ``zPooled``.
  case pearson
  /// Pearson's chi-square with Yates' continuity correction (1934), at most ½ and never past zero. Conservative.
  case yates
  /// Pearson's statistic times (N − 1)/N (Campbell 2007), which goes with the Miettinen–Nurminen
  /// interval. The default from five expected counts on.
  case nMinusOne = "n-minus-one"
  /// Twice the log likelihood ratio, as a chi-square; liberal when counts are small.
  case likelihoodRatio = "likelihood-ratio"
  /// Fisher's exact test given both margins; two-sided sums the tables no more likely than the observed. Exact, and
  /// conservative, since few tables share the margins.
  case fisher
  /// Fisher's test with half the probability of the observed table: close to its level on average, without a promise.
  case fisherMidP = "fisher-midp"
  /// Barnard's exact unconditional test (1947), tables ordered by the pooled z (its absolute value when two-sided).
  case barnard
  /// Boschloo's exact unconditional test (1970), tables ordered by Fisher's one-sided p; two-sided doubles the smaller.
  /// Never above its level and never weaker than Fisher.
  case boschloo
  /// Exact unconditional test, tables ordered by the score, over the rates inside the arms' own confidence limits, whose
  /// error of 10⁻⁷ a side is a part of p (Chan & Zhang 1999; Berger & Boos 1994); two-sided doubles the smaller. Never
  /// above its level, mostly sharper than Boschloo, and inverted by ``DifferenceInterval/exactScore``. The default
  /// below five expected counts.
  case exactScore = "exact-score"
}

extension TwoProportions {
  /// Tests the hypothesis of equal rates.
  ///
  /// The statistic of ``DifferenceTest/zPooled`` is a z, that of the chi-square family a chi-square with one degree of
  /// freedom (one-sided p from its signed root); exact tests have none. Without information (no success, or only
  /// successes) the statistic is 0 and p is 1. Barnard's and Boschloo's tests take time in proportion to the trials: some
  /// 10 ms at 10⁴, seconds at 10⁶. Beyond 2·10⁶ trials in all they search the rates inside the arms' own confidence limits
  /// only, whose error of 10⁻⁹ is added to p (Berger & Boos 1994); beyond 10⁹ trials Boschloo's is answered by Fisher's
  /// one-sided p, which is never below it, and Barnard's by the pooled z. So is the exact score test where the standard
  /// deviations of both arms' successes sum to more than 500 (2,500 below five expected
  /// counts). ``answers(_:)`` tells.
  public func test(_ method: DifferenceTest, alternative: Alternative = .twoSided) -> TestResult {
    switch method {
    case .zPooled: pooledZ(alternative)
    case .pearson: chiSquare(pearsonStatistic, alternative)
    case .yates: chiSquare(yatesStatistic, alternative)
    case .nMinusOne: chiSquare(pearsonStatistic * (total - 1) / total, alternative)
    case .likelihoodRatio: chiSquare(likelihoodRatioStatistic, alternative)
    case .fisher: fisher(alternative)
    case .fisherMidP: fisherMidP(alternative)
    case .barnard: barnard(alternative)
    case .boschloo: boschloo(alternative)
    case .exactScore: exactScore(alternative)
    }
  }

  /// The p of ``test(_:alternative:)``.
  public func pValue(_ method: DifferenceTest, alternative: Alternative = .twoSided) -> Double {
    test(method, alternative: alternative).pValue
  }
}
