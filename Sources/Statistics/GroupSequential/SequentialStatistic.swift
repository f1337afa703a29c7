/// The statistic of a 2×2 table that is compared with group-sequential bounds.
public enum SequentialStatistic: String, Hashable, Sendable, CaseIterable {
  /// The difference over its standard error at the pooled rate. Its one-sided error grows when successes are few and arms
  /// unequal: with 1 % and 700 calls of the variant against 2,800, ten looks at 2.5 % stop above in 3.4 % of tests with
  /// O'Brien–Fleming-type bounds and in 5.1 % with Pocock-type ones (enumerated).
  case pooledZ = "pooled-z"
  /// The Z that a normal variable exceeds with the exact one-sided probability of the table, given all successes so far
  /// (Fisher's test, not mid-p): Φ⁻¹(1 − p) above, Φ⁻¹(p) below.
  ///
  /// Under equal rates, given s successes so far, those of the variant are hypergeometric whatever the rate is, so that
  /// P(p ≤ u) ≤ u at every look: p is stochastically larger than uniform, and Z stochastically smaller than normal. Each
  /// look alone thus stops at most as often as its nominal error, exactly and at every rate. How stops of different looks
  /// overlap is taken from the joint normal, to which the counts tend; enumeration at rates of 0.1 to 6 %, splits of 1:4 to
  /// 4:1, 350 to 14,000 calls and 10 to 40 looks finds each side below its alpha everywhere.
  /// ``ErrorSpending/exactLooks(tables:information:endsAtLast:)`` needs no such approximation and leaves less unspent.
  case exact
}

extension TwoProportions {
  /// The statistic to be compared with the bound of one side: with the upper bound from below, with the lower from above.
  ///
  /// The exact statistic differs from side to side and is infinite, against stopping, when the table is the least extreme
  /// that can occur; the pooled one is the same on both and 0 without information.
  public func sequentialStatistic(_ statistic: SequentialStatistic, side: StoppingSide) -> Double {
    switch (statistic, side) {
    case (.pooledZ, _): pooledStatistic
    case (.exact, .upper): Normal.quantile(survival: conditional.atLeast(variant.successes))
    case (.exact, .lower): Normal.quantile(conditional.cdf(variant.successes))
    }
  }
}

extension LookBounds {
  /// The side on which this look stops with the counts of `table`; nil when the test goes on.
  ///
  /// The table must hold the units whose share of the plan is this look's information.
  public func side(of table: TwoProportions, by statistic: SequentialStatistic) -> StoppingSide? {
    if upper < .infinity, table.sequentialStatistic(statistic, side: .upper) >= upper { return .upper }
    if lower > -.infinity, table.sequentialStatistic(statistic, side: .lower) <= lower { return .lower }
    return nil
  }
}
