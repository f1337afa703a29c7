import Decision
import Experiment
import Foundation
import Simulation
import Synchronization
import Testing

@Suite("Delays compared in simulated tests")
struct DelaysWatchTests {
  /// Findings of so many two-week tests at their last reading: 994 calls a day and script, 3 %, a 7-day window.
  private static func findings(means: [Double], replicates: Int) throws -> [HealthFinding] {
    let plan = try hookPlan()
    var truth = try Truth(parsing: "null", plan: plan)
    for (index, mean) in means.enumerated() {
      let law = truth.variants[index].delayToQualification
      truth.variants[index].delayToQualification = law.scaled(by: mean / law.mean)
    }
    let simulation = try CountLevelReplicates(
      plan: plan, truth: truth, calls: 19_880, replicates: replicates, seed: 11)
    let found = Mutex<[HealthFinding]>([])
    _ = simulation.run(onlyOn: []) { evidence, date in
      let finding = DelaysCheck().finding(for: Inspection(test: plan.test, tally: evidence.tally, asOf: date))
      found.withLock { $0.append(finding) }
      return .noWinner(.plannedEnd)
    }
    return found.withLock { $0 }
  }

  @Test("mean delays of 5 against 3 days with a 7-day window are noticed, and the faster script named")
  func noticed() throws {
    let findings = try Self.findings(means: [5, 3], replicates: 40)
    #expect(findings.count == 40)
    let warned = findings.filter { $0.status == .warn }
    #expect(warned.count >= 38)
    for finding in warned {
      guard case .delays(let delays) = finding.detail else { continue }
      #expect(delays.faster == "question" && delays.slower == "pitch")
      #expect(try #require(delays.proposedWithin) > 7)
      let late = delays.arms.compactMap(\.afterWindow)
      #expect(late[0] > late[1])
    }
  }

  @Test("equal delays warn in about 1 % of tests")
  func falseWarnings() throws {
    let warned = try Self.findings(means: [5, 5], replicates: 500).count { $0.status == .warn }
    // 5 expected; three standard deviations more.
    #expect(warned <= 5 + 7)
  }
}
