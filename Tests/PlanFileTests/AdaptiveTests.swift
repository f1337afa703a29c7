import Decision
import Experiment
import Foundation
import PlanFile
import Testing

@Suite("Adaptive shares in a plan")
struct AdaptiveTests {
  private func plan(
    _ adaptive: String, shares: String = "shares.csv", by: String = "[wave]", more: String = "",
    goal: String = "within: 7d",
    variants: String? = nil
  ) -> String {
    Text.plan(
      "starts: 2026-03-02\ngoal: {\(goal)}\n\(more)",
      assignment: "{method: waves, by: \(by), seed: s, shares: \(shares), adaptive: \(adaptive)}", variants: variants)
  }

  private let three = "  - {name: a, role: control}\n  - {name: b}\n  - {name: c}"

  @Test func `a rule is read with its floor and its days`() throws {
    let text = plan("{rule: exploration, floor: 5 %, every: 1w}", variants: three)
    let read = try PlanFile.parse(text, file: "plan.yaml").plan.test.assignment.adaptive
    #expect(read == AdaptiveShares(rule: .exploration, floor: 0.05, every: 7))
    let standard = try PlanFile.parse(plan("{rule: thompson}"), file: "plan.yaml").plan.test.assignment.adaptive
    #expect(standard == AdaptiveShares(rule: .thompson, floor: 0.1, every: 1))
    #expect(AdaptiveShares.standardFloor(variants: 12) == 0.5 / 12)
  }

  @Test func `what does not go with adaptive shares is refused where it stands`() throws {
    let refused: [(String, String, String)] = [
      (plan("{rule: thompson, floor: 0 %}"), "assignment.adaptive.floor", "each block of days must hold every variant"),
      (plan("{rule: thompson, floor: 60 %}"), "assignment.adaptive.floor", "up to 1/2"),
      (plan("{rule: exploration}"), "assignment.adaptive.rule", "half of the calls"),
      (plan("{rule: bandit}"), "assignment.adaptive.rule", "thompson or exploration"),
      (plan("{floor: 10 %}"), "assignment.adaptive.rule", "thompson or exploration"),
      (plan("{rule: thompson, every: 40d}"), "assignment.adaptive.every", "from 1d to 28d"),
      (plan("{rule: thompson, flor: 10 %}"), "assignment.adaptive.flor", "floor"),
      (plan("{rule: thompson}", shares: "{one: {a: 0.5, b: 0.5}}"), "assignment.shares", "--append"),
      (plan("{rule: thompson}", by: "[wave, list]"), "assignment.by", "one column"),
      (plan("{rule: thompson}", goal: "alpha: 5 %"), "goal.within", "mature calls only"),
      (plan("{rule: thompson}", more: "monitoring: {method: anytime}"), "monitoring.method", "method: fixed"),
      (
        plan("{rule: thompson}", variants: "  - {name: a, role: control, weight: 2}\n  - {name: b}"), "variants",
        "alike"
      ),
      (
        Text.plan(assignment: "{method: hashed, seed: s, adaptive: {rule: thompson}}"), "assignment.adaptive",
        "method: waves"
      ),
    ]
    for (text, path, words) in refused {
      let fault = try fault(of: text)
      #expect(fault.path == path && fault.description.contains(words), "\(fault)")
    }
  }

  @Test func `the rule is locked, and shares are free to be added`() throws {
    var document = try PlanFile.parse(plan("{rule: thompson}"), file: "plan.yaml")
    document.plan.test.assignment.plannedShares = PlannedShares(byStratum: ["2026-03-02": ["a": 0.5, "b": 0.5]])
    let canonical = PlanFile.canonical(document)
    #expect(canonical.locked["assignment.adaptive.rule"] == "thompson")
    #expect(
      canonical.locked["assignment.adaptive.floor"] == "0.1" && canonical.locked["assignment.adaptive.every"] == "1d")
    #expect(canonical.free["assignment.shares.2026-03-02.a"] == "0.5")
    #expect(canonical.locked["assignment.shares.2026-03-02.a"] == nil)
  }

  @Test func `the plan that the guide prints is understood`() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let guide = try String(
      contentsOf: sources.appending(path: "Decision/Decision.docc/EarningWhileLearning.md"), encoding: .utf8)
    let piece = try #require(
      guide.components(separatedBy: "```yaml\n").dropFirst().first?.components(separatedBy: "```").first)
    let own = plan("{rule: thompson}").split(separator: "\n").filter { !$0.hasPrefix("assignment") }
    #expect(faults(of: own.joined(separator: "\n") + "\n" + piece).isEmpty)
  }
}
