import Statistics
import Testing

@Suite("Bayesian comparison of two rates")
struct BetaBinomialTests {
  /// Closed form with uniform priors: control, variant, P(variant better), loss of variant, loss of control.
  static let published: [((Int, Int), (Int, Int), Double, Double, Double)] = [
    ((10, 10), (0, 10), 1.4175710770138016e-06, 0.8333333949668584, 6.163352508755658e-08),
    ((3, 100), (0, 100), 0.060639015975399384, 0.02999455057370349, 0.0005827858678211377),
    ((61, 2000), (61, 2000), 0.5, 0.0021799634534508923, 0.0021799634534508923),
    ((50, 1000), (70, 1000), 0.9698531786991795, 0.0001250114620502809, 0.020085091302369643),
    ((0, 20000), (1, 20000), 0.7500062498437539, 1.2497812789028324e-05, 6.249281328897833e-05),
    ((300, 10000), (360, 10000), 0.9912153663058145, 7.431988215836169e-06, 0.006006232228167846),
  ]

  private func compare(
    _ control: (Int, Int), _ variant: (Int, Int), _ prior: BetaPrior = .uniform
  ) throws -> BetaBinomialComparison {
    let table = try comparison(variant, control)
    return BetaBinomialComparison(control: table.control, variant: table.variant, prior: prior)
  }

  @Test("probabilities and losses to ten digits, also when tiny", arguments: published)
  func figures(
    control: (Int, Int), variant: (Int, Int), better: Double, lossOfVariant: Double, lossOfControl: Double
  ) throws {
    let posterior = try compare(control, variant)
    #expect(agrees(posterior.probabilityVariantBetter, better, within: 1e-11))
    #expect(agrees(posterior.lossChoosingVariant, lossOfVariant, within: 1e-11))
    #expect(agrees(posterior.lossChoosingControl, lossOfControl, within: 1e-11))
  }

  @Test("the two probabilities sum to 1 and the losses differ by the difference of the means")
  func complements() throws {
    for prior in [BetaPrior.uniform, .jeffreys, try BetaPrior(3, 97)] {
      for (variant, control) in [
        ((0, 7), (5, 9)), ((36, 900), (30, 1000)), ((300_360, 10_000_000), (300_000, 10_000_000)),
      ] {
        let posterior = try compare(control, variant, prior)
        #expect((posterior.probabilityVariantBetter + posterior.probabilityControlBetter - 1).magnitude < 1e-11)
        let gain = posterior.lossChoosingControl - posterior.lossChoosingVariant
        #expect((gain - (posterior.variant.mean - posterior.control.mean)).magnitude < 1e-13)
        #expect((posterior.cdf(difference: 0) - posterior.probabilityControlBetter).magnitude < 1e-11)
        #expect(try posterior.probability(liftAbove: 0.2) < posterior.probabilityVariantBetter)
      }
    }
  }

  @Test("the credible interval leaves the stated probability on each side")
  func credible() throws {
    for (variant, control) in [((0, 7), (5, 9)), ((0, 1), (0, 1)), ((36, 900), (30, 1000))] {
      let posterior = try compare(control, variant)
      let interval = try posterior.difference(confidence: 0.9)
      #expect(agrees(posterior.cdf(difference: interval.lower), 0.05, within: 1e-9))
      #expect(agrees(posterior.cdf(difference: interval.upper), 0.95, within: 1e-9))
    }
  }

  @Test("the probabilities of being best sum to 1 and agree with the pair")
  func best() throws {
    let prior = BetaPrior.uniform
    let arms = try [(30, 1000), (36, 1000), (25, 800)].map { prior.posterior(try Proportion($0.0, of: $0.1)) }
    let best = BetaBinomialComparison.probabilityBest(arms)
    #expect(agrees(best.reduce(0, +), 1, within: 1e-11))
    let pair = BetaBinomialComparison.probabilityBest([arms[0], arms[1]])
    let better = BetaBinomialComparison(control: arms[0], variant: arms[1]).probabilityVariantBetter
    #expect(agrees(pair[1], better, within: 1e-11))
  }

  @Test("a wide posterior beside a narrow one: the bounds are those of the wide one, moved by a constant")
  func wideAndNarrow() throws {
    let narrow = try Proportion(742_497, of: 9_799_459)
    let wide = try Proportion(8, of: 16)
    let rate = 742_498.0 / 9_799_461
    let beta = try Beta(9, 9)
    for tail in [0.005, 0.025] {
      let upper = try BetaBinomialComparison(control: narrow, variant: wide).difference(confidence: 1 - 2 * tail).upper
      #expect(agrees(upper, beta.quantile(survival: tail) - rate, within: 1e-4))
      let lift = try BetaBinomialComparison(control: narrow, variant: wide).lift(confidence: 1 - 2 * tail).upper
      #expect(agrees(lift, beta.quantile(survival: tail) / rate - 1, within: 1e-4))
      let lower = try BetaBinomialComparison(control: wide, variant: narrow).difference(confidence: 1 - 2 * tail).lower
      #expect(agrees(lower, -upper, within: 1e-9))
    }
  }

  @Test("the losses differ by the difference of the means, however unequal the arms")
  func losses() throws {
    let prior = try BetaPrior(2, 60)
    for (variant, control) in [
      ((5, 16), (314_884, 3_940_125)), ((7_364, 7_364), (3_455_154, 4_407_285)), ((0, 3), (1, 9)),
    ] {
      let comparison = BetaBinomialComparison(
        control: try Proportion(control.0, of: control.1), variant: try Proportion(variant.0, of: variant.1),
        prior: prior)
      let gap = comparison.variant.mean - comparison.control.mean
      let got = comparison.lossChoosingControl - comparison.lossChoosingVariant
      #expect((got - gap).magnitude < 1e-10 * max(comparison.lossChoosingControl, comparison.lossChoosingVariant))
    }
  }
}
