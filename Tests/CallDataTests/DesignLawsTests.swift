import Decision
import Experiment
import Foundation
import Testing

@testable import CallData

@Suite("Whatever the design, the reading does not depend on how the work is divided")
struct DesignLawsTests {
  private static let days = ["02", "03", "04", "05"]

  private func calls(_ draws: inout Draws, columns: [String]) -> String {
    var text =
      "call_id,lead_id,started_at,variant,agent_id,list,talk_seconds" + columns.map { ",\($0)" }.joined() + "\n"
    for index in 0..<250 {
      let lead = draws.pick(["L", "a lead with a long name and number "]) + String(draws.below(60))
      let minute = draws.below(48)
      let started =
        "2026-03-\(draws.pick(Self.days))T\(10 + draws.below(9)):\(minute < 10 ? "0" : "")\(minute):00"
      var row = [
        draws.below(20) == 0 ? "c\(draws.below(250))" : "c\(index)", "\"\(lead)\"", started,
        draws.pick(["pitch", "question", ""]), draws.pick(["ana", "ben", "zoé", "new", ""]), draws.pick(["A", "B"]),
        "\(draws.below(300))",
      ]
      for column in columns { row.append(column == "company_id" ? draws.pick(["", "c1", "c2", "c3"]) : "") }
      text += row.joined(separator: ",") + "\n"
    }
    return text
  }

  private func opportunities(_ draws: inout Draws) -> String {
    var text = "opportunity_id,lead_id,qualified_at\n"
    for index in 0..<60 {
      let lead = draws.pick(["L", "a lead with a long name and number "]) + String(draws.below(65))
      text += "o\(index),\(lead),2026-03-\(draws.pick(Self.days))T20:00:00\n"
    }
    return text
  }

  private func schedule(_ draws: inout Draws, agents: [String]?) -> String {
    var text = "date,window,variant" + (agents == nil ? "\n" : ",agent_id\n")
    for (start, agent) in (agents ?? [""]).enumerated() {
      var turn = start
      for day in Self.days.dropLast() {
        for window in ["morning", "afternoon"] {
          if draws.below(4) > 0 { turn += 1 }
          text += "2026-03-\(day),\(window),\(["pitch", "question"][turn % 2])"
          text += agents == nil ? "\n" : ",\(agent)\n"
        }
      }
    }
    return text
  }

  private func expectSameHoweverDivided(_ campaign: Campaign) throws {
    func reading(_ threads: Int, _ chunkSize: Int, _ keyMemory: Int) throws -> Evidence {
      var effort = ScanEffort(threads: threads)
      effort.chunkSize = chunkSize
      effort.keyMemory = keyMemory
      var reader = EvidenceReader(
        test: campaign.test, sources: campaign.sources, directory: campaign.folder, maxRejectedShare: 1,
        rejectsFile: campaign.rejects, effort: effort)
      reader.requiresOpportunities = false
      return try reader.read()
    }
    let expected = try reading(1, 1 << 30, 1 << 30)
    for (threads, chunkSize, keyMemory) in [(1, 1, 1 << 30), (2, 64, 5000), (3, 100, 1 << 30), (8, 333, 700)] {
      #expect(try reading(threads, chunkSize, keyMemory) == expected)
    }
    let total = expected.tally.byDay.total()
    #expect(total.calls > 50)
    #expect(total == expected.tally.byAgentDay.total())
    #expect(total == expected.tally.byAgentStratum.total())
    #expect(total == expected.tally.byDelivery.total())
  }

  @Test(
    "slots, with and without agents, wash-out and callbacks that follow their slot",
    arguments: [AssignmentRule.Method.switchback, .agentsCrossOver], 0..<4)
  func slots(method: AssignmentRule.Method, seed: Int) throws {
    var draws = Draws(seed)
    let campaign = try Campaign(method: method, by: ["list"], within: seed % 2)
    campaign.test.assignment.slots = SlotRule(
      washOut: [0, 60][seed / 2], callbacks: seed % 2 == 0 ? .keepScript : .followSlot)
    let agents = method == .agentsCrossOver ? ["ana", "ben", "zoé"] : nil
    try campaign.write(.assignments, schedule(&draws, agents: agents))
    try campaign.write(.calls, calls(&draws, columns: []))
    try campaign.write(.opportunities, opportunities(&draws))
    try expectSameHoweverDivided(campaign)
    let evidence = try campaign.evidence()
    #expect(evidence.intake[.outsideSchedule] > 0)
    #expect((evidence.intake[.washOut] > 0) == (seed / 2 == 1))
    // The margin by slot and the lead table tell of the same mature calls.
    let slotted = evidence.tally.bySlot.total()
    #expect(slotted.calls == evidence.tally.leads.rows.reduce(0) { $0 + $1.key.calls * $1.value.leads })
    #expect(slotted.opportunities == evidence.tally.leads.rows.reduce(0) { $0 + $1.key.opportunities * $1.value.leads })
  }

  @Test("companies, by id or by their leads, whatever their variants are known by", arguments: 0..<4)
  func companies(seed: Int) throws {
    var draws = Draws(seed)
    let campaign = try Campaign(method: seed % 2 == 0 ? .hashed : .recorded, by: ["list"], within: seed / 2)
    campaign.maxRejectedShare = 1
    campaign.test.unit = .company
    try campaign.write(.calls, calls(&draws, columns: seed < 3 ? ["company_id"] : []))
    if seed > 0 {
      var listed = "lead_id,company_id,email\n"
      for index in 0..<50 {
        listed += "L\(index),\(draws.pick(["c1", "c4", ""])),x@\(draws.pick(["a", "b"])).a-long-domain.example\n"
      }
      try campaign.write(.leads, listed)
    }
    try campaign.write(.opportunities, opportunities(&draws))
    try expectSameHoweverDivided(campaign)
    let evidence = try campaign.evidence()
    #expect(evidence.intake[.unknownCompany] > 0)
    #expect((evidence.intake[.mixedCompany] > 0) == (seed % 2 == 1))
    let table = evidence.tally.leads.rows
    let through = try #require(evidence.lastDay) - seed / 2
    let mature = evidence.tally.byDay.total { $0.date.map { $0 <= through } ?? false }
    #expect(table.reduce(0) { $0 + $1.key.calls * $1.value.leads } == mature.calls)
    #expect(table.reduce(0) { $0 + $1.key.opportunities * $1.value.leads } == mature.opportunities)
  }

  @Test("agents, and what was heard", arguments: 0..<4)
  func agentsAndAdherence(seed: Int) throws {
    var draws = Draws(seed)
    let campaign = try Campaign(method: .agents, within: nil)
    campaign.test.unit = .agent
    try campaign.write(.assignments, "agent_id,variant\nana,pitch\nben,question\nzoé,question\n")
    try campaign.write(.calls, calls(&draws, columns: []))
    try campaign.write(.opportunities, opportunities(&draws))
    var heard = "call_id,heard\n"
    for index in 0..<200 { heard += "c\(index * 2),\(draws.pick(["pitch", "question", "none", ""]))\n" }
    try campaign.write(.adherence, heard)
    try expectSameHoweverDivided(campaign)
    let evidence = try campaign.evidence()
    for finding in [Intake.Finding.sharedLead, .heardUnknown, .adherenceWithoutCall, .unassignedAgent] {
      #expect(evidence.intake[finding] > 0)
    }
    let challenged = evidence.tally.byDelivery.total { $0.delivered == "question" }
    #expect(evidence.tally.leads.rows.reduce(0) { $0 + $1.key.heardChallenger * $1.value.leads } == challenged.calls)
  }

  @Test("slots equal a slow reading of the same calls", arguments: [false, true], 0..<6)
  func slotsEqualReference(goesByAgent: Bool, seed: Int) throws {
    var draws = Draws(seed)
    let campaign = try Campaign(method: goesByAgent ? .agentsCrossOver : .switchback, within: nil)
    let washOut = [0, 45][seed % 2]
    campaign.test.assignment.slots = SlotRule(washOut: washOut)
    var schedule: [String: [Slot: String]] = [:]
    var listed = "date,window,variant,agent_id\n"
    for agent in goesByAgent ? ["ana", "ben", "zoé"] : [""] {
      for (turn, day) in Self.days.enumerated() {
        for (part, window) in ["morning", "afternoon"].enumerated() where draws.below(10) > 0 {
          let variant = ["pitch", "question"][(turn + part + draws.below(3)) % 2]
          let date = try #require(CivilDate(iso: "2026-03-\(day)"))
          schedule[agent, default: [:]][Slot(date: date, part: part)] = variant
          listed += "2026-03-\(day),\(window),\(variant),\(agent)\n"
        }
      }
    }
    var rows: [(lead: String, day: CivilDate, minute: Int, agent: String, talk: Int)] = []
    var text = "call_id,lead_id,started_at,agent_id,talk_seconds\n"
    for index in 0..<300 {
      let day = draws.pick(Self.days)
      let (hour, minute) = (10 + draws.below(8), 10 + draws.below(50))
      let row = (
        lead: "L\(draws.below(90))", day: try #require(CivilDate(iso: "2026-03-\(day)")), minute: hour * 60 + minute,
        agent: draws.pick(["ana", "ben", "zoé", "new"]), talk: draws.below(300)
      )
      rows.append(row)
      text += "\(index),\(row.lead),2026-03-\(day)T\(hour):\(minute):00,\(row.agent),\(row.talk)\n"
    }
    let won = Set((0..<30).map { "L\($0 * 3)" })
    var opportunities = "opportunity_id,lead_id,qualified_at\n"
    for lead in won.sorted() { opportunities += "\(lead),\(lead),2026-03-06T20:00:00\n" }
    try campaign.write(.assignments, listed)
    try campaign.write(.calls, text)
    try campaign.write(.opportunities, opportunities)
    let evidence = try campaign.evidence()
    let reference = ReferenceSlots(rows, schedule: schedule, washOut: washOut, opportunities: won)
    #expect(evidence.tally.bySlot.cells == reference.bySlot)
    #expect(evidence.tally.leads == reference.leads)
    for variant in ["pitch", "question"] {
      #expect(evidence.tally.byDay.total { $0.variant == variant }.calls == reference.byVariant[variant])
    }
    #expect(evidence.intake[.washOut] == reference.washOut)
    #expect(evidence.intake[.outsideSchedule] == reference.outside)
  }
}
