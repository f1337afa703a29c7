import Cost
import Decision
import Experiment
import Statistics
import Testing

@Suite("Money at the edges of what a plan and its data may say")
struct MoneyEdgeTests {
  /// A script whose month costs more than the control's whole budget of 4,000.
  private static func dearMonth(_ limit: Rollout.Limit, _ basis: CostItem.Basis = .month) throws -> Plan {
    var plan = try IndicatorRangeTests.plan([
      CostItem(item: "calls", amount: Money(micros: 400_000), basis: .call),
      CostItem(item: "studio", amount: Money(4500), basis: .month, variant: "b"),
    ])
    plan.rollout = Rollout(callsPerMonth: 10_000, months: 2, limit: limit)
    return plan
  }

  @Test(arguments: [0, 100])
  func `a month that costs more than the budget leaves no calls, and is paid all the same`(talk: Int) throws {
    var plan = try Self.dearMonth(.budget)
    // With hours of talk to pay, more than rates is uncertain and posterior draws are used.
    if talk > 0 { plan.ledger?.items.append(CostItem(item: "hours", amount: Money(1), basis: .talkHour)) }
    let reading = try check(plan, IndicatorRangeTests.evidence(talk: talk))
    let (control, dear) = (reading.projection[0], reading.projection[1])
    #expect(dear.callsPerMonth == 0 && dear.opportunitiesPerMonth.value == 0)
    let profit = try #require(control.profitPerMonth).value
    #expect(try abs(#require(dear.profitPerMonth).value + 4500) < 1e-9)
    let gain = try #require(dear.gainPerMonth)
    #expect(abs(gain.value + 4500 + profit) < 1e-6 && gain.upper < 0)
    #expect(try #require(control.probabilityBest) > 1 - 1e-9 && #require(dear.probabilityBest) < 1e-9)
    #expect(try #require(dear.expectedLoss) > 2 * 4500 && #require(control.expectedLoss) < 1e-6)
    #expect(dear.breakEvenLift == nil && reading.limits.first { $0.limit == .budget }?.best == "a")
    // The plan's own limit is answered, whatever the other one says.
    plan.rollout?.limit = .leads
    let leads = try check(plan, IndicatorRangeTests.evidence(talk: talk))
    #expect(leads.projection[1].callsPerMonth == 10_000)
    #expect(leads.limits.map(\.limit).contains(.budget))
  }

  @Test func `gains of several challengers allow for all of them, whatever limits the calls`() throws {
    func gains(_ adjustment: Goal.Adjustment, _ limit: Rollout.Limit, talk: Int) throws -> [(
      Estimate, MoneyBasis.Method
    )] {
      var plan = try Examples.undatedPlan(["a", "b", "c"])
      plan.test.goal.adjustment = adjustment
      plan.economics = Economics(opportunityToSale: 0.1, saleValue: Money(1200), marginPerSale: Money(400))
      plan.ledger = Ledger(items: [
        CostItem(item: "calls", amount: Money(micros: 400_000), basis: .call),
        CostItem(item: "audit", amount: Money(micros: 50_000), basis: .call, variant: "b"),
        CostItem(item: "story", amount: Money(micros: 20_000), basis: .call, variant: "c"),
      ])
      if talk > 0 { plan.ledger?.items.append(CostItem(item: "hours", amount: Money(1), basis: .talkHour)) }
      plan.rollout = Rollout(callsPerMonth: 10_000, months: 1, limit: limit)
      var tally = Tally()
      for (name, opportunities) in [("a", 300), ("b", 350), ("c", 320)] {
        var cell = CallCell(calls: 10_000, opportunities: opportunities)
        (cell.timedCalls, cell.talkSeconds) = (talk > 0 ? 10_000 : 0, 10_000 * talk)
        cell.talkSecondsSquared = 2 * 10_000 * talk * talk
        tally.byDay.add(cell, to: DayKey(variant: name, date: nil))
        tally.units.counts[UnitKey(variant: name), default: 0] += 10_000
      }
      tally.units.source = .counts
      return try check(plan, Evidence(tally: tally)).projection.dropFirst().map {
        (try #require($0.gainPerMonth), $0.basis.gain)
      }
    }
    let cases: [(Rollout.Limit, Int, MoneyBasis.Method)] = [
      (.leads, 0, .knownCost), (.budget, 0, .squareAndAdd), (.leads, 100, .posteriorDraws),
    ]
    for (limit, talk, method) in cases {
      let (alone, together) = (try gains(.none, limit, talk: talk), try gains(.holm, limit, talk: talk))
      for (one, all) in zip(alone, together) {
        #expect(one.1 == method && all.1 == method)
        // Bonferroni's two: z of 2.2414 instead of 1.96.
        let widening = (all.0.upper - all.0.lower) / (one.0.upper - one.0.lower)
        #expect(abs(widening - 2.2414 / 1.96) < 0.02, "\(limit) \(talk)")
        #expect(abs(all.0.value - one.0.value) < 1e-9)
      }
    }
  }

  /// Sales of a (30) and b (36): of 1,200, with the margin given; nil: none stated.
  private static func sold(a: [Int?], b: [Int?]) -> Receipts {
    var receipts = Receipts(isObserved: true)
    for (variant, margins) in [("a", a), ("b", b)] {
      for (index, margin) in margins.enumerated() {
        receipts.add(
          Receipts.Row(
            sales: 1, revenue: Money(1200), salesWithMargin: margin == nil ? 0 : 1, margin: Money(margin ?? 0)),
          to: Receipts.Key(variant: variant, attribution: .assignedLeads, daysSinceCall: index))
      }
    }
    return receipts
  }

  private static func salesPlan(worth: Economics.Worth) throws -> Plan {
    var plan = try IndicatorRangeTests.plan([CostItem(item: "all", amount: Money(9200))])
    plan.economics?.worth = worth
    plan.rollout = Rollout(callsPerMonth: 10_000)
    return plan
  }

  @Test func `the plan's margin stands in for the sales that state none, and for no other`() throws {
    let mixed = Self.sold(a: [nil] + Array(repeating: 100, count: 29), b: Array(repeating: 100, count: 36))
    let plan = try Self.salesPlan(worth: .opportunities)
    let reading = try check(plan, IndicatorRangeTests.evidence(receipts: mixed))
    let returns = try reading.variants.map { try #require($0.indicators?.marginRoi).value }
    #expect(abs(returns[0] - ((2900.0 + 400) / 4600 - 1)) < 1e-9)
    #expect(abs(returns[1] - (3600.0 / 4600 - 1)) < 1e-9)
    #expect(reading.warnings.contains(.salesWithoutMargin(count: 1, of: 66, standIn: 400)))
    let account = try account(plan, IndicatorRangeTests.evidence(receipts: mixed))
    #expect(abs(try #require(account.total.indicators.margin) - 6900) < 1e-6)
    #expect(account.warnings.contains(.salesWithoutMargin(count: 1, of: 66, standIn: 400)))
    var unknown = plan
    unknown.economics?.marginPerSale = nil
    let silent = try check(unknown, IndicatorRangeTests.evidence(receipts: mixed))
    #expect(silent.variants[0].indicators?.marginRoi == nil && silent.variants[1].indicators?.marginRoi != nil)
  }

  @Test func `opportunities that count by their sales carry the spread of a margin that is observed, and of no other`()
    throws
  {
    let plan = try Self.salesPlan(worth: .sales)
    let stated = try check(
      plan,
      IndicatorRangeTests.evidence(
        receipts: Self.sold(a: Array(repeating: nil, count: 30), b: Array(repeating: nil, count: 36))))
    #expect(stated.projection[1].basis.worth == .sales && stated.projection[1].basis.saleValueError == 0)
    let (receipts, dated) = IndicatorRangeTests.sales()
    var own = Receipts(isObserved: true)
    for (key, row) in receipts.sorted {
      own.add(
        Receipts.Row(sales: row.sales, revenue: row.revenue, salesWithMargin: row.sales, margin: Money(300)), to: key)
    }
    let observed = try check(plan, IndicatorRangeTests.evidence(receipts: own, dated: dated))
    #expect(observed.projection[1].basis.saleValueError > 0)
    #expect(abs(try #require(observed.projection[1].marginPerOpportunity) - 30) < 1e-9)
  }

  @Test func `sales that lose money are read as they are`() throws {
    let loss = Self.sold(a: Array(repeating: -100, count: 30), b: Array(repeating: -100, count: 36))
    let reading = try check(Self.salesPlan(worth: .sales), IndicatorRangeTests.evidence(receipts: loss))
    let (control, challenger) = (reading.projection[0], reading.projection[1])
    #expect(abs(try #require(control.profitPerMonth).value + 3000 + 4600) < 1e-6)
    let gain = try #require(challenger.gainPerMonth)
    #expect(abs(gain.value + 600) < 1e-6 && gain.lower < gain.value && gain.value < gain.upper)
    let margin = try #require(challenger.marginRoi)
    #expect(margin.lower < margin.value && margin.value < margin.upper && margin.upper < -1)
    // Which loses least is not asked.
    #expect(challenger.probabilityBest == nil && challenger.expectedLoss == nil)
  }

  @Test func `why opportunities cannot count by their sales is said`() throws {
    let plan = try Self.salesPlan(worth: .sales)
    func missing(_ receipts: Receipts, _ change: (inout Evidence) -> Void = { _ in }) throws -> MoneyBasis.WorthMissing?
    {
      var evidence = IndicatorRangeTests.evidence(receipts: receipts)
      change(&evidence)
      let reading = try check(plan, evidence)
      let missing = try #require(reading.projection.first).basis.worthMissing
      if let missing { #expect(reading.warnings.contains(.worthNotObserved(missing))) }
      return missing
    }
    let some = Self.sold(a: [100], b: [100])
    #expect(try missing(some) == nil)
    #expect(try missing(Receipts()) == .salesComing)
    #expect(try missing(Receipts(isObserved: true)) == .withoutSales)
    #expect(
      try missing(Self.sold(a: Array(repeating: 100, count: 301), b: [100]))
        == .moreSalesThanOpportunities(variant: "a"))
    #expect(
      try missing(some) { evidence in
        evidence.tally.byDay = Margin()
        evidence.tally.byDay.add(CallCell(calls: 10_000, opportunities: 0), to: DayKey(variant: "a", date: nil))
        evidence.tally.byDay.add(CallCell(calls: 10_000, opportunities: 360), to: DayKey(variant: "b", date: nil))
      } == .withoutOpportunities(variant: "a"))
  }

  @Test func `sales of a script without opportunities are revenue all the same`() throws {
    var evidence = IndicatorRangeTests.evidence(receipts: Self.sold(a: [100, 100], b: [100]))
    evidence.tally.byDay = Margin()
    evidence.tally.byDay.add(CallCell(calls: 10_000, opportunities: 0), to: DayKey(variant: "a", date: nil))
    evidence.tally.byDay.add(CallCell(calls: 10_000, opportunities: 360), to: DayKey(variant: "b", date: nil))
    let plan = try Self.salesPlan(worth: .opportunities)
    let reading = try check(plan, evidence)
    let roi = try #require(reading.variants[0].indicators?.roi)
    #expect(abs(roi.value - (2400.0 / 4600 - 1)) < 1e-9 && roi.lower < roi.value && roi.value < roi.upper)
    #expect(reading.variants[0].indicators?.cpq.value == .infinity)
    for division in [AccountDivision.variant, .week] {
      let account = try account(plan, evidence, by: division)
      #expect(account.incomeIsObserved)
      #expect(abs(try #require(account.total.indicators.revenue) - 3600) < 1e-6)
      #expect(abs(account.rows.compactMap(\.indicators.margin).reduce(0, +) - 300) < 1e-6)
    }
    #expect(abs(try #require(reading.campaign?.indicators.margin) - 300) < 1e-6)
  }

  @Test func `what an opportunity may cost is what it brings: of accepted sources, and by the sales that came`() throws
  {
    var plan = try Self.salesPlan(worth: .opportunities)
    var evidence = IndicatorRangeTests.evidence(
      receipts: Self.sold(a: Array(repeating: 100, count: 30), b: Array(repeating: 100, count: 36)))
    let observed = try check(plan, evidence)
    for arm in observed.variants { #expect(abs(try #require(arm.indicators?.cpqThreshold) - 10) < 1e-9) }
    #expect(try account(plan, evidence, by: .week).total.indicators.cpqThreshold == 10)
    plan.economics?.sources = ["phone"]
    evidence.receipts = Receipts()
    for (variant, opportunities) in [("a", 300), ("b", 360)] {
      var count = Receipts.SourceCount()
      for index in 0..<opportunities { count.note(isAccepted: index % 4 != 0) }
      evidence.receipts.sources[variant] = count
    }
    let expected = try check(plan, evidence)
    for arm in expected.variants { #expect(abs(try #require(arm.indicators?.cpqThreshold) - 30) < 1e-9) }
    #expect(expected.projection[1].basis.countsAllSources)
    #expect(abs(try #require(expected.campaign?.indicators.cpqThreshold) - 30) < 1e-9)
  }

  @Test func `the campaign's verdict rests on the range that is printed beside it`() throws {
    // Hours are all that is paid: their spread decides whether the range lies above zero.
    let plan = try IndicatorRangeTests.plan([IndicatorRangeTests.hours])
    for talk in [100, 400, 2000, 2600, 3000] {
      let evidence = IndicatorRangeTests.evidence(talk: talk)
      let total = try account(plan, evidence).total
      let margin = try #require(total.estimates?.marginRoi)
      let verdict = try #require(try check(plan, evidence).campaign).verdict
      if verdict == .raise { #expect(margin.lower > 0) }
      if verdict == .cut { #expect(margin.value < 0) }
      #expect(try account(plan, evidence).campaign?.verdict == verdict)
    }
  }

  @Test func `data that cannot be trusted advise nothing about the campaign, here as there`() throws {
    var evidence = IndicatorRangeTests.evidence()
    evidence.tally.units.counts = [UnitKey(variant: "a"): 6000, UnitKey(variant: "b"): 14_000]
    let plan = try IndicatorRangeTests.plan([CostItem(item: "all", amount: Money(9200))])
    let reading = try check(plan, evidence)
    #expect(reading.conclusion.status == .unhealthy && reading.campaign == nil)
    let account = try account(plan, evidence)
    #expect(account.campaign == nil && account.warnings.contains(.campaignNotJudged([.sampleRatio])))
    // A call log without a test is split in halves that nobody drew.
    #expect(try Decision.account(plan, evidence, isRandomised: false).campaign != nil)
  }

  @Test func `a variant that the plan does not name is refused by the account too`() throws {
    var evidence = IndicatorRangeTests.evidence()
    evidence.tally.byDay.add(CallCell(calls: 10, opportunities: 1), to: DayKey(variant: "story", date: nil))
    #expect(throws: DecisionError.unknownVariant("story", known: ["a", "b"])) {
      try account(IndicatorRangeTests.plan([]), evidence)
    }
  }

  @Test func `a rule for profit concludes nothing where the gain is unknown`() throws {
    var plan = try Self.salesPlan(worth: .opportunities)
    plan.economics?.marginPerSale = nil
    plan.rule = DecisionRule(when: .profit, and: [])
    let reading = try check(plan, IndicatorRangeTests.evidence())
    #expect(reading.conclusion == .noWinner(.profitUnknown))
    #expect(reading.missingEconomics == ["margin-per-sale"])
  }
}
