import Decision
import Experiment
import ProofKit
import Simulation
import Statistics

/// How often tests of each method err, or find what is there, in two weeks that are read on ten days.
struct ErrorStudy: Sendable {
  static let tests = 100_000

  /// How a test is read.
  enum Reading: String, CaseIterable, Sendable {
    case fixed
    case groupSequential = "ten planned looks"
    case anytime = "any time"
    case peeking = "p < 0.05 on any day"
  }

  let reading: Reading
  let rate: Double
  let split: HookTest.Split
  /// What is true of the challenger, as `hooktest simulate --truth` reads it.
  var truth = "null"

  static let all = Reading.allCases.flatMap { reading in
    HookTest.rates.flatMap { rate in
      HookTest.Split.allCases.map { ErrorStudy(reading: reading, rate: rate, split: $0) }
    }
  }

  /// How all tests ended.
  func run(tests: Int) throws -> Replication {
    let method: Monitoring.Method =
      switch reading {
      case .fixed, .peeking: .fixed
      case .groupSequential: .groupSequential
      case .anytime: .anytime
      }
    let plan = try HookTest(
      rate: rate, split: split, monitoring: Monitoring(method: method, looks: .count(10)), and: [.healthy]
    ).plan()
    let replicates = try CountLevelReplicates(
      plan: plan, truth: try Truth(parsing: truth, plan: plan), replicates: tests, seed: Replicates.seed)
    return reading == .peeking
      ? replicates.runCounts(threads: 2) { Self.peek($0) } : try replicates.runPlan(threads: 2)
  }

  /// What a reader does who tests the totals anew every day and stops at the first p below 0.05.
  private static func peek(_ counts: MatureCounts) -> Declaration? {
    let (n, m) = (Double(counts.calls[0]), Double(counts.calls[1]))
    let (x, y) = (Double(counts.opportunities[0]), Double(counts.opportunities[1]))
    let pooled = (x + y) / (n + m)
    let error = (pooled * (1 - pooled) * (1 / n + 1 / m)).squareRoot()
    guard error > 0 else { return nil }
    let z = (y / m - x / n) / error
    guard z.magnitude > 1.959963984540054 else { return counts.isLast ? .noWinner : nil }
    return z > 0 ? .rollOut(1) : .keepControl
  }
}
