import Experiment
import Statistics
import Testing

@testable import Decision

@Suite struct `What past calls say about a plan` {
  private let monday = Examples.monday

  /// Two agents on two days, in two parts of the day; each lead called once but for ten called three times.
  private var tally: Tally {
    var tally = Tally()
    let calls: [(agent: String, day: Int, window: String, calls: Int, opportunities: Int)] = [
      ("anna", 0, "morning", 40, 4), ("anna", 1, "afternoon", 60, 2), ("ben", 0, "afternoon", 50, 1),
      ("ben", 1, "morning", 30, 3), ("ben", 8, "morning", 70, 9),
    ]
    for (index, call) in calls.enumerated() {
      // The scripts of the past say nothing: half the calls lie under another one.
      let variant = index % 2 == 0 ? "a" : "b"
      let cell = CallCell(calls: call.calls, opportunities: call.opportunities)
      tally.byDay.add(cell, to: DayKey(variant: variant, date: monday + call.day, window: call.window))
      tally.byAgentDay.add(cell, to: AgentDayKey(variant: variant, agent: call.agent, date: monday + call.day))
    }
    tally.leads = LeadTable([
      .init(variant: "a", calls: 1, opportunities: 1): .init(leads: 8),
      .init(variant: "b", calls: 1, opportunities: 0): .init(leads: 142),
      .init(variant: "b", calls: 3, opportunities: 0): .init(leads: 8),
      .init(variant: "a", calls: 3, opportunities: 2): .init(leads: 2),
    ])
    for (days, count) in [(0, 60), (1, 30), (2, 9), (5, 1)] {
      tally.delays.add(count, to: DelayKey(variant: "a", date: monday, days: days))
    }
    return tally
  }

  @Test func `past calls contradict a baseline that is off by more than a tenth`() {
    func contradicts(_ opportunities: Int, of calls: Int = 1000) -> Bool {
      DesignHistory(calls: calls, opportunities: opportunities).contradicts(baseline: 0.03)
    }
    #expect(contradicts(34) && contradicts(26) && !contradicts(32) && !contradicts(28) && !contradicts(0, of: 0))
  }

  private func plan(_ goal: Goal) throws -> Plan {
    var plan = try StructuredDesignPlans.leads
    plan.test.goal = goal
    return plan
  }

  @Test func `calls that are too young do not count, and scripts are not told apart`() throws {
    var test = try plan(Goal(within: 5)).test
    test.calling.windows = []
    let past = try DesignHistory(tally, test: test, asOf: monday + 10)
    // The calls of the ninth day have five days from its end, which is not over.
    #expect(past.calls == 180 && past.opportunities == 10)
    #expect(past.dates == monday...(monday + 1))
    #expect(past.agents == 2 && past.callsPerAgentDay == 45)
    let agents = try IntraclassCorrelation([try Proportion(6, of: 100), try Proportion(4, of: 80)])
    #expect(past.byAgent?.correlation == max(0, agents.analysisOfVariance) && past.byAgent?.clusters == 2)
    #expect(past.byAgent?.upperLimit == (try agents.upperLimit(confidence: 0.95)))
    #expect(past.byAgentDay?.clusters == 4 && past.bySlot?.clusters == 4)
    let slots = try IntraclassCorrelation([
      try Proportion(4, of: 40), try Proportion(1, of: 50), try Proportion(3, of: 30), try Proportion(2, of: 60),
    ])
    #expect(abs(try #require(past.bySlot?.correlation) - max(0, slots.analysisOfVariance)) < 1e-14)
  }

  @Test func `leads called again make the variance of the rate as much larger as their squares say`() throws {
    let past = try DesignHistory(tally, test: try plan(Goal()).test, asOf: nil)
    // 160 leads, 180 calls, 12 opportunities: Σ (x − np)², by hand, over 180 p (1 − p).
    let p = 12.0 / 180
    let one = 8 * (1 - p) * (1 - p) + 142 * p * p
    let three = 8 * (3 * p) * (3 * p) + 2 * (2 - 3 * p) * (2 - 3 * p)
    let effect = (one + three) / (180 * p * (1 - p))
    #expect(effect > 1)
    #expect(abs(try #require(past.designEffect) - effect) < 1e-12)
    #expect(past.callsPerLead == 180.0 / 160)
    let size = try #require(try design(plan(Examples.goal), history: past).sizes.first)
    let alone = try #require(try design(plan(Examples.goal)).sizes.first)
    #expect(abs(Double(size.control) / Double(alone.control) - effect) < 1e-3)
  }

  @Test func `leads called once leave the calls independent`() throws {
    var once = tally
    once.leads = LeadTable([
      .init(variant: "a", calls: 1, opportunities: 1): .init(leads: 3),
      .init(variant: "a", calls: 1, opportunities: 0): .init(leads: 90),
    ])
    let past = try DesignHistory(once, test: try plan(Goal()).test, asOf: nil)
    #expect(past.byUnit == nil && past.designEffect == nil)
    #expect(try design(plan(Examples.goal), history: past).sizes == (try design(plan(Examples.goal)).sizes))
  }

  @Test func `opportunities of 99 % come within the delay that is proposed`() throws {
    let past = try DesignHistory(tally, test: try plan(Goal()).test, asOf: monday + 60)
    #expect(past.delay == 2)
  }

  @Test func `a plan without a baseline takes that of the past calls, and says so`() throws {
    let past = try DesignHistory(tally, test: try plan(Goal()).test, asOf: nil)
    let goal = Goal(worthDetecting: .relative(0.2))
    let result = try design(try plan(goal), history: past)
    #expect(result.assumptions.baseline == past.rate && result.assumptions.isBaselineOfHistory)
    #expect(result.history == past)
    #expect(throws: DecisionError.goalMissing(["baseline"])) { try design(try plan(goal)) }
    let stated = try design(try plan(Goal(baseline: 0.03, worthDetecting: .relative(0.2))), history: past)
    #expect(stated.assumptions.baseline == 0.03 && !stated.assumptions.isBaselineOfHistory)
  }

  @Test func `calls without an opportunity say nothing of a correlation`() throws {
    var none = tally
    none.byDay = Margin([DayKey(variant: "a", date: monday): CallCell(calls: 50, opportunities: 0)])
    none.byAgentDay = Margin([
      AgentDayKey(variant: "a", agent: "anna", date: monday): CallCell(calls: 50, opportunities: 0)
    ])
    none.leads = LeadTable([.init(variant: "a", calls: 2, opportunities: 0): .init(leads: 25)])
    let past = try DesignHistory(none, test: try plan(Goal()).test, asOf: nil)
    #expect(past.opportunities == 0 && past.byAgent == nil && past.bySlot == nil && past.byUnit == nil)
  }
}

private enum StructuredDesignPlans {
  static var leads: Plan {
    get throws {
      Plan(
        test: TestProtocol(
          name: "spring-hook", starts: Examples.monday, length: .days(12),
          calling: CallingCalendar(callsPerAgentDay: 80, agents: 40), assignment: AssignmentRule(seed: "s"),
          variants: try Examples.variants(["control", "challenger"]), goal: Examples.goal,
          monitoring: Monitoring(method: .fixed)))
    }
  }
}

extension Examples {
  fileprivate static let goal = Goal(baseline: 0.03, worthDetecting: .relative(0.2), within: 7)
}
