/// The tables at least as extreme as an observed one in favour of the variant: for each number of control successes, the
/// least number of variant successes.
///
/// More variant successes and fewer control successes are never less extreme (Barnard's convexity), so that the
/// thresholds never fall and the boundary is a staircase.
struct StaircaseRegion {
  let controlTrials: Int
  let variantTrials: Int
  /// The number of control successes of the first threshold. Below it every table counts, beyond the last threshold
  /// those from the last threshold on: never fewer than there are.
  private let first: Int
  private let thresholds: [Int]

  /// The least number of variant successes that is in the region; above the variant's trials when there is none.
  func threshold(_ controlSuccesses: Int) -> Int {
    let index = controlSuccesses - first
    return index < 0 ? 0 : thresholds[min(index, thresholds.count - 1)]
  }

  /// The region whose thresholds, for all control successes in `range`, are found by `isExtreme(control, variant)`.
  ///
  /// - Parameter variants: the numbers of variant successes that matter; fewer are left out of the region, and more than
  ///   these all count where none of these does.
  init(
    of table: TwoProportions, control range: ClosedRange<Int>, variant variants: ClosedRange<Int>,
    isExtreme: (_ control: Int, _ variant: Int) -> Bool
  ) {
    controlTrials = table.control.trials
    variantTrials = table.variant.trials
    first = range.lowerBound
    var threshold = variants.lowerBound
    var thresholds: [Int] = []
    thresholds.reserveCapacity(range.count)
    for successes in range {
      while threshold <= variants.upperBound, !isExtreme(successes, threshold) { threshold += 1 }
      thresholds.append(threshold)
    }
    self.thresholds = thresholds
  }
}
