import Statistics
import Testing

@Suite("what any-time tests do, simulated")
struct TwoStreamOperationTests {
  /// Two blocks a day for ten days, at the size at which a fixed test finds +20 % on 3 % with 80 % power.
  static func blocks(_ count: Int = 20, perArm: Int = 13_914) throws -> [TwoStreamBlockSize] {
    try (0..<count).map {
      let trials = perArm * ($0 + 1) / count - perArm * $0 / count
      return try TwoStreamBlockSize(control: trials, variant: trials)
    }
  }

  static func design(alpha: Double = 0.05) throws -> TwoStreamDesign {
    try TwoStreamDesign(alpha: alpha, worth: .lift(0.2), baseRate: 0.03, plannedTrials: (13_914, 13_914))
  }

  @Test("where a fixed test finds the effect in 80 % of cases, reading at any time finds it in 60 to 70 %")
  func power() throws {
    let tests = try Self.design().operation(
      blocks: Self.blocks(), controlRate: 0.03, variantRate: 0.036, replicates: 4000, seed: 3)
    #expect(tests.chanceAbove.value > 0.6 && tests.chanceAbove.value < 0.7)
    #expect(tests.chanceBelow.value < 0.002)
    #expect(tests.expectedTrials.value < 0.85 * 27_828)
  }

  @Test("without an effect each side errs in at most α/2 of tests, and nearly all trials are used")
  func error() throws {
    let tests = try Self.design().operation(
      blocks: Self.blocks(), controlRate: 0.03, variantRate: 0.03, replicates: 4000, seed: 4)
    for side in [tests.chanceAbove, tests.chanceBelow] {
      #expect(side.value <= 0.025 + 3 * side.standardError)
      #expect(side.value > 0.005)
    }
    #expect(tests.expectedTrials.value > 0.97 * 27_828)
  }

  @Test("the chances of two blocks are those of adding up every table", arguments: [0.05, 0.15, 0.3])
  func enumeration(variantRate: Double) throws {
    let design = try TwoStreamDesign(alpha: 0.2, worth: .lift(0.5), baseRate: 0.1, plannedTrials: (40, 30))
    let size = try TwoStreamBlockSize(control: 20, variant: 15)
    var (above, below, trials) = (0.0, 0.0, 0.0)
    func mass(_ k: Int, _ n: Int, _ p: Double) throws -> Double { try Binomial(trials: n, probability: p).mass(k) }
    for a in 0...20 {
      for b in 0...15 {
        let first = try mass(a, 20, 0.1) * mass(b, 15, variantRate)
        var evidence = TwoStreamEvidence(design)
        evidence.add(
          try TwoStreamBlock(controlSuccesses: a, controlTrials: 20, variantSuccesses: b, variantTrials: 15))
        trials += 35 * first
        if evidence.isVariantAbove || evidence.isControlAbove {
          if evidence.isVariantAbove { above += first } else { below += first }
          continue
        }
        trials += 35 * first
        for c in 0...20 {
          for d in 0...15 {
            let both = try first * mass(c, 20, 0.1) * mass(d, 15, variantRate)
            let next = evidence.adding(
              try TwoStreamBlock(controlSuccesses: c, controlTrials: 20, variantSuccesses: d, variantTrials: 15))
            if next.isVariantAbove { above += both } else if next.isControlAbove { below += both }
          }
        }
      }
    }
    let tests = try design.operation(
      blocks: [size, size], controlRate: 0.1, variantRate: variantRate, replicates: 20_000, seed: 5)
    #expect(abs(tests.chanceAbove.value - above) <= 4 * max(tests.chanceAbove.standardError, 1e-4))
    #expect(abs(tests.chanceBelow.value - below) <= 4 * max(tests.chanceBelow.standardError, 1e-4))
    #expect(abs(tests.expectedTrials.value - trials) <= 4 * max(tests.expectedTrials.standardError, 1e-2))
  }

  @Test("a seed gives the same tests again, another seed gives others")
  func determinism() throws {
    func run(_ seed: UInt64) throws -> TwoStreamOperation {
      try Self.design().operation(
        blocks: Self.blocks(), controlRate: 0.03, variantRate: 0.036, replicates: 500, seed: seed)
    }
    #expect(try run(1) == run(1))
    #expect(try run(1) != run(2))
  }

  @Test("a test that need not stop below goes on")
  func oneSided() throws {
    let two = try Self.design().operation(
      blocks: Self.blocks(), controlRate: 0.036, variantRate: 0.03, replicates: 500)
    let one = try Self.design().operation(
      blocks: Self.blocks(), controlRate: 0.036, variantRate: 0.03, stopsBelow: false, replicates: 500)
    #expect(two.chanceBelow.value > 0.5 && one.chanceBelow.value == 0)
    #expect(one.expectedTrials.value > two.expectedTrials.value)
  }

  @Test("standard errors are those of a share and of a mean")
  func standardErrors() throws {
    let tests = try Self.design().operation(
      blocks: Self.blocks(2), controlRate: 0.03, variantRate: 0.036, replicates: 400)
    let share = tests.chanceAbove.value
    #expect(tests.chanceAbove.standardError == (share * (1 - share) / 400).squareRoot())
    let stops = zip(tests.above, tests.below).map { $0 + $1 }
    let figures = [Double](repeating: 7, count: stops[0]) + [Double](repeating: 11, count: 400 - stops[0])
    let mean = figures.reduce(0, +) / 400
    let variance = figures.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 400
    let found = tests.mean(of: [7, 11], otherwise: 11)
    #expect(abs(found.value / mean - 1) < 1e-12)
    #expect(abs(found.standardError / (variance / 400).squareRoot() - 1) < 1e-9)
  }

  @Test("blocks, rates and replicates outside their range are refused")
  func refusals() throws {
    let design = try Self.design()
    let blocks = try Self.blocks()
    #expect(throws: StatisticsError.self) { try TwoStreamBlockSize(control: -1, variant: 3) }
    #expect(throws: StatisticsError.self) { try design.operation(blocks: [], controlRate: 0.1, variantRate: 0.1) }
    #expect(throws: StatisticsError.self) {
      try design.operation(blocks: blocks, controlRate: .nan, variantRate: 0.1)
    }
    #expect(throws: StatisticsError.self) {
      try design.operation(blocks: blocks, controlRate: 0.1, variantRate: 1.1)
    }
    #expect(throws: StatisticsError.self) {
      try design.operation(blocks: blocks, controlRate: 0.1, variantRate: 0.1, replicates: 0)
    }
  }

  @Test("empty blocks and rates of 0 and 1 have an answer")
  func extremes() throws {
    let empty = try TwoStreamBlockSize(control: 0, variant: 0)
    let full = try TwoStreamBlockSize(control: 400, variant: 400)
    let tests = try Self.design().operation(
      blocks: [empty, full, full], controlRate: 0, variantRate: 1, replicates: 10)
    #expect(tests.above[0] == 0 && tests.chanceAbove.value == 1)
    let none = try Self.design().operation(blocks: [empty], controlRate: 0.1, variantRate: 0.2, replicates: 10)
    #expect(none.expectedTrials == none.mean(of: [], otherwise: 0))
  }
}
