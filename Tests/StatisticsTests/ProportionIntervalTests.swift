import Statistics
import Testing

@Suite("intervals for one rate")
struct ProportionIntervalTests {
  /// Method, counts, confidence, bounds, tolerance.
  static let published: [(ProportionInterval, (Int, Int), Double, Double, Double, Double)] = [
    // statsmodels 0.15.0
    (.agrestiCoull, (30000, 1_000_000), 0.95, 0.02966745156179712, 0.030336159395622987, 1e-10),
    (.agrestiCoull, (3, 100), 0.95, 0.006522055780996003, 0.08825183253357055, 1e-10),
    (.agrestiCoull, (10, 10), 0.95, 0.6791126942494543, 1.0, 1e-10),
    (.agrestiCoull, (1, 3), 0.95, 0.056274614375314724, 0.7975577295430338, 1e-10),
    // base R binom.test
    (.clopperPearson, (1, 29), 0.95, 0.000872646883579923, 0.177644295488723, 1e-10),
    (.clopperPearson, (30000, 1_000_000), 0.95, 0.0296665169688975, 0.0303362090703766, 1e-10),
    // mpmath 1.4.1 at 50 digits
    (.clopperPearson, (3, 100), 0.95, 0.006229971538306394, 0.08517605297428003, 1e-11),
    // base R binom.test
    (.clopperPearson, (81, 263), 0.95, 0.252736745585271, 0.367621922601351, 1e-10),
    // base R qbeta
    (.jeffreys, (1, 29), 0.95, 0.00374617364905708, 0.150077686002232, 1e-09),
    (.jeffreys, (30000, 1_000_000), 0.95, 0.0296670142674228, 0.0303357063718207, 1e-09),
    (.jeffreys, (3, 100), 0.95, 0.00852028310740358, 0.0778875694264025, 1e-09),
    (.jeffreys, (81, 263), 0.95, 0.254521934991023, 0.365647499174082, 1e-09),
    // R ratesci 1.0.0
    (.scas, (1, 29), 0.95, 0.00199155354501368, 0.154890934596035, 1e-08),
    (.scas, (30000, 1_000_000), 0.95, 0.0296670133665285, 0.0303357072764543, 1e-08),
    (.scas, (3, 100), 0.95, 0.00794208172037738, 0.0788251211726212, 1e-08),
    (.scas, (81, 263), 0.95, 0.254460534705535, 0.365709119001274, 1e-08),
    // base R prop.test
    (.wilson, (1, 29), 0.95, 0.00611321429276266, 0.171755218793203, 1e-10),
    (.wilson, (30000, 1_000_000), 0.95, 0.0296674564365189, 0.0303361545209013, 1e-10),
    // mpmath 1.4.1 at 50 digits
    (.wilson, (3, 100), 0.95, 0.010254524024038923, 0.08451936429052762, 1e-11),
    // base R prop.test
    (.wilson, (81, 263), 0.95, 0.255288519878274, 0.3662095769828, 1e-10),
  ]

  @Test("figures of other software", arguments: published)
  func figures(
    method: ProportionInterval, counts: (Int, Int), confidence: Double, lower: Double, upper: Double, tolerance: Double
  ) throws {
    let interval = try Proportion(counts.0, of: counts.1).interval(method, confidence: confidence)
    #expect(agrees(interval.lower, lower, within: tolerance))
    #expect(agrees(interval.upper, upper, within: tolerance))
  }

  @Test("the corrected score interval is centred where its score is 0")
  func centre() throws {
    #expect(agrees(try Proportion(1, of: 29).interval(.scas).value, 7.0 / 6 / (29 + 1.0 / 3), within: 1e-14))
  }

  @Test("counting failures instead turns the interval round", arguments: ProportionInterval.allCases)
  func mirror(method: ProportionInterval) throws {
    for trials in 1...12 {
      for successes in 0...trials {
        let there = try Proportion(successes, of: trials).interval(method)
        let back = try Proportion(trials - successes, of: trials).interval(method)
        #expect((there.lower + back.upper - 1).magnitude < 1e-13)
        #expect(there.lower >= 0 && there.lower <= there.upper && there.upper <= 1)
      }
    }
  }

  @Test("counts that cannot be are refused with both numbers", arguments: [(1, 0), (-1, 3), (4, 3), (0, 0)])
  func impossible(successes: Int, trials: Int) {
    #expect(throws: StatisticsError.badCounts(successes: successes, trials: trials)) {
      try Proportion(successes, of: trials)
    }
  }

  @Test("the exact interval excludes a rate exactly when its binomial tail is below half the error")
  func duality() throws {
    let interval = try Proportion(3, of: 40).interval(.clopperPearson)
    #expect(agrees(try Binomial(trials: 40, probability: interval.lower).survival(2), 0.025, within: 1e-12))
    #expect(agrees(try Binomial(trials: 40, probability: interval.upper).cdf(3), 0.025, within: 1e-12))
  }

  @Test("no success in ten million trials keeps its digits")
  func noSuccessInMillions() throws {
    let interval = try Proportion(0, of: 10_000_000).interval(.scas)
    #expect(agrees(interval.upper, 2.8146235e-7, within: 1e-7))
  }
}
