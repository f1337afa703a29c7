import CallData
import Decision
import Experiment
import Foundation
import Testing

@Suite("A call's variant is its lead's assignment")
struct AssignmentTests {
  @Test("the assignments file comes first; its strata too; a delivered variant that differs is a crossover")
  func assignmentsFile() throws {
    let campaign = try Campaign(method: .blocked, by: ["list"])
    try campaign.write(
      .assignments,
      "lead_id,variant,list\nL1,pitch,A\nL2,question,B\nL3,question,B\nL2,question,B\n")
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at,variant
      1,L1,2026-03-02T09:00:00,pitch
      2,L2,2026-03-02T09:00:00,pitch
      3,L9,2026-03-02T09:00:00,pitch
      4,L2,2026-03-02T09:00:00,

      """)
    let evidence = try campaign.evidence()
    let tally = evidence.tally
    #expect(tally.byDelivery[DeliveryKey(assigned: "question", delivered: "pitch")].calls == 1)
    #expect(tally.byDelivery[DeliveryKey(assigned: "question", delivered: nil)].calls == 1)
    #expect(tally.byDay.total { $0.variant == "question" && $0.stratum == "B" }.calls == 2)
    #expect(tally.units.source == .assignments)
    #expect(
      tally.units.counts == [UnitKey(variant: "pitch", stratum: "A"): 1, UnitKey(variant: "question", stratum: "B"): 2])
    #expect(evidence.intake[.unassignedLead] == 1)
    #expect(evidence.intake[.duplicateAssignment] == 1)
  }

  @Test("leads held out, or of another test, are counted outside the test, never in an arm")
  func outside() throws {
    let campaign = try Campaign(method: .blocked)
    campaign.maxRejectedShare = 0.5
    try campaign.write(
      .assignments,
      "lead_id,variant,outside\nL1,pitch,\nL2,pitch,holdout\nL3,,other-test\nL4,question,\nL5,pitch,maybe\n")
    var calls = "call_id,lead_id,started_at\n"
    for lead in 1...4 { calls += "\(lead),L\(lead),2026-03-02T09:00:00\n" }
    try campaign.write(.calls, calls + "5,L2,2026-03-03T09:00:00\n")
    let evidence = try campaign.evidence()
    #expect(evidence.intake[.heldOut] == 2)
    #expect(evidence.intake[.otherTest] == 1)
    #expect(evidence.tally.byDay.total().calls == 2)
    #expect(evidence.tally.units.units(of: "pitch") == 1)
    #expect(try campaign.rejectsText().contains("outside,neither empty nor holdout nor other-test"))
  }

  @Test("hashed plans tell by themselves which leads are held out or belong to another test of the layer")
  func hashedOutside() throws {
    let campaign = try Campaign(method: .hashed, within: nil)
    campaign.test.assignment.holdout = 0.2
    campaign.test.assignment.layer = Namespace(name: "spring", range: BucketRange(start: 0, end: 0.5))
    var text = "call_id,lead_id,started_at\n"
    for index in 0..<400 { text += "\(index),L\(index),2026-03-02T09:00:00\n" }
    try campaign.write(.calls, text)
    let assigner = HashedAssigner(campaign.test)
    let outcomes = (0..<400).map { assigner.outcome(unit: "L\($0)") }
    let evidence = try campaign.evidence()
    #expect(evidence.intake[.heldOut] == outcomes.count { $0 == .heldOut })
    #expect(evidence.intake[.otherTest] == outcomes.count { $0 == .otherTest })
    #expect(evidence.intake[.heldOut] > 10)
    #expect(evidence.tally.byDay.total { $0.variant == "pitch" }.calls == outcomes.count { $0 == .variant(0) })
    #expect(evidence.tally.units.units(of: "question") == outcomes.count { $0 == .variant(1) })
  }

  @Test("waves are the strata of an adaptive test, by the file that assign wrote")
  func waves() throws {
    let campaign = try Campaign(method: .waves)
    try campaign.write(.assignments, "lead_id,variant,stratum\nL1,pitch,1\nL2,question,2\n")
    try campaign.write(.calls, "call_id,lead_id,started_at\n1,L1,2026-03-02T09:00:00\n2,L2,2026-03-02T09:00:00\n")
    let tally = try campaign.evidence().tally
    #expect(tally.byDay.cells.keys.compactMap(\.stratum).sorted() == ["1", "2"])
    #expect(tally.units.counts[UnitKey(variant: "question", stratum: "2")] == 1)
  }

  @Test("leads drawn by their phone are not recomputed from another id")
  func phones() throws {
    let campaign = try Campaign(method: .hashed)
    campaign.test.assignment.identity = .phone
    try campaign.write(.calls, "call_id,lead_id,started_at\n1,L1,2026-03-02T09:00:00\n")
    #expect(campaign.failure()?.errorDescription?.contains("by phone numbers") == true)
  }

  @Test("a lead assigned to two variants is rejected on its second line")
  func contradiction() throws {
    let campaign = try Campaign(method: .blocked)
    campaign.maxRejectedShare = 0.5
    try campaign.write(.assignments, "lead_id,variant\nL1,pitch\nL1,question\n")
    try campaign.write(.calls, "call_id,lead_id,started_at\n1,L1,2026-03-02T09:00:00\n")
    #expect(try campaign.evidence().tally.byDay.total { $0.variant == "pitch" }.calls == 1)
    #expect(try campaign.rejectsText().contains("assignments.csv,3,lead_id,this lead was assigned another variant"))
  }

  @Test("hashed assignments are recomputed from the id as it stands in the file")
  func hashed() throws {
    let campaign = try Campaign(method: .hashed)
    var text = "call_id,lead_id,started_at\n"
    for index in 0..<500 { text += "\(index),lead-\(index),2026-03-02T09:00:00\n" }
    try campaign.write(.calls, text)
    let assigner = HashedAssigner(campaign.test)
    let expected = (0..<500).filter { assigner.variant(of: "lead-\($0)") == "pitch" }.count
    #expect(try campaign.evidence().tally.byDay.total { $0.variant == "pitch" }.calls == expected)
  }

  @Test("a recorded variant that changes: the first call in time counts, whatever the order of the file")
  func changingVariant() throws {
    let campaign = try Campaign()
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at,variant,talk_seconds
      1,L1,2026-03-04T09:00:00,question,10
      2,L1,2026-03-02T09:00:00,pitch,20
      3,L1,2026-03-03T09:00:00,question,30
      4,L2,2026-03-03T09:00:00,question,40

      """)
    let evidence = try campaign.evidence(asOf: "2026-03-30")
    let tally = evidence.tally
    #expect(evidence.intake[.changingVariant] == 1)
    #expect(tally.byDay.total { $0.variant == "pitch" }.calls == 3)
    #expect(tally.byDay.total { $0.variant == "pitch" }.talkSeconds == 60)
    #expect(tally.byDay.total { $0.variant == "question" }.calls == 1)
    #expect(!tally.byDay.cells.values.contains { $0.calls == 0 })
    #expect(tally.byDelivery[DeliveryKey(assigned: "pitch", delivered: "question")].calls == 2)
    #expect(tally.leads.rows[LeadTable.Key(variant: "pitch", calls: 3, opportunities: 0)]?.talkSecondsSquared == 3600)
    #expect(tally.units.units(of: "pitch") == 1)
  }

  @Test("several columns make one stratum; a lead's stratum is that of its first call")
  func strata() throws {
    let campaign = try Campaign(by: ["list", "region"])
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at,variant,list,region
      1,L1,2026-03-04T09:00:00,pitch,A,north
      2,L1,2026-03-02T09:00:00,pitch,B,south
      3,L2,2026-03-02T09:00:00,question,A,south

      """)
    let tally = try campaign.evidence(asOf: "2026-03-30").tally
    #expect(tally.byDay.cells.keys.compactMap(\.stratum).sorted() == ["A / north", "A / south", "B / south"])
    #expect(tally.leads.rows.keys.compactMap(\.stratum).sorted() == ["A / south", "B / south"])
    #expect(tally.units.counts[UnitKey(variant: "pitch", stratum: "B / south")] == 1)
  }

  @Test("a repeated call id counts once; other content is told apart from the same content")
  func duplicates() throws {
    let campaign = try Campaign()
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at,variant
      1,L1,2026-03-02T09:00:00,pitch
      "1",L1,2026-03-02T09:00:00,pitch
      1,L1,2026-03-02T11:00:00,pitch
      2,L2,2026-03-02T09:00:00,question

      """)
    let evidence = try campaign.evidence(asOf: "2026-03-30")
    #expect(evidence.intake[.duplicateCall] == 1)
    #expect(evidence.intake[.conflictingCall] == 1)
    #expect(evidence.tally.byDay.total().calls == 2)
    #expect(evidence.tally.leads.rows[LeadTable.Key(variant: "pitch", calls: 1, opportunities: 0)]?.leads == 1)
  }

  @Test("foreign columns, French dates, decimal commas and other campaigns go in without hand editing")
  func foreignExport() throws {
    let campaign = try Campaign()
    campaign.sources.encoding = .windows1252
    campaign.sources.dateFormat = "dd/MM/yyyy HH:mm"
    campaign.sources.columns = [
      "call_id": "N° appel", "lead_id": "Téléphone", "started_at": "Date", "variant": "Accroche", "cost": "Coût",
      "talk_seconds": "Durée", "agent_id": "Agent",
    ]
    campaign.sources.keep = ["Sens": ["sortant"], "campaign": ["printemps"]]
    let text = """
      N° appel;Téléphone;Date;Accroche;Coût;Durée;Sens;Campaign;Agent\r
      1;+33612345678;02/03/2026 10:05;pitch;0,06;00:02:05;Sortant;printemps;[None]\r
      2;0;bad date;nothing;;;entrant;printemps;René\r
      3;+33612345679;02/03/2026 14:05;question;0,08;61;sortant;printemps;René\r
      4;+33612345680;02/03/2026 14:05;question;0,08;61;sortant;automne;René\r

      """
    try campaign.write(.calls, try #require(text.data(using: .windowsCP1252)))
    let evidence = try campaign.evidence()
    #expect(evidence.intake[.filteredOut] == 2)
    #expect(evidence.intake.rejected == 0)
    let total = evidence.tally.byDay.total()
    #expect(total.calls == 2)
    #expect(total.costMicros == 140_000)
    #expect(total.talkSeconds == 186)
    #expect(evidence.tally.byDay.cells.keys.compactMap(\.window).sorted() == ["afternoon", "morning"])
    #expect(Set(evidence.tally.byAgentDay.cells.keys.map(\.agent)) == [nil, "René"])
  }
}
