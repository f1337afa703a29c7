import Experiment
import Testing

@testable import Decision

@Suite("Waves follow the results before them")
struct WaveTests {
  private func plan(_ by: [String] = ["wave"]) throws -> Plan {
    var plan = try Examples.undatedPlan(["a", "b", "c"], by: by)
    plan.test.assignment.method = .waves
    return plan
  }

  private let counts = Examples.counts([
    ("a", 100, 10, "one"), ("b", 100, 20, "one"), ("c", 100, 11, "one"),
    ("a", 50, 5, "two"), ("b", 200, 44, "two"), ("c", 50, 4, "two"),
  ])

  @Test func `the first wave is shared out alike, and shares sum to one`() throws {
    let waves = try waves(plan(), counts)
    #expect(waves.map(\.wave) == ["one", "two", nil])
    for arm in waves[0].arms { #expect(abs(arm.sampled - 1.0 / 3) < 1e-9) }
    for wave in waves { #expect(abs(wave.arms.reduce(0) { $0 + $1.sampled } - 1) < 1e-12) }
  }

  @Test func `a wave knows the waves before it, and not itself`() throws {
    let whole = try waves(plan(), counts)
    let first = try waves(
      plan(), Examples.counts([("a", 100, 10, "one"), ("b", 100, 20, "one"), ("c", 100, 11, "one")]))
    #expect(first[1].arms.map(\.sampled) == whole[1].arms.map(\.sampled))
    #expect(whole[1].arms[1].probabilityBest > 0.9)
    // p(1 − p): the likely best gets its half, the others what is left.
    let shares = whole[1].arms.map(\.sampled)
    #expect(shares[1] <= 0.5 + 1e-12 && shares[1] > shares[0] && shares[2] > shares[0])
  }

  @Test func `a floor leaves every variant its part`() throws {
    #expect(try waves(plan(), counts, floor: 0.1).allSatisfy { $0.arms.allSatisfy { $0.sampled >= 0.1 - 1e-12 } })
  }

  @Test func `data without waves are refused`() throws {
    #expect(throws: DecisionError.wavesMissing) {
      try waves(try Examples.undatedPlan(["a", "b", "c"], by: ["list"]), counts)
    }
    #expect(throws: DecisionError.wavesMissing) { try waves(plan([]), counts) }
    #expect(throws: DecisionError.wavesMissing) {
      try waves(plan(), Examples.counts([("a", 9, 1, nil), ("b", 9, 1, nil)]))
    }
  }
}
