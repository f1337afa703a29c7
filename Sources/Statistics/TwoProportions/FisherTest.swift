import Foundation

extension TwoProportions {
  /// Successes of the variant given all successes, under equal rates.
  var conditional: Hypergeometric {
    Hypergeometric(unchecked: variant.trials, control.trials, successes)
  }

  func fisher(_ alternative: Alternative) -> TestResult {
    let law = conditional
    let p =
      switch alternative {
      case .greater: law.atLeast(variant.successes)
      case .less: law.cdf(variant.successes)
      case .twoSided: law.noMoreLikely(than: variant.successes)
      }
    return TestResult(statistic: nil, pValue: p)
  }

  func fisherMidP(_ alternative: Alternative) -> TestResult {
    let law = conditional
    let half = 0.5 * law.mass(variant.successes)
    let p =
      switch alternative {
      case .greater: law.atLeast(variant.successes + 1) + half
      case .less: law.cdf(variant.successes - 1) + half
      case .twoSided: law.noMoreLikely(than: variant.successes) - half
      }
    return TestResult(statistic: nil, pValue: min(1, p))
  }
}

extension Hypergeometric {
  /// The probability of all values whose mass is at most that of `k`; ties are decided in integers.
  func noMoreLikely(than k: Int) -> Double {
    let mode = mode
    if k == mode { return 1 }
    return k > mode ? upperAndMirror(k, mode) : lowerAndMirror(k, mode)
  }

  private func upperAndMirror(_ k: Int, _ mode: Int) -> Double {
    let own = sumUp(from: k)
    guard isNoMoreLikely(support.lowerBound, than: k) else { return own }
    var inside = support.lowerBound
    var outside = mode
    while outside - inside > 1 {
      let middle = inside + (outside - inside) / 2
      if isNoMoreLikely(middle, than: k) { inside = middle } else { outside = middle }
    }
    return isNoMoreLikely(mode, than: k) ? 1 : min(1, own + sumDown(from: inside))
  }

  private func lowerAndMirror(_ k: Int, _ mode: Int) -> Double {
    let own = sumDown(from: k)
    guard isNoMoreLikely(support.upperBound, than: k) else { return own }
    var inside = support.upperBound
    var outside = mode
    while inside - outside > 1 {
      let middle = outside + (inside - outside) / 2
      if isNoMoreLikely(middle, than: k) { inside = middle } else { outside = middle }
    }
    return isNoMoreLikely(mode, than: k) ? 1 : min(1, own + sumUp(from: inside))
  }

  private func isNoMoreLikely(_ j: Int, than k: Int) -> Bool {
    let difference = logMass(j) - logMass(k)
    if difference.magnitude > 1e-9 { return difference < 0 }
    return isTied(j, k) || difference < 0
  }

  /// Whether two values have exactly the same mass.
  ///
  /// Decided in integers: first modulo a prime of 61 bits, which settles every difference, then by prime factors. Beyond
  /// 10⁷ units in a cell, where one table is worth nothing to p, the first answer stands.
  func isTied(_ j: Int, _ k: Int) -> Bool {
    if j == k || (marked == unmarked && j + k == drawn) { return true }
    var (rising, falling) = (Mersenne61(1), Mersenne61(1))
    for i in min(j, k)..<max(j, k) {
      rising *= Mersenne61(marked - i) * Mersenne61(drawn - i)
      falling *= Mersenne61(i + 1) * Mersenne61(unmarked - drawn + i + 1)
    }
    guard rising == falling else { return false }
    // mass(j)/mass(k) is a quotient of factorials; it is 1 exactly when every prime occurs as often above as below.
    func factorials(_ i: Int) -> [Int] { [i, marked - i, drawn - i, unmarked - drawn + i] }
    let above = factorials(k)
    let below = factorials(j)
    let top = max(above.max() ?? 0, below.max() ?? 0)
    return top > 10_000_000
      || Primes.all(through: top).allSatisfy { prime in
        above.reduce(0) { $0 + Primes.exponent(of: prime, inFactorial: $1) }
          == below.reduce(0) { $0 + Primes.exponent(of: prime, inFactorial: $1) }
      }
  }
}
