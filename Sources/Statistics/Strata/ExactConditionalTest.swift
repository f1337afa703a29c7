import Foundation

extension StratifiedTwoProportions {
  /// The exact test of no effect in any stratum, all margins fixed (Mehta, Patel & Gray 1985).
  ///
  /// The law of the variant's successes summed over the strata is the convolution of one hypergeometric law a stratum.
  /// Two-sided sums the values no more likely than the observed one; values within a relative 1e-10 of it count as ties.
  public func exactConditionalTest(alternative: Alternative = .twoSided) -> TestResult {
    var masses = [1.0]
    var start = 0
    for table in strata {
      let (first, own) = table.conditional.window
      start += first
      var next = [Double](repeating: 0, count: masses.count + own.count - 1)
      for (i, mass) in masses.enumerated() where mass > 0 {
        for (j, other) in own.enumerated() { next[i + j] += mass * other }
      }
      masses = next
    }
    let observed = strata.reduce(0) { $0 + $1.variant.successes } - start
    guard masses.indices.contains(observed) else { return TestResult(statistic: nil, pValue: 0) }
    let p =
      switch alternative {
      case .greater: masses[observed...].reduce(0, +)
      case .less: masses[...observed].reduce(0, +)
      case .twoSided: masses.filter { $0 <= masses[observed] * (1 + 1e-10) }.reduce(0, +)
      }
    return TestResult(statistic: nil, pValue: min(1, p))
  }
}

extension Hypergeometric {
  /// The masses around the mode down to 1e-300 of it, with the value of the first.
  var window: (first: Int, masses: [Double]) {
    let top = mass(mode)
    var up: [Double] = []
    var term = top
    for i in mode..<support.upperBound {
      term *= ratioUp(i)
      if term < 1e-300 { break }
      up.append(term)
    }
    var down: [Double] = []
    term = top
    for i in stride(from: mode - 1, through: support.lowerBound, by: -1) {
      term /= ratioUp(i)
      if term < 1e-300 { break }
      down.append(term)
    }
    return (mode - down.count, down.reversed() + [top] + up)
  }
}
