import Foundation

/// Fisher's noncentral hypergeometric distribution: the central one with its masses weighted by oddsRatio^k.
struct NoncentralHypergeometric: Hashable, Sendable {
  var central: Hypergeometric
  var logOddsRatio: Double

  /// The mass of some values, with its first three moments about one value.
  struct Part: Hashable, Sendable {
    var mass = 0.0
    var first = 0.0
    var second = 0.0
    var third = 0.0

    var mean: Double { first / mass }
    var variance: Double { max(0, second / mass - mean * mean) }
    /// The third central moment.
    var skew: Double { third / mass - mean * (3 * second / mass - 2 * mean * mean) }

    mutating func add(_ mass: Double, at distance: Double) {
      self.mass += mass
      first += mass * distance
      let square = mass * distance * distance
      second += square
      third += square * distance
    }

    static func + (one: Part, other: Part) -> Part {
      Part(
        mass: one.mass + other.mass, first: one.first + other.first, second: one.second + other.second,
        third: one.third + other.third)
    }
  }

  /// The law below, at and above `k`, as multiples of the greatest mass, with moments about `k`.
  ///
  /// Each part is summed outwards from the mode until what is left is below its last digit.
  func parts(at k: Int) -> (below: Part, at: Part, above: Part) {
    let support = central.support
    let factor = exp(logOddsRatio)
    let mode = mode
    var (below, at, above) = (Part(), Part(), Part())
    func add(_ i: Int, _ mass: Double) -> Double {
      let distance = Double(i - k)
      if i > k {
        above.add(mass, at: distance)
        return above.mass
      }
      if i < k {
        below.add(mass, at: distance)
        return below.mass
      }
      at.mass = mass
      return mass
    }
    _ = add(mode, 1)
    // mass(i + 1)/mass(i) is (marked − i)(drawn − i)/((i + 1)(unmarked − drawn + i + 1)) times the odds ratio.
    let (marked, drawn) = (Double(central.marked), Double(central.drawn))
    let spare = Double(central.unmarked - central.drawn)
    var mass = 1.0
    var place = Double(mode)
    for i in mode..<support.upperBound {
      mass *= (marked - place) * (drawn - place) * factor / ((place + 1) * (spare + place + 1))
      place += 1
      let sum = add(i + 1, mass)
      if mass < 1e-18 * sum, i >= k || mass == 0 { break }
    }
    mass = 1
    place = Double(mode)
    for i in stride(from: mode, to: support.lowerBound, by: -1) {
      mass *= place * (spare + place) / ((marked - place + 1) * (drawn - place + 1) * factor)
      place -= 1
      let sum = add(i - 1, mass)
      if mass < 1e-18 * sum, i <= k || mass == 0 { break }
    }
    return (below, at, above)
  }

  /// The value of greatest mass: the last k whose step up from k − 1 is at least 1.
  private var mode: Int {
    var low = central.support.lowerBound
    var high = central.support.upperBound
    while low < high {
      let middle = low + (high - low + 1) / 2
      if log(central.ratioUp(middle - 1)) + logOddsRatio >= 0 { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
