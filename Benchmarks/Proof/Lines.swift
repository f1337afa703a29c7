import Statistics

/// The tables of two arms on which a method errs, line by line: a line holds the tables with the same number of successes
/// in both arms, and on it more successes of the variant never speak less for the variant.
struct Lines: Sendable {
  let first: Int
  /// For each line, the largest number of variant successes that is too low and the smallest that is too high.
  private(set) var tails: [(lower: Int, upper: Int)] = []

  /// Follows both thresholds from line to line; each table near them is asked.
  init(
    _ arms: Arms, lines: ClosedRange<Int>, isTooHigh: (TwoProportions) throws -> Bool,
    isTooLow: (TwoProportions) throws -> Bool
  ) throws {
    first = lines.lowerBound
    var (upper, lower) = (0, 0)
    for line in lines {
      let support = max(0, line - arms.control)...min(arms.variant, line)
      func table(_ x: Int) throws -> TwoProportions { try arms.table(line - x, x) }
      if line == first {
        // The threshold for "too low" is below the one for "too high": both start in the middle.
        let centre = line * arms.variant / arms.total
        (upper, lower) = (centre, centre)
      }
      upper = min(max(upper, support.lowerBound), support.upperBound + 1)
      while upper <= support.upperBound, try !isTooHigh(table(upper)) { upper += 1 }
      while upper > support.lowerBound, try isTooHigh(table(upper - 1)) { upper -= 1 }
      lower = min(max(lower, support.lowerBound - 1), support.upperBound)
      while lower >= support.lowerBound, try !isTooLow(table(lower)) { lower -= 1 }
      while lower < support.upperBound, try isTooLow(table(lower + 1)) { lower += 1 }
      tails.append((lower, upper))
    }
  }

  /// These lines, with those of `other` where it is asked for.
  func replaced(by other: Lines, where isWanted: (Int) -> Bool) -> Lines {
    var result = self
    for index in tails.indices where isWanted(first + index) { result.tails[index] = other[first + index] }
    return result
  }

  private subscript(line: Int) -> (lower: Int, upper: Int) { tails[line - first] }

  /// Whether a table errs.
  func contains(_ controlSuccesses: Int, _ variantSuccesses: Int) -> Bool {
    let tail = self[controlSuccesses + variantSuccesses]
    return variantSuccesses >= tail.upper || variantSuccesses <= tail.lower
  }

  /// How often, over all tables of a cell.
  func errors(_ windows: Windows) -> ErrorRates {
    var (high, low) = (windows.skipped, windows.skipped)
    for (i, control) in windows.control.masses.enumerated() {
      var (rowHigh, rowLow) = (0.0, 0.0)
      for (j, variant) in windows.variant.masses.enumerated() {
        let x = windows.variant.first + j
        let tail = self[windows.control.first + i + x]
        if x >= tail.upper { rowHigh += variant }
        if x <= tail.lower { rowLow += variant }
      }
      high += control * rowHigh
      low += control * rowLow
    }
    return ErrorRates(tooHigh: high, tooLow: low, either: high + low - windows.skipped)
  }
}
