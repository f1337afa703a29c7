import Statistics
import Testing

@Suite("Bayesian lift and several arms")
struct LiftTests {
  static func compare(_ control: (Int, Int), _ variant: (Int, Int)) throws -> BetaBinomialComparison {
    try BetaBinomialComparison(
      control: Proportion(control.0, of: control.1), variant: Proportion(variant.0, of: variant.1))
  }

  /// The tail at each end is ½ % × 5 to 1e-12 by quadrature with 30 digits in mpmath 1.4, uniform priors.
  @Test(
    "credible intervals of the lift",
    arguments: [
      ((30, 1000), (36, 900), 0.3282280729542558, -0.16926775424599808, 1.1387421535999982),
      ((0, 50), (0, 80), -0.3680799830225949, -0.9835518551431139, 23.275176260468008),
      (
        (300_000, 10_000_000), (301_000, 10_000_000), 0.0033333258685681083, -0.0016506911593331818,
        0.008342239135445505
      ),
      ((0, 7), (5, 9), 5.4236477850515055, 0.23492541859727714, 171.49418104521823),
      ((10, 10), (0, 10), -0.9332230190512126, -0.9974918280337546, -0.6839168540157118),
      ((48, 50), (50, 50), 0.03712669942320431, -0.030491822993265454, 0.13856708530411155),
    ])
  func interval(control: (Int, Int), variant: (Int, Int), median: Double, lower: Double, upper: Double) throws {
    let lift = try Self.compare(control, variant).lift()
    #expect(agrees(lift.value, median, within: 1e-10))
    #expect(agrees(lift.lower, lower, within: 1e-10))
    #expect(agrees(lift.upper, upper, within: 1e-10))
  }

  /// Likewise for the difference, where arms without failures make the integrand bend.
  @Test(
    "credible intervals of the difference at the ends of the range",
    arguments: [
      ((10, 10), (0, 10), -0.9781418416803792, -0.5689420451013436),
      ((0, 1), (1, 1), -0.3776670227115215, 0.8836623658670394),
      ((0, 40), (2, 50), -0.04364431440652418, 0.11788489803615415),
      ((48, 50), (50, 50), -0.02960191634475537, 0.12035395987201791),
    ])
  func difference(control: (Int, Int), variant: (Int, Int), lower: Double, upper: Double) throws {
    let difference = try Self.compare(control, variant).difference()
    #expect(agrees(difference.lower, lower, within: 1e-11))
    #expect(agrees(difference.upper, upper, within: 1e-11))
  }

  @Test("the lift's distribution and what is above it sum to 1, and exchanging arms inverts the ratio")
  func duality() throws {
    for (control, variant) in [((0, 7), (5, 9)), ((0, 1), (0, 1)), ((30, 1000), (36, 900)), ((9, 9), (8, 9))] {
      let posterior = try Self.compare(control, variant)
      for lift in [-0.99, -0.3, 0, 0.05, 4] {
        #expect((posterior.cdf(lift: lift) + (try posterior.probability(liftAbove: lift)) - 1).magnitude < 1e-11)
      }
      let (interval, inverse) = (
        try posterior.lift(confidence: 0.8),
        try BetaBinomialComparison(control: posterior.variant, variant: posterior.control).lift(confidence: 0.8)
      )
      #expect(agrees((1 + interval.lower) * (1 + inverse.upper), 1, within: 1e-10))
      #expect(agrees((1 + interval.value) * (1 + inverse.value), 1, within: 1e-9))
    }
  }

  /// Trapezoidal sums on the scale of log-odds with 30 digits in mpmath 1.4.
  @Test("probability of best and expected loss of five arms, down to 1e-241")
  func several() throws {
    let arms = try [(30, 1000), (36, 1000), (25, 800), (0, 5), (3, 1_000_000)].map {
      BetaPrior.uniform.posterior(try Proportion($0.0, of: $0.1))
    }
    let best = [0.0325433797511975, 0.128513023266664, 0.0520608586523082, 0.78688273832983, 1.12116682763384e-241]
    let loss = [0.116308544213738, 0.110320520261642, 0.114827715347779, 0.00438952510909036, 0.147242667974233]
    for (got, wanted) in zip(BetaBinomialComparison.probabilityBest(arms), best) {
      #expect(agrees(got, wanted, within: 1e-12))
    }
    for (got, wanted) in zip(BetaBinomialComparison.expectedLoss(arms), loss) {
      #expect(agrees(got, wanted, within: 1e-12))
    }
  }

  @Test("the loss of one of two arms is the comparison's, and of a single arm is 0")
  func two() throws {
    let comparison = try Self.compare((50, 1000), (70, 1000))
    let losses = BetaBinomialComparison.expectedLoss([comparison.control, comparison.variant])
    #expect(agrees(losses[0], comparison.lossChoosingControl, within: 1e-11))
    #expect(agrees(losses[1], comparison.lossChoosingVariant, within: 1e-11))
    #expect(BetaBinomialComparison.expectedLoss([comparison.control]) == [0])
  }

  @Test("arms whose posteriors are far apart and of very different width")
  func farApart() throws {
    let posterior = try Self.compare((1, 1555), (2_478_404, 4_956_809))
    let interval = try posterior.difference()
    #expect(agrees(posterior.cdf(difference: interval.lower), 0.025, within: 1e-9))
    #expect(agrees(1 - posterior.cdf(difference: interval.upper), 0.025, within: 1e-9))
    #expect(interval.lower < posterior.variant.mean - posterior.control.mean)
    #expect(interval.upper > posterior.variant.mean - posterior.control.mean)
  }

  @Test("priors of next to no weight still give probabilities that sum to 1, as far as numbers reach")
  func thinPriors() throws {
    let posterior = try BetaBinomialComparison(
      control: Beta(0.02, 4_887_351), variant: Beta(0.06, 187_896))
    let sum = posterior.probabilityVariantBetter + posterior.probabilityControlBetter
    #expect((sum - 1).magnitude < 1e-11)
  }

  @Test("a prior has the mean and the deviation it was asked for")
  func prior() throws {
    let beta = try BetaPrior(mean: 0.03, standardDeviation: 0.005).beta
    #expect(agrees(beta.mean, 0.03, within: 1e-14) && agrees(beta.variance, 0.005 * 0.005, within: 1e-12))
    #expect(throws: StatisticsError.self) { try BetaPrior(mean: 0.03, standardDeviation: 0.2) }
    #expect(throws: StatisticsError.self) { try BetaPrior(mean: 0, standardDeviation: 0.1) }
  }
}
