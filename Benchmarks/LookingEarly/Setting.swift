import Decision
import Experiment
import Simulation
import Statistics

/// A test that is simulated: two weeks of ten calling days, 2,880 calls a day, read ten times.
struct Setting: Sendable {
  /// How the test is read.
  enum Reading: String, CaseIterable, Sendable {
    case fixed
    case groupSequential = "ten planned looks"
    case anytime = "any time"
    case peeking = "p < 0.05 on any day"
  }

  static let replicates = 100_000
  static let seed: UInt64 = 1

  var reading: Reading
  /// Rate of the control.
  var rate: Double
  /// Weights of control and challenger.
  var weights: (control: Double, challenger: Double)
  /// What is true of the challenger, as `hooktest simulate --truth` reads it.
  var truth: String

  private func plan() throws -> Plan {
    let method: Monitoring.Method =
      switch reading {
      case .fixed, .peeking: .fixed
      case .groupSequential: .groupSequential
      case .anytime: .anytime
      }
    return Plan(
      test: TestProtocol(
        name: "looking-early", starts: CivilDate(iso: "2026-03-02"), length: .days(14),
        calling: CallingCalendar(callsPerAgentDay: 72, agents: 40), assignment: AssignmentRule(seed: "s"),
        variants: try Variants([
          Variant(name: "control", role: .control, weight: weights.control),
          Variant(name: "challenger", weight: weights.challenger),
        ]),
        goal: Goal(baseline: rate, worthDetecting: .relative(0.2), within: 7),
        monitoring: Monitoring(method: method, looks: .count(10))),
      rule: DecisionRule(and: [.healthy]))
  }

  /// How all replicates ended.
  func run() throws -> Replication {
    let plan = try plan()
    let replicates = try CountLevelReplicates(
      plan: plan, truth: try Truth(parsing: truth, plan: plan), replicates: Self.replicates, seed: Self.seed)
    return reading == .peeking ? replicates.runCounts { Self.peek($0) } : try replicates.runPlan()
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
