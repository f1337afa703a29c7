/// P(X ≥ threshold) of hypergeometric laws that follow each other: one more unit drawn, or the threshold raised.
///
/// Each step costs a few multiplications; the tail is summed anew every so often, and whenever a difference cancels.
struct TailTracker {
  let marked: Int
  let unmarked: Int
  private(set) var drawn: Int
  private(set) var threshold: Int
  /// P(X ≥ threshold).
  private(set) var tail = 1.0
  /// P(X = threshold − 1).
  private var below = 0.0
  private var stepsSinceSum = 0

  init(_ law: Hypergeometric, threshold: Int) {
    marked = law.marked
    unmarked = law.unmarked
    drawn = law.drawn
    self.threshold = threshold
    sum()
  }

  var law: Hypergeometric { Hypergeometric(unchecked: marked, unmarked, drawn) }

  private mutating func sum() {
    tail = law.atLeast(threshold)
    below = law.mass(threshold - 1)
    stepsSinceSum = 0
  }

  /// One more unit drawn, with the threshold as it is.
  mutating func draw() {
    let (all, k) = (marked + unmarked, threshold - 1)
    let promoted = below * Double(marked - k) / Double(all - drawn)
    // P(X = k) of the next law; starts from 0 only where k enters the support, and is then computed.
    let next =
      below * (Double(unmarked - drawn + k) / Double(drawn + 1 - k)) * (Double(drawn + 1) / Double(all - drawn))
    drawn += 1
    stepsSinceSum += 1
    if stepsSinceSum > 200 || (next == 0 && law.support.contains(k)) {
      sum()
    } else {
      tail = min(1, tail + promoted)
      below = next
    }
  }

  /// The threshold raised by one.
  mutating func raise() {
    let mass =
      below > 0 && threshold <= law.support.upperBound && threshold > law.support.lowerBound
      ? below * law.ratioUp(threshold - 1) : law.mass(threshold)
    let rest = tail - mass
    threshold += 1
    if rest < 0.05 * tail || threshold > law.support.upperBound {
      sum()
    } else {
      tail = rest
      below = mass
    }
  }

  /// The threshold lowered by one.
  mutating func lower() {
    threshold -= 1
    sum()
  }
}
