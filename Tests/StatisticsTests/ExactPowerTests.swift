import Statistics
import Testing

@Suite("exact power")
struct ExactPowerTests {
  /// Every table of a small pair of arms.
  static func tables(_ n0: Int, _ n1: Int) throws -> [TwoProportions] {
    try (0...n0).flatMap { x0 in
      try (0...n1).map { x1 in try TwoProportions(control: Proportion(x0, of: n0), variant: Proportion(x1, of: n1)) }
    }
  }

  @Test("a region holds exactly the tables whose p is at most alpha", arguments: DifferenceTest.allCases)
  func region(test: DifferenceTest) throws {
    for (n0, n1) in [(1, 1), (2, 7), (9, 9), (14, 6)] {
      let tables = try Self.tables(n0, n1)
      for alternative in Alternative.allCases {
        let p = tables.map { $0.pValue(test, alternative: alternative) }
        for alpha in [0.01, 0.05, 0.3] {
          let region = try RejectionRegion(
            test, alpha: alpha, alternative: alternative, controlTrials: n0, variantTrials: n1)
          for (table, p) in zip(tables, p) {
            let isRejected = region.contains(
              controlSuccesses: table.control.successes, variantSuccesses: table.variant.successes)
            #expect(isRejected == (p <= alpha), "\(alternative) \(alpha) \(table): \(p)")
          }
        }
      }
    }
  }

  @Test("the power is the sum of the masses of the rejected tables", arguments: DifferenceTest.allCases)
  func sum(test: DifferenceTest) throws {
    let (n0, n1, p0, p1) = (11, 16, 0.12, 0.45)
    let region = try RejectionRegion(test, controlTrials: n0, variantTrials: n1)
    let (control, variant) = try (Binomial(trials: n0, probability: p0), Binomial(trials: n1, probability: p1))
    let wanted = try Self.tables(n0, n1).filter { $0.pValue(test) <= 0.05 }.reduce(0) {
      $0 + control.mass($1.control.successes) * variant.mass($1.variant.successes)
    }
    #expect(agrees(try region.probability(control: p0, variant: p1), wanted, within: 1e-12))
  }

  /// scipy 1.17 p values over all tables; for Barnard and Boschloo levels in fractions, with the supremum on a grid of
  /// 4,001 rates and polished.
  @Test(
    "power by other software",
    arguments: [
      (DifferenceTest.fisher, 40, 25, 0.6114815557956459), (.yates, 40, 25, 0.48193050127046677),
      (.likelihoodRatio, 40, 25, 0.6226062806351115), (.pearson, 40, 25, 0.6222884339998153),
      (.boschloo, 30, 45, 0.63107945831206), (.barnard, 30, 45, 0.631524587898304),
      (.boschloo, 60, 60, 0.8708474055954731), (.barnard, 60, 60, 0.8861754924126162),
    ])
  func figures(test: DifferenceTest, controlTrials: Int, variantTrials: Int, power: Double) throws {
    let region = try RejectionRegion(test, controlTrials: controlTrials, variantTrials: variantTrials)
    #expect(agrees(try region.probability(control: 0.08, variant: 0.3), power, within: 1e-12))
  }

  /// Full enumeration.
  @Test(
    "power of the pooled z test",
    arguments: [
      (0.06, 300, 0.03, 300, 0.42905383605144576), (0.03, 400, 0.03, 200, 0.04940293292773462),
      (0.1, 150, 0.04, 180, 0.5923965420765508),
    ])
  func pooled(variant: Double, variantTrials: Int, control: Double, controlTrials: Int, power: Double) throws {
    let region = try RejectionRegion(.zPooled, controlTrials: controlTrials, variantTrials: variantTrials)
    #expect(agrees(try region.probability(control: control, variant: variant), power, within: 1e-12))
  }

  @Test(
    "at equal rates an exact test rejects no more often than alpha, whatever the rate",
    arguments: [
      DifferenceTest.fisher, .barnard, .boschloo,
    ])
  func size(test: DifferenceTest) throws {
    for (n0, n1) in [(50, 50), (100, 30), (30, 80)] {
      for alternative in Alternative.allCases {
        let region = try RejectionRegion(test, alternative: alternative, controlTrials: n0, variantTrials: n1)
        let size = try region.size()
        #expect(size <= 0.05)
        for rate in [0, 0.001, 0.01, 0.03, 0.2, 0.5, 0.97, 1] {
          #expect(try region.probability(control: rate, variant: rate) <= size)
        }
      }
    }
  }

  @Test("Boschloo is never weaker than Fisher, and Fisher never stronger than its mid-p")
  func order() throws {
    for (n0, n1, p1) in [(80, 80, 0.2), (120, 30, 0.3), (30, 200, 0.15)] {
      func power(_ test: DifferenceTest) throws -> Double {
        try RejectionRegion(test, alternative: .greater, controlTrials: n0, variantTrials: n1)
          .probability(control: 0.05, variant: p1)
      }
      #expect(try power(.boschloo) >= power(.fisher))
      #expect(try power(.fisherMidP) >= power(.fisher))
    }
  }

  @Test("one-sided power grows with the rate, and the sides of a region are those of the exchanged arms")
  func monotone() throws {
    for test in DifferenceTest.allCases {
      let region = try RejectionRegion(test, alternative: .greater, controlTrials: 60, variantTrials: 40)
      let exchanged = try RejectionRegion(test, alternative: .less, controlTrials: 40, variantTrials: 60)
      var last = -1.0
      for rate in stride(from: 0.0, through: 1, by: 0.05) {
        let power = try region.probability(control: 0.1, variant: rate)
        #expect(power >= last)
        #expect((power - (try exchanged.probability(control: rate, variant: 0.1))).magnitude < 1e-12)
        last = power
      }
    }
  }

  @Test(
    "a sample size reaches the power and one trial less does not",
    arguments: DifferenceTest.allCases.filter { $0 != .exactScore })
  func sampleSize(test: DifferenceTest) throws {
    let design = try ExactPower(test, control: 0.05, variantPerControl: 0.5)
    let size = try design.sampleSize(variant: 0.25, power: 0.8)
    #expect(size.power >= 0.8 && size.variant == Int((0.5 * Double(size.control)).rounded()))
    #expect(try design.power(variant: 0.25, controlTrials: size.control) == size.power)
    #expect(try design.power(variant: 0.25, controlTrials: size.control - 1) < 0.8)
  }

  @Test(
    "a detectable rate is detected just so, upwards and downwards",
    arguments: DifferenceTest.allCases.filter { $0 != .exactScore })
  func detectable(test: DifferenceTest) throws {
    let design = try ExactPower(test, control: 0.3)
    for direction in [Alternative.greater, .less] {
      let rate = try #require(try design.detectableRate(controlTrials: 50, power: 0.8, direction: direction))
      #expect((rate > 0.3) == (direction == .greater))
      #expect(agrees(try design.power(variant: rate, controlTrials: 50), 0.8, within: 1e-9))
    }
    #expect(try design.detectableLift(controlTrials: 2, power: 0.8) == nil)
  }

  @Test("exact power approaches the normal one")
  func limit() throws {
    let region = try RejectionRegion(.zPooled, controlTrials: 13_914, variantTrials: 13_914)
    #expect(agrees(try region.probability(control: 0.03, variant: 0.036), 0.8, within: 2e-3))
  }

  @Test("regions and plans that cannot be are refused")
  func refused() throws {
    #expect(throws: StatisticsError.self) { try RejectionRegion(.fisher, controlTrials: 0, variantTrials: 5) }
    #expect(throws: StatisticsError.self) { try RejectionRegion(.fisher, alpha: 0, controlTrials: 5, variantTrials: 5) }
    #expect(throws: StatisticsError.self) { try RejectionRegion(.boschloo, controlTrials: 20_000, variantTrials: 1) }
    let region = try RejectionRegion(.fisher, controlTrials: 5, variantTrials: 5)
    #expect(throws: StatisticsError.self) { try region.probability(control: 1.1, variant: 0) }
    #expect(!region.contains(controlSuccesses: 0, variantSuccesses: 6))
    let upward = try ExactPower(.fisher, control: 0.05, alternative: .greater)
    #expect(throws: StatisticsError.self) { try upward.sampleSize(variant: 0.02, power: 0.8) }
    #expect(throws: StatisticsError.self) { try upward.detectableRate(controlTrials: 50, power: 0.8, direction: .less) }
    #expect(throws: StatisticsError.self) { try ExactPower(.fisher, control: -0.1) }
  }
}
