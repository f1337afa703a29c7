import Decision
import Experiment
import Simulation
import Statistics
import Testing

@Suite("Replicates under the plan's own rule")
struct PlanReplicatesTests {
  /// Plans whose replicates may ask the whole rule.
  enum Asking: String, CaseIterable {
    case threeArms, guardrail, noWindow, threeArmsAtAnyTime, noWindowFixed
  }

  private static func plan(_ asking: Asking) throws -> Plan {
    var plan = try hookPlan(days: 5, within: 3)
    plan.test.monitoring = Monitoring(method: .groupSequential)
    plan.rule.and = [.healthy]
    switch asking {
    case .threeArms, .threeArmsAtAnyTime:
      plan = try hookPlan(
        days: 5,
        variants: [Variant(name: "pitch", role: .control), Variant(name: "question"), Variant(name: "story")],
        within: 3)
      plan.test.monitoring = Monitoring(method: asking == .threeArms ? .groupSequential : .anytime)
    case .guardrail:
      plan.rule.and = [.healthy, .guardrails]
      plan.test.guardrails = [Guardrail(metric: .talkSeconds, worseByAtMost: 0.02)]
    case .noWindow: plan.test.goal.within = nil
    case .noWindowFixed:
      plan.test.goal.within = nil
      plan.test.monitoring = Monitoring()
    }
    return plan
  }

  @Test("end as the whole check ends the same draws, look by look", arguments: Asking.allCases)
  func wholeRule(asking: Asking) throws {
    let plan = try Self.plan(asking)
    let truth = try Truth(parsing: "+60 %", plan: plan)
    let replicates = try CountLevelReplicates(plan: plan, truth: truth, calls: 5_000, replicates: 12, seed: 4)
    let own = try replicates.runPlan()
    let dates = Set(
      try CountsRule(
        plan,
        dates: plan.test.calling.callingDays(
          from: replicates.starts, through: replicates.starts + 4)
      ).readings.map(\.date))
    #expect(dates.isSubset(of: replicates.looks))
    let whole = try replicates.run(onlyOn: dates) { evidence, date in
      try check(plan, evidence, asOf: date).conclusion
    }
    for ending in whole.endingsInOrder { #expect(own.share(ending) == whole.share(ending)) }
    #expect(own.averageDays == whole.averageDays)
    #expect(own.averageCalls == whole.averageCalls)
  }

  @Test("do not depend on the number of threads", arguments: [Monitoring.Method.fixed, .groupSequential, .anytime])
  func threads(method: Monitoring.Method) throws {
    var plan = try hookPlan()
    plan.rule.and = [.healthy]
    plan.test.monitoring = Monitoring(method: method, looks: .count(10))
    let replicates = try CountLevelReplicates(
      plan: plan, truth: try Truth(parsing: "+20 %", plan: plan), calls: 28_000, replicates: 60, seed: 4)
    #expect(try replicates.runPlan(threads: 1) == replicates.runPlan(threads: 3))
  }

  @Test("stop a planned look for a large effect before the end, and a fixed test never")
  func early() throws {
    var plan = try hookPlan()
    plan.rule.and = [.healthy]
    func result(_ method: Monitoring.Method) throws -> Replication {
      plan.test.monitoring = Monitoring(method: method, looks: .count(10))
      return try CountLevelReplicates(
        plan: plan, truth: try Truth(parsing: "+60 %", plan: plan), calls: 28_000, replicates: 100, seed: 4
      ).runPlan()
    }
    #expect(try result(.fixed).averageDays == 21)
    let looks = try result(.groupSequential)
    #expect(looks.averageDays < 17)
    #expect(looks.share(.rollOut(1)) > 0.97)
  }

  @Test(
    "keep the error of either side where nothing differs, and use it, at uneven shares and low rates",
    arguments: [(Monitoring.Method.groupSequential, 0.01, 4.0), (.anytime, 0.06, 0.25)])
  func error(method: Monitoring.Method, rate: Double, weight: Double) throws {
    var plan = try hookPlan(
      variants: [Variant(name: "pitch", role: .control), Variant(name: "question", weight: weight)], baseline: rate)
    plan.rule.and = [.healthy]
    plan.test.monitoring = Monitoring(method: method, looks: .count(10))
    plan.test.goal.worthDetecting = .relative(0.2)
    let runs = 1_500
    let result = try CountLevelReplicates(
      plan: plan, truth: try Truth(parsing: "null", plan: plan), calls: 20_000, replicates: runs, seed: 4
    ).runPlan()
    let limit = 0.025 + 3 * (0.025 * 0.975 / Double(runs)).squareRoot()
    #expect(result.share(.rollOut(1)) < limit)
    #expect(result.share(.keepControl) < limit)
    // A rule that never declares anything would not pass.
    #expect(result.share(.rollOut(1)) + result.share(.keepControl) > 0.005)
  }
}
