import CallData
import Cost
import Decision
import Experiment
import Foundation
import Testing

@Suite("Opportunities and sales find their calls")
struct OpportunitiesTests {
  private static let calls = """
    call_id,lead_id,started_at,variant
    1,L1,2026-03-02T09:00:00,pitch
    2,L1,2026-03-04T09:00:00,pitch
    3,L2,2026-03-02T10:00:00,question
    4,L3,2026-03-09T10:00:00,question

    """

  private func campaign(_ opportunities: String, sales: String? = nil) throws -> Campaign {
    let campaign = try Campaign()
    try campaign.write(.calls, Self.calls)
    try campaign.write(.opportunities, opportunities)
    if let sales { try campaign.write(.sales, sales) }
    return campaign
  }

  private func cell(_ evidence: Evidence, _ variant: String, _ day: String) throws -> CallCell {
    let date = try #require(CivilDate(iso: day))
    return evidence.tally.byDay.total { $0.variant == variant && $0.date == date }
  }

  @Test("calls that do not say whether they brought one are refused without a file of opportunities")
  func needed() throws {
    let campaign = try Campaign()
    campaign.requiresOpportunities = true
    try campaign.write(.calls, Self.calls)
    let error = try #require(campaign.failure())
    #expect(
      error
        == .opportunitiesNeeded(
          path: campaign.folder.path + "/calls.csv", found: ["call_id", "lead_id", "started_at", "variant"],
          nearest: nil))
    #expect(error.isMissingInput)
    let said = try #require(error.errorDescription)
    for part in ["no column `qualified`", "Found: call_id, lead_id", "--opportunities-file", "columns: {qualified:"] {
      #expect(said.contains(part))
    }
    try campaign.write(.calls, Self.calls.replacing("variant\n", with: "variant,is_qualified\n"))
    #expect(campaign.failure()?.errorDescription?.contains("is it `is_qualified`?") == true)
    campaign.sources.columns = ["qualified": "is_qualified"]
    try campaign.write(
      .calls,
      Self.calls.replacing("variant\n", with: "variant,is_qualified\n").replacing("ch\n", with: "ch,no\n").replacing(
        "question\n", with: "question,yes\n"))
    #expect(try campaign.evidence().tally.byDay.total().opportunities == 2)
  }

  @Test("a header line without rows says that no opportunity or sale has come", arguments: ["", "\n", "\r\n"])
  func noneYet(end: String) throws {
    let campaign = try campaign(
      "opportunity_id,lead_id,qualified_at" + end, sales: "sale_id,lead_id,closed_at,amount" + end)
    campaign.requiresOpportunities = true
    let evidence = try campaign.evidence()
    #expect(evidence.tally.byDay.total() == CallCell(calls: 4, opportunities: 0))
    #expect(evidence.receipts.isObserved && evidence.receipts.total(of: "pitch") == Receipts.Row())
    #expect(evidence.datedReceipts?.sorted.isEmpty == true)
    #expect(evidence.lastDay == CivilDate(iso: "2026-03-09"))
    let rows = evidence.intake.sources.filter { $0.kind != .calls }.map(\.rows)
    #expect(rows == [0, 0])
  }

  @Test("files of calls, leads and assignments without rows stay failed exports")
  func failedExport() throws {
    for (kind, header) in [
      (Intake.Source.Kind.calls, "call_id,lead_id,started_at,variant\n"), (.leads, "lead_id\n"),
      (.assignments, "lead_id,variant\n"),
    ] {
      let campaign = try campaign("opportunity_id,lead_id,qualified_at\n")
      try campaign.write(kind, header)
      #expect(campaign.failure() == .headerOnly(path: campaign.folder.path + "/\(kind.rawValue).csv"))
    }
  }

  @Test("by call id, else to the lead's last call at or before qualification")
  func joins() throws {
    let evidence = try campaign(
      """
      opportunity_id,lead_id,call_id,qualified_at
      a,L1,1,2026-03-05T09:00:00
      b,L1,,2026-03-05T10:00:00
      c,L2,,2026-03-02T10:00:00

      """
    ).evidence()
    #expect(try cell(evidence, "pitch", "2026-03-02").opportunities == 1)
    #expect(try cell(evidence, "pitch", "2026-03-04").opportunities == 1)
    #expect(try cell(evidence, "question", "2026-03-02").opportunities == 1)
    #expect(evidence.tally.byDay.total().opportunities == 3)
    #expect(evidence.tally.byDelivery.total().opportunities == 3)
    #expect(evidence.tally.byAgentDay.total().opportunities == 3)
    #expect(evidence.tally.byAgentStratum.total().opportunities == 3)
  }

  @Test(
    "the window is counted in hours from the call; a mere date in calendar days",
    arguments: [
      ("2026-03-09T10:00:00", true), ("2026-03-09T10:00:01", false), ("2026-03-09", true), ("2026-03-10", false),
      ("2026-03-02", true),
    ])
  func window(qualified: String, isInTime: Bool) throws {
    let evidence = try campaign("opportunity_id,lead_id,qualified_at\na,L2,\(qualified)\n").evidence()
    let total = evidence.tally.byDay.total()
    #expect(total.opportunities == (isInTime ? 1 : 0))
    #expect(total.lateOpportunities == (isInTime ? 0 : 1))
  }

  @Test("delays are told in days from call to qualification, late ones alike, and none where calls state themselves")
  func delays() throws {
    let opportunities = """
      opportunity_id,lead_id,qualified_at
      a,L1,2026-03-04T09:30:00
      b,L2,2026-03-20
      c,L3,2026-03-10T00:10:00
      again,L3,2026-03-12T00:10:00

      """
    let campaign = try campaign(opportunities)
    let known = try campaign.evidence().tally.delays.sorted.map {
      "\($0.key.variant) \($0.key.date) \($0.key.days) \($0.opportunities)"
    }
    #expect(known == ["pitch 2026-03-04 0 1", "question 2026-03-02 18 1", "question 2026-03-09 1 1"])
    #expect(try campaign.evidence(asOf: "2026-03-09").tally.delays.counts.count == 1)
    try campaign.write(
      .calls,
      Self.calls.replacing("variant\n", with: "variant,qualified\n").replacing("ch\n", with: "ch,no\n").replacing(
        "question\n", with: "question,yes\n"))
    let stated = try campaign.evidence().tally
    #expect(stated.delays.isEmpty && stated.byDay.total().opportunities == 2)
  }

  @Test("a call yields at most one opportunity, the earliest; others are findings")
  func findings() throws {
    let evidence = try campaign(
      """
      opportunity_id,lead_id,call_id,qualified_at
      late,L2,,2026-03-20T10:00:00
      first,L2,,2026-03-03T10:00:00
      before,L3,,2026-03-08T10:00:00
      beforeToo,L1,2,2026-03-03T10:00:00
      unknown,L9,,2026-03-03T10:00:00
      unknownCall,L1,77,2026-03-03T10:00:00

      """
    ).evidence()
    #expect(evidence.tally.byDay.total().opportunities == 1)
    #expect(evidence.tally.byDay.total().lateOpportunities == 0)
    #expect(evidence.intake[.repeatedOpportunity] == 1)
    #expect(evidence.intake[.opportunityBeforeCall] == 2)
    #expect(evidence.intake[.opportunityWithoutCall] == 2)
  }

  @Test("of calls or leads outside the test they are no failed match")
  func outside() throws {
    let campaign = try campaign(
      """
      opportunity_id,lead_id,call_id,qualified_at
      after,R1,,2026-05-06T10:00:00
      afterByCall,,91,2026-05-06T10:00:00
      before,R2,,2026-02-20T10:00:00
      twice,R1,,2026-05-08T10:00:00
      unknown,L9,,2026-03-03T10:00:00
      unknownCall,R1,93,2026-05-06T10:00:00
      counted,L1,1,2026-03-03T10:00:00

      """)
    try campaign.write(
      .calls,
      Self.calls + "91,R1,2026-05-05T09:00:00,pitch\n92,R2,2026-02-10T09:00:00,question\n")
    let evidence = try campaign.evidence()
    #expect(evidence.intake[.opportunityOutside] == 4)
    #expect(evidence.intake[.opportunityWithoutCall] == 2)
    #expect(evidence.intake[.afterEnd] == 1 && evidence.intake[.beforeStart] == 1)
    #expect(evidence.tally.byDay.total().opportunities == 1)
  }

  @Test("what is qualified after the reading does not exist yet; calls after it are left out")
  func asOf() throws {
    let evidence = try campaign(
      "opportunity_id,lead_id,qualified_at\na,L2,2026-03-04T10:00:00\nb,L1,2026-03-03T10:00:00\n"
    ).evidence(asOf: "2026-03-03")
    #expect(evidence.tally.byDay.total().opportunities == 1)
    #expect(evidence.intake[.opportunityAfterReading] == 1)
    #expect(evidence.intake[.afterReading] == 2)
    #expect(evidence.lastDay == CivilDate(iso: "2026-03-03"))
  }

  @Test("only mature calls enter the lead table; the margins hold all calls")
  func maturity() throws {
    let evidence = try campaign("opportunity_id,lead_id,qualified_at\na,L2,2026-03-03T10:00:00\n").evidence()
    #expect(evidence.lastDay == CivilDate(iso: "2026-03-09"))
    #expect(evidence.tally.byDay.total().calls == 4)
    let keys = evidence.tally.leads.sorted.map(\.key)
    #expect(
      keys == [
        LeadTable.Key(variant: "pitch", calls: 1, opportunities: 0),
        LeadTable.Key(variant: "question", calls: 1, opportunities: 1),
      ])
    #expect(evidence.tally.units.units(of: "question") == 2)
  }

  @Test("a qualified column counts; the opportunities file then tells what sales said of them")
  func qualifiedColumn() throws {
    let campaign = try Campaign()
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at,variant,qualified
      1,L1,2026-03-02T09:00:00,pitch,oui
      2,L2,2026-03-02T09:00:00,pitch,non

      """)
    try campaign.write(
      .opportunities,
      "opportunity_id,lead_id,qualified_at,accepted\na,L1,2026-03-03T10:00:00,no\nb,L2,2026-03-03T10:00:00,yes\n")
    let total = try campaign.evidence().tally.byDay.total()
    #expect(total.opportunities == 1)
    #expect(total.judgedOpportunities == 1)
    #expect(total.acceptedOpportunities == 0)
  }

  @Test("sales are attributed through their opportunity or their lead, within the attribution window")
  func sales() throws {
    let campaign = try campaign(
      """
      opportunity_id,lead_id,qualified_at,accepted,source
      a,L2,2026-03-03T10:00:00,1,phone
      b,L1,2026-03-05T10:00:00,0,web

      """,
      sales: """
        sale_id;opportunity_id;lead_id;closed_at;amount;currency;margin
        s1;a;;2026-03-12;1 200,50 €;EUR;400
        s2;b;;2026-03-14;99,99;;-5
        s2;b;;2026-03-14;99,99;;
        s3;;L3;2026-03-10;1000;EUR;
        s4;;L9;2026-03-10;7;EUR;
        s5;;L3;2026-03-09T09:00:00;8;EUR;

        """)
    campaign.acceptedSources = ["phone"]
    campaign.currency = "EUR"
    let evidence = try campaign.evidence()
    let receipts = evidence.receipts
    #expect(receipts.isObserved)
    let question = receipts.total(of: "question")
    #expect(question.sales == 2)
    #expect(question.revenue == Money(micros: 2_200_500_000))
    #expect(question.salesWithMargin == 1)
    #expect(receipts.total(of: "question", attribution: .sourceTags).revenue == Money(micros: 1_200_500_000))
    #expect(receipts.total(of: "pitch").revenue == Money(micros: 99_990_000))
    #expect(receipts.total(of: "pitch").margin == Money(micros: -5_000_000))
    #expect(receipts.total(of: "pitch", attribution: .sourceTags).sales == 0)
    #expect(receipts.sorted.map(\.key.daysSinceCall) == [10, 1, 10, 10])
    #expect(receipts.unattributed.sales == 2)
    #expect(evidence.intake[.saleUnattributed] == 2)
    #expect(evidence.intake[.conflictingSale] == 1)
    #expect(evidence.intake[.otherSource] == 1)
    #expect(receipts.ofOtherSources(["pitch", "question"]).revenue == Money(micros: 1_099_990_000))
    #expect(receipts.sources["question"]?.accepted == 1 && receipts.sources["question"]?.opportunities == 1)
    #expect(receipts.sources["pitch"]?.accepted == 0 && receipts.sources["pitch"]?.opportunities == 1)
    let dated = try #require(evidence.datedReceipts)
    #expect(dated.ofAcceptedSources.total { _ in true }.sales.revenue == Money(micros: 1_200_500_000))
    #expect(dated.total { _ in true }.sales.sales == 3)
    #expect(evidence.lastDay == CivilDate(iso: "2026-03-14"))
    let total = evidence.tally.byDay.total()
    #expect(total.judgedOpportunities == 2)
    #expect(total.acceptedOpportunities == 1)
    campaign.attributionDays = 5
    #expect(try campaign.evidence().receipts.unattributed.sales == 4)
  }

  @Test func `a sale belongs to the call of its opportunity or the last one, or to the first one within the window`()
    throws
  {
    let campaign = try Campaign()
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at,variant
      1,L1,2026-03-02T10:30:00,pitch
      2,L1,2026-03-04T10:30:00,pitch
      3,L1,2026-03-06T10:30:00,pitch
      4,L2,2026-03-03T10:30:00,question

      """)
    try campaign.write(
      .opportunities, "opportunity_id,call_id,lead_id,qualified_at\na,2,L1,2026-03-05T10:00:00\n")
    try campaign.write(
      .sales,
      """
      sale_id,opportunity_id,lead_id,closed_at,amount
      s1,a,,2026-03-12,100
      s2,,L1,2026-03-12,10
      s3,,L2,2026-03-12,1
      s4,,L2,2026-03-02,7

      """)
    func credited(_ call: AttributedCall, within days: Int) throws -> [String] {
      (campaign.attributedCall, campaign.attributionDays) = (call, days)
      let evidence = try campaign.evidence()
      #expect(evidence.tally.byDay.total().opportunities == 1)
      var all = evidence.receipts.total(of: "pitch")
      all += evidence.receipts.total(of: "question")
      #expect(try #require(evidence.datedReceipts).total { _ in true }.sales == all)
      return try #require(evidence.datedReceipts).sorted.map {
        "\(CivilDate(dayNumber: $0.key.day)) +\($0.key.daysSinceCall): \($0.row.sales.revenue.units)"
      } + ["\(evidence.receipts.unattributed.revenue.units)"]
    }
    #expect(
      try credited(.last, within: 90) == [
        "2026-03-04 +8: 100.0", "2026-03-06 +6: 10.0", "2026-03-03 +9: 1.0", "7.0",
      ])
    #expect(try credited(.first, within: 90) == ["2026-03-02 +10: 110.0", "2026-03-03 +9: 1.0", "7.0"])
    // Within eight days the first call of L1 is the second one, and L2 has none.
    #expect(try credited(.first, within: 8) == ["2026-03-04 +8: 110.0", "8.0"])
    // The source of a sale is that of the last call's opportunity, whichever call is credited.
    campaign.acceptedSources = ["phone"]
    try campaign.write(
      .opportunities,
      "opportunity_id,call_id,lead_id,qualified_at,source\na,3,L1,2026-03-07T10:00:00,phone\n")
    for call in AttributedCall.allCases {
      campaign.attributedCall = call
      campaign.attributionDays = 90
      let receipts = try campaign.evidence().receipts
      #expect(receipts.total(of: "pitch", attribution: .sourceTags).revenue == Money(110))
    }
    campaign.acceptedSources = []
    try campaign.write(
      .opportunities, "opportunity_id,call_id,lead_id,qualified_at\na,2,L1,2026-03-05T10:00:00\n")
    #expect(try credited(.last, within: 8) == ["2026-03-04 +8: 100.0", "2026-03-06 +6: 10.0", "8.0"])
  }

  @Test(
    "another currency than the plan's is refused",
    arguments: [
      ("sale_id,lead_id,closed_at,amount,currency\ns,L1,2026-03-09,5,USD\n", "USD"),
      ("sale_id,lead_id,closed_at,amount\ns,L1,2026-03-09,$5\n", "USD"),
    ])
  func currency(sales: String, found: String) throws {
    let campaign = try campaign("opportunity_id,lead_id,qualified_at\na,L2,2026-03-04T10:00:00\n", sales: sales)
    campaign.currency = "EUR"
    let path = campaign.folder.path + "/sales.csv"
    #expect(campaign.failure() == .otherCurrency(path: path, line: 2, found: found, expected: "EUR"))
  }
}
