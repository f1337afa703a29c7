import Statistics
import Testing

/// Error rates over every table of two small arms, each asked through the public interface; the whole grid is
/// enumerated by `make proof`.
@Suite("error rates, enumerated")
struct ProofTests {
  /// How often something happens when variant and control have these rates; what is left out, below 1e-9, counts.
  private func share(
    _ variant: (trials: Int, rate: Double), _ control: (trials: Int, rate: Double),
    of isWanted: (TwoProportions) throws -> Bool
  ) throws -> Double {
    func masses(_ trials: Int, _ rate: Double) throws -> [Double] {
      let law = try Binomial(trials: trials, probability: rate)
      let last = (0...trials).first { law.survival($0) < 5e-10 } ?? trials
      return (0...last).map(law.mass)
    }
    let (m1, m0) = (try masses(variant.trials, variant.rate), try masses(control.trials, control.rate))
    var outside = 1.0
    for x1 in m1.indices {
      for x0 in m0.indices where try !isWanted(comparison((x1, variant.trials), (x0, control.trials))) {
        outside -= m1[x1] * m0[x0]
      }
    }
    return outside
  }

  /// Arms variant v control with a common rate, and how often the default rule calls the variant better and worse at 2.5 %
  /// a side.
  static let ruleSizes: [((Int, Int), Double, better: Double, worse: Double)] = [
    ((20, 80), 0.06, 0.02444586, 0.00007947), ((33, 67), 0.06, 0.02381687, 0.00623918),
    ((48, 12), 0.3, 0.01290995, 0.01377536),
    ((30, 30), 0.2, 0.02281755, 0.02281755),
  ]

  @Test("the default rule errs on each side as often as was enumerated, and within 3 %", arguments: ruleSizes)
  func sizeOfRule(trials: (Int, Int), rate: Double, better: Double, worse: Double) throws {
    let (variant, control) = ((trials: trials.0, rate: rate), (trials: trials.1, rate: rate))
    // A variant below the control is never called better; asking p of every table would only take longer.
    let isBetter = try share(variant, control) {
      $0.observedDifference > 0 && $0.primaryPValue(alternative: .greater) <= 0.025
    }
    let isWorse = try share(variant, control) {
      $0.observedDifference < 0 && $0.primaryPValue(alternative: .less) <= 0.025
    }
    #expect(isBetter <= 0.03 && isWorse <= 0.03 && isBetter + isWorse <= 0.052)
    #expect((isBetter - better).magnitude <= 1e-6)
    #expect((isWorse - worse).magnitude <= 1e-6)
  }

  @Test(
    "the intervals of the default rule hold a true lift in 95 % of the experiments, or all but",
    arguments: [((20, 30), 0.06, 0.072), ((60, 40), 0.03, 0.06), ((30, 60), 0.2, 0.24)])
  func coverageOfRule(trials: (Int, Int), base: Double, rate: Double) throws {
    let (variant, control) = ((trials: trials.0, rate: rate), (trials: trials.1, rate: base))
    let difference = try share(variant, control) { !(try $0.primaryHolds(difference: rate - base)) }
    let ratio = try share(variant, control) { !(try $0.primaryHolds(ratio: rate / base)) }
    #expect(difference <= 0.052)
    #expect(ratio <= 0.052)
  }

  @Test(
    "exact tests never err more often than they say, on either side",
    arguments: [DifferenceTest.fisher, .barnard, .boschloo, .exactScore], [0.06, 0.3])
  func exactSizes(test: DifferenceTest, rate: Double) throws {
    for trials in [(7, 21), (21, 7)] {
      let (variant, control) = ((trials: trials.0, rate: rate), (trials: trials.1, rate: rate))
      let better = try share(variant, control) {
        $0.observedDifference > 0 && $0.pValue(test, alternative: .greater) <= 0.025
      }
      let either = try share(variant, control) { $0.pValue(test) <= 0.05 }
      #expect(better <= 0.025)
      #expect(either <= 0.05)
    }
  }

  @Test("the score pair alone errs more than 8 % on one side where counts are sparse and arms unequal")
  func scorePairInSparseCells() throws {
    let (variant, control) = ((trials: 20, rate: 0.01), (trials: 80, rate: 0.01))
    let better = try share(variant, control) { $0.pValue(.nMinusOne, alternative: .greater) <= 0.025 }
    let rule = try share(variant, control) { $0.primaryPValue(alternative: .greater) <= 0.025 }
    #expect(better > 0.08)
    #expect(rule <= 0.025)
  }

  @Test("exact intervals hold the truth in at least 95 % of the experiments", arguments: [0.03, 0.2])
  func exactCoverage(rate: Double) throws {
    let (variant, control) = ((trials: 25, rate: 1.2 * rate), (trials: 40, rate: rate))
    let odds = variant.rate / (1 - variant.rate) * ((1 - rate) / rate)
    #expect(try share(variant, control) { !(try $0.oddsRatio(.exactConditional).contains(odds)) } <= 0.05)
    #expect(try share(variant, control) { !(try $0.control.interval(.clopperPearson).contains(rate)) } <= 0.05)
    #expect(
      try share(variant, control) { table in
        !table.exactReaches(difference: 0.2 * rate, tail: 0.025)
          || !table.exchanged.exactReaches(difference: -0.2 * rate, tail: 0.025)
      } <= 0.05)
  }

  @Test("asking whether a value is held gives what the whole interval gives")
  func containment() throws {
    for (x1, x0) in [(3, 2), (7, 1), (0, 6), (9, 4)] {
      let table = try comparison((x1, 30), (x0, 45))
      let (difference, ratio) = (try table.difference(.exactScore), try table.ratio(.exactScore))
      for value in [-0.2, -0.05, 0.03, 0.1, 0.25] {
        let isHeld =
          table.exactScoreReaches(difference: value, tail: 0.025)
          && table.exchanged.exactScoreReaches(difference: -value, tail: 0.025)
        #expect(isHeld == difference.contains(value))
      }
      for value in [0.2, 0.8, 1.5, 6, 40] {
        let isHeld =
          table.exactScoreReaches(ratio: value, tail: 0.025)
          && table.exchanged.exactScoreReaches(ratio: 1 / value, tail: 0.025)
        #expect(isHeld == ratio.contains(value))
      }
    }
  }
}

extension TwoProportions {
  /// Whether the default interval of the difference holds a value.
  fileprivate func primaryHolds(difference value: Double) throws -> Bool {
    guard primaryPair == .exactScore else { return try difference(.miettinenNurminen).contains(value) }
    return exactScoreReaches(difference: value, tail: 0.025)
      && exchanged.exactScoreReaches(difference: -value, tail: 0.025)
  }

  /// Whether the default interval of the ratio holds a value.
  fileprivate func primaryHolds(ratio value: Double) throws -> Bool {
    guard primaryPair == .exactScore else { return try ratio(.miettinenNurminen).contains(value) }
    return exactScoreReaches(ratio: value, tail: 0.025) && exchanged.exactScoreReaches(ratio: 1 / value, tail: 0.025)
  }
}
