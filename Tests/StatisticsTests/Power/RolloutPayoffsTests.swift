import Statistics
import Testing

/// The dear winner: 3 % of 60,000 calls, scripts that differ by 14.1 % of it, 40 of margin an opportunity, calls of 0.40 and
/// 0.52. Figures are those of an enumeration of all outcomes in Python (scipy's beta-binomial), chances and classical gains
/// those of four million simulated tests there.
@Suite("What a test is worth when arms have costs of their own")
struct RolloutPayoffsTests {
  static func belief() throws -> Beta {
    let deviation = 0.2 * 0.03 / 2.0.squareRoot()
    let strength = 0.03 * 0.97 / (deviation * deviation) - 1
    return try Beta(0.03 * strength, 0.97 * strength)
  }

  static func payoffs(
    _ costs: [Double], once: Double = 0, reaches: [Double]? = nil, population: Int = 60_000
  ) throws -> RolloutPayoffs {
    let belief = try belief()
    var arms: [RolloutPayoffs.Arm] = []
    for (place, cost) in costs.enumerated() {
      arms.append(
        try RolloutPayoffs.Arm(
          belief: belief, worth: 40, cost: cost, reach: reaches?[place] ?? 1, once: place == 0 ? 0 : once))
    }
    return try RolloutPayoffs(arms, population: population)
  }

  @Test func `the dear winner's test earns 1,342 with 3,180 calls a script, and 452 with the 10,000 planned`() throws {
    let payoffs = try Self.payoffs([0.4, 0.52])
    #expect(abs(try payoffs.gain(trials: [3171, 3171]) - 1341.872682090645) < 1e-5)
    #expect(abs(try payoffs.gain(trials: [10_000, 10_000]) - 452.3986663192991) < 1e-5)
    let best = try payoffs.best(shares: [0.5, 0.5])
    #expect(abs(Double(best.trials[0]) - 3180) < 15 && best.trials[0] == best.trials[1])
    #expect(abs(best.gain - 1341.885) < 0.01)
    #expect(payoffs.leader == 0)
    #expect(abs(try payoffs.perfectGain() - 2839.6868605) < 0.01)
  }

  @Test func `three to one, and 500 to pay for switching`() throws {
    let payoffs = try Self.payoffs([0.4, 0.52], once: 500)
    #expect(abs(try payoffs.gain(trials: [6000, 2000]) - 1300.8964834992003) < 1e-5)
    let best = try payoffs.best(shares: [0.75, 0.25])
    #expect(abs(Double(best.trials[1]) - 2040) < 20 && abs(best.trials[0] - 3 * best.trials[1]) <= 2)
    #expect(abs(best.gain - 1301.087) < 0.02)
  }

  @Test func `three scripts, one of them dearer`() throws {
    let payoffs = try Self.payoffs([0.4, 0.52, 0.4], once: 500)
    #expect(abs(try payoffs.gain(trials: [2640, 2640, 2640]) - 3964.573144619346) < 1e-5)
    let best = try payoffs.best(shares: [1, 1, 1])
    #expect(abs(Double(best.trials[0]) - 2640) < 20)
    #expect(abs(best.gain - 3964.573) < 0.05)
    #expect(abs(try payoffs.perfectGain() - 6671.874) < 0.02)
  }

  @Test func `where the budget is the limit no test of the dear winner earns what it costs`() throws {
    let payoffs = try Self.payoffs([0.4, 0.52], reaches: [1, 0.4 / 0.52])
    let best = try payoffs.best(shares: [0.5, 0.5])
    #expect(best.gain == 0 && best.trials == [0, 0])
    #expect(try payoffs.gain(trials: [10_000, 10_000]) < -1000)
    // Four million simulated tests: −5,214 ± 2.4, and 16.77 % errors.
    let law = try RolloutLaw(payoffs, trials: [13_914, 13_914])
    let rule = RolloutLaw.Rule.significant(critical: 1.959964)
    #expect(abs(law.gain(rule) + 5214.2) < 10)
    #expect(abs(law.errorRate(rule) - 0.16767) < 0.001)
  }

  @Test func `without costs it is the value of a roll-out of successes`() throws {
    let belief = try Self.belief()
    let value = try RolloutValue(control: belief, variant: belief, population: 60_000)
    let payoffs = try Self.payoffs([0.4, 0.4])
    for (first, second) in [(100, 100), (3000, 1000), (1000, 3000), (13_914, 13_914)] {
      let gain = try value.outcome(controlTrials: first, variantTrials: second).gain
      #expect(abs(try payoffs.gain(trials: [first, second]) - 40 * gain) < 1e-6 * (1 + 40 * gain))
    }
    let small = try RolloutValue(control: belief, variant: belief, population: 3000).best()
    let best = try Self.payoffs([0, 0], population: 3000).best(shares: [1, 1])
    #expect(abs(best.gain - 40 * small.gain) < 0.02 * best.gain)
  }

  @Test func `laws: perfect knowledge bounds every gain, labels do not matter, cheaper challengers lead`() throws {
    let payoffs = try Self.payoffs([0.4, 0.52, 0.35], once: 800)
    // 0.05 less on 60,000 calls is worth more than 800 once.
    #expect(payoffs.leader == 2)
    let perfect = try payoffs.perfectGain()
    for trials in [[10, 10, 10], [2000, 500, 2000], [9000, 9000, 9000], [0, 0, 0], [0, 50, 0]] {
      #expect(try payoffs.gain(trials: trials) <= perfect)
    }
    #expect(abs(try payoffs.gain(trials: [0, 0, 0])) < 1e-6)
    let turned = try Self.payoffs([0.4, 0.35, 0.52], once: 800)
    #expect(abs(try turned.gain(trials: [2000, 700, 500]) - payoffs.gain(trials: [2000, 500, 700])) < 1e-6)
    // A wide belief, whose likeliest rate is 0.
    let wide = try Beta(0.5, 15)
    let arm = try RolloutPayoffs.Arm(belief: wide, worth: 40)
    let value = try RolloutValue(control: wide, variant: wide, population: 20_000)
    let outcome = try value.outcome(controlTrials: 700, variantTrials: 900)
    #expect(
      abs(try RolloutPayoffs([arm, arm], population: 20_000).gain(trials: [700, 900]) - 40 * outcome.gain) < 1e-4)
  }

  @Test func `chances of error and gains of rules are those of simulated tests`() throws {
    let dear = try Self.payoffs([0.4, 0.52])
    let short = try RolloutLaw(dear, trials: [3171, 3171])
    #expect(abs(short.errorRate(.highestPayoff) - 0.171063) < 0.001)
    // The normal closed form: 1,346.29 at its own best length.
    #expect(abs(short.gain(.highestPayoff) - 1346.294) < 0.1)
    let rule = RolloutLaw.Rule.significant(critical: 1.959964)
    let long = try RolloutLaw(dear, trials: [13_914, 13_914])
    #expect(abs(long.errorRate(rule) - 0.0958318) < 0.001)
    #expect(abs(long.gain(rule) + 298.09) < 10)
    let uneven = try RolloutLaw(Self.payoffs([0.4, 0.52], once: 500), trials: [9000, 3000])
    #expect(abs(uneven.errorRate(rule) - 0.170306) < 0.001)
    #expect(abs(uneven.gain(rule) - 1030.29) < 15)
    // Three scripts, by the lattice.
    let three = try Self.payoffs([0.4, 0.52, 0.4], once: 500)
    #expect(abs(try RolloutLaw(three, trials: [2640, 2640, 2640]).errorRate(.highestPayoff) - 0.28014) < 0.002)
    let both = RolloutLaw.Rule.significant(critical: 2.241403)
    let classical = try RolloutLaw(three, trials: [8000, 8000, 8000])
    #expect(abs(classical.errorRate(both) - 0.316797) < 0.002)
    #expect(abs(classical.gain(both) - 1690.49) < 25)
    // Equal costs: arctan(estimate / truth) / π of Feit & Berman.
    let plain = try RolloutLaw(Self.payoffs([0, 0]), trials: [3860, 3860])
    let known = try TestAndRoll(
      population: 60_000, priorStandardDeviation: 0.2 * 0.03 / 2.0.squareRoot(),
      responseStandardDeviation: (0.03 * 0.97).squareRoot())
    #expect(abs(known.perArm - 3860) < 1 && abs(plain.errorRate(.highestPayoff) - known.errorRate) < 1e-4)
  }

  @Test func `without a test the error is that of the belief`() throws {
    let law = try RolloutLaw(Self.payoffs([0.4, 0.4]), trials: [0, 0])
    #expect(abs(law.errorRate(.highestPayoff) - 0.5) < 1e-12)
    #expect(law.gain(.highestPayoff) == 0)
    #expect(abs(law.errorRate(.significant(critical: 1.96)) - 0.5) < 1e-9)
  }

  @Test func `what cannot be is refused`() throws {
    let payoffs = try Self.payoffs([0.4, 0.52], population: 1000)
    for trials in [[1], [600, 600], [-1, 10], [1, 1, 1]] {
      #expect(throws: StatisticsError.self) { try payoffs.gain(trials: trials) }
    }
    #expect(throws: StatisticsError.self) { try payoffs.best(shares: [1, 0]) }
    #expect(throws: StatisticsError.self) { try RolloutLaw(payoffs, trials: [500, 500]) }
    #expect(throws: StatisticsError.self) { try RolloutPayoffs([payoffs.arms[0]], population: 10) }
    #expect(throws: StatisticsError.self) { try RolloutPayoffs(payoffs.arms, population: 0) }
    #expect(throws: StatisticsError.self) { try RolloutPayoffs.Arm(belief: Self.belief(), worth: 0) }
    #expect(throws: StatisticsError.self) { try RolloutPayoffs.Arm(belief: Self.belief(), worth: 1, reach: 0) }
    #expect(throws: StatisticsError.self) { try RolloutPayoffs.Arm(belief: Self.belief(), worth: 1, cost: .infinity) }
  }
}
