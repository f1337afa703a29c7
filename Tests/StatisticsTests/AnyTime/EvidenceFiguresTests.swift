import Foundation
import Statistics
import Testing

@Suite("evidence in its reference forms")
struct EvidenceFiguresTests {
  private func pairs(_ outcomes: [(Int, Int)], prior: Double) throws -> EProcess {
    try outcomes.reduce(TwoStreamPredictive(prior: try BetaPrior(prior, prior))) { state, pair in
      state.adding(
        try TwoStreamBlock(
          controlSuccesses: pair.1, controlTrials: 1, variantSuccesses: pair.0, variantTrials: 1))
    }.process
  }

  @Test("pairs of trials give the e-values of R's safestats 0.8.7")
  func safestats() throws {
    let late = Array(repeating: (0, 0), count: 15) + Array(repeating: (0, 1), count: 5)
    #expect(agrees(try pairs(late, prior: 0.18).value, 15.5126353711449, within: 1e-12))
    let row = [(0, 0), (0, 0), (0, 1), (0, 0), (1, 1)]
    let many = (0..<40).flatMap { _ in row }
    #expect(agrees(try pairs(many, prior: 0.18).value, 2162.95188687315, within: 1e-12))
    #expect(try pairs(Array(repeating: (0, 0), count: 100), prior: 0.18).value == 1)
  }

  @Test("the always-valid p is the smallest 1/value so far and never rises")
  func pValue() throws {
    #expect(EProcess().pValue == 1)
    let risen = Array(repeating: (1, 0), count: 8)
    let top = try pairs(risen, prior: 0.5)
    let fallen = try pairs(risen + Array(repeating: (0, 1), count: 3), prior: 0.5)
    #expect(agrees(top.pValue, 1 / top.value, within: 1e-12))
    #expect(fallen.value < top.value && fallen.pValue == top.pValue)
    #expect(top.rejects(at: top.pValue * 1.0001) && !top.rejects(at: top.pValue * 0.9999))
  }

  /// Counts, concentration, log e-value at equal shares (closed form of Lindon & Malek 2022, by mpmath to 50 digits).
  static let splits: [([Int], Double, Double)] = [
    ([500, 540], 100, -0.5165725732809757), ([44_700, 45_489], 10_000, 1.9545372374382537),
    ([5000, 5400], 1000, 5.80256574993737),
  ]

  @Test("the split of units gives the closed form, in one wave or in many", arguments: splits)
  func split(counts: [Int], concentration: Double, logValue: Double) throws {
    let start = try SampleRatioEvidence(arms: 2, concentration: concentration)
    let once = try start.adding(counts, shares: [0.5, 0.5])
    #expect(agrees(once.process.logValue, logValue, within: 1e-11))
    let waves = [counts.map { $0 / 3 }, [0, 7], counts.map { $0 - $0 / 3 }]
    let last = zip(waves[2], [0, 7]).map { $0 - $1 }
    let parts = try start.adding(waves[0], shares: [0.5, 0.5]).adding([0, 7], shares: [0.5, 0.5])
      .adding(last, shares: [0.5, 0.5])
    #expect(agrees(parts.process.logValue, logValue, within: 1e-10))
  }

  @Test("with planned shares that change, the expectation is exactly 1: by enumeration")
  func changingShares() throws {
    let plan: [(units: Int, shares: [Double])] = [(6, [0.5, 0.5, 0]), (5, [0.2, 0.7, 0.1]), (4, [0.8, 0.1, 0.1])]
    for concentration in [0.3, 10, 5000] {
      var states = [(try SampleRatioEvidence(arms: 3, concentration: concentration), 1.0)]
      for wave in plan {
        states = try states.flatMap { state, probability in
          try (0...wave.units).flatMap { a in
            try (0...(wave.units - a)).compactMap { b -> (SampleRatioEvidence, Double)? in
              let c = wave.units - a - b
              let first = try Binomial(trials: wave.units, probability: wave.shares[0]).mass(a)
              let second = try Binomial(
                trials: wave.units - a, probability: min(1, wave.shares[1] / (1 - wave.shares[0]))
              ).mass(b)
              guard first * second > 0 else { return nil }
              return (try state.adding([a, b, c], shares: wave.shares), probability * first * second)
            }
          }
        }
      }
      let mean = states.reduce(0) { $0 + $1.1 * $1.0.process.value }
      #expect(agrees(mean, 1, within: 1e-10))
    }
  }

  @Test("a deviation learnt in one wave counts at the shares of the next")
  func carriedOver() throws {
    let start = try SampleRatioEvidence(arms: 2, concentration: 100)
    let skewed = try start.adding([600, 400], shares: [0.5, 0.5])
    // The odds of 3:2 where 1:1 was planned, and then 6:1 where 4:1 is: the same fault.
    let again = try skewed.adding([857, 143], shares: [0.8, 0.2])
    let fresh = try start.adding([857, 143], shares: [0.8, 0.2])
    #expect(again.process.logValue - skewed.process.logValue > fresh.process.logValue)
  }

  @Test("a unit in an arm that was not planned refutes the plan for good")
  func unplanned() throws {
    let state = try SampleRatioEvidence(arms: 2, concentration: 10).adding([3, 1], shares: [1, 0])
    #expect(state.process.value == .infinity && state.process.pValue == 0)
    #expect(try state.adding([5, 5], shares: [0.5, 0.5]).process.pValue == 0)
  }

  @Test("false warnings of the split at 1 % stay under 1 % over a whole test")
  func splitError() throws {
    let root = RandomSource(seed: 9)
    var warned = 0
    for test in 0..<1000 {
      var source = root.split(UInt64(test))
      var state = try SampleRatioEvidence(arms: 2, concentration: 300)
      for day in 0..<14 {
        let share = day < 4 ? 0.2 : 0.5
        let first = source.binomial(200, share)
        try state.add([first, 200 - first], shares: [share, 1 - share])
      }
      if state.process.rejects(at: 0.01) { warned += 1 }
    }
    #expect(warned <= 10 + 10)
    // Three in ten instead of half are found within a day or two.
    let found = try SampleRatioEvidence(arms: 2, concentration: 300).adding([60, 140], shares: [0.5, 0.5])
    #expect(found.process.rejects(at: 0.01))
  }

  @Test("unfit splits are refused with what was read")
  func refusals() throws {
    let state = try SampleRatioEvidence(arms: 2, concentration: 10)
    #expect(throws: StatisticsError.self) { try SampleRatioEvidence(arms: 1, concentration: 10) }
    #expect(throws: StatisticsError.self) { try SampleRatioEvidence(arms: 2, concentration: 0) }
    #expect(throws: StatisticsError.self) { try state.adding([1], shares: [0.5, 0.5]) }
    #expect(throws: StatisticsError.self) { try state.adding([1, -1], shares: [0.5, 0.5]) }
    #expect(throws: StatisticsError.self) { try state.adding([1, 1], shares: [0.5, .nan]) }
    #expect(throws: StatisticsError.outOfRange(name: "sum of the shares", value: 0.75, expected: "1")) {
      try state.adding([1, 1], shares: [0.5, 0.25])
    }
  }
}
