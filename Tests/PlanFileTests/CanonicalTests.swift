import Experiment
import PlanFile
import Testing

@Suite("The canonical form is what a plan means")
struct CanonicalTests {
  private func canonical(_ text: String) throws -> CanonicalPlan {
    PlanFile.canonical(try PlanFile.parse(text, file: "plan.yaml"))
  }

  @Test(arguments: [
    ("goal: {alpha: 5 %}", "goal: {alpha: 0.05}"), ("goal: {alpha: 5 %}", ""), ("days: 14", ""),
    ("goal: {within: 1w}", "goal: {within: 7 days}"),
    ("goal: {worth-detecting: 20%}", "goal: {worth-detecting: +20 %}"),
    ("calling: {weekdays: [tue, mon]}", "calling: {weekdays: [mon, tue]}"),
    ("goal: {alpha: 1 %, power: 0.9}", "goal:\n  power: 90 %   # remark\n  alpha: 0.01"),
    ("costs: [{item: a, amount: 1}]", "costs: [{amount: 1.00, item: a}]"),
    ("calling: {windows: {a: 9:00-12:00}}", "calling: {windows: {a: \"09:00-12:00\"}}"),
  ])
  func `two ways of saying the same are the same`(one: String, other: String) throws {
    #expect(try canonical(Text.plan(one)) == canonical(Text.plan(other)))
  }

  @Test(arguments: [
    "question: why", "starts: 2026-03-02", "days: 15", "calls: 100", "timezone: Europe/Paris",
    "calling: {weekdays: [mon]}", "calling: {agents: 3}", "calling: {windows: {a: 9:00-10:00}}",
    "calling: {closed: [2026-03-09]}", "goal: {baseline: 3 %}", "goal: {alpha: 1 %}", "goal: {power: 90 %}",
    "goal: {within: 7d}", "goal: {sides: 1}", "goal: {adjust: none}", "goal: {worth-detecting: +20 %}",
    "goal: {worth-detecting: +20 pt}",
    "guardrails: [{metric: talk-seconds, worse-by-at-most: 15 %}]", "decide: {and: [healthy]}",
    "data: {columns: {lead_id: N}}", "data: {keep: {campaign: x}}", "data: {date-format: dd/MM/yyyy}",
    "monitoring: {method: anytime}",
  ])
  func `the protocol, the rule and what makes a row count are locked`(text: String) throws {
    let before = try canonical(Text.plan())
    let after = try canonical(Text.plan(text))
    #expect(before.lockedText != after.lockedText)
    #expect(before.freeText == after.freeText)
  }

  @Test(arguments: [
    "costs: [{item: a, amount: 1}]", "costs: {file: costs.csv}", "economics: {sale-value: 5}",
    "rollout: {calls-per-month: 5}", "targets: {cpq: 4}", "waive: {pace: on leave}", "notes: [hello]",
    "data: {counts: counts.csv}", "data: {encoding: windows-1252}", "data: {delimiter: tab}",
    "data: {decimal-comma: true}",
  ])
  func `costs, economics, outlook, waivers, notes and files are free`(text: String) throws {
    let before = try canonical(Text.plan())
    let after = try canonical(Text.plan(text))
    #expect(before.lockedText == after.lockedText)
    #expect(before.freeText != after.freeText)
  }

  @Test func `the full example reads the same on every machine`() throws {
    let canonical = try canonical(Text.fixture("full.yaml"))
    #expect(canonical.lockedText + "\n" + canonical.freeText == (try Text.fixture("full.canonical.txt")))
  }

  @Test func `a value cannot pass for two lines`() throws {
    let plan = try canonical(Text.plan("question: \"a\\ngoal.alpha: 0.5\""))
    #expect(plan.lockedText.contains("question: a\\ngoal.alpha: 0.5\n"))
  }

  @Test func `the order of the arms is part of the plan`() throws {
    let swapped = Text.plan(variants: "  - {name: b}\n  - {name: a, role: control}")
    #expect(try canonical(Text.plan()).lockedText != canonical(swapped).lockedText)
  }
}
