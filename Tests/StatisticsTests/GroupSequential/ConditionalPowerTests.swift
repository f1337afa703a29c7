import Statistics
import Testing

@Suite("power given what has been seen")
struct ConditionalPowerTests {
  @Test("with one look left both powers have a closed form (Jennison & Turnbull 2000, ch. 10)")
  func closedForm() throws {
    let bounds = try StoppingBounds(information: [0.3, 1], upper: [3, 1.97])
    for (time, z) in [(0.3, 1.5), (0.7, -0.5), (0.999, 2), (0.01, 0.1)] {
      let interim = try InterimResult(information: time, statistic: z)
      let looks = time < 0.3 ? try StoppingBounds(information: [1], upper: [1.97]) : bounds
      let score = z * time.squareRoot()
      let step = 1 - time
      for drift in [-1, 0, 2.8, interim.trend] {
        let want = Normal.cdf((score + drift * step - 1.97) / step.squareRoot())
        #expect(agrees(try looks.conditionalPower(at: interim, drift: drift), want, within: 1e-11))
      }
      let flat = Normal.cdf((score / time - 1.97) / (step / time).squareRoot())
      #expect(agrees(try looks.predictivePower(at: interim, belief: DriftBelief(after: interim)), flat, within: 1e-9))
      let belief = try DriftBelief(priorMean: 1, priorStandardDeviation: 0.7, after: interim)
      let spread = belief.standardDeviation * belief.standardDeviation * step * step + step
      let prior = Normal.cdf((score + belief.mean * step - 1.97) / spread.squareRoot())
      #expect(agrees(try looks.predictivePower(at: interim, belief: belief), prior, within: 1e-9))
    }
  }

  @Test("the power of the design is the expectation of its conditional power")
  func tower() throws {
    let design = try FutilityDesignTests.design([0.3, 0.5, 0.8, 1], isBinding: true).bounds
    let rule = try GaussLegendre(count: 60)
    for drift in [0.0, 2, 3.3] {
      let first = design.looks[0]
      var power = try design.crossing(drift: drift).upper[0]
      let (middle, half) = (0.5 * (first.upper + first.lower), 0.5 * (first.upper - first.lower))
      for (node, weight) in zip(rule.nodes, rule.weights) {
        let z = middle + half * node
        let interim = try InterimResult(information: 0.3, statistic: z)
        power +=
          try half * weight * Normal.density(z - drift * 0.3.squareRoot())
          * design.conditionalPower(at: interim, drift: drift)
      }
      #expect(agrees(power, try design.crossing(drift: drift).totalUpper, within: 1e-10))
    }
  }

  @Test("a sharp belief gives the conditional power, and looks between now and the end add to it")
  func sharp() throws {
    let bounds = try ErrorSpending(alpha: 0.05, sides: .two, function: .pocock).bounds(at: [0.2, 0.4, 0.6, 0.8, 1])
    let interim = try InterimResult(information: 0.25, statistic: 1.1)
    let belief = try DriftBelief(priorMean: 2.5, priorStandardDeviation: 1e-7, after: interim)
    let conditional = try bounds.conditionalPower(at: interim, drift: belief.mean)
    #expect(agrees(try bounds.predictivePower(at: interim, belief: belief), conditional, within: 1e-8))
    let last = try StoppingBounds([bounds.looks[4]])
    #expect(conditional > (try last.conditionalPower(at: interim, drift: belief.mean)))
  }

  @Test("flat Beta priors and many successes believe what the flat prior on the drift does")
  func betaBelief() throws {
    let table = try comparison((36_000, 1_000_000), (30_000, 1_000_000))
    let unpooled = (0.036 * 0.964 + 0.03 * 0.97).squareRoot() / 1000
    let belief = try DriftBelief(
      table: table, controlPrior: Beta(1, 1), variantPrior: Beta(1, 1), information: 0.25)
    #expect(agrees(belief.mean, 0.006 / unpooled / 0.5, within: 1e-3))
    #expect(agrees(belief.standardDeviation, 2, within: 1e-3))
  }

  @Test("no look left, or no number, is refused")
  func refused() throws {
    let bounds = try StoppingBounds(information: [0.5, 1], upper: [3, 2])
    let end = try InterimResult(information: 1, statistic: 1)
    #expect(throws: StatisticsError.self) { try bounds.conditionalPower(at: end, drift: 0) }
    #expect(throws: StatisticsError.self) { try InterimResult(information: 0, statistic: 1) }
    #expect(throws: StatisticsError.self) { try InterimResult(information: 0.5, statistic: .nan) }
    let interim = try InterimResult(information: 0.5, statistic: 1)
    #expect(throws: StatisticsError.self) {
      try DriftBelief(priorMean: 0, priorStandardDeviation: 0, after: interim)
    }
  }
}
