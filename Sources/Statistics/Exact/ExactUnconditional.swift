import Foundation

/// The exact unconditional tests of Barnard and Boschloo for the hypothesis that `marked` arm is higher.
///
/// A table is as extreme as the observed one when its statistic is at least as extreme; ties are decided in integers.
/// The p is the largest probability of such tables over the common rate, certified by ``BernsteinSupremum``.
struct ExactUnconditional {
  /// The largest number of trials in both arms together that is answered.
  static let largestTotal = 2_000_000

  let table: TwoProportions

  private var total: Int { table.control.trials + table.variant.trials }

  /// Boschloo: Fisher's one-sided p as the statistic; variant above control.
  func boschlooGreater() -> Double {
    let observed = table.conditional.atLeast(table.variant.successes)
    guard table.variant.successes > table.conditional.support.lowerBound else { return 1 }
    var tracker = TailTracker(marked: table.variant.trials, unmarked: table.control.trials)
    let ties = FisherTies(observed: table, tail: observed)
    var region = [Double](repeating: 0, count: total + 1)
    for s in 0...total {
      if s > 0 { tracker.draw() }
      // More control successes never strengthen the evidence, so the threshold never falls.
      while tracker.tail > 0, !ties.isAtMostObserved(tracker) { tracker.raise() }
      region[s] = tracker.tail
    }
    return BernsteinSupremum(region).value
  }

  /// Barnard: the pooled z as the statistic; variant above control, or its absolute value.
  func barnard(isTwoSided: Bool) -> Double {
    guard table.crossDifference != 0, !table.isOneSided, isTwoSided || table.crossDifference > 0 else { return 1 }
    var upper = TailTracker(marked: table.variant.trials, unmarked: table.control.trials)
    var lower = TailTracker(marked: table.control.trials, unmarked: table.variant.trials)
    var region = [Double](repeating: 0, count: total + 1)
    for s in 1..<total {
      upper.draw()
      follow(&upper)
      region[s] = upper.tail
      if isTwoSided {
        lower.draw()
        follow(&lower)
        region[s] = min(1, region[s] + lower.tail)
      }
    }
    return BernsteinSupremum(region).value
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

  /// z² ≥ z² of the observed table, as D² s₀(N − s₀) ≥ D₀² s(N − s) with D = x N − s n, in 128-bit integers.
  private func isAsExtreme(_ x: Int, _ tracker: TailTracker) -> Bool {
    let s = tracker.drawn
    let d = x * total - s * tracker.marked
    guard d > 0 else { return false }
    let d0 = table.variant.successes * total - table.successes * table.variant.trials
    let left = UInt128(d) * UInt128(d) * UInt128(table.successes * table.failures)
    let right = UInt128(d0.magnitude) * UInt128(d0.magnitude) * UInt128(s * (total - s))
    return left >= right
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
