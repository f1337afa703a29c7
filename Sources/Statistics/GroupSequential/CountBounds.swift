/// The bounds of one look in counts: from how many successes of the variant on the look stops, for every number of
/// successes in both arms, by the exact statistic.
///
/// The same rule as ``LookBounds/side(of:by:)`` with ``SequentialStatistic/exact``, made once for the many tables of a
/// simulation or an enumeration with the same trials.
public struct CountBounds: Hashable, Sendable {
  /// Index s: the fewest successes of the variant, of s in all, that stop above; more than s when none do.
  private let upper: [Int]
  /// Index s: the most successes of the variant, of s in all, that stop below; −1 when none do.
  private let lower: [Int]
  private let look: LookBounds
  private let controlTrials: Int
  private let variantTrials: Int

  /// Bounds for up to `largestTotal` successes in all; larger totals are computed when asked for.
  ///
  /// Throws unless both trials are at least 1 and `largestTotal` is from 0 to 10⁷.
  public init(
    _ look: LookBounds, controlTrials: Int, variantTrials: Int, largestTotal: Int
  ) throws(StatisticsError) {
    _ = (try Proportion(0, of: controlTrials), try Proportion(0, of: variantTrials))
    guard (0...10_000_000).contains(largestTotal) else {
      throw .outOfRange(
        name: "largest total", value: Double(largestTotal), expected: "a whole number from 0 to 10000000")
    }
    let total = min(largestTotal, controlTrials + variantTrials)
    self.look = look
    self.controlTrials = controlTrials
    self.variantTrials = variantTrials
    upper = Self.thresholds(
      marked: variantTrials, unmarked: controlTrials, total, error: Normal.survival(look.upper))
    // The variant falls short exactly when the control exceeds.
    let control = Self.thresholds(
      marked: controlTrials, unmarked: variantTrials, total, error: Normal.cdf(look.lower))
    lower = control.enumerated().map { $0.offset - $0.element }
  }

  private static func thresholds(marked: Int, unmarked: Int, _ total: Int, error: Double) -> [Int] {
    var tracker = TailTracker(Hypergeometric(unchecked: marked, unmarked, 0), threshold: 0)
    var thresholds: [Int] = []
    thresholds.reserveCapacity(total + 1)
    for s in 0...total {
      if s > 0 { tracker.draw() }
      // One more success never lowers the threshold.
      while tracker.threshold <= s, tracker.threshold <= marked, error == 0 || tracker.tail > error { tracker.raise() }
      thresholds.append(error == 0 || tracker.threshold > marked ? s + 1 : tracker.threshold)
    }
    return thresholds
  }

  /// The side on which the look stops with these successes; nil when the test goes on.
  public func side(control: Int, variant: Int) -> StoppingSide? {
    let total = control + variant
    guard upper.indices.contains(total) else {
      let table = TwoProportions(
        control: Proportion(unchecked: control, of: controlTrials),
        variant: Proportion(unchecked: variant, of: variantTrials))
      return look.side(of: table, by: .exact)
    }
    if variant >= upper[total] { return .upper }
    return variant <= lower[total] ? .lower : nil
  }
}
