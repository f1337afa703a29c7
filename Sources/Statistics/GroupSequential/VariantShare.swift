import Foundation

/// The probabilities of the variant's successes among all successes so far, for paths that no look stopped.
struct VariantShare {
  /// Probabilities below this are left out; together they stay far under the rounding of the rest.
  private static let negligible = 1e-30

  private var least = 0
  private var masses = [1.0]

  /// Adds the successes of the time since the look before, whose law is tilted to the odds ratio.
  mutating func add(_ law: Hypergeometric, logOddsRatio: Double = 0) {
    let (first, steps) = Self.likely(law, factor: logOddsRatio == 0 ? 1 : exp(logOddsRatio))
    least += first
    guard steps.count > 1 else { return }
    let size = masses.count + steps.count - 1
    masses = [Double](unsafeUninitializedCapacity: size) { sum, count in
      sum.initialize(repeating: 0)
      count = size
      masses.withUnsafeBufferPointer { masses in
        steps.withUnsafeBufferPointer { steps in
          for (i, mass) in masses.enumerated() where mass > Self.negligible {
            for j in steps.indices { sum[i &+ j] += mass * steps[j] }
          }
        }
      }
    }
    trim()
  }

  /// The probability of exactly `count`.
  func mass(_ count: Int) -> Double {
    masses.indices.contains(count - least) ? masses[count - least] : 0
  }

  private mutating func trim() {
    guard let first = masses.firstIndex(where: { $0 > Self.negligible }),
      let last = masses.lastIndex(where: { $0 > Self.negligible })
    else { return }
    masses.removeSubrange((last + 1)...)
    masses.removeSubrange(..<first)
    least += first
  }

  /// The probabilities of all counts that are not negligible, built up from the most likely one.
  private static func likely(_ law: Hypergeometric, factor: Double) -> (first: Int, masses: [Double]) {
    let support = law.support
    guard support.count > 1 else { return (support.lowerBound, [1]) }
    let mode = factor == 1 ? law.mode : tiltedMode(law, factor: factor)
    var (up, down) = ([1.0], [Double]())
    up.reserveCapacity(128)
    down.reserveCapacity(128)
    var (k, term) = (mode, 1.0)
    while k < support.upperBound, term > negligible {
      term *= law.ratioUp(k) * factor
      up.append(term)
      k += 1
    }
    (k, term) = (mode, 1)
    while k > support.lowerBound, term > negligible {
      k -= 1
      term /= law.ratioUp(k) * factor
      down.append(term)
    }
    var terms = [Double](down.reversed())
    terms += up
    let scale = 1 / terms.reduce(0, +)
    for index in terms.indices { terms[index] *= scale }
    return (mode - down.count, terms)
  }

  private static func tiltedMode(_ law: Hypergeometric, factor: Double) -> Int {
    var (low, high) = (law.support.lowerBound, law.support.upperBound)
    while low < high {
      let middle = low + (high - low + 1) / 2
      if law.ratioUp(middle - 1) * factor >= 1 { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The least count from which on the probability is at most `limit`; nil when there is none that can occur.
  func upperTail(within limit: Double) -> Int? {
    var (tail, count) = (0.0, 0)
    for mass in masses.reversed() {
      guard tail + mass <= limit else { break }
      tail += mass
      count += 1
    }
    return tail > 0 ? least + masses.count - count : nil
  }

  /// The largest count up to which the probability is at most `limit`; nil when there is none that can occur.
  func lowerTail(within limit: Double) -> Int? {
    var (tail, count) = (0.0, 0)
    for mass in masses {
      guard tail + mass <= limit else { break }
      tail += mass
      count += 1
    }
    return tail > 0 ? least + count - 1 : nil
  }

  /// Takes out the paths with at least `count`, and returns their probability.
  mutating func stop(from count: Int) -> Double {
    remove(min(max(0, count - least), masses.count)..<masses.count)
  }

  /// Takes out the paths with at most `count`, and returns their probability.
  mutating func stop(through count: Int) -> Double {
    remove(0..<max(0, min(masses.count, count - least + 1)))
  }

  private mutating func remove(_ range: Range<Int>) -> Double {
    var total = 0.0
    for index in range {
      total += masses[index]
      masses[index] = 0
    }
    return total
  }
}
