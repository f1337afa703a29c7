import CallData
import Decision
import Experiment
import Foundation
import Testing

@Suite("Where agents are drawn, every lead of an agent hears the agent's script")
struct AgentTests {
  private static let calls = """
    call_id,lead_id,started_at,agent_id,variant
    1,L1,2026-03-03T11:00:00,ben,question
    2,L1,2026-03-02T11:00:00,ana,pitch
    3,L1,2026-03-04T11:00:00,ben,question
    4,L2,2026-03-02T12:00:00,ben,question
    5,L2,2026-03-02T13:00:00,eva,question

    """

  private func campaign(_ method: AssignmentRule.Method) throws -> Campaign {
    let campaign = try Campaign(method: method, within: nil)
    campaign.test.unit = .agent
    try campaign.write(.calls, Self.calls)
    return campaign
  }

  /// The lead of two agents counts once, for the first one; its calls stay with who made them.
  private func check(_ evidence: Evidence) {
    let tally = evidence.tally
    #expect(evidence.intake[.sharedLead] == 1)
    #expect(evidence.intake[.changingVariant] == 0)
    #expect(tally.byAgentDay.total { $0.variant == "pitch" && $0.agent == "ana" }.calls == 1)
    #expect(tally.byAgentDay.total { $0.variant == "question" && $0.agent == "ben" }.calls == 3)
    #expect(tally.byAgentDay.total { $0.variant == "question" && $0.agent == "ben" }.opportunities == 1)
    #expect(tally.byDay.total { $0.variant == "question" }.calls == 4)
    #expect(tally.leads.rows[LeadTable.Key(variant: "pitch", calls: 3, opportunities: 1)]?.leads == 1)
    #expect(tally.leads.rows[LeadTable.Key(variant: "question", calls: 2, opportunities: 0)]?.leads == 1)
    #expect(tally.leads.rows.count == 2)
  }

  @Test("the same lead by two agents: counted, the first one's variant in the lead table, calls with their agent")
  func sharedLead() throws {
    let campaign = try campaign(.agents)
    try campaign.write(.assignments, "agent_id,variant\nana,pitch\nben,question\neva,question\nzoe,pitch\n")
    try campaign.write(.opportunities, "opportunity_id,lead_id,qualified_at\na,L1,2026-03-03T18:00:00\n")
    let evidence = try campaign.evidence()
    check(evidence)
    #expect(evidence.tally.units.source == .assignments)
    #expect(evidence.tally.units.units(of: "pitch") == 2)
    #expect(evidence.tally.units.units(of: "question") == 2)
  }

  @Test("agents that another system drew are known by their calls")
  func recorded() throws {
    let campaign = try campaign(.recorded)
    try campaign.write(.opportunities, "opportunity_id,lead_id,qualified_at\na,L1,2026-03-03T18:00:00\n")
    let evidence = try campaign.evidence()
    check(evidence)
    #expect(evidence.tally.units.source == .calls)
    #expect(evidence.tally.units.units(of: "pitch") == 1)
    #expect(evidence.tally.units.units(of: "question") == 2)
  }

  @Test("agents whom the assignments file does not name are found, not rejected; an agent has one variant")
  func unassigned() throws {
    let campaign = try campaign(.agents)
    campaign.maxRejectedShare = 0.5
    try campaign.write(.assignments, "agent_id,variant,team\nana,pitch,north\nana,question,north\nben,question,south\n")
    campaign.test.assignment.by = ["team"]
    let evidence = try campaign.evidence()
    #expect(evidence.intake[.unassignedAgent] == 1)
    #expect(evidence.intake[.unassignedLead] == 0)
    #expect(evidence.tally.byAgentStratum.total { $0.agent == "ben" && $0.stratum == "south" }.calls == 3)
    #expect(evidence.tally.units.counts[UnitKey(variant: "pitch", stratum: "north")] == 1)
    #expect(try campaign.rejectsText().contains("agent_id,assigned another variant on an earlier line"))
  }
}
