extension StratifiedTwoProportions {
  /// Homogeneity of the odds ratios across strata (Breslow & Day 1980 with Tarone's 1985 correction), at the
  /// Mantel–Haenszel odds ratio.
  ///
  /// Statistic: chi-square with one degree of freedom less than there are informative strata. When the common odds ratio
  /// is 0 or infinite, or fewer than two strata have both successes and failures, the statistic is 0 and p is 1. Low
  /// power with few successes per stratum: a large p is no proof of homogeneity.
  public func breslowDayTarone() throws(StatisticsError) -> TestResult {
    let common = try mantelHaenszelOddsRatio().value
    let informative = strata.filter { !$0.isOneSided }
    guard common > 0, common < .infinity, informative.count > 1 else {
      return TestResult(statistic: 0, pValue: 1)
    }
    var (squares, excess, variance) = (0.0, 0.0, 0.0)
    for table in informative {
      let rates = table.cells.restricted(oddsRatio: common)
      let (i1, i0) = (table.variant.n * rates.variantVariance, table.control.n * rates.controlVariance)
      let v = i1 / (i1 + i0) * i0
      let gap = table.variant.x - table.variant.n * rates.variant
      squares += gap * gap / v
      excess += gap
      variance += v
    }
    let statistic = max(0, squares - excess * excess / variance)
    let law = ChiSquare(unchecked: Double(informative.count - 1))
    return TestResult(statistic: statistic, pValue: law.survival(statistic))
  }
}
