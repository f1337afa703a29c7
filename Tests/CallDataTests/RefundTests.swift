import CallData
import Cost
import Decision
import Experiment
import Testing

@Suite("Refunds, currencies and touches")
struct RefundTests {
  private static let calls = """
    call_id,lead_id,started_at,variant
    1,L1,2026-03-02T09:00:00,pitch
    2,L1,2026-03-04T09:00:00,pitch
    3,L2,2026-03-02T10:00:00,question
    4,L3,2026-03-09T10:00:00,question

    """

  private func campaign(sales: String) throws -> Campaign {
    let campaign = try Campaign()
    campaign.currency = "EUR"
    try campaign.write(.calls, Self.calls)
    try campaign.write(.sales, sales)
    return campaign
  }

  @Test func `a refund reduces the revenue of the sale it takes back, and its margin in proportion`() throws {
    let evidence = try campaign(
      sales: """
        sale_id,lead_id,closed_at,amount,margin
        s1,L1,2026-03-10,1000,400
        r1,L1,2026-03-20,-250,
        s2,L2,2026-03-10,600,
        r2,L2,2026-03-12,-600,
        r3,L9,2026-03-12,-10,
        r4,L3,2026-03-12,-10,

        """
    ).evidence()
    let pitch = evidence.receipts.total(of: "pitch")
    #expect(pitch.revenue == Money(750))
    #expect(pitch.margin == Money(300))
    #expect(pitch.sales == 1 && pitch.salesWithMargin == 1 && pitch.keptWithoutMargin == 0)
    #expect(pitch.margin(orEach: Money(1)) == 300 && pitch.margin(orEach: nil) == 300)
    let question = evidence.receipts.total(of: "question")
    #expect(question.sales == 0)
    #expect(question.revenue == .zero)
    #expect(evidence.intake[.refund] == 2)
    #expect(evidence.intake[.refundWithoutSale] == 2)
    #expect(evidence.receipts.unattributed.revenue == Money(-20))
    #expect(evidence.intake[.saleUnattributed] == 0)
  }

  @Test func `refunds of like sales take back one each, and the last part of a sale cancels it`() throws {
    let evidence = try campaign(
      sales: """
        sale_id,lead_id,closed_at,amount
        s1,L1,2026-03-03,1000
        s2,L1,2026-03-10,1000
        r3,L1,2026-03-23,-1000
        r1,L1,2026-03-21,-1000
        r2,L1,2026-03-22,-400
        r4,L1,2026-03-24,-600
        s3,L2,2026-03-10,100
        s4,L2,2026-03-11,100
        r5,L2,2026-03-12,-40

        """
    ).evidence()
    // r1 takes back s2, r2 a part of s1; r3 is more than is left of it and cancels it; for r4 nothing is left.
    let pitch = evidence.receipts.total(of: "pitch")
    #expect(pitch.sales == 0 && abs(pitch.keptWithoutMargin) < 1e-12)
    #expect(pitch.revenue == Money(-400))
    #expect(abs(evidence.receipts.total(of: "question").keptWithoutMargin - 1.6) < 1e-12)
    #expect(evidence.intake[.refund] == 4)
    #expect(evidence.intake[.refundWithoutSale] == 1)
    // Both sales of L2 are of one call: 160 in all.
    let dated = try #require(evidence.datedReceipts).total { $0.variant == "question" }
    #expect(dated.soldCalls == 1 && dated.sales.sales == 2)
    #expect(dated.revenueSquares == 160 * 160)
    #expect(try #require(evidence.datedReceipts).total { $0.variant == "pitch" }.soldCalls == 0)
  }

  @Test func `a refund is known from its own day on`() throws {
    let campaign = try campaign(
      sales: "sale_id,lead_id,closed_at,amount\ns1,L1,2026-03-10,1000\nr1,L1,2026-03-20,-250\n")
    #expect(try campaign.evidence(asOf: "2026-03-15").receipts.total(of: "pitch").revenue == Money(1000))
    #expect(try campaign.evidence(asOf: "2026-03-20").receipts.total(of: "pitch").revenue == Money(750))
  }

  @Test func `sales before their call and margins above the amount are counted`() throws {
    let evidence = try campaign(
      sales: """
        sale_id,lead_id,closed_at,amount,margin
        s1,L3,2026-03-05,1000,400
        s2,L1,2026-03-10,100,400

        """
    ).evidence()
    #expect(evidence.intake[.saleBeforeCall] == 1)
    #expect(evidence.intake[.saleUnattributed] == 1)
    #expect(evidence.intake[.marginAboveAmount] == 1)
  }

  @Test func `other currencies are converted by the plan's table, or refused by name`() throws {
    let campaign = try campaign(
      sales: "sale_id,lead_id,closed_at,amount,currency\ns1,L1,2026-03-10,1000,USD\ns2,L1,2026-03-11,5,EUR\n")
    let refusal = try #require(campaign.failure()?.errorDescription)
    #expect(refusal.contains("an amount in USD, but the plan counts in EUR"))
    #expect(refusal.contains("economics: {rates: {USD: 0.92}}"))
    var reader = campaign.reader()
    reader.exchange = ExchangeTable(["USD": Money(micros: 920_000)])
    #expect(try reader.read().receipts.total(of: "pitch").revenue == Money(925))
  }

  @Test func `an amount whose sign is not of the row's currency is rejected, not read in either`() throws {
    let campaign = try campaign(
      sales: """
        sale_id,lead_id,closed_at,amount,currency,margin
        s1,L1,2026-03-10,$1000,EUR,300
        s2,L1,2026-03-10,1000 USD,EUR,300
        s3,L1,2026-03-10,€1000,EUR,£300
        s4,L1,2026-03-10,€1000,EUR,300 €

        """)
    campaign.maxRejectedShare = 1
    let evidence = try campaign.evidence()
    #expect(evidence.intake.rejected == 3)
    #expect(evidence.receipts.total(of: "pitch").revenue == Money(1000))
  }

  @Test func `touches and calls of a lead share its sales, and what no one touched is shown`() throws {
    let campaign = try campaign(
      sales: """
        sale_id,lead_id,closed_at,amount,margin
        s1,L1,2026-03-10T09:00:00,1000,400
        s2,L2,2026-03-10T09:00:00,500,200
        s3,L7,2026-03-10T09:00:00,70,20
        s4,L8,2026-03-10T09:00:00,30,10

        """)
    try campaign.write(
      .touches,
      """
      lead_id,channel,touched_at
      L1,email,2026-03-01T09:00:00
      L1,Web,2026-03-09T09:00:00
      L1,web,2026-03-11T09:00:00
      L7,web,2026-03-05T09:00:00
      L2,phone,2026-03-02T10:00:00

      """)
    let evidence = try campaign.evidence()
    let touches = try #require(evidence.touches)
    #expect(touches.channels == ["phone", "email", "web"])
    #expect(touches.attributed.revenue == Money(1570))
    #expect(touches.unattributed.revenue == Money(30))
    #expect(evidence.intake[.touchWithoutCall] == 1)
    #expect(evidence.intake[.phoneTouch] == 1)
    #expect(touches.credit(of: "phone", under: .first).revenue == Money(500))
    #expect(touches.credit(of: "phone", under: .last).revenue == Money(500))
    #expect(touches.credit(of: "phone", under: .linear, variant: "pitch").revenue == Money(500))
    #expect(touches.credit(of: "email", under: .positionBased).revenue == Money(400))
    #expect(touches.credit(of: "web", under: .last).revenue == Money(1070))
    // Variants are compared on all outcomes of their leads, whatever the rule.
    #expect(evidence.receipts.total(of: "pitch").revenue == Money(1000))
  }

  @Test func `a touch outside the attribution window has no part in a sale`() throws {
    let campaign = try campaign(sales: "sale_id,lead_id,closed_at,amount\ns1,L1,2026-03-10T09:00:00,1000\n")
    campaign.attributionDays = 7
    try campaign.write(.touches, "lead_id,channel,touched_at\nL1,email,2026-03-01T09:00:00\n")
    let touches = try #require(try campaign.evidence().touches)
    #expect(touches.channels == ["phone"])
    #expect(touches.credit(of: "phone", under: .linear).revenue == Money(1000))
  }

  @Test func `sales below the plan's margin, and like ones under other ids, are named`() throws {
    let campaign = try campaign(
      sales: """
        sale_id,opportunity_id,lead_id,closed_at,amount,margin
        s1,O1,L1,2026-03-10,300,
        s2,O1,L1,2026-03-10,300,
        s3,O1,L1,2026-03-11,300,120
        s4,,L2,2026-03-10,300,
        s5,,L2,2026-03-10,900,250
        r1,,L2,2026-03-12,-900,100
        r2,,L2,2026-03-13,-300,100

        """)
    #expect(try campaign.evidence().intake[.amountBelowMargin] == 0, "the plan states no margin")
    var reader = campaign.reader()
    reader.marginPerSale = Money(400)
    let evidence = try reader.read()
    // The sale with a margin of its own is not asked.
    #expect(evidence.intake[.amountBelowMargin] == 3 && evidence.intake[.likeSale] == 1)
    #expect(evidence.intake[.marginAboveAmount] == 0)
    // A refund takes the margin of its sale back, whatever the sign; r2 is of s4, which states none that could be taken.
    let question = evidence.receipts.total(of: "question")
    #expect(question.margin == Money(150) && question.sales == 0 && question.keptWithoutMargin == 0)
  }
}
