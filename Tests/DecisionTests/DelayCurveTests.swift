import Decision
import Experiment
import Statistics
import Testing

@Suite struct DelayCurveTests {
  @Test func `a reading draws when opportunities come, young calls counting for the days they were followed`() throws {
    let plan = try Examples.datedPlan()
    var evidence = Examples.daily(["pitch": (1400, 42), "question": (1400, 56)])
    #expect(try check(plan, evidence, asOf: Examples.monday + 20).delays.isEmpty)
    for (variant, law) in [("pitch", [0, 10, 20, 12]), ("question", [30, 26])] {
      for date in evidence.tally.byDay.cells.keys.filter({ $0.variant == variant }).compactMap(\.date).sorted() {
        for (days, count) in law.enumerated() {
          evidence.tally.delays.add(count, to: DelayKey(variant: variant, date: date, days: days))
        }
      }
    }
    let late = try check(plan, evidence, asOf: Examples.monday + 20).delays
    #expect(late.map(\.variant) == ["pitch", "question"])
    // To the maturity window, which is later than the last delay.
    #expect(late.map { $0.points.map(\.day) } == [Array(0...7), Array(0...7)])
    for (curve, shares) in zip(late, [[0, 10, 30, 42], [30, 56, 56, 56]]) {
      for (point, share) in zip(curve.points, shares) {
        #expect((point.share.value - Double(share) / 1400).magnitude < 1e-12)
      }
    }
    // On the second day of the test: two days of calls, the younger followed for no day beyond its own.
    let young = try check(plan, evidence, asOf: Examples.monday + 1).delays
    #expect(young.map { $0.points.map(\.atRisk) } == [[2800, 1400], [2800, 1370]])
    #expect(young.map { $0.points.map(\.opportunities) } == [[0, 10], [60, 26]])
  }
}
