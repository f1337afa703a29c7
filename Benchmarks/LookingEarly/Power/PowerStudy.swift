import Decision
import Experiment
import ProofKit
import Simulation

/// The power that `hooktest design` promises, at the size that it asks for, beside that of simulated tests.
struct PowerStudy: Sendable {
  static let tests = 100_000
  /// Tests that `hooktest design` simulates of any-time readings.
  private static let designTests = 20_000
  /// What simulated power may be away from the promised one.
  static let tolerance = 0.01
  /// What any-time readings are wanted to find where a fixed test finds 80 %.
  static let leastAtAnyTime = 0.6

  let rate: Double
  let method: Monitoring.Method

  static let all = HookTest.rates.flatMap { rate in
    Monitoring.Method.allCases.map { PowerStudy(rate: rate, method: $0) }
  }

  struct Line: Hashable, Sendable {
    /// Calls of both scripts.
    var calls: Int
    /// Chance that the challenger is found, by the design.
    var promised: Double
    var found: Share
    var days: Double
    var promisedDays: Double?
    var method: Monitoring.Method

    /// Whether the simulated power is not the promised one, or that of any-time readings is less than wanted.
    var isMissed: Bool {
      (found.value - promised).magnitude > PowerStudy.tolerance
        || (method == .anytime && found.fallsShort(of: PowerStudy.leastAtAnyTime))
    }
  }

  /// Calls on each of ten days of the size that `design` asks for.
  static func callsPerDay(rate: Double) throws -> Int {
    let needed = try design(HookTest(rate: rate).plan(), simulatedTests: 1).sizes.first { $0.formula == .normal }
    return ((needed?.total ?? 0) + 9) / 10
  }

  func line(tests: Int, stream: UInt64) throws -> Line {
    let monitoring = method == .groupSequential ? HookTest.tenLooks() : Monitoring(method: method)
    var test = HookTest(rate: rate, monitoring: monitoring)
    test.callsPerDay = try Self.callsPerDay(rate: rate)
    let plan = try test.plan()
    let comparison = try design(plan, simulatedTests: min(Self.designTests, tests)).monitoring
    let promise = comparison?.forecast(method)?.outcome(.worthDetecting)
    let simulated = try CountLevelReplicates(
      plan: plan, truth: Truth(parsing: "+20 %", plan: plan), replicates: tests, seed: Replicates.seed &+ stream
    ).runPlan(threads: 2)
    return Line(
      calls: comparison?.maximumCalls ?? 0, promised: promise?.chanceAbove ?? 0,
      found: Share(simulated.share(.rollOut(1)), of: tests), days: simulated.averageDays,
      promisedDays: promise?.expectedDays, method: method)
  }
}
