import Statistics
import Testing

@Suite("Posterior draws of payoffs")
struct PayoffDrawsTests {
  private static func arm(
    _ successes: Int, _ cost: Double, timed: Double = 0, error: Double = 0, correlation: Double = 0, once: Double = 0,
    share: Beta? = nil
  ) throws -> PayoffDraws.Arm {
    PayoffDraws.Arm(
      rate: BetaPrior.uniform.posterior(try Proportion(successes, of: 10_000)), share: share, fixedCost: cost - timed,
      timedCost: timed, timeError: error, correlation: correlation, once: once)
  }

  private static func draws(
    _ arms: [PayoffDraws.Arm], limit: PayoffDraws.Limit = .trials, worthError: Double = 0, draws: Int = 40_000
  ) throws -> PayoffDraws {
    try PayoffDraws(
      arms, reference: 0, trials: 10_000, worth: 40, worthError: worthError, limit: limit, draws: draws, seed: 7)
  }

  @Test("give the same figures with any number of threads", arguments: [1, 2, 3, 7])
  func threads(threads: Int) throws {
    let arms = [
      try Self.arm(300, 0.4, timed: 0.3, error: 0.02, correlation: 0.2),
      try Self.arm(360, 0.52, timed: 0.3, error: 0.02, once: 100),
    ]
    let draws = try Self.draws(arms, limit: .cost, worthError: 0.05, draws: 10_001)
    #expect(try draws.outcomes(threads: threads) == draws.outcomes(threads: 4))
  }

  @Test("agree with the quadrature where rates alone are uncertain", arguments: PayoffDraws.Limit.allCases)
  func quadrature(limit: PayoffDraws.Limit) throws {
    let arms = [try Self.arm(300, 0.4), try Self.arm(360, 0.52, once: 250)]
    let outcomes = try Self.draws(arms, limit: limit).outcomes()
    let calls = limit == .cost ? 10_000 * 0.4 / 0.52 : 10_000
    let exact = try PayoffComparison([
      Payoff(belief: arms[0].rate, perSuccess: 400_000, constant: -4000),
      Payoff(belief: arms[1].rate, perSuccess: calls * 40, constant: -calls * 0.52 - 250),
    ])
    for index in 0...1 {
      // Four standard errors of 40,000 draws.
      #expect((outcomes[index].probabilityBest - exact.probabilitiesBest[index]).magnitude < 0.01)
      #expect((outcomes[index].expectedLoss - exact.expectedLosses[index]).magnitude < 30)
    }
    let interval = BetaBinomialComparison(control: arms[0].rate, variant: arms[1].rate)
    if limit != .cost {
      let difference = try interval.difference(confidence: 0.95)
      #expect((outcomes[1].gain.lower - (difference.lower * 400_000 - 1200)).magnitude < 60)
      #expect((outcomes[1].gain.upper - (difference.upper * 400_000 - 1200)).magnitude < 60)
    }
    #expect((outcomes[0].costPerSuccess.lower - 0.4 / arms[0].rate.quantile(0.975)).magnitude < 0.05)
  }

  @Test("widen with every further uncertain factor, and narrow where time goes with opportunities")
  func factors() throws {
    func width(_ outcomes: [PayoffDraws.Outcome]) -> Double { outcomes[1].gain.upper - outcomes[1].gain.lower }
    let plain = try Self.draws([Self.arm(300, 0.4), Self.arm(360, 0.52)]).outcomes()
    let timed = try Self.draws([
      Self.arm(300, 0.4, timed: 0.4, error: 0.1), Self.arm(360, 0.52, timed: 0.5, error: 0.1),
    ]).outcomes()
    let together = try Self.draws([
      Self.arm(300, 0.4, timed: 0.4, error: 0.1, correlation: 0.9),
      Self.arm(360, 0.52, timed: 0.5, error: 0.1, correlation: 0.9),
    ]).outcomes()
    let shares = try Self.draws([
      Self.arm(300, 0.4, share: Beta(80, 20)), Self.arm(360, 0.52, share: Beta(80, 20)),
    ]).outcomes()
    #expect(width(timed) > 1.05 * width(plain))
    #expect(width(together) < width(timed))
    #expect(width(shares) > width(plain))
  }

  @Test("refuse what is no roll-out")
  func refusals() throws {
    let arms = [try Self.arm(300, 0.4)]
    #expect(throws: StatisticsError.self) { try PayoffDraws(arms, reference: 1, trials: 1, worth: 1) }
    #expect(throws: StatisticsError.self) { try PayoffDraws(arms, reference: 0, trials: -1, worth: 1) }
    #expect(throws: StatisticsError.self) { try PayoffDraws(arms, reference: 0, trials: 1, worth: .infinity) }
    #expect(throws: StatisticsError.self) { try PayoffDraws(arms, reference: 0, trials: 1, worth: 1, draws: 0) }
  }

  @Test("an arm without any success costs infinitely much a success in no draw, and never gives NaN")
  func empty() throws {
    let arms = [
      PayoffDraws.Arm(rate: try Beta(1, 51), fixedCost: 0.4), PayoffDraws.Arm(rate: try Beta(1, 51), fixedCost: 0),
    ]
    for limit in PayoffDraws.Limit.allCases {
      let outcomes = try Self.draws(arms, limit: limit, draws: 2000).outcomes()
      for outcome in outcomes {
        for estimate in [outcome.perTrial, outcome.perPeriod, outcome.gain, outcome.costPerSuccess, outcome.returned] {
          #expect(!estimate.value.isNaN && !estimate.lower.isNaN && !estimate.upper.isNaN)
        }
      }
      #expect(outcomes[0].costPerSuccess.upper > 100)
    }
  }
}
