import Foundation
import Statistics
import Testing

@Suite("intervals and curves that hold at all times")
struct AnyTimeIntervalTests {
  /// Successes, trials, tuned at, lower, upper (confseq 0.0.11).
  static let bernoulli: [(Int, Int, Double, Double, Double)] = [
    (30_000, 1_000_000, 100_000, 0.029449833231515177, 0.03055585309689178), (0, 1, 100, 0, 1),
    (1, 10, 100, 0, 0.687237737318765), (300, 10_000, 5000, 0.025029618522189587, 0.035480634849446614),
    (0, 1000, 500, 0, 0.003630718780597064), (1000, 1000, 500, 0.9963692812193585, 1),
    (0, 50, 100, 0, 0.09298081260550362),
  ]

  @Test("one arm's interval agrees with the authors' software", arguments: bernoulli)
  func oneArm(successes: Int, trials: Int, tunedAt: Double, lower: Double, upper: Double) throws {
    let interval = try BernoulliSequence(tunedAt: tunedAt).interval(Proportion(successes, of: trials))
    #expect(agrees(interval.lower, lower, within: 1e-9) && agrees(interval.upper, upper, within: 1e-9))
  }

  @Test("one arm's rate is ever missed with probability at most α: exact, by following every count")
  func oneArmError() throws {
    for (rate, alpha, tunedAt) in [(0.3, 0.2, 10.0), (0.05, 0.1, 40), (0.5, 0.05, 3)] {
      let sequence = try BernoulliSequence(alpha: alpha, tunedAt: tunedAt)
      // Probability of each count among paths whose intervals have all held the rate.
      var kept = [1.0]
      var missed = 0.0
      for trials in 1...70 {
        var next = [Double](repeating: 0, count: trials + 1)
        for (successes, probability) in kept.enumerated() {
          next[successes] += probability * (1 - rate)
          next[successes + 1] += probability * rate
        }
        for successes in next.indices where next[successes] > 1e-12 {
          if try !sequence.interval(Proportion(successes, of: trials)).contains(rate) {
            missed += next[successes]
            next[successes] = 0
          }
        }
        kept = next
      }
      #expect(missed <= alpha)
      #expect(missed > 0.05 * alpha)
    }
  }

  /// Intrinsic time, sides, height; α 5 %, tuned at 100 (confseq 0.0.11).
  static let curve: [(Double, Sides, Double)] = [
    (10_000, .two, 356.16410409188995), (10, .one, 11.492681796253237), (1, .two, 9.084379437310579),
    (1e6, .two, 4156.13570796461), (10, .two, 12.1907531463415), (100, .one, 27.660708830694603),
  ]

  @Test("the normal curve agrees with the authors' software", arguments: curve)
  func boundary(time: Double, sides: Sides, height: Double) throws {
    #expect(agrees(try NormalMixtureBoundary(sides: sides, tunedAt: 100).value(at: time), height, within: 1e-12))
  }

  @Test("the curve is lowest, in standard deviations, near the time it is tuned at", arguments: [Sides.one, .two])
  func tuning(sides: Sides) throws {
    let here = try NormalMixtureBoundary(alpha: 0.01, sides: sides, tunedAt: 300).value(at: 300)
    for other in [60.0, 1500] {
      #expect(try NormalMixtureBoundary(alpha: 0.01, sides: sides, tunedAt: other).value(at: 300) > here)
    }
    #expect(throws: StatisticsError.self) { try NormalMixtureBoundary(alpha: 0.5, sides: .one, tunedAt: 1) }
    #expect(throws: StatisticsError.self) { try NormalMixtureBoundary(tunedAt: 1).value(at: -1) }
  }

  /// Variant, control, α, estimate, lower, upper; tuned at 5,000 (gbstats 0.8.0 and the paper's formula).
  static let asymptotic: [((Int, Int), (Int, Int), Double, Double, Double)] = [
    ((538, 12_457), (853, 24_160), 0.01, -0.0002003213334733564, 0.015964875904508978),
    ((70, 1000), (50, 1000), 0.05, -0.013147403044727057, 0.053147403044727065),
    ((20, 1000), (1, 1000), 0.05, 0.004822378345998194, 0.0331776216540018),
    ((4, 80), (40, 800), 0.05, -0.08771786617051923, 0.08771786617051923),
  ]

  @Test("the asymptotic interval agrees with the paper", arguments: asymptotic)
  func asymptoticDifference(
    variant: (Int, Int), control: (Int, Int), alpha: Double, lower: Double, upper: Double
  ) throws {
    let interval = try AsymptoticSequence(alpha: alpha, tunedAt: 5000).difference(comparison(variant, control))
    #expect(agrees(interval.lower, lower, within: 1e-12) && agrees(interval.upper, upper, within: 1e-12))
  }

  @Test("the asymptotic multiplier is least near its tuning and above that of a single look")
  func asymptoticMultiplier() throws {
    let tuned = try AsymptoticSequence(tunedAt: 20_000).multiplier(units: 20_000)
    #expect(tuned > 1.96)
    for other in [4000.0, 100_000] {
      #expect(try AsymptoticSequence(tunedAt: other).multiplier(units: 20_000) > tuned)
    }
    let money = try AsymptoticSequence(tunedAt: 20_000).interval(estimate: 3, standardError: 2, units: 20_000)
    #expect(agrees(money.upper - money.value, 2 * tuned, within: 1e-14))
    #expect(
      try AsymptoticSequence(tunedAt: 9).interval(estimate: 3, standardError: .infinity, units: 2).upper == .infinity)
    #expect(throws: StatisticsError.self) {
      try AsymptoticSequence(tunedAt: 9).interval(estimate: .nan, standardError: 1, units: 2)
    }
  }

  @Test("the asymptotic interval on leads called once is that of the rates, but for n/(n − 1)")
  func asymptoticLeads() throws {
    func arm(_ successes: Int, _ leads: Int) throws -> RatioOfSums.Arm {
      try RatioOfSums.Arm([
        .init(trials: 1, successes: 1, units: successes), .init(trials: 1, successes: 0, units: leads - successes),
      ])
    }
    let sequence = try AsymptoticSequence(tunedAt: 20_000)
    let leads = try sequence.difference(RatioOfSums(control: arm(300, 10_000), variant: arm(360, 10_000)))
    let rates = try sequence.difference(comparison((360, 10_000), (300, 10_000)))
    #expect(agrees(leads.upper - leads.lower, rates.upper - rates.lower, within: 1e-4))
  }

  @Test("the mixture likelihood ratio follows its formula, also where its value overflows")
  func mixtureTest() throws {
    func ratio(_ trials: Double, _ mixing: Double, _ variance: Double, _ effect: Double) throws -> Double {
      try MixtureSequentialTest(mixingVariance: mixing, variance: variance)
        .logLikelihoodRatio(effect: effect, trials: trials)
    }
    #expect(agrees(exp(try ratio(1000, 1e-4, 0.05, 0.01)), 1.1245247729127148, within: 1e-13))
    #expect(agrees(exp(try ratio(100, 1e-3, 0.06, 0.03)), 0.9785683659170664, within: 1e-13))
    #expect(try ratio(0, 1, 1, 5) == 0)
    // 1/2 · nθ²/V less ½ log(nτ²/V) of 23.03: nearly all of the likelihood.
    #expect(agrees(try ratio(1e10, 1, 1, 0.01), 500_000 - 11.512925464970229, within: 1e-9))
    #expect(throws: StatisticsError.self) { try ratio(1, 0, 1, 1) }
    #expect(throws: StatisticsError.self) { try ratio(-1, 1, 1, 1) }
  }
}
