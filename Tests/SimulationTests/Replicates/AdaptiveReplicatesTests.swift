import Decision
import Experiment
import Simulation
import Testing

@Suite("Replicates whose shares follow results")
struct AdaptiveReplicatesTests {
  private static func plan(adaptive: AdaptiveShares? = AdaptiveShares(rule: .thompson, floor: 0.1)) throws -> Plan {
    var plan = try hookPlan(days: 12, baseline: 0.1, within: 2)
    plan.test.assignment = AssignmentRule(method: .waves, by: ["wave"], seed: "earn", adaptive: adaptive)
    plan.test.goal.worthDetecting = .relative(0.4)
    plan.test.calling.callsPerAgentDay = 20
    plan.test.calling.agents = 10
    plan.rule.and = [.healthy]
    return plan
  }

  @Test("do not depend on the number of threads")
  func threads() throws {
    let plan = try Self.plan()
    let replicates = try AdaptiveReplicates(
      plan: plan, truth: try Truth(parsing: "+40 %", plan: plan), replicates: 20, seed: 2)
    #expect(try replicates.runPlan(threads: 1) == replicates.runPlan(threads: 3))
  }

  @Test("show an effect as often as the design says, and none as seldom", arguments: ["+40 %", "null"])
  func agreesWithDesign(truth: String) throws {
    let plan = try Self.plan()
    let comparison = try #require(try design(plan).adaptive)
    let scenario = truth == "null" ? AdaptiveComparison.Scenario.noEffect : .worthDetecting
    let expected = try #require(comparison.outcomes(scenario)).following
    let replicates = try AdaptiveReplicates(
      plan: plan, truth: try Truth(parsing: truth, plan: plan), replicates: 300, seed: 9)
    let result = try replicates.runPlan()
    let share = result.share(.rollOut(1))
    let error = (expected.chanceAbove * (1 - expected.chanceAbove) / 300).squareRoot()
    // Days differ in rate here and are alike there, which moves power by less than a point.
    #expect(abs(share - expected.chanceAbove) < 4 * error + 0.01)
    #expect(result.share(.unhealthy) < 0.01)
    #expect(result.averageDays == 14)
  }

  @Test("are refused where shares do not follow, and the others where they do")
  func refused() throws {
    let following = try Self.plan()
    let truth = try Truth(parsing: "null", plan: following)
    #expect(throws: CampaignError.sharesFollowResults) {
      try CountLevelReplicates(plan: following, truth: truth, replicates: 10, seed: 1)
    }
    #expect(throws: CampaignError.sharesDoNotFollow) {
      try AdaptiveReplicates(plan: try hookPlan(), truth: truth, replicates: 10, seed: 1)
    }
  }
}
