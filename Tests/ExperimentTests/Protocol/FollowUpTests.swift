import Experiment
import Testing

@Suite("The roll-out of a script as a test of its own")
struct FollowUpTests {
  private static let april = CivilDate(dayNumber: 20_544)

  private static func test(_ rule: AssignmentRule, unit: RandomisationUnit = .lead) throws -> TestProtocol {
    TestProtocol(
      name: "hook", unit: unit, assignment: rule,
      variants: try Variants([
        Variant(name: "pitch", role: .control), Variant(name: "question"), Variant(name: "audit"),
      ]), goal: Goal(within: 7), guardrails: [Guardrail(metric: .talkSeconds, worseByAtMost: 0.1)])
  }

  @Test func `the control keeps the share held out, drawn anew from the leads`() throws {
    let test = try Self.test(AssignmentRule(seed: "s"))
    let followUp = try test.followUp(of: "question", starts: Self.april, holdOut: 0.1)
    #expect(followUp.variants.names == ["pitch", "question"])
    #expect(followUp.variants.shares == [0.1, 0.9])
    #expect(followUp.starts == Self.april && followUp.guardrails.isEmpty && followUp.goal.within == 7)
    let (before, after) = (HashedAssigner(test), HashedAssigner(followUp))
    var heldOut = 0
    var heldOutOfPitch = 0
    var pitch = 0
    for number in 0..<30_000 {
      let lead = "L\(number)"
      let isHeldOut = after.variant(of: lead) == "pitch"
      if isHeldOut { heldOut += 1 }
      if before.variant(of: lead) == "pitch" {
        pitch += 1
        if isHeldOut { heldOutOfPitch += 1 }
      }
    }
    // Four standard errors of a share of 10 %: 0.7 points of all leads, 1.2 of those of one script.
    #expect(abs(Double(heldOut) / 30_000 - 0.1) < 0.007)
    #expect(abs(Double(heldOutOfPitch) / Double(pitch) - 0.1) < 0.012)
  }

  @Test(arguments: [AssignmentRule.Method.blocked, .switchback, .agents, .agentsCrossOver])
  func `leads are drawn whatever was drawn in the test`(method: AssignmentRule.Method) throws {
    let followUp = try Self.test(AssignmentRule(method: method, seed: "s"), unit: method == .agents ? .agent : .lead)
      .followUp(of: "audit", starts: Self.april, holdOut: 0.2)
    #expect(followUp.assignment.method == .hashed && followUp.unit == .lead)
  }

  @Test func `companies stay together, and recorded scripts stay recorded`() throws {
    let companies = try Self.test(AssignmentRule(seed: "s"), unit: .company)
    #expect(try companies.followUp(of: "audit", starts: Self.april, holdOut: 0.2).unit == .company)
    let recorded = try Self.test(AssignmentRule(method: .recorded, seed: ""))
    #expect(try recorded.followUp(of: "audit", starts: Self.april, holdOut: 0.2).assignment.method == .recorded)
  }

  @Test func `the control is no roll-out, and a share of nothing no hold-out`() throws {
    let test = try Self.test(AssignmentRule(seed: "s"))
    #expect(throws: Variants.Fault.self) { try test.followUp(of: "pitch", starts: Self.april, holdOut: 0.1) }
    #expect(throws: Variants.Fault.self) { try test.followUp(of: "question", starts: Self.april, holdOut: 0) }
  }
}
