import CallData
import Decision
import Experiment
import Foundation
import Testing

@Suite("Where companies are drawn, a company counts once")
struct CompanyTests {
  private func campaign(_ method: AssignmentRule.Method) throws -> Campaign {
    let campaign = try Campaign(method: method, within: nil)
    campaign.test.unit = .company
    return campaign
  }

  @Test("a company with three leads is one row of the lead table, and one unit", arguments: [false, true])
  func threeLeads(isListed: Bool) throws {
    let campaign = try campaign(.hashed)
    let column = isListed ? "" : ",company_id"
    let acme = isListed ? "" : ",acme"
    let other = isListed ? "" : ",other"
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at,talk_seconds\(column)
      1,L1,2026-03-02T11:00:00,10\(acme)
      2,L2,2026-03-02T12:00:00,20\(acme)
      3,L2,2026-03-03T12:00:00,30\(acme)
      4,L3,2026-03-02T13:00:00,40\(acme)
      5,L4,2026-03-02T13:00:00,50\(other)

      """)
    if isListed {
      try campaign.write(.leads, "lead_id,company_id\nL1,acme\nL2,acme\nL3,acme\nL4,other\nL4,acme\nL5,acme\n")
    }
    try campaign.write(.opportunities, "opportunity_id,lead_id,qualified_at\na,L3,2026-03-05T18:00:00\n")
    let evidence = try campaign.evidence()
    let tally = evidence.tally
    let assigner = HashedAssigner(campaign.test)
    let acmeRow = LeadTable.Key(variant: assigner.variant(of: "acme"), calls: 4, opportunities: 1)
    #expect(tally.leads.rows[acmeRow]?.leads == 1)
    #expect(tally.leads.rows[acmeRow]?.talkSecondsSquared == 10_000)
    let otherRow = LeadTable.Key(variant: assigner.variant(of: "other"), calls: 1, opportunities: 0)
    #expect(tally.leads.rows[otherRow]?.leads == 1)
    #expect(tally.leads.rows.count == 2)
    #expect(tally.units.source == .calls)
    #expect(tally.units.counts.values.reduce(0, +) == 2)
    #expect(evidence.intake[.duplicateLead] == (isListed ? 1 : 0))
    #expect(evidence.intake[.unknownCompany] == 0)
  }

  @Test("a lead of unknown company is a company of its own, hashed by its id, and not one that has this id")
  func unknown() throws {
    let campaign = try campaign(.hashed)
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at,company_id
      1,acme,2026-03-02T11:00:00,
      2,acme,2026-03-02T12:00:00,
      3,L2,2026-03-02T12:00:00,acme

      """)
    let evidence = try campaign.evidence()
    let variant = HashedAssigner(campaign.test).variant(of: "acme")
    #expect(evidence.intake[.unknownCompany] == 2)
    #expect(evidence.tally.byDay.total { $0.variant == variant }.calls == 3)
    #expect(evidence.tally.leads.rows[LeadTable.Key(variant: variant, calls: 2, opportunities: 0)]?.leads == 1)
    #expect(evidence.tally.leads.rows[LeadTable.Key(variant: variant, calls: 1, opportunities: 0)]?.leads == 1)
  }

  @Test("a lead that changes company belongs to that of its first call")
  func changingCompany() throws {
    let campaign = try campaign(.hashed)
    let assigner = HashedAssigner(campaign.test)
    let pitched = try #require((0..<99).map { "c\($0)" }.first { assigner.variant(of: $0) == "pitch" })
    let asked = try #require((0..<99).map { "c\($0)" }.first { assigner.variant(of: $0) == "question" })
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at,company_id
      1,L1,2026-03-03T11:00:00,\(asked)
      2,L1,2026-03-02T12:00:00,\(pitched)

      """)
    let evidence = try campaign.evidence()
    #expect(evidence.intake[.changingVariant] == 1)
    #expect(evidence.tally.byDay.total { $0.variant == "pitch" }.calls == 2)
    #expect(evidence.tally.leads.rows.map(\.key) == [LeadTable.Key(variant: "pitch", calls: 2, opportunities: 0)])
  }

  @Test("without any company the message asks for the column; domains of e-mail addresses serve as well")
  func domains() throws {
    let campaign = try campaign(.hashed)
    try campaign.write(
      .calls,
      "call_id,lead_id,started_at\n1,L1,2026-03-02T11:00:00\n2,L2,2026-03-02T11:00:00\n3,L3,2026-03-02T11:00:00\n4,L4,2026-03-02T11:00:00\n"
    )
    #expect(campaign.failure()?.errorDescription?.contains("company_id") == true)
    try campaign.write(
      .leads,
      "lead_id,email\nL1,ann@A-rather-long-company.example\nL2,bob@a-rather-long-company.example\nL3,nothing\nL4,zoe@gmail.com\n"
    )
    let evidence = try campaign.evidence()
    let variant = HashedAssigner(campaign.test).variant(of: "a-rather-long-company.example")
    #expect(evidence.tally.leads.rows[LeadTable.Key(variant: variant, calls: 2, opportunities: 0)]?.leads == 1)
    #expect(evidence.tally.units.counts.values.reduce(0, +) == 3)
    #expect(evidence.intake[.unknownCompany] == 1)
  }

  @Test("assignments by lead name companies: units are companies, and a company has one variant")
  func assignments() throws {
    let campaign = try campaign(.blocked)
    campaign.maxRejectedShare = 0.5
    try campaign.write(
      .assignments,
      """
      lead_id,variant,company_id
      L1,pitch,acme
      L2,pitch,acme
      L3,question,acme
      L4,question,other
      L5,question,

      """)
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at
      1,L1,2026-03-02T11:00:00
      2,L2,2026-03-02T11:00:00
      3,L4,2026-03-02T11:00:00
      4,L3,2026-03-02T11:00:00

      """)
    let evidence = try campaign.evidence()
    #expect(evidence.tally.units.source == .assignments)
    #expect(evidence.tally.units.units(of: "pitch") == 1)
    #expect(evidence.tally.units.units(of: "question") == 2)
    #expect(evidence.tally.leads.rows[LeadTable.Key(variant: "pitch", calls: 2, opportunities: 0)]?.leads == 1)
    #expect(evidence.intake[.unassignedLead] == 1)
    #expect(try campaign.rejectsText().contains("another lead of this company was assigned another variant"))
  }

  @Test("assignments by company find calls by the company of their lead")
  func assignmentsByCompany() throws {
    let campaign = try campaign(.blocked)
    try campaign.write(.assignments, "company_id,variant\nacme,pitch\nother,question\nthird,question\n")
    try campaign.write(.leads, "lead_id,company_id\nL1,acme\nL2,acme\nL3,other\n")
    try campaign.write(
      .calls,
      "call_id,lead_id,started_at\n1,L1,2026-03-02T11:00:00\n2,L2,2026-03-02T11:00:00\n3,L9,2026-03-02T11:00:00\n")
    let evidence = try campaign.evidence()
    #expect(
      evidence.tally.leads.rows.mapValues(\.leads) == [LeadTable.Key(variant: "pitch", calls: 2, opportunities: 0): 1])
    #expect(evidence.tally.units.units(of: "question") == 2)
    #expect(evidence.intake[.unassignedLead] == 1)
  }

  @Test("a company whose leads have different recorded variants is counted in parts, and found")
  func mixed() throws {
    let campaign = try campaign(.recorded)
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at,company_id,variant
      1,L1,2026-03-02T11:00:00,acme,pitch
      2,L2,2026-03-02T12:00:00,acme,pitch
      3,L3,2026-03-02T12:00:00,acme,question

      """)
    let evidence = try campaign.evidence()
    #expect(evidence.intake[.mixedCompany] == 1)
    #expect(
      evidence.tally.leads.rows.mapValues(\.leads) == [
        LeadTable.Key(variant: "pitch", calls: 2, opportunities: 0): 1,
        LeadTable.Key(variant: "question", calls: 1, opportunities: 0): 1,
      ])
  }
}
