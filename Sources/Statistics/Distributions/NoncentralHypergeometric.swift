import Foundation

/// Fisher's noncentral hypergeometric distribution: the central one with its masses weighted by oddsRatio^k.
struct NoncentralHypergeometric: Hashable, Sendable {
  var central: Hypergeometric
  var logOddsRatio: Double

  /// The probabilities of less than, exactly, and more than `k`, and the mean.
  func split(at k: Int) -> (below: Double, at: Double, above: Double, mean: Double) {
    let support = central.support
    let factor = exp(logOddsRatio)
    let mode = mode
    var (below, at, above, moment) = (0.0, 0.0, 0.0, 0.0)
    func add(_ i: Int, _ term: Double) {
      if i < k { below += term } else if i == k { at += term } else { above += term }
      moment += term * Double(i - mode)
    }
    add(mode, 1)
    var term = 1.0
    for i in mode..<support.upperBound {
      term *= central.ratioUp(i) * factor
      add(i + 1, term)
      if term < 1e-25, i >= k || term == 0 { break }
    }
    term = 1
    for i in stride(from: mode - 1, through: support.lowerBound, by: -1) {
      term /= central.ratioUp(i) * factor
      add(i, term)
      if term < 1e-25, i <= k || term == 0 { break }
    }
    let total = below + at + above
    return (below / total, at / total, above / total, Double(mode) + moment / total)
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
