import Experiment
import Testing

@testable import Decision

@Suite struct `Days that explain the path` {
  /// Calls on the first eight calling days but one, read on the ninth, a Thursday.
  private func evidence(without missing: CivilDate) -> Evidence {
    var evidence = Examples.daily(["pitch": (100, 3), "question": (100, 4)], days: 9)
    var cells = Margin<DayKey>()
    for (key, cell) in evidence.tally.byDay.cells where key.date != missing { cells.add(cell, to: key) }
    evidence.tally.byDay = cells
    return evidence
  }

  @Test func `a planned day without calls is marked, a weekend is not`() throws {
    let missing = Examples.monday + 2
    let reading = try check(Examples.datedPlan(), evidence(without: missing))
    #expect(reading.pathMarks == [PathMark(date: missing, kind: .withoutCalls)])
    #expect(!reading.path.contains { $0.date == missing })
  }

  @Test func `each extension stands on the day whose results were known, with what it added`() throws {
    var plan = try Examples.datedPlan()
    plan.test.length = .days(24)
    plan.test.extensions = [
      TestProtocol.Extension(decidedOn: Examples.monday + 4, before: .days(14)),
      TestProtocol.Extension(decidedOn: Examples.monday + 9, before: .days(21)),
    ]
    let evidence = Examples.daily(["pitch": (100, 3), "question": (100, 4)], days: 9)
    #expect(
      try check(plan, evidence).pathMarks.filter { $0.kind != .withoutCalls } == [
        PathMark(date: Examples.monday + 4, kind: .extended(by: .days(7))),
        PathMark(date: Examples.monday + 9, kind: .extended(by: .days(3))),
      ])
    let earlier = try check(plan, evidence, asOf: Examples.monday + 8)
    #expect(earlier.pathMarks == [PathMark(date: Examples.monday + 4, kind: .extended(by: .days(7)))])
  }

  @Test func `undated counts have none`() throws {
    let plan = try Examples.undatedPlan(["pitch", "question"])
    #expect(try check(plan, Examples.counts([("pitch", 100, 3, nil), ("question", 100, 4, nil)])).pathMarks.isEmpty)
  }
}
