import Decision
import Experiment
import PlanFile
import Statistics
import Testing

@Suite("How a test is monitored is read as it is meant")
struct MonitoringTests {
  private func monitoring(_ text: String, more: String = "starts: 2026-03-02") throws -> Monitoring {
    let plan = Text.plan("\(more)\ngoal: {worth-detecting: +20 %}\nmonitoring: \(text)")
    return try PlanFile.parse(plan, file: "plan.yaml").plan.test.monitoring
  }

  private static func date(_ day: Int) -> CivilDate { CivilDate(dayNumber: 20_514 + day - 2) }

  @Test(arguments: [
    ("{method: fixed}", Monitoring.Method.fixed), ("{}", .fixed), ("{futility: none}", .fixed),
    ("{method: anytime, futility: none}", .anytime), ("{method: group-sequential}", .groupSequential),
  ])
  func `the three methods are read, and fixed is the default`(text: String, method: Monitoring.Method) throws {
    #expect(try monitoring(text).method == method)
  }

  @Test(arguments: [
    ("daily", Monitoring.Looks.daily), ("weekly", .weekly), ("1", .count(1)), ("1000", .count(1000)),
    ("[2026-03-06, 2026-03-15]", .dates([date(6), date(15)])), ("[2026-03-02]", .dates([date(2)])),
  ])
  func `looks are a rhythm, a number or dates`(text: String, looks: Monitoring.Looks) throws {
    #expect(try monitoring("{method: group-sequential, looks: \(text)}").looks == looks)
  }

  /// Spellings of spending functions with what they spend of 5 % at half of the information: O'Brien–Fleming- and
  /// Pocock-type from Lan & DeMets (1983), the others by their formulas.
  @Test(arguments: [
    ("obrien-fleming", 0.005574596680784305), ("pocock", 0.05 * 0.6201145069582775), ("kim-demets 1", 0.025),
    ("kim-demets 3", 0.00625), ("kim-demets  0.5", 0.035355339059327376), ("hwang-shih-decani 0", 0.025),
    ("hwang-shih-decani -4", 0.05 * 0.11920292202211755), ("hwang-shih-decani 1.5", 0.05 * 0.679178699175393),
    ("{50 %: 20 %, 100 %: 100 %}", 0.01), ("{0.25: 0, 1: 1}", 0.05 / 3), ("{100 %: 100 %}", 0.025),
    ("{20 %: 0.1, 50%: 40%, 100 %: 100 %}", 0.02),
  ])
  func `every spelling of a spending function spends what it says`(text: String, spent: Double) throws {
    for key in ["spending", "futility"] {
      let read = try monitoring("{method: group-sequential, \(key): \(text)}")
      let spending = try #require(key == "spending" ? read.spending : read.futility)
      let half = spending.function.spent(of: 0.05, at: 0.5)
      #expect(abs(half / spent - 1) < 1e-12, "\(half)")
      #expect(spending.function.spent(of: 0.05, at: 1) == 0.05)
    }
  }

  @Test func `planned looks default to daily, O'Brien–Fleming, without futility`() throws {
    let read = try monitoring("{method: group-sequential}")
    #expect(read.looks == .daily && read.spending == .obrienFleming && read.futility == nil)
    #expect(try monitoring("{method: group-sequential, futility: none}").futility == nil)
  }

  @Test func `the clock follows the calls where the plan counts them, otherwise the calendar`() throws {
    let team = "starts: 2026-03-02\ncalling: {agents: 5, calls-per-agent-day: 80}"
    #expect(try monitoring("{method: group-sequential}").clock == .calendar)
    #expect(try monitoring("{method: group-sequential}", more: team).clock == .information)
    #expect(try monitoring("{method: group-sequential, clock: calendar}", more: team).clock == .calendar)
    #expect(
      try monitoring("{method: group-sequential, clock: information}", more: "starts: 2026-03-02\ncalls: 900").clock
        == .information)
  }

  private func locked(_ monitoring: String) throws -> [String: String] {
    let text = Text.plan("starts: 2026-03-02\ngoal: {worth-detecting: +20 %}\nmonitoring: \(monitoring)")
    return PlanFile.canonical(try PlanFile.parse(text, file: "plan.yaml")).locked
      .filter { $0.key.hasPrefix("monitoring.") }
  }

  @Test func `what is monitored is locked, defaults written out`() throws {
    #expect(
      try locked("{method: group-sequential}") == [
        "monitoring.method": "group-sequential", "monitoring.looks": "daily", "monitoring.spending": "obrien-fleming",
        "monitoring.clock": "calendar", "monitoring.futility": "none",
      ])
    #expect(try locked("{method: anytime}") == ["monitoring.method": "anytime"])
    #expect(try locked("{method: fixed}") == ["monitoring.method": "fixed"])
    #expect(
      try locked(
        "{method: group-sequential, looks: [2026-03-06, 2026-03-13], spending: kim-demets 3, futility: {100 %: 100 %}}")
        == [
          "monitoring.method": "group-sequential", "monitoring.looks": "[2026-03-06, 2026-03-13]",
          "monitoring.spending": "kim-demets 3.0", "monitoring.clock": "calendar",
          "monitoring.futility": "100.0 %: 100.0 %",
        ])
  }

  @Test(arguments: [
    "looks: weekly", "looks: 4", "looks: [2026-03-06]", "spending: pocock", "spending: kim-demets 2",
    "spending: {100 %: 100 %}", "futility: pocock", "futility: hwang-shih-decani -2",
  ])
  func `each part of the monitoring changes the lock`(text: String) throws {
    #expect(try locked("{method: group-sequential}") != locked("{method: group-sequential, \(text)}"))
  }

  @Test(arguments: [
    ("spending: kim-demets 3", "spending: kim-demets 3.0"),
    ("spending: {50 %: 20 %, 100 %: 100 %}", "spending: {0.5: 0.2, 1: 1}"),
    ("looks: daily", "futility: none"), ("clock: calendar", "spending: obrien-fleming"),
  ])
  func `two ways of saying the same are locked the same`(one: String, other: String) throws {
    #expect(try locked("{method: group-sequential, \(one)}") == locked("{method: group-sequential, \(other)}"))
  }

  @Test(arguments: ["obrien-fleming", "pocock", "kim-demets 3", "hwang-shih-decani -4.5", "{25 %: 5 %, 100 %: 100 %}"])
  func `a plan may be written again with the words of its lock`(text: String) throws {
    let words = try #require(try locked("{method: group-sequential, spending: \(text)}")["monitoring.spending"])
    let again = words.contains("%") ? "{\(words)}" : words
    let read = try monitoring("{method: group-sequential, spending: \(again)}")
    let first = try monitoring("{method: group-sequential, spending: \(text)}")
    #expect(read.spending == first.spending)
  }
}
