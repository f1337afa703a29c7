import Decision
import Experiment
import Statistics
import Testing

/// Published telephone experiments, as aggregated counts.
@Suite struct RealExperimentTests {
  /// New Haven 1998, batch 1 (Gerber & Green 2000, corrected data): calls and votes by script.
  static let newHaven = Examples.counts([
    ("civic-blood", 807, 328, nil), ("civic", 826, 381, nil), ("close-election", 811, 372, nil),
  ])

  @Test func `one raw p under 5 % among two comparisons is no winner after Holm`() throws {
    let plan = try Examples.undatedPlan(["civic-blood", "civic", "close-election"])
    let reading = try check(plan, Self.newHaven)
    let civic = try #require(reading.comparisons.first { $0.variant == "civic" })
    #expect(abs(try #require(civic.p) - 0.0255) < 0.0001)
    #expect(abs(try #require(civic.pAdjusted) - 0.0509) < 0.0003)
    #expect(!civic.isSignificant)
    #expect(reading.conclusion == .noWinner(.undatedCounts))
    #expect(abs(try #require(civic.difference?.value) - 0.0548) < 0.0001)
  }

  @Test func `test and interval of the score method agree about zero`() throws {
    let plan = try Examples.undatedPlan(["civic-blood", "civic"])
    let reading = try check(plan, Examples.counts([("civic-blood", 807, 328, nil), ("civic", 826, 381, nil)]))
    let comparison = try #require(reading.comparisons.first)
    #expect(comparison.isSignificant)
    #expect(try #require(comparison.difference).lower > 0)
    #expect(reading.conclusion.status == .rollOut)
  }

  @Test func `strata of different rates are compared within, not pooled`() throws {
    // Simpson's pair: within each stratum the challenger is better, pooled it looks worse.
    let plan = try Examples.undatedPlan(["a", "b"], by: ["list"])
    let evidence = Examples.counts([
      ("a", 1000, 20, "cold"), ("b", 9000, 225, "cold"), ("a", 9000, 900, "warm"), ("b", 1000, 125, "warm"),
    ])
    let reading = try check(plan, evidence)
    let comparison = try #require(reading.comparisons.first)
    #expect(comparison.method == .stratifiedScore)
    #expect(try #require(comparison.difference).value > 0)
    #expect(reading.segments.filter { $0.dimension == .stratum }.count == 4)
  }
}
