import Cost
import Decision
import Experiment
import Statistics
import Testing

@Suite struct MoneyReadingTests {
  /// The dear winner: A 300 of 10,000 for 4,000 EUR, B 360 of 10,000 for 5,200 EUR, 40 EUR of margin an opportunity.
  static func reading(limit: Rollout.Limit) throws -> Reading {
    var plan = try Examples.undatedPlan(["a", "b"])
    plan.economics = Economics(opportunityToSale: 0.1, saleValue: Money(1200), marginPerSale: Money(400))
    plan.ledger = Ledger(items: [
      CostItem(item: "salaries", amount: Money(4000), variant: "a"),
      CostItem(item: "salaries and concierge", amount: Money(5200), variant: "b"),
    ])
    plan.rollout = Rollout(callsPerMonth: 10_000, limit: limit)
    plan.rule = DecisionRule(and: [.healthy, .guardrails, .profit])
    return try check(plan, Examples.counts([("a", 10_000, 300, nil), ("b", 10_000, 360, nil)]))
  }

  @Test func `CPQ is 13.33 against 14.44`() throws {
    let cpq = try Self.reading(limit: .leads).variants.map { try #require($0.indicators).cpq.value }
    #expect(abs(cpq[0] - 13.3333) < 1e-3 && abs(cpq[1] - 14.4444) < 1e-3)
  }

  @Test func `a script that bears no cost while others do is named`() throws {
    var plan = try Examples.undatedPlan(["a", "b"])
    plan.economics = Economics(opportunityToSale: 0.1, saleValue: Money(1200), marginPerSale: Money(400))
    let evidence = Examples.counts([("a", 10_000, 300, nil), ("b", 10_000, 360, nil)])
    plan.ledger = Ledger(items: [CostItem(item: "salaries", amount: Money(4000), variant: "b")])
    #expect(try check(plan, evidence).warnings.contains(.variantWithoutCosts(variant: "a")))
    plan.ledger = Ledger(items: [CostItem(item: "salaries", amount: Money(4000))])
    #expect(
      try check(plan, evidence).warnings.allSatisfy { if case .variantWithoutCosts = $0 { false } else { true } })
  }

  @Test func `with leads as the limit the dear winner earns 9,200 against 8,000 and rolls out`() throws {
    let reading = try Self.reading(limit: .leads)
    let profit = try reading.projection.map { try #require($0.profitPerMonth).value }
    #expect(abs(profit[0] - 8000) < 1e-6 && abs(profit[1] - 9200) < 1e-6)
    #expect(reading.conclusion.status == .rollOut)
  }

  @Test func `with the budget as the limit it earns 7,077 on 277 opportunities and does not roll out`() throws {
    let reading = try Self.reading(limit: .budget)
    let dear = try #require(reading.projection.last)
    #expect(try #require(dear.profitPerMonth).value.rounded() == 7077)
    #expect(dear.opportunitiesPerMonth.value.rounded() == 277)
    #expect(reading.conclusion.status == .keepControl)
  }

  @Test func `intervals of CPQ and ROI follow from the interval of the TCO at the observed cost per call`() throws {
    let reading = try Self.reading(limit: .leads)
    let control = try #require(reading.variants.first)
    let tco = try #require(control.tco)
    let indicators = try #require(control.indicators)
    #expect(abs(indicators.cpq.lower - 0.4 / tco.upper) < 1e-12)
    #expect(abs(indicators.cpq.upper - 0.4 / tco.lower) < 1e-12)
    #expect(abs(try #require(indicators.roi).value - (0.03 * 120 / 0.4 - 1)) < 1e-9)
    #expect(abs(try #require(indicators.marginRoi).value - 2) < 1e-9)
    #expect(indicators.cpqThreshold == 40)
  }

  @Test func `no opportunity at all makes an infinite CPQ and no crash`() throws {
    var plan = try Examples.undatedPlan(["a", "b"])
    plan.ledger = Ledger(items: [CostItem(item: "salaries", amount: Money(100))])
    plan.economics = Economics(opportunityToSale: 0.1, saleValue: Money(10), marginPerSale: Money(4))
    plan.rollout = Rollout(callsPerMonth: 1000)
    let reading = try check(plan, Examples.counts([("a", 50, 0, nil), ("b", 50, 0, nil)]))
    #expect(reading.variants.first?.indicators?.cpq.value == .infinity)
    #expect(reading.variants.first?.indicators?.marginRoi?.value == -1)
    #expect(try #require(reading.campaign).verdict != .raise)
  }

  @Test func `the tornado holds the gain between its ends, widest first`() throws {
    var plan = try Examples.undatedPlan(["a", "b"])
    plan.economics = Economics(opportunityToSale: 0.1, saleValue: Money(1200), marginPerSale: Money(400))
    plan.ledger = Ledger(items: [CostItem(item: "salaries", amount: Money(8000))])
    plan.rollout = Rollout(callsPerMonth: 10_000, months: 3, switchingCost: Money(500))
    let verdict = try decide(plan, Examples.counts([("a", 10_000, 300, nil), ("b", 10_000, 360, nil)]))
    let gain = try #require(verdict.reading.projection.last?.gainOverRollout)
    #expect(abs(gain.value - (3 * 10_000 * 0.006 * 40 - 500)) < 1e-6)
    // Nothing is known of handling times; all else has a bar.
    #expect(Set(verdict.tornado.map(\.assumption)) == Set(TornadoBar.Assumption.allCases).subtracting([.handlingTime]))
    func bar(_ assumption: TornadoBar.Assumption) throws -> TornadoBar {
      try #require(verdict.tornado.first { $0.assumption == assumption })
    }
    let monthly = 10_000 * 0.006 * 40.0
    let expected: [(TornadoBar.Assumption, Double, Double)] = [
      (.months, 2.4 * monthly - 500, 3.6 * monthly - 500), (.callsPerMonth, 2.4 * monthly - 500, 3.6 * monthly - 500),
      (.marginPerOpportunity, 2.4 * monthly - 500, 3.6 * monthly - 500),
      (.switchingCost, 3 * monthly - 600, 3 * monthly - 400),
      // Its 360 opportunities are worth 32 or 48 EUR each, those of the control 40.
      (.challengerMargin, 3 * (360 * 32.0 - 300 * 40) - 500, 3 * (360 * 48.0 - 300 * 40) - 500),
    ]
    for (assumption, low, high) in expected {
      let found = try bar(assumption)
      #expect(abs(found.low - low) < 1e-6 && abs(found.high - high) < 1e-6)
    }
    // Shared costs make calls of both scripts cost nearly the same: that bar has next to no width.
    // A millionth of a euro is the rounding between two orders of the same sum.
    for bar in verdict.tornado { #expect(bar.low <= gain.value + 1e-6 && gain.value - 1e-6 <= bar.high) }
    for bar in verdict.tornado where bar.assumption != .costPerCall { #expect(bar.low < bar.high) }
    // To the cent: bars that differ by rounding alone keep the order of the assumptions.
    let widths = verdict.tornado.map { (($0.high - $0.low) * 100).rounded() }
    #expect(widths == widths.sorted(by: >))
    #expect(verdict.leader == "b")
  }

  @Test func `half-way through a test CPQ counts half of the salaries`() throws {
    let ledger = Ledger(items: [CostItem(item: "salaries", amount: Money(10_000))])
    let plan = try Examples.datedPlan(within: nil, ledger: ledger)
    let evidence = Examples.daily(["pitch": (100, 5), "question": (100, 5)], days: 5)
    let reading = try check(plan, evidence, asOf: Examples.monday + 6)
    #expect(reading.variants.first?.costs?.total == Money(2500))
    #expect(reading.variants.first?.indicators?.cpq.value == 100)
  }
}
