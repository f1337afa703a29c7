extension StratifiedTwoProportions {
  /// Successes of the variant minus those expected, summed over the strata, and the variance of the sum.
  var mantelHaenszelSum: (excess: Double, variance: Double) {
    (
      sum { $0.crossDifference / $0.total },
      sum {
        $0.control.n * $0.variant.n / $0.total * (Double($0.successes) / $0.total)
          * (Double($0.failures) / ($0.total - 1))
      }
    )
  }

  /// The Cochran–Mantel–Haenszel test of no effect in any stratum (Mantel & Haenszel 1959).
  ///
  /// Statistic: chi-square with one degree of freedom; one-sided p from its signed root. `correction` subtracts ½ from
  /// the absolute sum. Not for effects that point in different directions in different strata: they cancel.
  public func cochranMantelHaenszel(
    correction: Bool = false, alternative: Alternative = .twoSided
  ) -> TestResult {
    let (excess, variance) = mantelHaenszelSum
    guard variance > 0 else { return TestResult(statistic: 0, pValue: 1) }
    let gap = correction && excess.magnitude >= 0.5 ? excess.magnitude - 0.5 : excess.magnitude
    let root = gap / variance.squareRoot()
    return TestResult(statistic: root * root, pValue: alternative.pValue(z: excess < 0 ? -root : root))
  }
}
