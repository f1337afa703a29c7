/// What a test rejects among the tables that share one number of successes: the variant's successes at both ends.
///
/// Every test of this module is a function of the tails within such a line of tables, so two numbers a line hold the
/// whole region, also where it is no staircase across lines (two-sided Fisher).
struct RejectionTails: Hashable, Sendable {
  /// The largest number of variant successes that is rejected as too low; below the support when none is.
  var lower: Int
  /// The smallest number that is rejected as too high; above the support when none is.
  var upper: Int

  func rejects(_ variantSuccesses: Int) -> Bool { variantSuccesses >= upper || variantSuccesses <= lower }
}

extension RejectionTails {
  /// The tails of a test whose p is computed table by table, for each number of successes in `lines`.
  ///
  /// They move by a step or none from one line to the next, so each is followed and never searched anew.
  static func followed(
    _ test: DifferenceTest, alpha: Double, alternative: Alternative, controlTrials: Int, variantTrials: Int,
    lines: ClosedRange<Int>
  ) -> [RejectionTails] {
    var last: RejectionTails?
    return lines.map { successes in
      func isRejected(_ x: Int) -> Bool {
        let table = TwoProportions(
          control: Proportion(unchecked: successes - x, of: controlTrials),
          variant: Proportion(unchecked: x, of: variantTrials))
        return table.pValue(test, alternative: alternative) <= alpha
      }
      let support = max(0, successes - controlTrials)...min(variantTrials, successes)
      // The first value that is not below its expectation parts the two sides of a two-sided test.
      let total = controlTrials + variantTrials
      let centre = (successes * variantTrials + total - 1) / total
      let previous = last ?? RejectionTails(lower: centre - 1, upper: centre)
      let firstUpper = alternative == .twoSided ? centre : support.lowerBound
      let lastLower = alternative == .twoSided ? centre - 1 : support.upperBound
      var tails = RejectionTails(lower: support.lowerBound - 1, upper: support.upperBound + 1)
      if alternative != .less {
        tails.upper = min(max(previous.upper, firstUpper), support.upperBound + 1)
        while tails.upper <= support.upperBound, !isRejected(tails.upper) { tails.upper += 1 }
        while tails.upper > firstUpper, isRejected(tails.upper - 1) { tails.upper -= 1 }
      }
      if alternative != .greater {
        tails.lower = max(min(previous.lower, lastLower), support.lowerBound - 1)
        while tails.lower >= support.lowerBound, !isRejected(tails.lower) { tails.lower -= 1 }
        while tails.lower < lastLower, isRejected(tails.lower + 1) { tails.lower += 1 }
      }
      last = tails
      return tails
    }
  }

  /// The probability of these tails given the successes, under equal rates.
  func probability(_ law: Hypergeometric) -> Double { min(1, law.atLeast(upper) + law.cdf(lower)) }
}
