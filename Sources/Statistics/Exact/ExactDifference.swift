import Foundation

/// The exact interval for a difference of rates by inverting two one-sided tests ordered by the score (Chan & Zhang
/// 1999): a bound is the difference at which the largest probability of a table at least as extreme, over all control
/// rates, is half the error.
///
/// That maximum is bounded, not sampled (``LineSupremum``), and an unsettled question counts against the bound: the
/// interval is never too short, and too long by about 1e-6 of its length at most.
struct ExactDifference {
  /// The largest number of trials in both arms together that is answered.
  static let largestTotal = 2_000

  let table: TwoProportions
  /// Error on this side.
  let tail: Double

  /// The largest difference below the observed one that is rejected.
  var lower: Double {
    guard table.variant.successes > 0 || table.control.failures > 0 else { return -1 }
    let spread = table.rateSpread
    var (rejected, kept) = (-1.0, table.observedDifference)
    while kept - rejected > 1e-7 * spread {
      let middle = 0.5 * (rejected + kept)
      if middle <= rejected || middle >= kept { break }
      if isKept(middle) { kept = middle } else { rejected = middle }
    }
    return rejected
  }

  /// Whether a difference is not rejected in favour of a higher one.
  func isKept(_ difference: Double) -> Bool {
    let supremum = LineSupremum(
      region: region(difference), line: ContrastLine(difference: difference), finest: 1e-6 * table.rateSpread)
    return supremum.exceeds(tail, likely: table.cells.restricted(difference: difference).control)
  }

  /// The tables whose score is at least the observed one.
  private func region(_ difference: Double) -> StaircaseRegion {
    let observed = table.score(.difference).score(at: difference)
    let floor = observed - 1e-10 * max(1, observed.magnitude)
    return StaircaseRegion(
      of: table, control: 0...table.control.trials, variant: 0...table.variant.trials
    ) { control, variant in
      let other = TwoProportions(
        control: Proportion(unchecked: control, of: table.control.trials),
        variant: Proportion(unchecked: variant, of: table.variant.trials))
      return other.score(.difference).score(at: difference) >= floor
    }
  }
}

extension TwoProportions {
  /// The scale on which exact bounds of a difference change: that of the standard error at low rates.
  var rateSpread: Double {
    let rate = (Double(successes) + 0.5) / (total + 1)
    return (rate * (1 - rate) / min(control.n, variant.n)).squareRoot()
  }
}
