import Foundation

/// The hypergeometric distribution: how many of `drawn` units taken from a box fall on the marked ones.
///
/// In a 2×2 table with both margins fixed: successes of the variant, given all successes.
public struct Hypergeometric: Hashable, Sendable {
  /// Marked units in the box (trials of the variant).
  public let marked: Int
  /// Unmarked units in the box (trials of the control).
  public let unmarked: Int
  /// Units drawn (successes in both arms together).
  public let drawn: Int

  /// Throws for negative numbers or more drawn than there are.
  public init(marked: Int, unmarked: Int, drawn: Int) throws(StatisticsError) {
    for (name, value) in [("marked", marked), ("unmarked", unmarked), ("drawn", drawn)] where value < 0 {
      throw .outOfRange(name: name, value: Double(value), expected: "a whole number of at least 0")
    }
    guard drawn <= marked + unmarked else {
      throw .outOfRange(name: "drawn", value: Double(drawn), expected: "at most the number of units in the box")
    }
    self.init(unchecked: marked, unmarked, drawn)
  }

  init(unchecked marked: Int, _ unmarked: Int, _ drawn: Int) {
    self.marked = marked
    self.unmarked = unmarked
    self.drawn = drawn
  }

  /// The values that can occur.
  public var support: ClosedRange<Int> { max(0, drawn - unmarked)...min(marked, drawn) }

  /// The value of greatest probability (the larger one when two tie).
  var mode: Int {
    let m = (Double(drawn) + 1) * (Double(marked) + 1) / (Double(marked) + Double(unmarked) + 2)
    return min(max(Int(m), support.lowerBound), support.upperBound)
  }

  /// log of the probability of exactly `k`; −∞ outside the support.
  ///
  /// Three binomial masses of one common probability (Loader 2000), so nothing large cancels.
  public func logMass(_ k: Int) -> Double {
    guard support.contains(k) else { return -.infinity }
    let all = marked + unmarked
    guard drawn > 0, drawn < all else { return 0 }
    let p = Double(drawn) / Double(all)
    let q = Double(all - drawn) / Double(all)
    return Binomial.logMass(k, of: marked, p: p, q: q)
      + Binomial.logMass(drawn - k, of: unmarked, p: p, q: q)
      - Binomial.logMass(drawn, of: all, p: p, q: q)
  }

  /// The probability of exactly `k`.
  public func mass(_ k: Int) -> Double { exp(logMass(k)) }

  /// mass(k + 1) / mass(k), for k and k + 1 in the support.
  func ratioUp(_ k: Int) -> Double {
    Double(marked - k) / Double(k + 1) * (Double(drawn - k) / Double(unmarked - drawn + k + 1))
  }

  /// The probability of at most `k`.
  public func cdf(_ k: Int) -> Double {
    guard k >= support.lowerBound else { return 0 }
    guard k < support.upperBound else { return 1 }
    return k < mode ? sumDown(from: k) : 1 - sumUp(from: k + 1)
  }

  /// The probability of at least `k`, accurate when it is small.
  public func atLeast(_ k: Int) -> Double {
    guard k > support.lowerBound else { return 1 }
    guard k <= support.upperBound else { return 0 }
    return k > mode ? sumUp(from: k) : 1 - sumDown(from: k - 1)
  }

  /// The probability of at least `k`, summed outwards: for k above the mode.
  func sumUp(from k: Int) -> Double {
    let first = mass(k)
    var (term, sum) = (first, first)
    let (marked, drawn, spare) = (Double(marked), Double(drawn), Double(unmarked - drawn))
    var place = Double(k)
    for _ in k..<support.upperBound {
      term *= (marked - place) * (drawn - place) / ((place + 1) * (spare + place + 1))
      place += 1
      let next = sum + term
      if next == sum { break }
      sum = next
    }
    return min(1, sum)
  }

  /// The probability of at most `k`, summed outwards: for k below the mode.
  func sumDown(from k: Int) -> Double {
    let first = mass(k)
    var (term, sum) = (first, first)
    let (marked, drawn, spare) = (Double(marked), Double(drawn), Double(unmarked - drawn))
    var place = Double(k)
    for _ in stride(from: k, to: support.lowerBound, by: -1) {
      term *= place * (spare + place) / ((marked - place + 1) * (drawn - place + 1))
      place -= 1
      let next = sum + term
      if next == sum { break }
      sum = next
    }
    return min(1, sum)
  }
}
