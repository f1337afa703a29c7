import Experiment
import Statistics
import Testing

@testable import Decision

@Suite("Agents who were randomised are what is compared")
struct AgentComparisonTests {
  /// Ten agents, every other one with the challenger, each with their own rate; 14 days.
  private func evidence(rates: [Int]) -> Evidence {
    var tally = Tally()
    for (index, opportunities) in rates.enumerated() {
      let variant = index.isMultiple(of: 2) ? "pitch" : "question"
      let cell = CallCell(calls: 1000, opportunities: opportunities)
      tally.byAgentDay.add(
        cell, to: AgentDayKey(variant: variant, agent: "agent-\(index)", date: Examples.monday))
      tally.byDay.add(cell, to: DayKey(variant: variant, date: Examples.monday))
    }
    return Evidence(tally: tally, lastDay: Examples.monday + 20)
  }

  private func plan() throws -> Plan {
    var plan = try Examples.datedPlan()
    plan.test.unit = .agent
    plan.test.assignment = AssignmentRule(method: .agents, seed: "s")
    return plan
  }

  private let unlike = [10, 20, 20, 35, 30, 45, 40, 62, 50, 68]

  @Test func `the method is the cluster-robust difference by agent`() throws {
    let reading = try check(plan(), evidence(rates: unlike), asOf: Examples.monday + 20)
    let comparison = try #require(reading.comparisons.first)
    let clusters = try BlockedClusterDifference(
      unlike.enumerated().map { index, opportunities in
        BlockedClusterDifference.Cell(
          cluster: index, block: 0, isVariant: !index.isMultiple(of: 2), counts: try Proportion(opportunities, of: 1000)
        )
      })
    #expect(comparison.method == .agentClusters)
    #expect(comparison.p == clusters.test().pValue)
    #expect(comparison.difference == (try clusters.difference()))
  }

  @Test func `unlike agents leave open what calls alone would call shown`() throws {
    let reading = try check(plan(), evidence(rates: unlike), asOf: Examples.monday + 20)
    let comparison = try #require(reading.comparisons.first)
    let naive = try #require(comparison.naive)
    #expect(naive.p < 0.001)
    #expect(try #require(comparison.p) > 0.1)
    #expect(try #require(comparison.designEffect) > 3)
    #expect(!comparison.isSignificant)
    // As much as is known from agents, not from calls.
    #expect(try #require(comparison.probabilityBetter) < 0.97)
  }

  @Test func `the relative effect leaves out nothing just when the difference does`() throws {
    for rates in [unlike, [10, 30, 11, 29, 10, 31, 9, 30, 10, 30]] {
      let comparison = try #require(
        try check(plan(), evidence(rates: rates), asOf: Examples.monday + 20).comparisons.first)
      let difference = try #require(comparison.difference)
      let relative = try #require(comparison.relative)
      #expect((difference.lower > 0) == (relative.lower > 0))
      #expect(relative.lower >= -1)
    }
  }

  @Test func `calls too young to be compared are left out`() throws {
    var young = evidence(rates: unlike)
    let key = AgentDayKey(variant: "question", agent: "agent-1", date: Examples.monday + 15)
    young.tally.byAgentDay.add(CallCell(calls: 1000, opportunities: 900), to: key)
    young.tally.byDay.add(
      CallCell(calls: 1000, opportunities: 900), to: DayKey(variant: "question", date: Examples.monday + 15))
    let old = try check(plan(), evidence(rates: unlike), asOf: Examples.monday + 20)
    #expect(try check(plan(), young, asOf: Examples.monday + 20).comparisons[0].p == old.comparisons[0].p)
  }

  @Test func `one agent in all gives no comparison, and no figure that is not a number`() throws {
    var tally = Tally()
    for variant in ["pitch", "question"] {
      tally.byAgentDay.add(
        CallCell(calls: 10, opportunities: 1), to: AgentDayKey(variant: variant, agent: "a", date: Examples.monday))
      tally.byDay.add(CallCell(calls: 10, opportunities: 1), to: DayKey(variant: variant, date: Examples.monday))
    }
    let reading = try check(
      plan(), Evidence(tally: tally, lastDay: Examples.monday + 20), asOf: Examples.monday + 20)
    #expect(reading.comparisons[0].difference == nil && reading.comparisons[0].p == nil)
    #expect(reading.conclusion.status == .noWinner)
  }

  @Test func `agents drawn in teams are compared inside their teams`() throws {
    var teams = evidence(rates: unlike)
    for index in unlike.indices {
      teams.tally.byAgentStratum.add(
        CallCell(calls: 1000, opportunities: unlike[index]),
        to: AgentStratumKey(
          variant: index.isMultiple(of: 2) ? "pitch" : "question", agent: "agent-\(index)", stratum: "team-\(index / 2)"
        ))
    }
    var plan = try plan()
    plan.test.assignment.by = ["team"]
    let within = try #require(try check(plan, teams, asOf: Examples.monday + 20).comparisons[0].p)
    let across = try #require(try check(self.plan(), teams, asOf: Examples.monday + 20).comparisons[0].p)
    // Each team has one agent of either script, and in each the challenger's does better.
    #expect(within < 0.01 && across > 0.1)
  }
}
