/// How often a method errs.
struct ErrorRates: Hashable, Sendable {
  /// The interval lies above the truth; at no effect, the variant is called better.
  var tooHigh: Double
  /// The interval lies below the truth; at no effect, the variant is called worse.
  var tooLow: Double
  /// The interval misses the truth, or the two-sided test rejects it.
  var either: Double

  var coverage: Double { 1 - either }
  var worstSide: Double { max(tooHigh, tooLow) }

  mutating func add(_ mass: Double, isTooHigh: Bool, isTooLow: Bool) {
    if isTooHigh { tooHigh += mass }
    if isTooLow { tooLow += mass }
    if isTooHigh || isTooLow { either += mass }
  }
}

/// How often a method errs in a cell.
struct Finding: Sendable {
  let method: String
  let cell: Cell
  let errors: ErrorRates
}
