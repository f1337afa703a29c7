import CallData
import Decision
import Experiment
import Foundation
import Testing

@Suite("The adherence file says what was really heard")
struct AdherenceTests {
  private static let calls = """
    call_id,lead_id,started_at,variant
    1,L1,2026-03-02T11:00:00,pitch
    2,L1,2026-03-03T11:00:00,pitch
    3,L2,2026-03-02T11:00:00,question
    4,L3,2026-03-02T11:00:00,question
    5,L4,2026-03-02T11:00:00,question
    5,L4,2026-03-02T11:00:00,question

    """

  private func campaign(_ adherence: String) throws -> Campaign {
    let campaign = try Campaign(within: nil)
    campaign.maxRejectedShare = 0.5
    try campaign.write(.calls, Self.calls)
    try campaign.write(.adherence, adherence)
    return campaign
  }

  @Test("it wins over the calls' own variant; none is no variant; what it does not name stays as the call says")
  func heard() throws {
    let evidence = try campaign(
      "call_id,heard,confidence\n1,question,0.9\n2,pitch,\n3,none,1\n4,,50 %\n9,pitch,\n3,none,1\n"
    ).evidence()
    let tally = evidence.tally
    #expect(tally.byDelivery[DeliveryKey(assigned: "pitch", delivered: "question")].calls == 1)
    #expect(tally.byDelivery[DeliveryKey(assigned: "pitch", delivered: "pitch")].calls == 1)
    #expect(tally.byDelivery[DeliveryKey(assigned: "question", delivered: nil)].calls == 2)
    #expect(tally.byDelivery[DeliveryKey(assigned: "question", delivered: "question")].calls == 1)
    #expect(
      tally.leads.rows.mapValues(\.leads) == [
        LeadTable.Key(variant: "pitch", calls: 2, opportunities: 0, heardChallenger: 1): 1,
        LeadTable.Key(variant: "question", calls: 1, opportunities: 0, heardChallenger: 0): 2,
        LeadTable.Key(variant: "question", calls: 1, opportunities: 0, heardChallenger: 1): 1,
      ])
    #expect(tally.byDay.total { $0.variant == "pitch" }.calls == 2)
    #expect(evidence.intake[.adherenceWithoutCall] == 1)
    #expect(evidence.intake[.duplicateAdherence] == 1)
    #expect(evidence.intake[.heardUnknown] == 0)
  }

  @Test("a call that neither file speaks of counts as unknown")
  func unknown() throws {
    let campaign = try campaign("call_id,heard\n1,pitch\n2,pitch\n3,question\n")
    campaign.test.assignment.method = .hashed
    try campaign.write(
      .calls, Self.calls.replacing(",pitch", with: "").replacing(",question", with: "").replacing(",variant", with: ""))
    let evidence = try campaign.evidence()
    #expect(evidence.intake[.heardUnknown] == 2)
    #expect(evidence.tally.byDelivery.total { $0.delivered == nil }.calls == 2)
  }

  @Test(
    "a row that says nothing sound is rejected with line and reason",
    arguments: [
      (
        "1,pich,",
        "adherence.csv,3,heard,\"the plan knows no such variant; it knows pitch, question; did you mean pitch?\""
      ),
      ("1,pitch,1.5", "adherence.csv,3,confidence,not a share from 0 to 1"),
      ("2,question,", "adherence.csv,3,call_id,another variant was heard in this call on an earlier line"),
    ])
  func faults(row: String, said: String) throws {
    let campaign = try campaign("call_id,heard,confidence\n2,pitch,0\n\(row)\n")
    #expect(try campaign.evidence().intake.rejected == 1)
    #expect(try campaign.rejectsText().contains(said))
  }
}
