import Experiment
import Statistics
import Testing

@testable import Decision

@Suite struct `Designs by agent and by half-day` {
  static func plan(
    _ unit: RandomisationUnit, _ method: AssignmentRule.Method, agents: Int? = 40, pace: Int? = 80, days: Int = 12,
    lift: Double = 0.2, names: [String] = ["control", "challenger"]
  ) throws -> Plan {
    Plan(
      test: TestProtocol(
        name: "spring-hook", starts: Examples.monday, length: .days(days),
        calling: CallingCalendar(callsPerAgentDay: pace, agents: agents), unit: unit,
        assignment: AssignmentRule(method: method, seed: "s"), variants: try Examples.variants(names),
        goal: Goal(baseline: 0.03, worthDetecting: .relative(lift), within: 7), monitoring: Monitoring(method: .fixed)))
  }

  static let kinds: [(RandomisationUnit, AssignmentRule.Method, DesignStructure.Kind)] = [
    (.agent, .agents, .agents), (.agent, .agentsCrossOver, .agentsCrossOver), (.slot, .switchback, .switchback),
  ]

  @Test func `agents who keep their script are judged by the power of agents, not of calls`() throws {
    let result = try design(try Self.plan(.agent, .agents))
    let structure = try #require(result.structure)
    #expect(structure.kind == .agents && structure.clusters == 40 && structure.callsPerCluster == 800)
    // Rates of agents that vary by 25 % of the baseline: the variance (0.25 p)² over p (1 − p).
    #expect(structure.correlation.source == .assumed(variation: 0.25))
    #expect(abs(structure.correlation.value - 0.0625 * 0.03 / 0.97) < 1e-15)
    let law = try ClusterPower(
      control: 0.03, callsPerCluster: 800, intraclassCorrelation: structure.correlation.value,
      variantCorrelation: .sameVariation)
    #expect(structure.power == (try law.power(variant: 0.036, clusters: 40)))
    #expect(structure.clustersNeeded == (try law.clusters(variant: 0.036, power: 0.8)))
    #expect(structure.degreesOfFreedom == 38)
    guard case .no(let power, let lift, _) = result.answer else {
      Issue.record("\(result.answer)")
      return
    }
    #expect(power == structure.power && power < 0.65)
    #expect(result.capacity?.power == power && result.capacity?.detectableLift == lift)
    // As independent calls these would do.
    let independent = try design(try Self.plan(.lead, .hashed))
    #expect(independent.structure == nil)
    #expect(try #require(independent.capacity).power > 0.84)
  }

  @Test func `agents who use both scripts show more than agents who keep one`() throws {
    let parallel = try #require(try design(try Self.plan(.agent, .agents)).structure)
    let crossed = try #require(try design(try Self.plan(.agent, .agentsCrossOver)).structure)
    #expect(crossed.kind == .agentsCrossOver && crossed.slots == 20)
    #expect(try #require(crossed.power) > 0.8)
    #expect(try #require(parallel.power) < 0.65)
    #expect(try #require(crossed.clustersNeeded) < (try #require(parallel.clustersNeeded)))
  }

  @Test func `a switchback of two weeks has twenty half-days, ten of which each come twice`() throws {
    let structure = try #require(try design(try Self.plan(.slot, .switchback)).structure)
    #expect(structure.clusters == 20 && structure.callsPerCluster == 1600 && structure.degreesOfFreedom == 9)
    #expect(structure.correlation.source == .assumed(variation: 0.1))
    #expect(try #require(structure.power) < 0.8)
  }

  @Test func `callbacks that follow the slot hide part of the effect, which the plan allows for`() throws {
    var plan = try Self.plan(.slot, .switchback, lift: 0.3)
    let kept = try #require(try design(plan).structure)
    #expect(kept.callbacks == nil)
    plan.test.assignment.slots.callbacks = .followSlot
    let unknown = try #require(try design(plan).structure)
    #expect(unknown.callbacks == CallbackDilution(callsPerLead: nil, slotsOfWeek: 10))
    #expect(unknown.callbacks?.effectShare == nil && unknown.power == kept.power)
    let history = DesignHistory(calls: 10_000, opportunities: 300, callsPerLead: 1.3)
    let known = try #require(try design(plan, history: history).structure)
    // Of 1.3 calls one hears the script it counts for, and 0.3 hear it in 4 of the 9 other half-days.
    let share = (1 + 0.3 * (4.0 / 9 - 5.0 / 9)) / 1.3
    #expect(abs(try #require(known.callbacks?.effectShare) - share) < 1e-12)
    #expect(try #require(known.power) < (try #require(kept.power)))
    #expect(try #require(known.clustersNeeded) > (try #require(kept.clustersNeeded)))
    plan.test.assignment.slots.callbacks = .keepScript
    #expect(try #require(try design(plan, history: history).structure).callbacks == nil)
  }

  @Test func `a correlation measured at another rate is brought to the baseline`() throws {
    let plan = try Self.plan(.agent, .agents)
    let agents = DesignHistory.Clustering(clusters: 38, meanSize: 900, sizeVariation: 0, correlation: 0.004)
    // Rates that vary by the same share: ρ goes with the odds, here of 6 % and 3 %.
    let history = DesignHistory(calls: 34_200, opportunities: 2052, byAgent: agents)
    let structure = try #require(try design(plan, history: history).structure)
    let odds = (0.03 / 0.97) / (0.06 / 0.94)
    #expect(abs(structure.correlation.value - 0.004 * odds) < 1e-12)
  }

  @Test(arguments: kinds)
  func `the clusters needed are enough, and one less is not`(
    unit: RandomisationUnit, method: AssignmentRule.Method, kind: DesignStructure.Kind
  ) throws {
    let needed = try #require(try design(try Self.plan(unit, method)).structure?.clustersNeeded)
    func power(_ clusters: Int) throws -> Double {
      // Half-days come two a day, and agents as they are.
      let plan = try Self.plan(unit, method)
      let cluster = try #require(ClusterPlan(try TestPlanner(plan)))
      var size = try #require(cluster.planned)
      size.clusters = clusters
      return try cluster.power(variant: 0.036, at: size)
    }
    #expect(try power(needed) >= 0.8)
    #expect(try power(needed - 1) < 0.8)
  }

  @Test(arguments: kinds)
  func `the calling days needed are the first that reach the wished power`(
    unit: RandomisationUnit, method: AssignmentRule.Method, kind: DesignStructure.Kind
  ) throws {
    let result = try design(try Self.plan(unit, method, agents: 30, lift: 0.25))
    guard case .no(_, _, let days?) = result.answer else { return }
    // Five calling days a week from a Monday.
    func power(_ days: Int) throws -> Double {
      let (weeks, rest) = (days - 1).quotientAndRemainder(dividingBy: 5)
      let longer = try design(try Self.plan(unit, method, agents: 30, days: 7 * weeks + rest + 1, lift: 0.25))
      return try #require(longer.structure?.power)
    }
    #expect(try power(days) >= 0.8)
    #expect(try power(days - 1) < 0.8)
  }

  @Test func `no time makes up for four agents who keep their script`() throws {
    let result = try design(try Self.plan(.agent, .agents, agents: 4))
    guard case .no(_, _, let days) = result.answer else {
      Issue.record("\(result.answer)")
      return
    }
    #expect(days == nil)
    #expect(try #require(result.structure?.clustersNeeded) > 40)
  }

  @Test func `two agents can show nothing, which is an answer`() throws {
    let result = try design(try Self.plan(.agent, .agents, agents: 2))
    #expect(result.structure?.power == 0 && result.structure?.detectableRate == nil)
    #expect(result.answer == .no(power: 0, detectableLift: nil, callingDaysNeeded: nil))
  }

  @Test func `without a number of agents the design says how many it takes`() throws {
    let known = try #require(try design(try Self.plan(.agent, .agents)).structure?.clustersNeeded)
    let result = try design(try Self.plan(.agent, .agents, agents: nil))
    #expect(result.answer == .unknownCapacity(agentsNeeded: known))
    #expect(result.structure?.clusters == nil && result.capacity == nil)
    let slots = try design(try Self.plan(.slot, .switchback, agents: nil))
    #expect(slots.answer == .unknownCapacity(agentsNeeded: nil) && slots.sizes.isEmpty)
  }

  @Test func `with three scripts only the agents of two are compared`() throws {
    let structure = try #require(
      try design(try Self.plan(.agent, .agents, agents: 60, names: ["control", "a", "b"])).structure)
    #expect(structure.clusters == 60 && structure.degreesOfFreedom == 38)
  }

  @Test func `what a call log says takes the place of what is assumed`() throws {
    let plan = try Self.plan(.agent, .agents)
    let alike = DesignHistory.Clustering(clusters: 38, meanSize: 900, sizeVariation: 0, correlation: 0)
    let history = DesignHistory(calls: 34_200, opportunities: 1026, byAgent: alike)
    let structure = try #require(try design(plan, history: history).structure)
    #expect(structure.correlation == DesignStructure.Correlation(value: 0, source: .history(clusters: 38)))
    #expect(try #require(structure.power) > 0.8)
    var uneven = history
    uneven.byAgent?.sizeVariation = 0.8
    uneven.byAgent?.correlation = 0.002
    let worse = try #require(try design(plan, history: uneven).structure)
    #expect(worse.sizeVariation == 0.8)
    #expect(try #require(worse.power) < 0.6)
  }

  @Test func `reading at the end has the power of the clusters, and Student's bound`() throws {
    let result = try design(try Self.plan(.agent, .agents))
    let monitoring = try #require(result.monitoring)
    let fixed = try #require(monitoring.forecasts.first)
    let seen = try #require(fixed.outcome(.worthDetecting))
    let none = try #require(fixed.outcome(.noEffect))
    #expect(abs(seen.chanceAbove + seen.chanceBelow - (try #require(result.structure?.power))) < 1e-12)
    #expect(abs(none.chanceAbove - 0.025) < 1e-12 && abs(none.chanceBelow - 0.025) < 1e-12)
    #expect(abs(monitoring.fixedBoundary - 2.0243941639119702) < 1e-9)  // t of 38 degrees of freedom, 97.5 %
  }

  @Test(arguments: kinds, [1, 2, 3, 100])
  func `hardly any calls make no fault`(
    kind: (RandomisationUnit, AssignmentRule.Method, DesignStructure.Kind), calls: Int
  ) throws {
    var plan = try Self.plan(kind.0, kind.1, agents: 40)
    plan.test.length = .calls(calls)
    plan.test.calling.callsPerAgentDay = 1
    let power = try #require(try design(plan).structure?.power)
    #expect(power >= 0 && power < 0.2)
  }
}
