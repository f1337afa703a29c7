import CallData
import Decision
import Experiment
import Foundation
import Testing

@Suite("The leads file says of leads what the calls do not")
struct LeadListTests {
  @Test("strata of hashed plans may stand in the leads file; calls of leads that it does not name are found")
  func strata() throws {
    let campaign = try Campaign(method: .hashed, by: ["list", "region"], within: nil)
    campaign.maxRejectedShare = 0.5
    try campaign.write(
      .leads, "lead_id,region,list,timezone\nL1,north,A,Europe/Paris\nL2,south,A,\nL3,,A,\nL2,north,B,\n")
    try campaign.write(
      .calls,
      "call_id,lead_id,started_at\n1,L1,2026-03-02T11:00:00\n2,L2,2026-03-02T11:00:00\n3,L3,2026-03-02T11:00:00\n4,L4,2026-03-02T11:00:00\n"
    )
    let evidence = try campaign.evidence()
    #expect(evidence.tally.byDay.cells.keys.compactMap(\.stratum).sorted() == ["A / north", "A / south"])
    #expect(evidence.tally.leads.rows.keys.compactMap(\.stratum).sorted() == ["A / north", "A / south"])
    #expect(evidence.tally.units.counts.keys.compactMap(\.stratum).sorted() == ["A / north", "A / south"])
    #expect(evidence.intake[.unlistedLead] == 2)
    #expect(evidence.intake[.duplicateLead] == 1)
    #expect(evidence.intake.sources.map(\.kind) == [.leads, .calls])
    #expect(evidence.intake.rejected == 1)
  }

  @Test("strata of the calls come first; a column that neither file has is asked for")
  func precedence() throws {
    let campaign = try Campaign(method: .hashed, by: ["list"], within: nil)
    try campaign.write(.leads, "lead_id,list\nL1,A\n")
    try campaign.write(.calls, "call_id,lead_id,started_at,list\n1,L1,2026-03-02T11:00:00,B\n")
    #expect(try campaign.evidence().tally.byDay.cells.keys.map(\.stratum) == ["B"])
    campaign.test.assignment.by = ["list", "region"]
    #expect(campaign.failure()?.errorDescription?.contains("`region`") == true)
  }
}
