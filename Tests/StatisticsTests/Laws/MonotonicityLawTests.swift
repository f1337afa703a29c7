import Statistics
import Testing

/// Not for two-sided Fisher, whose p may rise with one success more; nor for the intervals that are normal on some scale
/// (Wald, log, logit), which widen faster than they move where a cell is small, and Newcombe's of the odds ratio.
@Suite("one success more never speaks against the variant")
struct MonotonicityLawTests {
  /// The table with one success more in the variant, where there is room for it.
  private func more(_ table: TwoProportions) throws -> TwoProportions? {
    guard table.variant.failures > 0 else { return nil }
    return TwoProportions(
      control: table.control, variant: try Proportion(table.variant.successes + 1, of: table.variant.trials))
  }

  private func rises(_ low: Estimate, _ high: Estimate) -> Bool {
    isAtLeast(high.lower, low.lower) && isAtLeast(high.upper, low.upper)
  }

  @Test("one-sided p falls", arguments: DifferenceTest.allCases.filter { !$0.isUnconditional })
  func pValue(method: DifferenceTest) throws {
    try everywhere { table in
      guard let next = try more(table), !table.isOneSided, !next.isOneSided else { return true }
      return next.pValue(method, alternative: .greater) <= table.pValue(method, alternative: .greater) * (1 + 1e-12)
    }
  }

  @Test("one-sided p of the unconditional tests falls", arguments: [DifferenceTest.barnard, .boschloo])
  func unconditional(method: DifferenceTest) throws {
    try everywhere(among: RandomTables.small) { table in
      guard let next = try more(table) else { return true }
      return next.pValue(method, alternative: .greater) <= table.pValue(method, alternative: .greater) * (1 + 1e-8)
    }
  }

  @Test(
    "the difference rises",
    arguments: [DifferenceInterval.newcombe, .moverJeffreys, .mee, .miettinenNurminen, .scas, .agrestiCaffo])
  func difference(method: DifferenceInterval) throws {
    try everywhere { table in
      guard let next = try more(table) else { return true }
      return try rises(table.difference(method), next.difference(method))
    }
  }

  @Test(
    "the ratio rises", arguments: RatioInterval.allCases.filter { ![.exactScore, .log, .logAdjusted].contains($0) })
  func ratio(method: RatioInterval) throws {
    try everywhere { table in
      guard let next = try more(table) else { return true }
      return try rises(table.ratio(method), next.ratio(method))
    }
  }

  @Test(
    "the odds ratio rises",
    arguments: [OddsRatioInterval.score, .miettinenNurminen, .moverJeffreys, .scas, .exactConditional])
  func oddsRatio(method: OddsRatioInterval) throws {
    try everywhere { table in
      guard let next = try more(table) else { return true }
      return try rises(table.oddsRatio(method), next.oddsRatio(method))
    }
  }

  @Test("the interval of one rate rises", arguments: ProportionInterval.allCases)
  func proportion(method: ProportionInterval) throws {
    try everywhere { table in
      guard let next = try more(table) else { return true }
      return try rises(table.variant.interval(method), next.variant.interval(method))
    }
  }
}
