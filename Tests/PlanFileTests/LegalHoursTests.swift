import Decision
import Experiment
import PlanFile
import Testing

@Suite("A plan under legal hours stays within them")
struct LegalHoursTests {
  private func plan(_ calling: String, _ more: String = "") -> String {
    Text.plan("timezone: Europe/Paris\ncalling: {rules: fr-consumer, \(calling)}\n\(more)")
  }

  @Test(arguments: ["fr-consumer", "fr-business"]) func `presets are known by name`(name: String) throws {
    let text = Text.plan("timezone: Europe/Paris\ncalling: {rules: \(name)}")
    let calling = try PlanFile.parse(text, file: "plan.yaml").plan.test.calling
    #expect(try calling.rules == LegalHours.preset(name))
    #expect(calling.refusals == nil)
  }

  @Test(arguments: [
    ("fr-consumers", "fr-consumer"), ("FR-Consumer", "fr-consumer"), ("fr_business", "fr-business"),
    ("consumer", "fr-consumer"), ("fr-buisness", "fr-business"),
  ])
  func `a misspelt preset is met with the nearest one and the list`(typed: String, meant: String) throws {
    let fault = try fault(of: Text.plan("timezone: Europe/Paris\ncalling: {rules: \(typed)}"))
    #expect(fault.kind == .value && fault.path == "calling.rules" && fault.line == 7)
    #expect(fault.nearMiss == meant)
    #expect(fault.description.contains("expected a preset of legal hours: fr-business or fr-consumer"))
  }

  @Test(arguments: [
    ("windows: {early: 9:00-12:00}", "write 10:00-12:00"), ("windows: {late: 18:00-21:00}", "write 18:00-20:00"),
    ("windows: {noon: 12:00-15:00}", "write it as 2 windows: 12:00-13:00 and 14:00-15:00"),
    ("windows: {night: 20:00-22:00}", "move it into 10:00-13:00 or 14:00-20:00, or delete it"),
    ("windows: {lunch: 13:00-14:00}", "move it into 10:00-13:00 or 14:00-20:00, or delete it"),
  ])
  func `a window outside the law is told what to become`(windows: String, advice: String) throws {
    let fault = try fault(of: plan(windows))
    #expect(fault.kind == .conflict && fault.line == 7 && fault.path.hasPrefix("calling.windows."))
    #expect(fault.expected == "hours that fr-consumer allows: 10:00-13:00 and 14:00-20:00")
    #expect(fault.hint == advice)
  }

  @Test func `the fault stands at the line of its window and reads as a sentence`() throws {
    let text = Text.plan(
      """
      timezone: Europe/Paris
      calling:
        rules: fr-consumer
        windows:
          morning: 10:00-13:00
          lunch: 13:00-15:00
      """)
    #expect(
      try fault(of: text).description
        == "line 11, column 12, calling.windows.lunch: read 13:00-15:00, expected hours that fr-consumer allows: "
        + "10:00-13:00 and 14:00-20:00; write 14:00-15:00")
  }

  @Test(arguments: [
    "windows: {morning: 10:00-13:00, afternoon: 14:00-20:00}", "windows: {a: 10:00-11:30, b: 11:30-13:00}",
    "windows: {early: [mon, tue], late: [wed, thu, fri]}", "weekdays: [mon]", "closed: [2026-03-09]",
    "refusals: [not-interested, do-not-call]",
  ])
  func `what is within the law passes`(calling: String) {
    #expect(faults(of: plan(calling)).isEmpty)
  }

  @Test func `weekdays without legal hours are refused where they stand`() throws {
    let found = faults(of: plan("weekdays: [fri, sat, sun]"))
    #expect(found.map(\.read) == ["sat", "sun"])
    #expect(found.allSatisfy { $0.kind == .conflict && $0.path == "calling.weekdays" && $0.line == 7 })
    #expect(
      found.first?.description.hasSuffix(
        "read sat, expected days on which fr-consumer allows calls: mon, tue, wed, thu and fri; "
          + "take sat out of calling.weekdays") == true)
    #expect(faults(of: plan("weekdays: [fri, sat], windows: {weekend: [sat]}")).count == 2)
    #expect(
      faults(of: Text.plan("timezone: Europe/Paris\ncalling: {rules: fr-business, weekdays: [sat, sun]}")).isEmpty)
  }

  @Test(arguments: ["2026-04-06", "2026-05-14", "2026-07-14"])
  func `a test on a holiday alone has no legal slot`(day: String) throws {
    let fault = try fault(of: plan("agents: 2", "starts: \(day)\ndays: 1"))
    #expect(fault.path == "starts" && fault.kind == .conflict)
    #expect(fault.hint?.contains("fr-consumer allows no call on \(day) (") == true)
    #expect(faults(of: Text.plan("starts: \(day)\ndays: 1")).isEmpty)
  }

  @Test func `windows that no calling day of the test has leave no legal slot`() throws {
    // 2026-03-04 is a Wednesday.
    let fault = try fault(of: plan("windows: {early: [mon, tue]}", "starts: 2026-03-04\ndays: 3"))
    #expect(fault.expected == "at least one legal hour inside the windows on a calling day")
  }

  @Test func `legal hours need to know whose clock they go by`() throws {
    let fault = try fault(of: Text.plan("calling: {rules: fr-consumer}"))
    #expect(fault.kind == .missing && fault.path == "timezone")
    #expect(fault.hint == "write it, as in `timezone: Europe/Paris`")
  }

  @Test(arguments: [
    ("refusals: []", "at least one value"), ("refusals: not-interested", "a list"), ("refusals: [\"--\"]", "letters"),
    ("refusals: [no, no]", "each entry once"),
  ])
  func `refusals are a list of dispositions`(refusals: String, says: String) throws {
    #expect(try fault(of: plan(refusals)).description.contains(says))
  }

  @Test func `refusals that nothing reads are refused`() throws {
    #expect(try fault(of: Text.plan("calling: {refusals: [no]}")).read == "refusals without rules")
    let business = Text.plan("timezone: Europe/Paris\ncalling: {rules: fr-business, refusals: [no]}")
    #expect(try fault(of: business).read == "refusals beside rules: fr-business")
    #expect(faults(of: Text.plan("timezone: Europe/Paris\ncalling: {rules: fr, refusals: [no]}")).count == 1)
  }

  @Test func `the check of legal hours can be waived with a reason`() throws {
    let text = plan("agents: 2", "waive: {calling-hours: all leads have agreed to be called in the evening}")
    #expect(try PlanFile.parse(text, file: "p").plan.waivers["calling-hours"] != nil)
  }

  @Test func `rules and the state of their law are locked, spellings of refusals are one`() throws {
    func locked(_ text: String) throws -> String { PlanFile.canonical(try PlanFile.parse(text, file: "p")).lockedText }
    let without = try locked(Text.plan("timezone: Europe/Paris"))
    let with = try locked(plan("refusals: [Not interested, refusé]"))
    #expect(!without.contains("calling.rules") && !without.contains("refusals"))
    #expect(with.contains("calling.rules: fr-consumer (2023-03-01)\n"))
    #expect(with.contains("calling.refusals: [notinterested, refuse]\n"))
    #expect(try with == locked(plan("refusals: [REFUSE, not-interested]")))
  }
}
