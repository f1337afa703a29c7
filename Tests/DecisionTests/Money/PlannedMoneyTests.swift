import Cost
import Decision
import Experiment
import Testing

/// The dear winner before its first call: calls of 0.40 and 0.52, 40 of margin an opportunity, 60,000 calls of roll-out,
/// 10,000 planned a script.
@Suite("What a plan earns, by its own costs")
struct PlannedMoneyTests {
  static func plan(
    limit: Rollout.Limit = .leads, switching: Money = .zero, items: [CostItem] = [], weights: [Double] = [1, 1]
  ) throws -> Plan {
    let names = ["pitch", "audit", "story", "joke"].prefix(weights.count)
    let variants = try Variants(
      zip(names, weights).enumerated().map { place, arm in
        Variant(name: arm.0, role: place == 0 ? .control : .challenger, weight: arm.1)
      })
    let test = TestProtocol(
      name: "dear-winner", starts: Examples.monday, length: .days(12),
      calling: CallingCalendar(callsPerAgentDay: 80, agents: 25),
      assignment: AssignmentRule(method: .recorded, by: [], seed: ""), variants: variants,
      goal: Goal(baseline: 0.03, worthDetecting: .relative(0.2), within: 0))
    return Plan(
      test: test, economics: Economics(opportunityToSale: 0.1, saleValue: Money(1200), marginPerSale: Money(400)),
      ledger: Ledger(
        items: [
          CostItem(item: "agents", amount: Money(micros: 400_000), basis: .call),
          CostItem(item: "audit", amount: Money(micros: 120_000), basis: .call, variant: "audit"),
        ] + items),
      rollout: Rollout(callsPerMonth: 10_000, months: 6, switchingCost: switching, limit: limit))
  }

  static func design(_ plan: Plan) throws -> DesignResult { try Decision.design(plan, simulatedTests: 1) }

  @Test func `the dear winner pays from +10 % with leads as the limit and from +30 % with the budget`() throws {
    let leads = try Self.design(Self.plan())
    #expect(leads.payingLifts.map(\.variant) == ["audit"])
    #expect(abs(try #require(leads.payingLift).relative - 0.1) < 1e-12)
    #expect(abs(try #require(leads.payingLift).rate - 0.033) < 1e-12)
    #expect(leads.payingLiftsBeyondSought.isEmpty)
    let budget = try Self.design(Self.plan(limit: .budget))
    #expect(abs(try #require(budget.payingLift).relative - 0.3) < 1e-12)
    #expect(budget.payingLiftsBeyondSought == budget.payingLifts)
    let assumed = try #require(budget.rollout)
    #expect(abs(assumed.challengers[0].callsPerMonth - 10_000 * 0.4 / 0.52) < 1e-9)
    #expect(assumed.control.callsPerMonth == 10_000 && !assumed.assumesEqualTimes && assumed.leftOut.isEmpty)
  }

  @Test(arguments: Rollout.Limit.allCases)
  func `design and reading agree on the lift that pays`(limit: Rollout.Limit) throws {
    let plan = try Self.plan(
      limit: limit, switching: Money(1500),
      items: [
        CostItem(item: "salaries", amount: Money(8000)),
        CostItem(item: "concierge", amount: Money(700), variant: "audit"),
        CostItem(item: "training", amount: Money(300), variant: "audit", once: true),
      ])
    let planned = try #require(try Self.design(plan).payingLift)
    let reading = try check(
      plan, Examples.daily(["pitch": (1000, 30), "audit": (1000, 36)]), asOf: Examples.monday + 11)
    let read = try #require(reading.projection.last?.breakEvenLift)
    #expect(reading.projection.last?.variant == "audit")
    #expect(abs(planned.relative - read) < 1e-9)
  }

  @Test func `every challenger has its own lift; cheaper calls pay at a lower rate`() throws {
    let result = try Self.design(
      Self.plan(
        switching: Money(1200),
        items: [CostItem(item: "licence", amount: Money(micros: 50_000), basis: .call, variant: "pitch")],
        weights: [2, 1, 1]))
    #expect(result.payingLifts.map(\.variant) == ["audit", "story"])
    // 1,200 over 60,000 calls, ± calls that cost 0.07 more and 0.05 less, over 1.2 a call.
    #expect(abs(result.payingLifts[0].relative - (0.02 + 0.07) / 1.2) < 1e-9)
    #expect(abs(result.payingLifts[1].relative - (0.02 - 0.05) / 1.2) < 1e-9)
    #expect(result.payingLift?.variant == "audit")
  }

  @Test func `what only calls can tell is named`() throws {
    let result = try Self.design(
      Self.plan(
        limit: .agentHours,
        items: [
          CostItem(item: "salaries", amount: Money(8000), split: .handlingTime),
          CostItem(item: "lines", amount: Money(1), basis: .talkHour),
        ]))
    let assumed = try #require(result.rollout)
    #expect(assumed.assumesEqualTimes && assumed.leftOut == ["lines"])
    #expect(assumed.challengers[0].callsPerMonth == 10_000)
    #expect(abs(assumed.control.costPerCall - 0.8) < 1e-9)
    // Past calls of 90 seconds tell what an hour of talk comes to, the same for every script.
    var history = DesignHistory(calls: 20_000, opportunities: 600)
    history.talk = DesignHistory.Talk(calls: 20_000, mean: 90, deviation: 100)
    let known = try Decision.design(
      Self.plan(items: [CostItem(item: "lines", amount: Money(8), basis: .talkHour)]), history: history,
      simulatedTests: 1)
    let told = try #require(known.rollout)
    #expect(told.leftOut.isEmpty && told.assumesEqualTimes && known.cost?.unforeseen == [])
    #expect(abs(told.control.costPerCall - 0.6) < 1e-9 && abs(told.extraCost(of: told.challengers[0]) - 0.12) < 1e-9)
  }

  @Test func `the best length counts what calls cost: 3,180 a script earn 1,342, the planned 10,000 earn 452`() throws {
    let lengths = try #require(try Self.design(Self.plan()).lengths)
    let best = try #require(lengths.lengths.first { $0.kind == .profit })
    let planned = try #require(lengths.lengths.first { $0.kind == .planned })
    let classical = try #require(lengths.lengths.first { $0.kind == .classical })
    #expect(abs(best.perArm - 3180) < 15 && best.total == 2 * best.perArm)
    #expect(abs(best.gain - 1341.885) < 0.01)
    #expect(planned.perArm == 10_000 && planned.callingDays == 10)
    #expect(abs(planned.gain - 452.3986663) < 1e-4)
    // Four million simulated tests: −298 ± 2.4, and 9.58 % errors; 17.11 % for the best.
    #expect(classical.perArm == 13_914 && abs(classical.gain + 298) < 10)
    #expect(abs(classical.errorRate - 0.0958) < 0.001 && abs(best.errorRate - 0.171) < 0.002)
    #expect(abs(best.regret - (2839.687 - best.gain)) < 0.05)
    #expect(lengths.normalPerArm == nil && lengths.hasEqualShares && lengths.leader == "pitch")
    #expect(lengths.variants == ["pitch", "audit"])
  }

  @Test func `with the budget as the limit no test earns what it costs`() throws {
    let lengths = try #require(try Self.design(Self.plan(limit: .budget)).lengths)
    let best = try #require(lengths.lengths.first)
    #expect(best.kind == .profit && best.total == 0 && best.gain == 0)
    #expect(lengths.lengths.dropFirst().allSatisfy { $0.gain < 0 })
    // A training dearer than what a test can bring ends it as well.
    let training = [CostItem(item: "training", amount: Money(1500), variant: "audit", once: true)]
    let dear = try #require(try Self.design(Self.plan(items: training)).lengths)
    #expect(dear.lengths.first?.total == 0 && dear.onceInTest == 1500)
    let cheap = [CostItem(item: "training", amount: Money(300), variant: "audit", once: true)]
    let worth = try #require(try Self.design(Self.plan(items: cheap)).lengths)
    #expect(abs((try #require(worth.lengths.first { $0.kind == .profit }).gain) - 1041.885) < 0.01)
  }

  @Test func `unequal shares and several challengers have lengths too, the same every time`() throws {
    let uneven = try Self.plan(switching: Money(500), weights: [3, 1])
    let first = try Self.design(uneven)
    let lengths = try #require(first.lengths)
    let best = try #require(lengths.lengths.first { $0.kind == .profit })
    #expect(!lengths.hasEqualShares && abs(best.gain - 1301.087) < 0.02)
    #expect(abs(best.calls[1] - 2040) < 20 && abs(best.calls[0] - 3 * best.calls[1]) <= 2)
    #expect(lengths.lengths.first { $0.kind == .planned }?.calls == [15_000, 5000])
    let three = try Self.plan(switching: Money(500), weights: [1, 1, 1])
    let several = try Self.design(three)
    let own = try #require(several.lengths)
    let length = try #require(own.lengths.first { $0.kind == .profit })
    #expect(abs(length.gain - 3964.573) < 0.05 && abs(length.perArm - 2640) < 20)
    #expect(own.variants == ["pitch", "audit", "story"])
    #expect(own.lengths.first { $0.kind == .planned }?.calls == [6666, 6666, 6666])
    #expect(own.lengths.count == 3 && own.lengths.allSatisfy { $0.regret >= 0 && (0...0.7).contains($0.errorRate) })
    #expect(own.classicalBeyond == nil)
    let four = try #require(try Self.design(Self.plan(weights: [1, 1, 1, 1])).lengths)
    #expect(four.classicalBeyond == 74_236 && four.lengths.map(\.kind) == [.profit, .planned])
    #expect(try Self.design(three) == several)
    #expect(try Self.design(uneven) == first)
  }

  @Test func `the calls of the planned length add up at 29 to 71`() throws {
    var plan = try Self.plan(weights: [29, 71])
    plan.test.length = .calls(28_000)
    let planned = try #require(try Self.design(plan).lengths?.lengths.first { $0.kind == .planned })
    #expect(planned.calls == [8120, 19_880])
  }

  @Test func `where no length is advised it says why`() throws {
    var agents = try Self.plan()
    agents.test.assignment = AssignmentRule(method: .agents, by: [], seed: "s")
    agents.test.unit = .agent
    #expect(try Self.design(agents).lengthsRefusal == .clusters)
    var poor = try Self.plan()
    poor.economics = Economics(opportunityToSale: 0.1)
    #expect(try Self.design(poor).lengthsRefusal == .margin)
    var large = try Self.plan()
    large.rollout?.callsPerMonth = 5_000_000
    #expect(try Self.design(large).lengthsRefusal == .horizon)
    var wide = try Self.plan()
    wide.test.goal.priorSpread = 6
    let refused = try Self.design(wide)
    #expect(refused.lengthsRefusal == .spread && refused.lengths == nil)
    let dear = try Self.plan(
      limit: .budget, items: [CostItem(item: "studio", amount: Money(9000), basis: .month, variant: "audit")])
    #expect(try Self.design(dear).lengthsRefusal == .reach)
    var none = try Self.plan()
    none.rollout = nil
    let silent = try Self.design(none)
    #expect(silent.lengths == nil && silent.lengthsRefusal == nil && silent.payingLifts.isEmpty)
  }
}
