import CallData
import Cost
import Decision
import Experiment
import Foundation
import Testing

@Suite("Rows of sales and costs are told apart, and none is read in two ways")
struct SaleFileTests {
  private func campaign(sales: String, calls: String? = nil, by: [String] = []) throws -> Campaign {
    let campaign = try Campaign(by: by)
    campaign.currency = "EUR"
    campaign.maxRejectedShare = 1
    try campaign.write(
      .calls,
      calls ?? """
        call_id,lead_id,started_at,variant
        1,L1,2026-03-02T09:00:00,pitch
        2,L2,2026-03-02T10:00:00,question

        """)
    try campaign.write(.sales, sales)
    return campaign
  }

  @Test func `a sale stands where its call was placed`() throws {
    let dated = try #require(
      try campaign(
        sales: "sale_id,lead_id,closed_at,amount\ns1,L1,2026-03-10,100\ns2,L2,2026-03-11,50\n",
        calls: """
          call_id,lead_id,started_at,variant,list,agent_id
          1,L1,2026-03-02T11:00:00,pitch,north,ana
          2,L2,2026-03-03T20:00:00,question,south,

          """, by: ["list"]
      ).evidence().datedReceipts)
    let keys = dated.sorted.map(\.key)
    #expect(keys.map(\.window) == ["morning", nil])
    #expect(keys.map(\.agent) == ["ana", nil])
    #expect(keys.map(\.stratum) == ["north", "south"])
    #expect(keys.map(\.isSourceAccepted) == [true, true])
    #expect(keys.map(\.daysSinceCall) == [8, 8])
  }

  @Test func `an id again is a repetition where the row says the same, and a conflict where it does not`() throws {
    let evidence = try campaign(
      sales: """
        sale_id,lead_id,closed_at,amount
        s1,L1,2026-03-10,100
        s1,L1,2026-03-10,100.00
        s1,L1,2026-03-10,900
        s2,L2,2026-03-10,60
        s2,L2,2026-03-12,-60
        s2,L2,2026-03-12,-60

        """
    ).evidence()
    #expect(evidence.intake[.duplicateSale] == 2)
    #expect(evidence.intake[.conflictingSale] == 1)
    #expect(evidence.intake.examples[.duplicateSale] == Intake.Example(file: "sales.csv", line: 3, id: "s1"))
    #expect(evidence.intake.examples[.conflictingSale] == Intake.Example(file: "sales.csv", line: 4, id: "s1"))
    #expect(evidence.receipts.total(of: "pitch").revenue == Money(100))
    // A refund may bear the id of the sale that it takes back.
    #expect(evidence.intake[.refund] == 1)
    #expect(evidence.receipts.total(of: "question") == Receipts.Row())
  }

  @Test func `a refund above its sale is taken off and named`() throws {
    let evidence = try campaign(
      sales: "sale_id,lead_id,closed_at,amount\ns1,L1,2026-03-10,100\nr1,L1,2026-03-12,-150\n"
    ).evidence()
    #expect(evidence.intake[.refundAboveSale] == 1)
    #expect(evidence.intake.examples[.refundAboveSale]?.id == "r1")
    #expect(evidence.receipts.total(of: "pitch").revenue == Money(-50))
  }

  @Test func `of several sales that are named the first of the file stands for them`() throws {
    let intake = try campaign(
      sales: """
        sale_id,opportunity_id,lead_id,closed_at,amount,margin
        early1,,L2,2026-02-20,100,
        early2,,L1,2026-02-20,100,
        dear1,,L1,2026-03-10,100,120
        dear2,,L2,2026-03-10,100,130
        like1,o1,L1,2026-03-10,100,
        like2,o1,L1,2026-03-10,100,
        like3,o1,L1,2026-03-10,100,
        back,,L9,2026-03-10,-5,

        """
    ).evidence().intake
    let places = intake.examples.mapValues { "\($0.id) \($0.line)" }
    #expect(
      places == [
        .saleBeforeCall: "early1 2", .saleUnattributed: "early1 2", .marginAboveAmount: "dear1 4",
        .likeSale: "like2 7", .refundWithoutSale: "back 9",
      ])
    #expect(intake[.saleBeforeCall] == 2 && intake[.marginAboveAmount] == 2 && intake[.likeSale] == 2)
  }

  @Test func `an amount that may be thousands or decimals is rejected unless the plan says what its mark is`() throws {
    let sales =
      "sale_id;lead_id;closed_at;amount\ns1;L1;2026-03-10;1.900\ns2;L2;2026-03-10;1,900\ns3;L2;2026-03-10;0,900\n"
    let campaign = try campaign(sales: sales)
    let evidence = try campaign.evidence()
    #expect(evidence.intake.rejected == 2)
    #expect(evidence.receipts.total(of: "question").revenue == Money(micros: 900_000))
    #expect(try String(contentsOf: campaign.rejects, encoding: .utf8).contains("thousands or decimals"))
    campaign.sources.decimalComma = false
    #expect(try campaign.evidence().receipts.total(of: "pitch").revenue == Money(micros: 1_900_000))
    campaign.sources.decimalComma = true
    #expect(try campaign.evidence().receipts.total(of: "question").revenue == Money(micros: 2_800_000))
  }

  @Test func `a column of costs whose name is off by a letter is not left unread`() throws {
    let campaign = try Campaign()
    let url = campaign.folder.appending(path: "c.csv")
    try Data("item,amount,variante\ntraining,300,question\n".utf8).write(to: url)
    let error = #expect(throws: CallDataError.self) { try CostsFile.read(url) }
    #expect(error?.errorDescription?.contains("Did you mean `variant`?") == true)
    try Data("item,amount,note,no\ntraining,300,dear,1\n".utf8).write(to: url)
    #expect(try CostsFile.read(url).count == 1)
    try Data("item,amount\ntraining,1.900\n".utf8).write(to: url)
    let ambiguous = #expect(throws: CallDataError.self) { try CostsFile.read(url) }
    #expect(
      ambiguous?.errorDescription?.hasPrefix(
        "\(url.path), line 2, column amount: read \"1.900\"; thousands or decimals")
        == true)
  }

  @Test func `faults of a file of costs point at where the plan names it`() throws {
    let campaign = try Campaign()
    let url = campaign.folder.appending(path: "c.csv")
    let missing = #expect(throws: CallDataError.self) { try CostsFile.read(url) }
    #expect(missing == .missingFile(path: url.path, section: .costs) && missing?.isMissingInput == true)
    #expect(missing?.errorDescription?.contains("in the plan's `costs` section") == true)
    try Data("item,price\ntraining,300\n".utf8).write(to: url)
    let unmapped = #expect(throws: CallDataError.self) { try CostsFile.read(url) }
    #expect(unmapped?.errorDescription?.contains("under `costs`: columns: {amount: \"its name\"}") == true)
  }

  @Test func `a cost of an unknown variant says where it stands, and which one may be meant`() throws {
    let campaign = try Campaign()
    let url = campaign.folder.appending(path: "c.csv")
    try Data("item,amount,variant\ntraining,300,questoin\n".utf8).write(to: url)
    let error = #expect(throws: CallDataError.self) { try CostsFile.read(url, variants: ["pitch", "question"]) }
    let text = try #require(error?.errorDescription)
    #expect(text.contains("line 2, column variant: read \"questoin\"") && text.contains("did you mean question?"))
    #expect(try CostsFile.read(url).first?.variant == "questoin")
  }

  @Test func `an amount with a decimal comma is told to be one, not too large`() throws {
    let campaign = try Campaign()
    let url = campaign.folder.appending(path: "c.csv")
    try Data("item,amount\ntraining,\"1200,50\"\n".utf8).write(to: url)
    let error = #expect(throws: CallDataError.self) { try CostsFile.read(url) }
    #expect(error?.errorDescription?.contains("declare `decimal-comma: true`") == true)
  }
}
