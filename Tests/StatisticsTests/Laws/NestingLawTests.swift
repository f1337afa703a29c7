import Statistics
import Testing

@Suite("more confidence, wider interval")
struct NestingLawTests {
  static let levels = [1e-6, 0.5, 0.9, 0.95, 0.999, 0.999_999_999]

  /// Whether every interval lies in the next and all in `range`, and is finite or infinite but never undefined.
  private func areNested(_ intervals: [Estimate], in range: ClosedRange<Double>) -> Bool {
    intervals.allSatisfy { range.contains($0.lower) && range.contains($0.upper) && $0.lower <= $0.upper }
      && zip(intervals, intervals.dropFirst()).allSatisfy { inner, outer in
        isAtLeast(inner.lower, outer.lower) && isAtLeast(outer.upper, inner.upper)
      }
  }

  /// Whether the estimate is inside, up to rounding, at every level.
  private func holdEstimates(_ intervals: [Estimate]) -> Bool {
    intervals.allSatisfy { isAtLeast($0.value, $0.lower) && isAtLeast($0.upper, $0.value) }
  }

  @Test("one rate", arguments: ProportionInterval.allCases)
  func proportion(method: ProportionInterval) throws {
    try everywhere { table in
      let intervals = try Self.levels.map { try table.variant.interval(method, confidence: $0) }
      // Jeffreys' interval is about the posterior median: next to no width leaves out the observed rate, and so do the
      // ends, where it is not replaced.
      let mayLeaveOut = method == .jeffreys && (table.variant.successes == 0 || table.variant.failures == 0)
      return areNested(intervals, in: 0...1) && (mayLeaveOut || holdEstimates(Array(intervals.dropFirst())))
    }
  }

  @Test("difference", arguments: DifferenceInterval.allCases.filter { !$0.isExact })
  func difference(method: DifferenceInterval) throws {
    try everywhere { table in
      let intervals = try Self.levels.map { try table.difference(method, confidence: $0) }
      return areNested(intervals, in: -1...1) && holdEstimates(intervals)
    }
  }

  @Test("ratio", arguments: RatioInterval.allCases.filter { $0 != .exactScore })
  func ratio(method: RatioInterval) throws {
    try everywhere { table in
      let intervals = try Self.levels.map { try table.ratio(method, confidence: $0) }
      let isUnbounded =
        table.control.successes > 0 || [.logAdjusted, .moverJeffreys].contains(method)
        || intervals.allSatisfy { $0.upper == .infinity }
      return areNested(intervals, in: 0...(.infinity)) && holdEstimates(intervals) && isUnbounded
    }
  }

  @Test("odds ratio", arguments: OddsRatioInterval.allCases)
  func oddsRatio(method: OddsRatioInterval) throws {
    // The bias-corrected scores are 0 near the observed odds ratio, not at it: the narrowest interval may miss it.
    let isCorrected = method == .score || method == .miettinenNurminen
    try everywhere { table in
      let intervals = try Self.levels.map { try table.oddsRatio(method, confidence: $0) }
      return areNested(intervals, in: 0...(.infinity))
        && holdEstimates(isCorrected ? Array(intervals.dropFirst()) : intervals)
    }
  }
}
