import Decision
import Experiment
import Foundation
import Simulation
import Statistics
import Synchronization
import Testing

@Suite("Replicates of a test at count level")
struct CountLevelReplicatesTests {
  /// A two-sided pooled z test at the end.
  private static func fixedTest(_ counts: MatureCounts) -> Declaration? {
    guard counts.isLast else { return nil }
    let n = counts.calls.map(Double.init)
    let x = counts.opportunities.map(Double.init)
    let pooled = (x[0] + x[1]) / (n[0] + n[1])
    let error = (pooled * (1 - pooled) * (1 / n[0] + 1 / n[1])).squareRoot()
    let z = (x[1] / n[1] - x[0] / n[0]) / error
    return z > 1.959964 ? .rollOut(1) : z < -1.959964 ? .keepControl : .noWinner
  }

  @Test("declare at the rate the normal approximation predicts, without effect and with one")
  func power() throws {
    let plan = try hookPlan(within: 30)
    for (statement, expected) in [("null", 0.025), ("+20 %", 0.8)] {
      // 13,914 calls a variant have 80 % power for 3 % against 3.6 %, two-sided at 5 %.
      let truth = try Truth(parsing: statement, plan: plan)
      let replicates = try CountLevelReplicates(
        plan: plan, truth: truth, calls: 27_828, replicates: 20_000, seed: 4)
      let result = replicates.runCounts { Self.fixedTest($0) }
      #expect((result.share(.rollOut(1)) - expected).magnitude < 4 * result.standardError(.rollOut(1)) + 0.004)
      #expect(result.replicates == 20_000)
      #expect(result.averageCalls == 27_828)
      // 12 days to the last Friday, 30 until its calls are mature.
      #expect(result.averageDays == 42)
    }
  }

  @Test("follow the product's own rule to the day on which the plan decides")
  func productRule() throws {
    let plan = try hookPlan()
    let replicates = try CountLevelReplicates(
      plan: plan, truth: try Truth(parsing: "+40 %", plan: plan), calls: 14_000, replicates: 60, seed: 4)
    #expect(replicates.looks.last?.description == "2026-03-22")
    // A fixed test concludes nothing before its end, so that earlier looks need not be asked.
    let result = try replicates.run(onlyOn: []) { evidence, date in try check(plan, evidence, asOf: date).conclusion }
    let asked = Mutex(0)
    let few = try CountLevelReplicates(plan: plan, truth: try .realistic(plan), calls: 500, replicates: 3, seed: 4)
    _ = few.run(onlyOn: [few.looks[2]]) { _, date in
      asked.withLock { $0 += 1 }
      #expect(date == few.looks[2] || date == few.looks.last)
      return .keepRunning(.noMatureCalls)
    }
    #expect(asked.withLock { $0 } == 6)
    // 7,000 calls a variant, 3 % against 4.2 %: power 97 % by the usual normal approximation.
    #expect(result.share(.rollOut(1)) > 0.87)
    #expect(result.averageDays > 20)
  }

  @Test("do not depend on the number of threads", arguments: [1, 2, 3, 7])
  func threads(threads: Int) throws {
    let plan = try hookPlan()
    let replicates = try CountLevelReplicates(
      plan: plan, truth: try Truth(parsing: "+20 %", plan: plan), calls: 8_000, replicates: 15, seed: 4)
    #expect(
      replicates.runCounts(threads: threads) { Self.fixedTest($0) }
        == replicates.runCounts(threads: 1) { Self.fixedTest($0) })
    let rule: @Sendable (Evidence, CivilDate) throws -> Conclusion = { evidence, date in
      try check(plan, evidence, asOf: date).conclusion
    }
    #expect(try replicates.run(threads: threads, rule) == replicates.run(threads: 1, rule))
  }

  @Test("have the law of lead-level campaigns without retries, by day and variant")
  func agreement() throws {
    let plan = try hookPlan(days: 3)
    var truth = try Truth(parsing: "pitch=10 %; question=14 %", plan: plan)
    truth.agentSpread = 0
    truth.retries.maximumCalls = 1
    let runs = 300
    let calls = 300
    // Opportunities of a variant within the window over the whole test, as they mature.
    var byLead: [Int] = []
    for seed in 0..<runs {
      // A hash gives the same leads the same variants in every campaign; another seed of the assignment, others.
      var plan = plan
      plan.test.assignment.seed = "seed-\(seed)"
      let rows = Rows(of: try Campaign(plan: plan, truth: truth, calls: calls, seed: UInt64(seed)))
      byLead += [0, 1].map { variant in
        rows.opportunities.filter { opportunity in
          opportunity.assigned == variant
            && opportunity.qualified.date - rows.calls[opportunity.call].started.date <= 7
        }.count
      }
    }
    let counted = Mutex<[Int]>([])
    let history = Mutex<[Int]>([])
    let replicates = try CountLevelReplicates(plan: plan, truth: truth, calls: calls, replicates: runs, seed: 77)
    _ = replicates.runCounts(threads: 1) { counts in
      guard counts.isLast else { return nil }
      counted.withLock { $0 += counts.opportunities }
      return .noWinner
    }
    let last = try #require(replicates.looks.last)
    _ = replicates.run(threads: 1) { evidence, date in
      guard date == last else { return .keepRunning(.noMatureCalls) }
      let totals = plan.test.variants.names.map { name in
        evidence.tally.byDay.total { $0.variant == name }.opportunities
      }
      history.withLock { $0 += totals }
      return .noWinner(.plannedEnd)
    }
    let (fast, slow) = (counted.withLock { $0 }, history.withLock { $0 })
    for variant in 0...1 {
      func own(_ counts: [Int]) -> [Int] { stride(from: variant, to: counts.count, by: 2).map { counts[$0] } }
      #expect(chiSquare(own(byLead), own(fast)) < 30.1)
      #expect(chiSquare(own(byLead), own(slow)) < 30.1)
    }
  }

  /// Homogeneity of two samples of equal size over ten classes of about equal frequency: chi-square with at most 10
  /// degrees of freedom, above 29.6 once in a thousand and above 30.1 less often.
  private func chiSquare(_ first: [Int], _ second: [Int]) -> Double {
    let all = (first + second).sorted()
    let bounds = Array(Set((1..<10).map { all[$0 * all.count / 10] })).sorted()
    func classes(_ sample: [Int]) -> [Double] {
      var counts = [Double](repeating: 0, count: bounds.count + 1)
      for value in sample { counts[bounds.filter { $0 <= value }.count] += 1 }
      return counts
    }
    return zip(classes(first), classes(second)).reduce(0) { sum, pair in
      let total = pair.0 + pair.1
      return total > 0 ? sum + (pair.0 - pair.1) * (pair.0 - pair.1) / total : sum
    }
  }

  @Test("show evidence that is complete, mature as the days pass, and never shrinks")
  func evidence() throws {
    let plan = try hookPlan(days: 5)
    let replicates = try CountLevelReplicates(
      plan: plan, truth: try .realistic(plan), calls: 5_000, replicates: 1, seed: 4)
    let seen = Mutex<[(calls: Int, opportunities: Int, mature: Int, units: Int)]>([])
    _ = replicates.run(threads: 1) { evidence, date in
      let total = evidence.tally.byDay.total()
      let mature = plan.test.variants.names.reduce(0) { $0 + evidence.tally.leads.leads(of: $1) }
      let units = evidence.tally.units.counts.values.reduce(0, +)
      seen.withLock { $0.append((total.calls, total.opportunities, mature, units)) }
      return .keepRunning(.noMatureCalls)
    }
    let looks = seen.withLock { $0 }
    #expect(looks.count == replicates.looks.count)
    #expect(replicates.looks.first?.description == "2026-03-09")
    #expect(looks.map(\.mature) == [1_000, 2_000, 3_000, 4_000, 5_000])
    #expect(looks.allSatisfy { $0.calls == 5_000 && $0.units == 5_000 })
    #expect(zip(looks, looks.dropFirst()).allSatisfy { $0.opportunities <= $1.opportunities })
  }

  @Test("pass on what the rule throws, for the first replicate that fails")
  func failure() throws {
    struct Broken: Error, Equatable {}
    let plan = try hookPlan()
    let replicates = try CountLevelReplicates(
      plan: plan, truth: try .realistic(plan), calls: 100, replicates: 10, seed: 4)
    #expect(throws: Broken()) {
      try replicates.run { _, _ throws(Broken) in throw Broken() }
    }
  }

  @Test("are written under the contract's names")
  func json() throws {
    let plan = try hookPlan()
    let replicates = try CountLevelReplicates(
      plan: plan, truth: try Truth(parsing: "+20 %", plan: plan), calls: 10_000, replicates: 50, seed: 4)
    let data = try JSONEncoder().encode(replicates.runCounts { Self.fixedTest($0) })
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(
      Set(object.keys) == ["replicates", "truth", "declared", "averageCalls", "averageDays", "standardErrors"])
    let declared = try #require(object["declared"] as? [String: Double])
    #expect(Set(declared.keys) == ["question", "keep-control", "none", "unhealthy"])
    #expect((declared.values.reduce(0, +) - 1).magnitude < 1e-12)
    #expect(object["truth"] as? [String: Double] == ["pitch": 0.03, "question": 0.036])
  }

  @Test(
    "refuse designs whose leads are not independent",
    arguments: [AssignmentRule.Method.agents, .switchback, .agentsCrossOver])
  func refusals(method: AssignmentRule.Method) throws {
    let plan = try hookPlan(method: method)
    let truth = try Truth.realistic(plan)
    #expect(throws: CampaignError.self) {
      try CountLevelReplicates(plan: plan, truth: truth, calls: 100, replicates: 1, seed: 1)
    }
  }
}
