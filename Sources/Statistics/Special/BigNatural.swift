/// A natural number of any size: just what comparing sums of binomial coefficients needs.
struct BigNatural: Hashable, Sendable, Comparable {
  /// Base 2⁶⁴ digits, the least significant first, without leading zeros.
  private var words: [UInt64]

  init(_ value: UInt64) { words = value == 0 ? [] : [value] }

  /// n choose k, for 0 ≤ k ≤ n.
  static func choose(_ n: Int, _ k: Int) -> BigNatural {
    var result = BigNatural(1)
    for i in 0..<min(k, n - k) {
      result.multiply(by: UInt64(n - i))
      result.divide(by: UInt64(i + 1))
    }
    return result
  }

  mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for i in words.indices {
      let (high, low) = words[i].multipliedFullWidth(by: factor)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      words[i] = sum
      carry = high + (overflow ? 1 : 0)
    }
    if carry > 0 { words.append(carry) }
    trim()
  }

  /// Divides by a divisor that leaves no remainder.
  mutating func divide(by divisor: UInt64) {
    var rest: UInt64 = 0
    for i in words.indices.reversed() {
      (words[i], rest) = divisor.dividingFullWidth((rest, words[i]))
    }
    trim()
  }

  mutating func add(_ other: BigNatural) {
    var carry = false
    for i in 0..<max(words.count, other.words.count) {
      let digit = i < other.words.count ? other.words[i] : 0
      if i == words.count { words.append(0) }
      let (first, overflow) = words[i].addingReportingOverflow(digit)
      let (second, again) = first.addingReportingOverflow(carry ? 1 : 0)
      words[i] = second
      carry = overflow || again
    }
    if carry { words.append(1) }
  }

  func times(_ other: BigNatural) -> BigNatural {
    guard !words.isEmpty, !other.words.isEmpty else { return BigNatural(0) }
    var product = [UInt64](repeating: 0, count: words.count + other.words.count)
    for (i, a) in words.enumerated() {
      var carry: UInt64 = 0
      for (j, b) in other.words.enumerated() {
        let sum = UInt128(a) * UInt128(b) + UInt128(product[i + j]) + UInt128(carry)
        product[i + j] = UInt64(truncatingIfNeeded: sum)
        carry = UInt64(truncatingIfNeeded: sum >> 64)
      }
      product[i + other.words.count] = carry
    }
    var result = BigNatural(0)
    result.words = product
    result.trim()
    return result
  }

  static func < (a: BigNatural, b: BigNatural) -> Bool {
    if a.words.count != b.words.count { return a.words.count < b.words.count }
    for (x, y) in zip(a.words.reversed(), b.words.reversed()) where x != y { return x < y }
    return false
  }

  private mutating func trim() {
    while words.last == 0 { words.removeLast() }
  }
}
