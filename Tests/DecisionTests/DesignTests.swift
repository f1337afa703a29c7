import Cost
import Decision
import Experiment
import Statistics
import Testing

@Suite struct DesignTests {
  static func plan(
    baseline: Double = 0.03, agents: Int? = nil, pace: Int? = 80, challengers: Int = 1, closed: Set<CivilDate> = []
  ) throws -> Plan {
    let names = ["control"] + (1...challengers).map { "challenger-\($0)" }
    return Plan(
      test: TestProtocol(
        name: "spring-hook", starts: Examples.monday,
        calling: CallingCalendar(closed: closed, callsPerAgentDay: pace, agents: agents),
        assignment: AssignmentRule(seed: "s"), variants: try Examples.variants(names),
        goal: Goal(baseline: baseline, worthDetecting: .relative(0.2), within: 7)))
  }

  @Test(arguments: [(0.03, 13_914), (0.008, 53_486)])
  func `+20 % at 80 % power takes the published calls per arm`(baseline: Double, calls: Int) throws {
    let result = try design(try Self.plan(baseline: baseline))
    let normal = try #require(result.sizes.first { $0.formula == .normal })
    #expect(normal.control == calls && normal.challenger == calls && normal.total == 2 * calls)
  }

  @Test func `forty agents on nine days are just enough`() throws {
    let result = try design(try Self.plan(agents: 40, closed: [Examples.monday + 7]))
    #expect(result.callingDays.count == 9)
    #expect(result.capacity?.control == 14_400)
    guard case .yes(let power) = result.answer else {
      Issue.record("\(result.answer)")
      return
    }
    #expect(power > 0.8 && power < 0.83)
  }

  @Test func `five agents cannot answer in two weeks, they detect +60 % only`() throws {
    let result = try design(try Self.plan(agents: 5, closed: [Examples.monday + 7]))
    #expect(result.capacity?.control == 1800)
    guard case .no(let power, let lift, let days) = result.answer else {
      Issue.record("\(result.answer)")
      return
    }
    #expect(power < 0.25)
    #expect((try #require(lift) * 10).rounded() == 6)
    #expect(days == 70)  // 27,828 calls at 400 a day
  }

  @Test func `planned calls of both scripts add up at 29 to 71`() throws {
    var plan = try Self.plan()
    plan.test.variants = try Variants([
      Variant(name: "control", role: .control, weight: 29), Variant(name: "challenger", weight: 71),
    ])
    plan.test.length = .calls(100_000)
    // 100,000 × 29/100 is 28,999.999… in floating point.
    let capacity = try #require(try design(plan).capacity)
    #expect(capacity.control == 29_000 && capacity.challenger == 71_000)
    // The curve of calls is the control's: at the lift worth detecting it meets the control's calls needed.
    let result = try design(plan)
    let needed = try #require(result.sizes.first { $0.formula == .normal })
    let point = try #require(result.sizeCurve.min { abs($0.lift - 0.2) < abs($1.lift - 0.2) })
    #expect(Int(point.value.rounded(.up)) == needed.control && needed.control < needed.challenger)
    // Agents who keep their script have the same shares of the calls.
    plan.test.unit = .agent
    plan.test.assignment = AssignmentRule(method: .agents, seed: "s")
    plan.test.calling.agents = 40
    let byAgent = try #require(try design(plan).capacity)
    #expect(byAgent.control == 29_000 && byAgent.challenger == 71_000)
  }

  @Test func `without a number of agents the design says how many it takes`() throws {
    let result = try design(try Self.plan())
    #expect(result.answer == .unknownCapacity(agentsNeeded: 35))  // 27,828 / (80 × 10)
    #expect(result.capacity == nil)
  }

  @Test func `more challengers need more calls`() throws {
    let one = try #require(try design(try Self.plan()).sizes.first).control
    let three = try design(try Self.plan(challengers: 3))
    #expect(try #require(three.sizes.first).control > one)
    #expect(three.assumptions.alphaPerComparison == 0.05 / 3)
  }

  @Test func `power grows with the lift and calls fall with it`() throws {
    let result = try design(try Self.plan(agents: 40))
    #expect(result.powerCurve.map(\.value) == result.powerCurve.map(\.value).sorted())
    #expect(abs(try #require(result.powerCurve.first).value - 0.05) < 1e-12)
    #expect(result.sizeCurve.map(\.value) == result.sizeCurve.map(\.value).sorted(by: >))
  }

  @Test func `the test's cost and the smallest lift that pays are in euros`() throws {
    var plan = try Self.plan(agents: 40)
    plan.ledger = Ledger(items: [
      CostItem(item: "salaries", amount: Money(2600), split: .handlingTime),
      CostItem(item: "telephony", amount: Money(micros: 60_000), basis: .call),
      CostItem(item: "training", amount: Money(300), variant: "challenger-1", once: true),
      CostItem(item: "lines", amount: Money(1), basis: .talkHour),
    ])
    plan.economics = Economics(opportunityToSale: 0.125, saleValue: Money(1200), marginPerSale: Money(400))
    plan.rollout = Rollout(callsPerMonth: 60_000, months: 6, switchingCost: Money(1500))
    let result = try design(plan)
    #expect(result.cost?.total == 2600 + 0.06 * 32_000 + 300)
    #expect(result.cost?.unforeseen == ["lines"])
    #expect(abs(try #require(result.payingLift).relative - 1500 / (360_000 * 50 * 0.03)) < 1e-12)
  }

  @Test func `a plan without a goal cannot be designed and says what is missing`() throws {
    #expect(throws: DecisionError.goalMissing(["baseline", "worth-detecting"])) {
      try design(try Examples.undatedPlan(["a", "b"]))
    }
  }
}
