import Statistics

/// The primary pair for independent calls: the score test with the N/(N − 1) variance of Miettinen and Nurminen (1985),
/// and the intervals that invert it. Test and interval never disagree about zero.
struct ScoreComparison {
  /// The signed root of the statistic, and its p-value.
  let test: TestResult
  let difference: Estimate
  let ratio: Estimate

  init(
    _ table: TwoProportions, confidence: Double, alternative: Alternative = .twoSided
  ) throws(StatisticsError) {
    let chiSquare = table.test(.nMinusOne, alternative: alternative)
    let sign: Double = table.observedDifference < 0 ? -1 : 1
    test = TestResult(statistic: chiSquare.statistic.map { sign * $0.squareRoot() }, pValue: chiSquare.pValue)
    difference = try table.difference(.miettinenNurminen, confidence: confidence)
    ratio = try table.ratio(.miettinenNurminen, confidence: confidence)
  }
}
