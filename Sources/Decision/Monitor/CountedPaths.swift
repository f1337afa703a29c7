import Statistics

/// The paths of ``ExactSequentialTest``, followed fast for very many tests: storage is used again, far tails are left out,
/// and what that may be wrong by is kept, so that every answer is the exact test's or none.
struct CountedPaths {
  /// Masses below this part of the largest one of a step are left out.
  private static let negligible = 1e-12
  /// Beyond this error nothing is answered.
  private static let mostError = 1e-7

  let spending: ErrorSpending
  private var masses: [Double] = [1]
  private var sums: [Double] = []
  private var steps: [Double] = []
  private var least = 0
  private var successes = 0
  private var spent = (upper: 0.0, lower: 0.0)
  /// What the probabilities may be wrong by.
  private var error = 0.0
  /// Looks taken.
  private(set) var looks = 0

  init(_ spending: ErrorSpending) { self.spending = spending }

  /// Goes back to before the first look.
  mutating func restart() {
    guard looks > 0 else { return }
    masses.removeAll(keepingCapacity: true)
    masses.append(1)
    least = 0
    successes = 0
    spent = (0, 0)
    error = 0
    looks = 0
  }

  /// How a look comes out.
  enum Answer {
    case side(StoppingSide?)
    /// Too near to a bound to be told.
    case unknown
  }

  /// Takes the block since the look before, as ``ExactSequentialTest/look(_:information:isFinal:)`` does.
  mutating func look(_ block: TwoStreamBlock, information: Double, isFinal: Bool) -> Answer {
    add(block)
    looks += 1
    successes += block.variantSuccesses
    var side: StoppingSide?
    var isSure = true
    if let upper = spending.upper {
      let (count, stops) = bound(within: upper.spent(at: information, isFinal: isFinal) - spent.upper, fromAbove: true)
      if let stops { side = stops ? .upper : nil } else { isSure = false }
      spent.upper += remove((masses.count - count)..<masses.count)
    }
    if let lower = spending.lower {
      let (count, stops) = bound(within: lower.spent(at: information, isFinal: isFinal) - spent.lower, fromAbove: false)
      if let stops { side = stops ? side ?? .lower : side } else { isSure = false }
      spent.lower += remove(0..<min(count, masses.count))
    }
    return isSure && error < Self.mostError ? .side(side) : .unknown
  }

  /// How many counts of a tail are within `limit`, and whether the observed one is among them; nil where that cannot be told.
  private mutating func bound(within limit: Double, fromAbove: Bool) -> (count: Int, stops: Bool?) {
    let slack = 2 * error + 1e-14
    let place = successes - least
    let own = fromAbove ? masses.count - 1 - place : place
    var (tail, count) = (0.0, 0)
    var unsure: Int?
    while count < masses.count {
      let mass = masses[fromAbove ? masses.count - 1 - count : count]
      if tail + mass > limit - slack {
        guard tail + mass <= limit + slack else { break }
        // Taken or not, the paths at this count are all that is in doubt.
        error += mass
        if unsure == nil { unsure = count }
      }
      tail += mass
      count += 1
    }
    // Counts that were left out of the masses are beyond the followed ones.
    guard own >= 0, tail > slack || own >= count else { return (count, nil) }
    if let unsure, own >= unsure, own < count { return (count, nil) }
    return (count, own < count)
  }

  private mutating func remove(_ range: Range<Int>) -> Double {
    var total = 0.0
    for index in range {
      total += masses[index]
      masses[index] = 0
    }
    return total
  }

  /// Adds the variant's successes of a block, hypergeometric given all of them.
  private mutating func add(_ block: TwoStreamBlock) {
    let first = fillSteps(block)
    least += first
    // Three zeros stand before and after the steps, so that four masses are added at a time.
    let width = steps.count - 3
    let size = masses.count + steps.count - 7
    while masses.count % 4 != 0 { masses.append(0) }
    sums.removeAll(keepingCapacity: true)
    sums.append(contentsOf: repeatElement(0, count: masses.count + width))
    sums.withUnsafeMutableBufferPointer { sums in
      masses.withUnsafeBufferPointer { masses in
        steps.withUnsafeBufferPointer { steps in
          var row = 0
          while row < masses.count {
            let (a, b, c, d) = (masses[row], masses[row &+ 1], masses[row &+ 2], masses[row &+ 3])
            if a != 0 || b != 0 || c != 0 || d != 0 {
              for column in 0..<width {
                sums[row &+ column] +=
                  a * steps[column &+ 3] + b * steps[column &+ 2] + c * steps[column &+ 1] + d * steps[column]
              }
            }
            row &+= 4
          }
        }
      }
    }
    swap(&masses, &sums)
    masses.removeSubrange(min(size, masses.count)...)
    trim()
  }

  /// Leaves out what is negligible at both ends.
  private mutating func trim() {
    var last = masses.count - 1
    while last > 0, masses[last] < 0.1 * Self.negligible {
      error += masses[last]
      last -= 1
    }
    var first = 0
    while first < last, masses[first] < 0.1 * Self.negligible {
      error += masses[first]
      first += 1
    }
    masses.removeSubrange((last + 1)...)
    masses.removeSubrange(..<first)
    least += first
  }

  /// The law of a block's successes of the variant between zeros, and the least count that is not left out.
  private mutating func fillSteps(_ block: TwoStreamBlock) -> Int {
    let drawn = block.controlSuccesses + block.variantSuccesses
    let low = max(0, drawn - block.controlTrials)
    let high = min(block.variantTrials, drawn)
    let (marked, all) = (Double(block.variantTrials), Double(drawn))
    let spare = Double(block.controlTrials) - all
    let mean = (all + 1) * (marked + 1) / (marked + Double(block.controlTrials) + 2)
    let mode = min(max(Int(mean), low), high)
    steps.removeAll(keepingCapacity: true)
    // Downwards from the mode, then turned round.
    var (term, total, place) = (1.0, 1.0, Double(mode))
    var first = mode
    while first > low, term > Self.negligible {
      term *= place * (spare + place) / ((marked - place + 1) * (all - place + 1))
      place -= 1
      first -= 1
      steps.append(term)
      total += term
    }
    var left = first > low ? 20 * Self.negligible : 0
    for _ in 0..<3 { steps.append(0) }
    steps.reverse()
    steps.append(1)
    (term, place) = (1, Double(mode))
    var next = mode
    while next < high, term > Self.negligible {
      term *= (marked - place) * (all - place) / ((place + 1) * (spare + place + 1))
      place += 1
      next += 1
      steps.append(term)
      total += term
    }
    if next < high { left += 20 * Self.negligible }
    error += left / total
    let scale = 1 / total
    for index in steps.indices { steps[index] *= scale }
    for _ in 0..<3 { steps.append(0) }
    return first
  }
}
