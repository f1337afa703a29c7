import PlanFile
import Testing

@Suite("What this version cannot honour is refused, never ignored")
struct NotSupportedTests {
  @Test(arguments: [
    ("goal: {metric: lead-conversion}", "goal.metric", "use metric: tco")
  ])
  func `a feature to come is named with what to use instead`(text: String, path: String, says: String) throws {
    let fault = try fault(of: Text.plan(text))
    #expect(fault.kind == .notSupported)
    #expect(fault.path == path)
    #expect(fault.description.contains(", which this version does not support yet; "), "\(fault)")
    #expect(fault.description.contains(says), "\(fault)")
  }

  @Test func `a refusal reads as one sentence`() throws {
    #expect(
      try fault(of: Text.plan("goal: {metric: lead-conversion}")).description
        == "line 6, column 16, goal.metric: read lead-conversion, which this version does not support yet; "
        + "use metric: tco")
  }

  @Test(arguments: ["goal: {adjust: dunnett}", "goal: {adjust: hochberg}"])
  func `adjustments of a single reading do not go with looks before the end`(text: String) throws {
    #expect(faults(of: Text.plan(text)).isEmpty)
    let fault = try fault(of: Text.plan("\(text)\nmonitoring: {method: anytime}"))
    #expect(fault.kind == .conflict)
    #expect(fault.path == "monitoring.method")
    #expect(fault.description.contains("adjust: holm with this method"), "\(fault)")
  }

  @Test func `Dunnett's law is that of calls, not of agents`() throws {
    let fault = try fault(
      of: Text.plan("goal: {adjust: dunnett}\nunit: agent", assignment: "{method: agents, seed: s-1}"))
    #expect(fault.kind == .conflict)
    #expect(fault.path == "goal.adjust")
    #expect(fault.description.contains("adjust: holm"), "\(fault)")
  }

  @Test(arguments: [
    "goal: {adjust: none}", "goal: {sides: 1}", "decide: {and: [profit]}", "monitoring: {method: anytime}",
    "monitoring: {method: group-sequential}\nstarts: 2026-03-02", "data: {touches: touches.csv}",
  ])
  func `what is supported passes`(text: String) {
    #expect(faults(of: Text.plan(text)).isEmpty)
  }
}
