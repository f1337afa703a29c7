import Cost
import Decision
import Experiment
import Statistics
import Testing

@Suite("Going by profit, and what another week is worth")
struct ProfitRuleTests {
  private static func plan(when: DecisionRule.Evidence, months: Int = 6) throws -> Plan {
    var plan = try Examples.datedPlan(
      within: 0, ledger: Ledger(items: [CostItem(item: "calls", amount: Money(decimal: "0.4") ?? .zero, basis: .call)]),
      rollout: Rollout(callsPerMonth: 20_000, months: months))
    plan.rule = DecisionRule(when: when, and: [])
    return plan
  }

  @Test func `early on another week is worth more than it costs, later it is not`() throws {
    let plan = try Self.plan(when: .significant)
    let early = try check(plan, Examples.daily(["pitch": (400, 12), "question": (400, 12)], days: 1))
    let week = try #require(early.nextWeek)
    #expect(week.calls == 4000 && week.isPriorPlanned)
    #expect(week.isWorthIt && week.value > 0)
    let late = try check(plan, Examples.daily(["pitch": (4000, 120), "question": (4000, 168)], days: 9))
    let last = try #require(late.nextWeek)
    #expect(!last.isWorthIt && last.leader == "question")
    #expect(last.value < week.value)
    // A week of 20,000 calls a month at 50 EUR of margin and 1.2 points, a little less by the prior.
    let delay = try #require(last.delayCost)
    #expect(abs(delay - 20_000 / 4.348 * 0.012 * 50) < 0.05 * delay)
  }

  @Test func `a rule for profit goes on while a week pays, then rolls out what is expected to earn most`() throws {
    let plan = try Self.plan(when: .profit)
    let early = try check(plan, Examples.daily(["pitch": (400, 12), "question": (400, 12)], days: 1))
    guard case .keepRunning(.weekPays) = early.conclusion else {
      Issue.record("\(early.conclusion)")
      return
    }
    let late = try check(plan, Examples.daily(["pitch": (4000, 120), "question": (4000, 168)], days: 9))
    #expect(late.conclusion.status == .rollOut)
    #expect(late.warnings.contains(.decidedByProfit))
    let over = try check(plan, Examples.daily(["pitch": (400, 12), "question": (400, 12)]), asOf: Examples.monday + 14)
    guard case .keepControl(.earnsLess(let best, _)) = over.conclusion else {
      Issue.record("\(over.conclusion)")
      return
    }
    #expect(best == "question")
  }

  @Test func `a rule for profit rolls out a difference that is not significant, and says that it may err`() throws {
    let evidence = Examples.daily(["pitch": (1400, 42), "question": (1400, 44)])
    let end = Examples.monday + 14
    #expect(try check(Self.plan(when: .significant), evidence, asOf: end).conclusion.status == .noWinner)
    let reading = try check(Self.plan(when: .profit), evidence, asOf: end)
    guard case .rollOut(_, let clauses) = reading.conclusion else {
      Issue.record("\(reading.conclusion)")
      return
    }
    guard case .earnsMore(let gain?, let probability?) = clauses.first?.requirement else {
      Issue.record("\(clauses)")
      return
    }
    #expect(gain > 0 && probability > 0.5 && probability < 0.9)
  }

  @Test func `no week is priced without costs`() throws {
    let evidence = Examples.daily(["pitch": (400, 12), "question": (400, 14)], days: 2)
    #expect(try check(Examples.datedPlan(), evidence).nextWeek == nil)
  }

  @Test func `an interim reading carries its always-valid ranges into money, with what they rest on`() throws {
    let reading = try check(
      Self.plan(when: .significant), Examples.daily(["pitch": (1000, 30), "question": (1000, 36)], days: 5))
    let arm = try #require(reading.projection.last)
    let money = try #require(arm.anyTime)
    let atAnyLook = try #require(money.indicators)
    let cpq = try #require(atAnyLook.cpq)
    #expect(atAnyLook.cpqGuarantee == .exact && money.gainGuarantee == .conditional)
    #expect(cpq.lower < arm.cpq.lower && cpq.upper > arm.cpq.upper)
    let sequence = try #require(reading.comparisons.first?.alwaysValid).difference
    let gain = try #require(money.gainPerMonth)
    #expect((gain.lower - sequence.lower * 50 * 20_000).magnitude < 1e-6)
    #expect((gain.upper - sequence.upper * 50 * 20_000).magnitude < 1e-6)
    // At the planned end there is one reading, and no wings.
    let end = try check(
      Self.plan(when: .significant), Examples.daily(["pitch": (1000, 30), "question": (1000, 36)]),
      asOf: Examples.monday + 14)
    #expect(end.projection.allSatisfy { $0.anyTime == nil } && end.variants.allSatisfy { $0.anyTime == nil })
  }

  @Test func `returns and profit at any look are the rate's own range at the cost and value shown`() throws {
    var plan = try Self.plan(when: .significant)
    let evidence = Examples.daily(["pitch": (1000, 30), "question": (1000, 36)], days: 5)
    func compare(_ atAnyLook: AnyTimeIndicators?, cost: Double) throws {
      let indicators = try #require(atAnyLook)
      #expect(indicators.tcoGuarantee == .exact && indicators.returnGuarantee == .conditional)
      let (revenue, margin) = (0.125 * 1200.0, 0.125 * 400.0)
      for end in [\Estimate.lower, \Estimate.value, \Estimate.upper] {
        let rate = indicators.tco[keyPath: end]
        let roi = try #require(indicators.roi)[keyPath: end]
        #expect(abs(roi - (rate * revenue / cost - 1)) < 1e-9 * (1 + abs(roi)))
        let marginRoi = try #require(indicators.marginRoi)[keyPath: end]
        #expect(abs(marginRoi - (rate * margin / cost - 1)) < 1e-9 * (1 + abs(marginRoi)))
        let profit = try #require(indicators.profitPerCall)[keyPath: end]
        #expect(abs(profit - (rate * margin - cost)) < 1e-9)
      }
    }
    let reading = try check(plan, evidence)
    for arm in reading.variants {
      let cost = try #require(arm.costs).total.units / Double(arm.calls)
      try compare(arm.anyTime, cost: cost)
      let (atAnyLook, now) = (try #require(arm.anyTime?.roi), try #require(arm.indicators?.roi))
      #expect(atAnyLook.lower < now.lower && now.upper < atAnyLook.upper && abs(atAnyLook.value - now.value) < 1e-9)
    }
    for arm in reading.projection {
      try compare(arm.anyTime?.indicators, cost: arm.costPerCall)
      let (month, call) = (
        try #require(arm.anyTime?.profitPerMonth), try #require(arm.anyTime?.indicators?.profitPerCall)
      )
      #expect(abs(month.lower - call.lower * arm.callsPerMonth) < 1e-6)
    }
    // They need no roll-out; without costs the rate's own is left.
    plan.rollout = nil
    plan.rule = DecisionRule()
    #expect(try check(plan, evidence).variants.map(\.anyTime) == reading.variants.map(\.anyTime))
    plan.ledger = nil
    let rates = try check(plan, evidence).variants.compactMap(\.anyTime)
    #expect(rates.count == 2 && rates.allSatisfy { $0.cpq == nil && $0.roi == nil && $0.returnGuarantee == nil })
  }

  @Test func `the power of a guardrail is the planner's: 14 % with 420 opportunities an arm, 80 % with 8,660`() throws {
    func power(_ opportunities: Int, sales: Int) throws -> GuardrailPower {
      var plan = try Examples.undatedPlan(["a", "b"])
      plan.test.guardrails = [Guardrail(metric: .acceptedShare, worseByAtMost: 0.1)]
      var tally = Tally()
      for name in ["a", "b"] {
        var cell = CallCell(calls: 100_000, opportunities: opportunities)
        (cell.judgedOpportunities, cell.acceptedOpportunities) = (opportunities, sales)
        tally.byDay.add(cell, to: DayKey(variant: name, date: nil))
        tally.units.counts[UnitKey(variant: name), default: 0] += 100_000
      }
      tally.units.source = .counts
      return try #require(try check(plan, Evidence(tally: tally)).guardrails.first?.power)
    }
    #expect(abs(try power(424, sales: 53).chanceOfPass - 0.14) < 0.005)
    #expect(abs(try power(8664, sales: 1083).chanceOfPass - 0.8) < 0.002)
    #expect(abs(try power(8664, sales: 1083).excludedWorsening - 0.1) < 0.0005)
  }

  @Test func `the length for profit is far below the classical one, errs more and earns more`() throws {
    let plan = try Self.plan(when: .significant)
    let lengths = try #require(try design(plan, simulatedTests: 1).lengths)
    #expect(lengths.horizon == 120_000 && !lengths.isSpreadStated)
    #expect(abs(lengths.priorSpread - 0.2 / 2.0.squareRoot()) < 1e-12)
    let best = try #require(lengths.lengths.first { $0.kind == .profit })
    let classical = try #require(lengths.lengths.first { $0.kind == .classical })
    #expect(classical.perArm == 13_914)
    #expect(best.gain > classical.gain && best.perArm < classical.perArm)
    // The closed form is the limit of the sum over all outcomes.
    #expect(abs(Double(best.perArm) / (try #require(lengths.normalPerArm)) - 1) < 0.1)
    let planned = try #require(lengths.lengths.first { $0.kind == .planned })
    #expect(planned.gain <= best.gain)
    for length in lengths.lengths { #expect(length.regret > 0 && (0...0.5).contains(length.errorRate)) }
  }
}
