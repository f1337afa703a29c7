/// Boschloo's order of tables: by Fisher's one-sided p in favour of the variant.
///
/// For each number of successes in both arms, in rising order, the least number of variant successes whose Fisher p is at
/// most the observed one.
struct BoschlooOrder {
  private let ties: FisherTies
  private var tracker: TailTracker

  /// - Parameter start: the first number of successes that will be asked for.
  init(observed: TwoProportions, from start: Int = 0) {
    ties = FisherTies(observed: observed, tail: observed.conditional.atLeast(observed.variant.successes))
    let law = Hypergeometric(unchecked: observed.variant.trials, observed.control.trials, start)
    tracker = TailTracker(law, threshold: law.lastThreshold(above: 0.5 * (1 + ties.tail)))
    settle()
  }

  /// The conditional probability of the tables from the threshold on.
  var tail: Double { tracker.tail }

  /// Goes on to `successes`, which must not be fewer than before.
  mutating func advance(to successes: Int) {
    while tracker.drawn < successes {
      tracker.draw()
      settle()
    }
  }

  /// More control successes never strengthen the evidence, so the threshold never falls.
  private mutating func settle() {
    while tracker.tail > 0, !ties.isAtMostObserved(tracker) { tracker.raise() }
  }
}

extension Hypergeometric {
  /// A threshold, as high as bisection finds it, that at least `tail` of the probability reaches.
  fileprivate func lastThreshold(above tail: Double) -> Int {
    var (reached, missed) = (support.lowerBound, support.upperBound + 1)
    while missed - reached > 1 {
      let middle = reached + (missed - reached) / 2
      if atLeast(middle) >= tail { reached = middle } else { missed = middle }
    }
    return reached
  }
}
