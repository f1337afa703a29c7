import Foundation

/// The exact unconditional tests of Barnard and Boschloo for the hypothesis that the variant is higher.
///
/// A table is as extreme as the observed one when its statistic is at least as extreme; ties are decided in integers.
/// The p is the largest probability of such tables over the common rate, certified by ``BernsteinSupremum``.
struct ExactUnconditional {
  /// The largest number of trials in both arms together for which all rates are searched.
  static let largestSearchedTotal = 2_000_000
  /// The largest number of trials in both arms together that is answered.
  static let largestTotal = 1_000_000_000
  /// Beyond ``largestSearchedTotal``, the chance that the rates searched miss; a part of p.
  static let nuisanceError = 1e-9

  let table: TwoProportions
  private let nuisance: NuisanceRates

  init(table: TwoProportions) {
    self.table = table
    nuisance =
      table.control.trials + table.variant.trials <= Self.largestSearchedTotal
      ? .all : NuisanceRates(restrictedBy: table, error: Self.nuisanceError)
  }

  private var total: Int { table.control.trials + table.variant.trials }

  /// Boschloo: Fisher's one-sided p as the statistic; variant above control.
  func boschlooGreater() -> Double {
    guard table.variant.successes > table.conditional.support.lowerBound else { return 1 }
    return largest { successes in
      var order = BoschlooOrder(observed: table, from: successes.lowerBound)
      return successes.map { s in
        order.advance(to: s)
        return order.tail
      }
    }
  }

  /// Barnard: the pooled z as the statistic; variant above control, or its absolute value.
  func barnard(isTwoSided: Bool) -> Double {
    guard table.crossDifference != 0, !table.isOneSided, isTwoSided || table.crossDifference > 0 else { return 1 }
    return largest(isTwoSided: isTwoSided) { successes in
      var upper = tracker(marked: table.variant, unmarked: table.control, drawn: successes.lowerBound)
      var lower = tracker(marked: table.control, unmarked: table.variant, drawn: successes.lowerBound)
      return successes.map { s in
        // Without success, or only with successes, z is 0 and less extreme than the observed.
        guard s > 0, s < total else { return 0 }
        if upper.drawn < s { upper.draw() }
        follow(&upper)
        guard isTwoSided else { return upper.tail }
        if lower.drawn < s { lower.draw() }
        follow(&lower)
        return min(1, upper.tail + lower.tail)
      }
    }
  }

  /// The largest probability over the common rate, from the region's conditional probability at each number of
  /// successes.
  private func largest(isTwoSided: Bool = false, _ region: (ClosedRange<Int>) -> [Double]) -> Double {
    guard let rates = nuisance.common else {
      return table.observedDifference > 0 || isTwoSided ? nuisance.error : 1
    }
    let successes = BernsteinSupremum.successes(of: total, rates: rates)
    return min(1, BernsteinSupremum(region(successes), trials: total, rates: rates).value + nuisance.error)
  }

  private func tracker(marked: Proportion, unmarked: Proportion, drawn: Int) -> TailTracker {
    let law = Hypergeometric(unchecked: marked.trials, unmarked.trials, drawn)
    return TailTracker(law, threshold: drawn == 0 ? 0 : law.mode)
  }

  /// Moves the threshold to the smallest value of the marked arm whose z is at least the observed |z|.
  private func follow(_ tracker: inout TailTracker) {
    while tracker.threshold <= tracker.law.support.upperBound, !isAsExtreme(tracker.threshold, tracker) {
      tracker.raise()
    }
    while tracker.threshold > tracker.law.support.lowerBound, isAsExtreme(tracker.threshold - 1, tracker) {
      tracker.lower()
    }
  }

  /// z² ≥ z² of the observed table, as D² s₀(N − s₀) ≥ D₀² s(N − s) with D = x N − s n, in 128-bit integers; where these
  /// could overflow, what agrees to 1e-12 counts as a tie, which never understates p.
  private func isAsExtreme(_ x: Int, _ tracker: TailTracker) -> Bool {
    let s = tracker.drawn
    let d = x * total - s * tracker.marked
    guard d > 0 else { return false }
    let d0 = (table.variant.successes * total - table.successes * table.variant.trials).magnitude
    let (own, observed) = (s * (total - s), table.successes * table.failures)
    if total <= Self.largestSearchedTotal {
      return UInt128(d) * UInt128(d) * UInt128(observed) >= UInt128(d0) * UInt128(d0) * UInt128(own)
    }
    let ratio = Double(d) / Double(d0)
    return ratio * ratio * (Double(observed) / Double(own)) >= 1 - 1e-12
  }
}

/// Whether a Fisher tail is at most the observed one, in integers where floating point cannot tell.
struct FisherTies {
  /// Up to this many trials near ties are decided in integers; beyond, they count as ties, which never understates p.
  static let largestTotal = 50_000

  let observed: TwoProportions
  let tail: Double

  func isAtMostObserved(_ tracker: TailTracker) -> Bool {
    let ratio = tracker.tail / tail
    if ratio < 1 - 2e-11 { return true }
    if ratio > 1 + 2e-11 { return false }
    if tail > 0.5, let isAtMost = comparedByRest(tracker) { return isAtMost }
    if tracker.drawn == observed.successes, tracker.threshold == observed.variant.successes { return true }
    // Equal arms: exchanging arms and outcomes gives the same tail.
    if tracker.marked == tracker.unmarked, tracker.drawn == observed.failures,
      tracker.threshold == observed.control.failures
    {
      return true
    }
    guard tracker.marked + tracker.unmarked <= Self.largestTotal else { return true }
    let own = ExactTail(tracker.law, from: tracker.threshold)
    let other = ExactTail(observed.conditional, from: observed.variant.successes)
    return own.sum.times(other.whole) <= other.sum.times(own.whole)
  }

  /// Tails near 1 all look alike: what is missing to 1 tells them apart. Nil where that is a near tie as well.
  private func comparedByRest(_ tracker: TailTracker) -> Bool? {
    let ratio = tracker.law.cdf(tracker.threshold - 1) / observed.conditional.cdf(observed.variant.successes - 1)
    if ratio > 1 + 2e-11 { return true }
    return ratio < 1 - 2e-11 ? false : nil
  }
}

/// A hypergeometric tail as a fraction of integers.
private struct ExactTail {
  var sum: BigNatural
  var whole: BigNatural

  init(_ law: Hypergeometric, from threshold: Int) {
    var term = BigNatural.choose(law.marked, threshold).times(.choose(law.unmarked, law.drawn - threshold))
    sum = term
    for k in threshold..<law.support.upperBound {
      term.multiply(by: UInt64(law.marked - k))
      term.divide(by: UInt64(k + 1))
      term.multiply(by: UInt64(law.drawn - k))
      term.divide(by: UInt64(law.unmarked - law.drawn + k + 1))
      sum.add(term)
    }
    whole = .choose(law.marked + law.unmarked, law.drawn)
  }
}
