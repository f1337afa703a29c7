import Experiment
import Statistics
import Testing

@testable import Decision

@Suite("Counts beyond the exact look are read by the normal law")
struct LargeCountsTests {
  /// Fourteen days with half a million calls a script and day: beyond 200,000 opportunities on the seventh.
  private func course(_ rates: [Double]) throws -> Course {
    try Course(
      Monitoring(method: .groupSequential), rates: rates, callsPerDay: 500_000, planned: 1_000_000, seed: 3)
  }

  @Test func `boundaries are then the normal ones, and figures stay finite`() throws {
    let reading = try course([0.03, 0.03]).reading(on: 14)
    let comparison = reading.comparisons[0]
    let standing = try #require(comparison.sequential)
    #expect(reading.variants.reduce(0) { $0 + $1.opportunities } > GroupSequentialMonitor.mostExact)
    #expect(standing.looks.count == 14)
    let last = try #require(standing.latest)
    #expect(last.efficacyBoundary == last.normalBoundary)
    #expect(last.alphaSpent <= 0.05)
    let difference = try #require(comparison.difference)
    #expect(difference.lower < difference.value && difference.value < difference.upper)
    #expect(try #require(comparison.p) >= 0 && reading.conclusion.status == .noWinner)
  }

  @Test func `a difference of a hundredth is found among millions of calls`() throws {
    let reading = try course([0.03, 0.0306]).reading(on: 14)
    #expect(reading.conclusion.status == .rollOut)
  }
}
