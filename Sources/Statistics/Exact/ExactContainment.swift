/// Whether exact intervals hold a value, asked without searching their limits: enumerations of coverage ask this of
/// hundred thousands of tables. The upper side is the lower side with the arms exchanged.
extension TwoProportions {
  /// Whether the lower limit of ``DifferenceInterval/exactScore`` is not above `difference`.
  package func exactScoreReaches(difference: Double, tail: Double) -> Bool {
    difference >= observedDifference || ExactScore(self).isKept(.difference, difference, tail: tail)
  }

  /// Whether the lower limit of ``RatioInterval/exactScore`` is not above `ratio`.
  package func exactScoreReaches(ratio: Double, tail: Double) -> Bool {
    ratio >= observedRatio || ExactScore(self).isKept(.ratio, ratio, tail: tail)
  }

  /// Whether the lower limit of ``DifferenceInterval/exact`` is not above `difference`.
  package func exactReaches(difference: Double, tail: Double) -> Bool {
    difference >= observedDifference || ExactDifference(table: self, tail: tail).isKept(difference)
  }
}
