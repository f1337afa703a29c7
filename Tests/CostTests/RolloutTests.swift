import Cost
import Testing

/// The dear winner: A 300 of 10,000 for 4,000 EUR, B 360 of 10,000 for 5,200 EUR, 40 EUR of margin an opportunity.
@Suite struct RolloutTests {
  static func profit(limit: Rollout.Limit, rate: Double, cost: Double, seconds: Double = 90) -> Double {
    let rollout = Rollout(callsPerMonth: 10_000, limit: limit)
    let calls = rollout.callsPerMonth(
      with: CallDemand(cost: cost, handlingSeconds: seconds), control: CallDemand(cost: 0.4, handlingSeconds: 90))
    return calls * (rate * 40 - cost)
  }

  @Test func `when leads are the limit the dear winner earns 9,200 against 8,000`() {
    #expect(abs(Self.profit(limit: .leads, rate: 0.03, cost: 0.4) - 8000) < 1e-9)
    #expect(abs(Self.profit(limit: .leads, rate: 0.036, cost: 0.52) - 9200) < 1e-9)
  }

  @Test func `when the budget is the limit the dear winner earns 7,077 and loses`() {
    #expect(abs(Self.profit(limit: .budget, rate: 0.03, cost: 0.4) - 8000) < 1e-9)
    #expect(Self.profit(limit: .budget, rate: 0.036, cost: 0.52).rounded() == 7077)
  }

  @Test func `when agent hours are the limit longer calls are fewer`() {
    #expect(
      abs(Self.profit(limit: .agentHours, rate: 0.036, cost: 0.4, seconds: 180) - (5000 * 0.036 * 40 - 2000)) < 1e-9)
  }

  @Test func `what a script costs by the month leaves fewer calls of the budget`() {
    let rollout = Rollout(callsPerMonth: 10_000, limit: .budget)
    let control = CallDemand(cost: 0.4, monthlyCost: 200)
    #expect(rollout.callsPerMonth(with: CallDemand(cost: 0.4, monthlyCost: 600), control: control) == 9000)
    #expect(rollout.callsPerMonth(with: CallDemand(cost: 0.5, monthlyCost: 200), control: control) == 8000)
    #expect(rollout.callsPerMonth(with: CallDemand(cost: 0.5, monthlyCost: 9000), control: control) == 0)
  }

  @Test func `a call bears its part of the month; where a month has no call it bears none`() {
    let demand = CallDemand(cost: 0.4, monthlyCost: 600)
    #expect(demand.costPerCall(at: 10_000) == 0.46 && demand.costPerCall(at: 0) == 0.4)
  }

  @Test func `months are paid at roll-out as they are stated, whoever shared them in the test`() {
    let ledger = Ledger(items: [
      CostItem(item: "rent", amount: Money(3100), basis: .month, share: 0.5),
      CostItem(item: "licence", amount: Money(90), basis: .month, variant: "b"),
      CostItem(item: "set-up", amount: Money(50), basis: .month, once: true),
      CostItem(item: "salaries", amount: Money(9)),
    ])
    #expect(ledger.monthlyCost(of: "a", afterTestUntil: nil) == 1550)
    #expect(ledger.monthlyCost(of: "b", afterTestUntil: 100) == 1640)
  }

  @Test func `a month's cost that ends before the test does is not paid at roll-out`() {
    func monthly(_ first: Int?, _ last: Int?) -> Double {
      Ledger(items: [
        CostItem(
          item: "rent", amount: Money(3100), basis: .month,
          period: CostItem.Period(firstDay: first, lastDay: last))
      ]).monthlyCost(of: "a", afterTestUntil: 100)
    }
    #expect(monthly(nil, 99) == 0 && monthly(nil, 100) == 3100)
    #expect(monthly(101, nil) == 3100 && monthly(nil, nil) == 3100)
  }

  @Test func `a lift pays once its margin covers switching and dearer calls`() throws {
    let rollout = Rollout(callsPerMonth: 60_000, months: 6, switchingCost: Money(1500))
    let call = CallDemand(cost: 0.06)
    let lift = try #require(
      rollout.payingLift(of: call, margin: 50, control: call, controlMargin: 50, rate: 0.03))
    #expect(abs(lift * 0.03 * 50 * 360_000 - 1500) < 1e-6)
    #expect(rollout.payingLift(of: call, margin: 0, control: call, controlMargin: 50, rate: 0.03) == nil)
    #expect(rollout.payingLift(of: call, margin: 50, control: call, controlMargin: 50, rate: 0) == nil)
    let cheaper = CallDemand(cost: 0.05)
    let fall = try #require(
      rollout.payingLift(of: cheaper, margin: 50, control: call, controlMargin: 50, rate: 0.03))
    #expect(abs((fall - lift) * 0.03 * 50 + 0.01) < 1e-12)
  }

  /// 7,692 calls of 0.52 instead of 10,000 of 0.40: 7,692 × (1.2 x − 0.52) = 8,000 at x = 1.3 of the control's 3 %.
  @Test func `the dear winner pays from +10 % when leads are the limit and from +30 % when the budget is`() throws {
    func lift(_ limit: Rollout.Limit, seconds: Double? = nil) throws -> Double {
      try #require(
        Rollout(callsPerMonth: 10_000, months: 6, limit: limit).payingLift(
          of: CallDemand(cost: 0.52, handlingSeconds: seconds), margin: 40,
          control: CallDemand(cost: 0.4, handlingSeconds: 90), controlMargin: 40, rate: 0.03))
    }
    #expect(abs(try lift(.leads) - 0.1) < 1e-12)
    #expect(abs(try lift(.budget) - 0.3) < 1e-12)
    // Agent hours tell nothing without handling times; with calls half as long again a third fewer are placed.
    #expect(abs(try lift(.agentHours) - 0.1) < 1e-12)
    #expect(abs(try lift(.agentHours, seconds: 135) - ((8000 * 1.5 / 10_000 + 0.52) / 1.2 - 1)) < 1e-12)
  }
}
