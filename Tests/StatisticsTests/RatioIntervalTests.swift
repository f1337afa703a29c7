import Statistics
import Testing

@Suite("intervals for a ratio of rates")
struct RatioIntervalTests {
  /// Method, counts, confidence, bounds, tolerance.
  static let published: [(RatioInterval, (Int, Int), (Int, Int), Double, Double, Double, Double)] = [
    // R ratesci 1.0.0
    (.koopman, (0, 10), (0, 10), 0.95, 0, .infinity, 1e-08),
    (.koopman, (0, 50), (0, 50), 0.95, 0, .infinity, 1e-08),
    // own mpmath oracle
    (.koopman, (7, 34), (1, 34), 0.95, 1.2208528535148115, 42.575717609760396, 1e-11),
    (.koopman, (10, 10), (0, 10), 0.95, 3.6031777162700567, .infinity, 1e-11),
    // statsmodels 0.15.0
    (.log, (7, 34), (1, 34), 0.95, 0.9096055118420763, 53.86950646414646, 1e-09),
    (.log, (56, 70), (48, 80), 0.95, 1.0766264227631928, 1.6512485112663873, 1e-09),
    (.log, (30000, 1_000_000), (30900, 1_000_000), 0.95, 0.9558051496684706, 0.9861799860156663, 1e-09),
    (.log, (50, 1000), (70, 1000), 0.95, 0.5022571731324924, 1.0158223892564782, 1e-09),
    (.logAdjusted, (7, 34), (1, 34), 0.95, 0.9241353750243203, 27.052313628121944, 1e-09),
    (.logAdjusted, (0, 100), (3, 100), 0.95, 0.007475161749817455, 2.730129988933615, 1e-09),
    (.logAdjusted, (10, 10), (0, 10), 0.95, 1.4042665684615563, 314.0429387869978, 1e-09),
    (.logAdjusted, (56, 70), (48, 80), 0.95, 1.0759671541199218, 1.6444774830364233, 1e-09),
    // R ratesci 1.0.0
    (.miettinenNurminen, (0, 10), (0, 10), 0.95, 0, .infinity, 1e-08),
    (.miettinenNurminen, (3, 68), (9, 77), 0.99, 0.0816661088412526, 1.68661168907837, 1e-07),
    // own mpmath oracle
    (.miettinenNurminen, (7, 34), (1, 34), 0.95, 1.2085679750900284, 43.0329722386947, 1e-11),
    (.miettinenNurminen, (56, 70), (48, 80), 0.95, 1.0790471195344264, 1.6721453590897677, 1e-11),
    // R ratesci 1.0.0
    (.moverJeffreys, (0, 10), (0, 10), 0.95, 0.00202073134484782, 494.870336202613, 1e-08),
    (.moverJeffreys, (31, 1156), (21, 703), 0.95, 0.523490809792128, 1.55979123911873, 1e-08),
    (.moverJeffreys, (10, 521), (20, 955), 0.95, 0.423658560448423, 1.90360728770214, 1e-08),
    (.moverJeffreys, (56, 70), (48, 80), 0.95, 1.07926414766674, 1.66349903680863, 1e-08),
    (.newcombe, (6, 7), (2, 7), 0.95, 1.10816035579877, 10.4643112132739, 1e-09),
    (.newcombe, (7, 34), (1, 34), 0.95, 1.15366868923368, 41.9762616725175, 1e-09),
    (.newcombe, (56, 70), (48, 80), 0.95, 1.0782946132403, 1.66291996651108, 1e-09),
    (.newcombe, (30000, 1_000_000), (30900, 1_000_000), 0.95, 0.955805328338995, 0.986179983902217, 1e-09),
    (.scas, (506, 8940), (131, 3211), 0.99, 1.08949390878371, 1.78681258500143, 1e-07),
    (.scas, (210, 15506), (240, 16809), 0.95, 0.788855090240834, 1.13985968570836, 1e-07),
    (.scas, (1, 70), (1, 31), 0.9, 0.0363214373953764, 5.4371974665952, 1e-07),
    (.scas, (10, 10), (0, 20), 0.95, 7.33773831772111, .infinity, 1e-08),
  ]

  @Test("figures of other software", arguments: published)
  func figures(
    method: RatioInterval, variant: (Int, Int), control: (Int, Int), confidence: Double, lower: Double, upper: Double,
    tolerance: Double
  ) throws {
    let interval = try comparison(variant, control).ratio(method, confidence: confidence)
    #expect(agrees(interval.lower, lower, within: tolerance))
    #expect(agrees(interval.upper, upper, within: tolerance))
  }

  @Test("exchanging the arms inverts the interval", arguments: RatioInterval.allCases)
  func exchange(method: RatioInterval) throws {
    for (variant, control) in smallTables {
      let there = try comparison(variant, control).ratio(method)
      let back = try comparison(control, variant).ratio(method)
      let inverse = back.upper > 0 ? 1 / back.upper : .infinity
      #expect(agrees(there.lower, inverse, within: 1e-12))
      #expect(there.lower >= 0 && there.lower <= there.upper)
      #expect(!there.value.isNaN)
    }
  }
}
