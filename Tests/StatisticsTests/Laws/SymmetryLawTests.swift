import Statistics
import Testing

@Suite("exchanging arms or outcomes changes names, not facts")
struct SymmetryLawTests {
  @Test("exchanged arms negate the difference", arguments: DifferenceInterval.allCases.filter { !$0.isExact })
  func difference(method: DifferenceInterval) throws {
    try everywhere { try $0.exchanged.difference(method).isNegative(of: $0.difference(method)) }
  }

  @Test("exchanged arms invert the ratio", arguments: RatioInterval.allCases.filter { $0 != .exactScore })
  func ratio(method: RatioInterval) throws {
    // Without any success the observed ratio is 1 by convention on both sides.
    try everywhere { try $0.exchanged.ratio(method).isInverse(of: $0.ratio(method)) }
  }

  @Test("exchanged arms invert the odds ratio", arguments: OddsRatioInterval.allCases)
  func oddsRatio(method: OddsRatioInterval) throws {
    try everywhere { try $0.exchanged.oddsRatio(method).isInverse(of: $0.oddsRatio(method)) }
  }

  @Test(
    "failures counted as successes negate the difference",
    arguments: DifferenceInterval.allCases.filter { !$0.isExact })
  func flippedDifference(method: DifferenceInterval) throws {
    try everywhere { try $0.flipped.difference(method).isNegative(of: $0.difference(method)) }
  }

  /// Not for the recovered intervals: a ratio of odds and the ratio of their inverses are recovered differently.
  @Test(
    "failures counted as successes invert the odds ratio",
    arguments: OddsRatioInterval.allCases.filter { $0 != .newcombe && $0 != .moverJeffreys })
  func flippedOddsRatio(method: OddsRatioInterval) throws {
    try everywhere { try $0.flipped.oddsRatio(method).isInverse(of: $0.oddsRatio(method)) }
  }

  @Test("exchanged arms keep the two-sided p and exchange the one-sided", arguments: DifferenceTest.allCases)
  func tests(method: DifferenceTest) throws {
    try everywhere(among: method.isUnconditional ? RandomTables.small : RandomTables.all) { table in
      agrees(table.exchanged.pValue(method), table.pValue(method), within: 1e-9)
        && agrees(
          table.exchanged.pValue(method, alternative: .less), table.pValue(method, alternative: .greater),
          within: 1e-9)
    }
  }
}
