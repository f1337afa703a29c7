import Foundation
import PlanFile
import Testing

@Suite("A monitoring that cannot be carried out says where and what to write")
struct MonitoringFaultTests {
  /// A plan of two weeks from 2 March 2026, whose calls are mature after 3 days; the monitoring stands on line 10.
  private static func plan(_ monitoring: String, more: String = "") -> String {
    Text.plan(
      """
      starts: 2026-03-02
      days: 14
      goal: {worth-detecting: +20 %, within: 3d}
      calling: {agents: 5, calls-per-agent-day: 80}
      monitoring: \(monitoring)
      \(more)
      """)
  }

  /// A monitoring, and the path, column and a part of the description of its only fault, on line 10.
  static let single: [(text: String, path: String, column: Int, says: String)] = [
    ("{method: sequential}", "monitoring.method", 22, "expected fixed, group-sequential or anytime"),
    ("{method: group-sequental}", "monitoring.method", 22, "did you mean group-sequential?"),
    ("{method: any-time, looks: daily}", "monitoring.method", 22, "did you mean anytime?"),
    ("{metod: fixed}", "monitoring.metod", 14, "did you mean method?"),
    // Keys beside a method that takes no planned looks: one fault, whatever they say.
    ("{method: fixed, looks: 4}", "monitoring.looks", 36, "read looks beside method: fixed, expected no looks"),
    ("{method: fixed, looks: hourly}", "monitoring.looks", 36, "a fixed test is concluded once, at its planned end"),
    ("{method: anytime, looks: daily}", "monitoring.looks", 38, "an any-time test may be read on any day"),
    ("{method: anytime, clock: calendar}", "monitoring.clock", 38, "delete `clock`, or write"),
    (
      "{method: fixed, futility: pocock, spending: pocock}", "monitoring.spending", 57,
      "read spending and futility beside method: fixed, expected no spending or futility"
    ),
    ("{looks: daily}", "monitoring.looks", 21, "read looks without a method, expected `method: group-sequential`"),
    ("{looks: daily, spending: pocock, clock: calendar}", "monitoring.looks", 21, "read looks, spending and clock"),
    ("{looks: hourly}", "monitoring.looks", 21, "expected daily, weekly, a list of dates, or a number of looks"),
    // Looks.
    ("{method: group-sequential, looks: dayly}", "monitoring.looks", 47, "did you mean daily?"),
    ("{method: group-sequential, looks: 0}", "monitoring.looks", 47, "from 1 to 1000"),
    ("{method: group-sequential, looks: 1001}", "monitoring.looks", 47, "from 1 to 1000"),
    ("{method: group-sequential, looks: 2.5}", "monitoring.looks", 47, "from 1 to 1000"),
    ("{method: group-sequential, looks: }", "monitoring.looks", 47, "fill it in, or delete the key"),
    ("{method: group-sequential, looks: 2026-03-09}", "monitoring.looks", 47, "write [2026-03-09]"),
    ("{method: group-sequential, looks: []}", "monitoring.looks", 47, "at least one date"),
    ("{method: group-sequential, looks: [2026-02-30]}", "monitoring.looks[0]", 48, "2026-02 ends on 2026-02-28"),
    ("{method: group-sequential, looks: [2026-03-09, 2026-03-09]}", "monitoring.looks[1]", 60, "each entry once"),
    ("{method: group-sequential, looks: [2026-03-10, 2026-03-09]}", "monitoring.looks[1]", 60, "before 2026-03-10"),
    (
      "{method: group-sequential, looks: [2026-03-04, 2026-03-09]}", "monitoring.looks[0]", 48,
      "dates on or after 2026-03-05, when the first calls are mature (within: 3d)"
    ),
    (
      "{method: group-sequential, looks: [2026-03-10, 2026-03-04]}", "monitoring.looks[1]", 60, "on or after 2026-03-05"
    ),
    (
      "{method: group-sequential, looks: [2026-03-09, 2026-03-19]}", "monitoring.looks[1]", 60,
      "dates up to the day of the decision, 2026-03-18; that day is a look of its own"
    ),
    // Spending.
    (
      "{method: group-sequential, spending: obrien-flemming}", "monitoring.spending", 50, "did you mean obrien-fleming?"
    ),
    ("{method: group-sequential, spending: none}", "monitoring.spending", 50, "expected obrien-fleming, pocock"),
    ("{method: group-sequential, futility: non}", "monitoring.futility", 50, "did you mean none?"),
    ("{method: group-sequential, spending: kim-demets}", "monitoring.spending", 50, "as in kim-demets 3"),
    ("{method: group-sequential, spending: kim-demets much}", "monitoring.spending", 50, "as in kim-demets 3"),
    ("{method: group-sequential, spending: kim-demets 1 2}", "monitoring.spending", 50, "one number after the name"),
    ("{method: group-sequential, spending: kim-demets 0}", "monitoring.spending", 50, "above 0 and at most 1000"),
    ("{method: group-sequential, spending: hwang-shih-decani}", "monitoring.spending", 50, "hwang-shih-decani -4"),
    ("{method: group-sequential, spending: hwang-shih-decani 2000}", "monitoring.spending", 50, "from -1000 to 1000"),
    ("{method: group-sequential, spending: pocock 3}", "monitoring.spending", 50, "takes no number: write pocock"),
    ("{method: group-sequential, spending: [pocock]}", "monitoring.spending", 50, "write one value"),
    ("{method: group-sequential, spending: {}}", "monitoring.spending", 50, "at least 100 %: 100 %"),
    ("{method: group-sequential, spending: {half: 5 %, 100 %: 100 %}}", "monitoring.spending.half", 51, "as 50 %"),
    (
      "{method: group-sequential, spending: {50 %: lots, 100 %: 100 %}}", "monitoring.spending.50 %", 57, "0.25 or 25 %"
    ),
    (
      "{method: group-sequential, spending: {50 %: 20 %, 80 %: 100 %}}", "monitoring.spending.80 %", 63,
      "read \"80 %\", expected 100 % of the planned calls as the last entry; add `100 %: 100 %`"
    ),
    (
      "{method: group-sequential, spending: {50 %: 20 %, 100 %: 90 %}}", "monitoring.spending.100 %", 70,
      "expected 100 % at the end: all of the risk of a false alarm is spent by then"
    ),
    (
      "{method: group-sequential, futility: {100 %: 90 %}}", "monitoring.futility.100 %", 58,
      "all of the risk of missing the effect is spent by then"
    ),
    (
      "{method: group-sequential, spending: {25 %: 20 %, 50 %: 10 %, 100 %: 100 %}}", "monitoring.spending.50 %", 69,
      "read \"10 %\", expected at least the share before it, \"20 %\""
    ),
    (
      "{method: group-sequential, spending: {50 %: 10 %, 25 %: 20 %, 100 %: 100 %}}", "monitoring.spending.25 %", 63,
      "shares of the planned calls that rise from above 0 %; it comes after \"50 %\""
    ),
    ("{method: group-sequential, spending: {50: 20 %, 100 %: 100 %}}", "monitoring.spending.50", 51, "as 50 %"),
    ("{method: group-sequential, spending: {0 %: 0 %, 100 %: 100 %}}", "monitoring.spending.0 %", 51, "from above 0 %"),
    // Clock.
    ("{method: group-sequential, clock: calender}", "monitoring.clock", 47, "did you mean calendar?"),
  ]

  @Test(arguments: single)
  func `one fault is one fault, at its line and column`(text: String, path: String, column: Int, says: String) throws {
    let fault = try fault(of: Self.plan(text))
    #expect(fault.path == path)
    #expect(fault.line == 10 && fault.column == column, "\(fault)")
    #expect(fault.description.contains(says), "\(fault)")
  }

  @Test func `planned looks need the first day, and ask for it once`() throws {
    let fault = try fault(of: Text.plan("monitoring: {method: group-sequential}"))
    #expect(fault.path == "starts" && fault.kind == .missing)
    #expect(fault.description.contains("since looks are planned by date"))
    #expect(fault.description.contains("or write `method: fixed`"))
    let dated = Text.plan("data: {calls: calls.csv}\nmonitoring: {method: group-sequential}")
    #expect(faults(of: dated).map(\.path) == ["starts"])
    let misread = Text.plan("starts: 2026-02-30\nmonitoring: {method: group-sequential}")
    #expect(faults(of: misread).map(\.line) == [6])
    #expect(faults(of: Text.plan("monitoring: {method: anytime}")).isEmpty)
  }

  @Test func `the clock is one that the plan can run`() throws {
    let clockless = Text.plan("starts: 2026-03-02\nmonitoring: {method: group-sequential, clock: information}")
    let fault = try fault(of: clockless)
    #expect(fault.path == "monitoring.clock" && fault.line == 7)
    #expect(fault.description.contains("state agents and calls-per-agent-day under calling"))
    let byCalls = try PlanFileTests.fault(
      of: Text.plan("starts: 2026-03-02\ncalls: 28000\nmonitoring: {method: group-sequential, clock: calendar}"))
    #expect(byCalls.path == "monitoring.clock" && byCalls.line == 8)
    #expect(byCalls.description.contains("the test ends by calls, not by days"))
  }

  @Test func `futility is judged against an effect worth detecting`() throws {
    let fault = try fault(
      of: Text.plan("starts: 2026-03-02\nmonitoring: {method: group-sequential, futility: pocock}"))
    #expect(fault.path == "monitoring.futility")
    #expect(fault.description.contains("add it, as in `worth-detecting: +20 %`, or write `futility: none`"))
  }

  @Test(arguments: [
    ("days: two", "days"), ("goal: {within: 3}", "goal.within"), ("calling: {agents: 0}", "calling.agents"),
  ])
  func `what follows from a refused value is not refused again`(refused: String, path: String) throws {
    let text = Text.plan(
      """
      starts: 2026-03-02
      \(refused)
      monitoring: {method: group-sequential, looks: [2026-03-02, 2026-05-01], clock: \
      \(path == "calling.agents" ? "information" : "calendar")}
      """)
    #expect(faults(of: text).map(\.path) == [path])
  }

  @Test func `the first look waits for the first day of calls, not for the start of the plan`() throws {
    // 1 March 2026 is a Sunday and the Monday is closed.
    let text = Text.plan(
      """
      starts: 2026-03-01
      calling: {closed: [2026-03-02]}
      monitoring: {method: group-sequential, looks: [2026-03-02, 2026-03-06]}
      """)
    #expect(try fault(of: text).description.contains("dates on or after 2026-03-03, the first day of calls"))
  }

  @Test func `faults of several keys are reported at once`() {
    let found = faults(
      of: Self.plan("{method: group-sequential, looks: hourly, spending: pocok, futility: kim-demets}"))
    #expect(found.map(\.path) == ["monitoring.looks", "monitoring.spending", "monitoring.futility"])
  }
}
