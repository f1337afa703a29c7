import Cost
import Decision
import Experiment
import Statistics
import Testing

/// The worked figures: A 300 of 10,000 for 4,000 EUR, B 360 of 10,000 for 5,200 EUR, 40 EUR of margin an opportunity.
@Suite("A script at roll-out, under each limit")
struct RolloutProjectionTests {
  private static func plan(limit: Rollout.Limit, worth: Economics.Worth = .opportunities, months: Int = 1) throws
    -> Plan
  {
    var plan = try Examples.undatedPlan(["a", "b"])
    plan.economics = Economics(opportunityToSale: 0.1, saleValue: Money(1200), marginPerSale: Money(400), worth: worth)
    plan.ledger = Ledger(items: [
      CostItem(item: "salaries", amount: Money(4000), variant: "a"),
      CostItem(item: "salaries and concierge", amount: Money(5200), variant: "b"),
      CostItem(item: "training", amount: Money(300), variant: "b", once: true),
    ])
    plan.rollout = Rollout(callsPerMonth: 10_000, months: months, limit: limit)
    plan.rule = DecisionRule(and: [.healthy, .guardrails, .profit])
    return plan
  }

  private static func evidence(
    a: (judged: Int, accepted: Int) = (0, 0), b: (judged: Int, accepted: Int) = (0, 0), talk: Int = 0
  ) -> Evidence {
    var tally = Tally()
    for (name, opportunities, quality) in [("a", 300, a), ("b", 360, b)] {
      var cell = CallCell(calls: 10_000, opportunities: opportunities)
      (cell.judgedOpportunities, cell.acceptedOpportunities) = quality
      if talk > 0 {
        (cell.timedCalls, cell.talkSeconds) = (10_000, 10_000 * talk)
        // Times as spread as an exponential law's.
        cell.talkSecondsSquared = 2 * 10_000 * talk * talk
      }
      tally.byDay.add(cell, to: DayKey(variant: name, date: nil))
      tally.units.counts[UnitKey(variant: name), default: 0] += 10_000
    }
    tally.units.source = .counts
    return Evidence(tally: tally)
  }

  @Test func `leads, budget and the verdict each turns round are shown side by side`() throws {
    let reading = try check(Self.plan(limit: .leads), Self.evidence())
    let leads = try #require(reading.limits.first { $0.limit == .leads })
    let budget = try #require(reading.limits.first { $0.limit == .budget })
    #expect(leads.isPlanned && !budget.isPlanned)
    #expect(leads.best == "b" && budget.best == "a")
    let profits = try budget.projections.map { try #require($0.profitPerMonth).value }
    #expect((profits[0] - 8000).magnitude < 1e-6 && profits[1].rounded() == 7077)
    #expect(budget.projections[1].opportunitiesPerMonth.value.rounded() == 277)
    // Nothing is known of handling times.
    #expect(!reading.limits.contains { $0.limit == .agentHours })
  }

  @Test(arguments: Rollout.Limit.allCases)
  func `the tornado moves one assumption of the projected gain, under the plan's limit`(limit: Rollout.Limit) throws {
    var plan = try Self.plan(limit: limit, months: 2)
    // By the hour of 18 EUR, 100 s of talk a call: 0.50 EUR, beside the salaries.
    plan.ledger?.items.append(CostItem(item: "telephony", amount: Money(18), basis: .talkHour))
    let verdict = try decide(plan, Self.evidence(talk: 100))
    let arms = verdict.reading.projection
    let gain = try #require(arms.last?.gainOverRollout)
    let bar = try #require(verdict.tornado.first { $0.assumption == .handlingTime })
    let (own, control) = (arms[1], arms[0])
    func profit(_ arm: VariantProjection, calls: Double, cost: Double) -> Double {
      calls * (arm.opportunitiesPerMonth.value / arm.callsPerMonth * 40 - cost)
    }
    func gainAt(_ factor: Double) -> Double {
      let cost = own.costPerCall + 0.5 * (factor - 1)
      let calls: Double =
        switch limit {
        case .leads: 10_000
        case .agentHours: 10_000 / factor
        case .budget: 10_000 * control.costPerCall / cost
        }
      return 2 * (profit(own, calls: calls, cost: cost) - profit(control, calls: 10_000, cost: control.costPerCall))
    }
    #expect(abs(gainAt(1) - gain.value) < 1e-6)
    #expect(abs(bar.low - gainAt(1.2)) < 1e-6 && abs(bar.high - gainAt(0.8)) < 1e-6)
    for bar in verdict.tornado { #expect(bar.low <= gain.value + 1e-6 && gain.value <= bar.high + 1e-6) }
  }

  @Test func `one-off items weigh on the CPQ of the test and not on that of the roll-out`() throws {
    let dear = try #require(try check(Self.plan(limit: .leads), Self.evidence()).projection.last)
    #expect((dear.cpq.value - 5200.0 / 360).magnitude < 1e-9)
    #expect((try #require(dear.cpqOfTest).value - 5500.0 / 360).magnitude < 1e-9)
    #expect((try #require(dear.profitPerCall).value - 0.92).magnitude < 1e-9)
  }

  @Test func `what is paid by the month is paid once a month, whatever the calls`() throws {
    var plan = try Self.plan(limit: .leads)
    plan.ledger?.items.append(CostItem(item: "rent", amount: Money(3100), basis: .month))
    plan.rollout = Rollout(callsPerMonth: 1000, months: 1, limit: .leads)
    let projection = try check(plan, Self.evidence()).projection
    // 1,000 calls at 0.40 and 0.52 that bring 30 and 36 opportunities of 40, and the rent.
    #expect((try #require(projection[0].profitPerMonth).value - (1200 - 400 - 3100)).magnitude < 1e-6)
    #expect((try #require(projection[1].profitPerMonth).value - (1440 - 520 - 3100)).magnitude < 1e-6)
    #expect((projection[0].cpq.value - 3500.0 / 30).magnitude < 1e-6)
    #expect((try #require(projection[1].gainPerMonth).value - 120).magnitude < 1e-6)
    // A month that one script alone has to pay takes calls from the budget.
    plan.ledger?.items[3].variant = "b"
    plan.rollout = Rollout(callsPerMonth: 10_000, months: 1, limit: .budget)
    let own = try check(plan, Self.evidence()).projection
    #expect((own[1].callsPerMonth - (4000 - 3100) / 0.52).magnitude < 1e-6)
    #expect((try #require(own[1].profitPerMonth).value - (900 / 0.52 * 1.44 - 4000)).magnitude < 1e-6)
  }

  @Test func `being best in profit is another question than being best in rate`() throws {
    let leads = try check(Self.plan(limit: .leads), Self.evidence()).projection
    // scipy: P(360 of 10,000 earns more at 1,200 more of cost), uniform priors.
    #expect((try #require(leads[1].probabilityBest) - 0.88234).magnitude < 2e-3)
    #expect((try #require(leads[1].probabilityBestRate) - 0.99).magnitude < 5e-3)
    let budget = try check(Self.plan(limit: .budget), Self.evidence()).projection
    #expect(try #require(budget[0].probabilityBest) > 0.84)
    #expect(try #require(budget[1].expectedLoss) > 10 * #require(budget[0].expectedLoss))
  }

  @Test func `break-even lifts are those at which profits are equal`() throws {
    let leads = try #require(try check(Self.plan(limit: .leads), Self.evidence()).projection.last?.breakEvenLift)
    // 1,200 more of cost is 30 opportunities of 300.
    #expect((leads - 0.1).magnitude < 1e-9)
    let budget = try #require(try check(Self.plan(limit: .budget), Self.evidence()).projection.last?.breakEvenLift)
    #expect((budget - 0.3).magnitude < 1e-9)
  }

  @Test func `sales accept 95 % of A's opportunities and 75 % of B's, and B's lead is gone`() throws {
    let plan = try Self.plan(limit: .leads, worth: .accepted)
    let reading = try check(plan, Self.evidence(a: (300, 285), b: (360, 270)))
    let profits = try reading.projection.map { try #require($0.profitPerMonth).value }
    #expect((profits[0] - (285 * 40 - 4000)).magnitude < 1e-6 && (profits[1] - (270 * 40 - 5200)).magnitude < 1e-6)
    #expect(reading.conclusion.status == .keepControl)
    #expect(reading.projection[1].basis.gain == .posteriorDraws && reading.projection[1].basis.worth == .accepted)
    #expect(try #require(reading.projection[0].probabilityBest) > 0.9)
    // As opportunities alone, it would be rolled out.
    let counted = try check(Self.plan(limit: .leads), Self.evidence(a: (300, 285), b: (360, 270)))
    #expect(counted.conclusion.status == .rollOut)
  }

  @Test func `the test's own indicators and its campaign count accepted opportunities alone`() throws {
    let reading = try check(
      Self.plan(limit: .leads, worth: .accepted), Self.evidence(a: (300, 285), b: (360, 90)))
    let indicators = try reading.variants.map { try #require($0.indicators) }
    // 40 EUR an opportunity that is accepted: 95 % of A's, 25 % of B's.
    #expect(abs(try #require(indicators[0].cpqThreshold) - 38) < 1e-9)
    #expect(abs(try #require(indicators[1].cpqThreshold) - 10) < 1e-9)
    let b = try #require(indicators[1].marginRoi)
    #expect(abs(b.value - (90.0 * 40 / 5500 - 1)) < 1e-9 && indicators[1].incomeIsUncertain)
    let campaign = try #require(reading.campaign)
    #expect(abs(try #require(campaign.indicators.margin) - 40 * (285 + 90)) < 1e-6)
  }

  @Test func `where nobody says what sales accepted, every opportunity counts and a warning says so`() throws {
    let reading = try check(Self.plan(limit: .leads, worth: .accepted), Self.evidence())
    #expect(reading.projection.last?.basis.worth == .opportunities)
    #expect(reading.warnings.contains(.worthNotObserved(.notJudged(variant: "a"))))
    #expect(reading.conclusion.status == .rollOut)
  }

  @Test func `at a known cost the gain is the comparison's own interval, with handling times it carries their spread`()
    throws
  {
    let known = try #require(try check(Self.plan(limit: .leads), Self.evidence()).projection.last)
    #expect(known.basis.cpq == .knownCost && known.basis.gain == .knownCost)
    var plan = try Self.plan(limit: .leads)
    plan.ledger = Ledger(items: [CostItem(item: "salaries", amount: Money(9200), split: .handlingTime)])
    let timed = try check(plan, Self.evidence(talk: 100))
    let dear = try #require(timed.projection.last)
    #expect(dear.basis.cpq == .recoveredLimits && dear.basis.gain == .posteriorDraws && dear.basis.hasUncertainCost)
    let cpq = dear.cpq
    // Delta method: relative variance of the rate plus that of the mean time, 1/10,000.
    let relative = ((1 - 0.036) / 360 + 1e-4).squareRoot()
    #expect((cpq.upper / cpq.value - 1 - 1.96 * relative).magnitude < 0.015)
    #expect((1 - cpq.lower / cpq.value - 1.96 * relative).magnitude < 0.015)
    #expect(timed.limits.count == 3)
  }

  @Test func `the same evidence gives the same draws`() throws {
    let plan = try Self.plan(limit: .leads, worth: .accepted)
    let evidence = Self.evidence(a: (300, 285), b: (360, 270))
    #expect(try check(plan, evidence) == check(plan, evidence))
  }

  @Test func `the verdict that loses on profit says by how much`() throws {
    let reading = try check(Self.plan(limit: .budget), Self.evidence())
    guard case .keepControl(.ruleNotMet(let leader, let clauses)) = reading.conclusion else {
      Issue.record("kept for another reason")
      return
    }
    #expect(leader == "b")
    let gain = try #require(
      clauses.compactMap { clause -> Double? in
        if case .profit(let gain) = clause.requirement { gain } else { nil }
      }.first)
    #expect(gain.rounded() == -923)
  }
}
