import Statistics
import Testing

/// Figures of an oracle: scipy 1.17.1, beta distributions on grids of 400,000 points (Simpson), and beta-binomial masses summed
/// over every pair or triple of outcomes.
@Suite("Payoffs that are linear in uncertain rates")
struct PayoffTests {
  private static func payoff(_ a: Double, _ b: Double, _ perSuccess: Double, _ constant: Double) throws -> Payoff {
    try Payoff(belief: Beta(a, b), perSuccess: perSuccess, constant: constant)
  }

  @Test("which arm pays most, and what the wrong choice gives up, agree with the oracle")
  func comparison() throws {
    let leads = try PayoffComparison([
      Self.payoff(301, 9701, 400_000, -4000), Self.payoff(361, 9641, 400_000, -5200),
    ])
    #expect(leads.probabilitiesBest.isClose(to: [0.11765620547637706, 0.8823437945236224], 1e-8))
    #expect(leads.expectedLosses.isClose(to: [1257.7414005348974, 58.221304554093976], 1e-5))
    let budget = try PayoffComparison([
      Self.payoff(301, 9701, 400_000, -4000), Self.payoff(361, 9641, 400_000 * 4000 / 5200, -4000),
    ])
    #expect(budget.probabilitiesBest.isClose(to: [0.8521463338842803, 0.1478536661157198], 1e-8))
    #expect(budget.expectedLosses.isClose(to: [67.40987484137482, 999.5311428954569], 1e-5))
    let three = try PayoffComparison([
      Self.payoff(31, 971, 40, -0.4), Self.payoff(37, 965, 40, -0.52), Self.payoff(35, 967, 55, -0.9),
    ])
    #expect(
      three.probabilitiesBest.isClose(to: [0.17281878782470775, 0.3495579265984712, 0.477623285576821], 1e-8))
    #expect(
      three.expectedLosses.isClose(to: [0.341580969034673, 0.22206001095084058, 0.1579482345037348], 1e-7))
  }

  @Test("with equal costs and worth they say what rates say", arguments: [(12.0, 40.0), (301.0, 361.0), (3.0, 1.5)])
  func rates(first: Double, second: Double) throws {
    let (control, variant) = (try Beta(first, 900), try Beta(second, 950))
    let rates = BetaBinomialComparison(control: control, variant: variant)
    let payoffs = try PayoffComparison([
      Payoff(belief: control, perSuccess: 1, constant: 0), Payoff(belief: variant, perSuccess: 1, constant: 0),
    ])
    #expect((payoffs.probabilitiesBest[1] - rates.probabilityVariantBetter).magnitude < 1e-8)
    #expect((payoffs.expectedLosses[0] - rates.lossChoosingControl).magnitude < 1e-9 * (1 + rates.lossChoosingControl))
    #expect((payoffs.expectedLosses[1] - rates.lossChoosingVariant).magnitude < 1e-9)
    #expect((payoffs.probabilitiesBest.reduce(0, +) - 1).magnitude < 1e-8)
  }

  @Test("a payoff that nothing can catch up with is best for certain and loses nothing")
  func certain() throws {
    let payoffs = try PayoffComparison([Self.payoff(2, 50, 1, 100), Self.payoff(2, 50, 1, 0)])
    #expect(payoffs.probabilitiesBest.isClose(to: [1, 0], 1e-9))
    #expect(payoffs.expectedLosses[0] == 0)
    #expect((payoffs.expectedLosses[1] - 100).magnitude < 1e-5)
  }

  @Test("a payoff that does not depend on its rate is compared with those that do")
  func known() throws {
    // P(400,000 p − 4,000 > 8,200) for p of Beta(301, 9701), scipy 1.17.1.
    let payoffs = try PayoffComparison([Self.payoff(301, 9701, 400_000, -4000), Self.payoff(1, 1, 0, 8200)])
    let above = 0.3993775280085388
    #expect(payoffs.probabilitiesBest.isClose(to: [above, 1 - above], 1e-8))
    let gap = payoffs.arms[0].mean - 8200
    // E(max) − mean of the one less E(max) − mean of the other is the difference of the means.
    #expect(abs((payoffs.expectedLosses[1] - payoffs.expectedLosses[0]) - gap) < 1e-5)
    let alike = try PayoffComparison([Self.payoff(1, 1, 0, 5), Self.payoff(2, 9, 0, 5), Self.payoff(1, 1, 0, 4)])
    #expect(alike.probabilitiesBest == [1, 0, 0] && alike.expectedLosses.isClose(to: [0, 0, 1], 1e-9))
  }

  @Test("an opportunity that is worth less than nothing is refused")
  func worthless() throws {
    #expect(throws: StatisticsError.self) { try Payoff(belief: Beta(1, 1), perSuccess: -1, constant: 0) }
    #expect(throws: StatisticsError.self) { try Payoff(belief: Beta(1, 1), perSuccess: 1, constant: .nan) }
    #expect(throws: StatisticsError.self) { try PayoffComparison([]) }
  }

  @Test("the value of further trials agrees with the sum over all pairs and triples of outcomes")
  func information() throws {
    let two = try SampleInformation([
      .init(Self.payoff(31, 971, 400_000, -4000), trials: 1000),
      .init(Self.payoff(37, 965, 400_000, -5200), trials: 1000),
    ])
    #expect((two.value - 432.19822906298396).magnitude < 1e-6)
    let three = try SampleInformation([
      .init(Self.payoff(31, 971, 400_000, -4000), trials: 200),
      .init(Self.payoff(37, 965, 400_000, -5200), trials: 200),
      .init(Self.payoff(33, 969, 410_000, -4600), trials: 150),
    ])
    #expect((three.value - 319.0685496625865).magnitude < 1e-6)
    let late = try SampleInformation([
      .init(Self.payoff(301, 9701, 400_000, -4000), trials: 5000),
      .init(Self.payoff(361, 9641, 400_000, -5200), trials: 5000),
    ])
    #expect((late.value - 4.250982365818345).magnitude < 1e-6)
    #expect(late.leader == 1)
  }

  @Test("with payoffs that are rates it is the information of a test before a roll-out", arguments: [0, 1, 37, 800])
  func information(trials: Int) throws {
    let (control, variant) = (try Beta(4, 120), try Beta(5, 118))
    let value = try RolloutValue(control: control, variant: variant, population: 5000)
      .outcome(controlTrials: trials, variantTrials: trials / 2).informationPerCall
    let sample = try SampleInformation([
      .init(Payoff(belief: control, perSuccess: 1, constant: 0), trials: trials),
      .init(Payoff(belief: variant, perSuccess: 1, constant: 0), trials: trials / 2),
    ]).value
    #expect((sample - value).magnitude < 1e-13)
  }
}

extension [Double] {
  fileprivate func isClose(to other: [Double], _ tolerance: Double) -> Bool {
    count == other.count
      && zip(self, other).allSatisfy { ($0 - $1).magnitude <= tolerance * Swift.max(1, $1.magnitude) }
  }
}
