import Statistics
import Testing

@Suite("intervals for an odds ratio")
struct OddsRatioIntervalTests {
  /// Method, counts, confidence, bounds, tolerance.
  static let published: [(OddsRatioInterval, (Int, Int), (Int, Int), Double, Double, Double, Double)] = [
    // statsmodels 0.15.0
    (.logit, (7, 34), (1, 34), 0.95, 0.9904902816539896, 73.90030192115287, 1e-09),
    (.logit, (56, 70), (48, 80), 0.95, 1.2762178705364342, 5.572019696074382, 1e-09),
    (.logit, (30000, 1_000_000), (30900, 1_000_000), 0.95, 0.9544494162704334, 0.9857490166658223, 1e-09),
    (.logit, (50, 1000), (70, 1000), 0.95, 0.48106308866793623, 1.0163904595092332, 1e-09),
    (.logitAdjusted, (7, 34), (1, 34), 0.95, 0.9827960513080489, 37.748598505602445, 1e-09),
    (.logitAdjusted, (0, 100), (3, 100), 0.95, 0.007065923227111978, 2.7183921878198407, 1e-09),
    (.logitAdjusted, (10, 10), (0, 10), 0.95, 7.979459570756917, 24372.70322325253, 1e-09),
    (.logitAdjusted, (56, 70), (48, 80), 0.95, 1.2605343313122692, 5.408657209033637, 1e-09),
    // R ratesci 1.0.0
    (.miettinenNurminen, (506, 8940), (131, 3211), 0.99, 1.09019741826552, 1.82498840952639, 1e-07),
    (.miettinenNurminen, (210, 15506), (240, 16809), 0.95, 0.786765494346152, 1.14185019080448, 1e-07),
    (.miettinenNurminen, (7, 34), (1, 34), 0.95, 1.24241907454031, 55.8242907774863, 1e-08),
    (.miettinenNurminen, (11, 270), (11, 276), 0.99, 0.349678520695672, 2.99361410668866, 1e-07),
    (.moverJeffreys, (0, 10), (0, 10), 0.95, 0.00190098056259965, 526.044305593776, 1e-08),
    (.moverJeffreys, (2, 57), (2, 64), 0.95, 0.156936589003447, 8.10200821482061, 1e-08),
    (.moverJeffreys, (10, 10), (0, 20), 0.95, 115.324870933482, 29102259.3840376, 1e-08),
    (.moverJeffreys, (56, 70), (48, 80), 0.95, 1.29847198464723, 5.6957213916849, 1e-08),
    (.newcombe, (6, 7), (2, 7), 0.95, 1.43208391134232, 167.662755664869, 1e-09),
    (.newcombe, (10, 1000), (25, 500), 0.95, 0.0928298590252068, 0.401354873796062, 1e-09),
    (.newcombe, (7, 34), (1, 34), 0.95, 1.17991492262128, 56.4427688271511, 1e-09),
    (.newcombe, (56, 70), (48, 80), 0.95, 1.29209520199939, 5.54693775839264, 1e-09),
    (.scas, (2, 74), (3, 56), 0.9, 0.0970787507236735, 2.24609781137296, 1e-07),
    (.scas, (6, 7), (2, 7), 0.95, 1.1472718879311, 349.691902372762, 1e-08),
    (.scas, (10, 1000), (25, 500), 0.95, 0.0882202176361065, 0.394898433324237, 1e-08),
    (.scas, (10, 10), (0, 10), 0.95, 23.5328361513382, .infinity, 1e-08),
    (.score, (0, 10), (0, 10), 0.95, 0, .infinity, 1e-08),
    (.score, (0, 50), (0, 50), 0.95, 0, .infinity, 1e-08),
    (.score, (7, 34), (1, 34), 0.95, 1.2567983026381, 55.2125657011706, 1e-08),
    (.score, (10, 10), (0, 10), 0.95, 19.0689594964779, .infinity, 1e-08),
  ]

  @Test("figures of other software", arguments: published)
  func figures(
    method: OddsRatioInterval, variant: (Int, Int), control: (Int, Int), confidence: Double, lower: Double,
    upper: Double,
    tolerance: Double
  ) throws {
    let interval = try comparison(variant, control).oddsRatio(method, confidence: confidence)
    #expect(agrees(interval.lower, lower, within: tolerance))
    #expect(agrees(interval.upper, upper, within: tolerance))
  }

  @Test("exchanging the arms inverts the interval", arguments: OddsRatioInterval.allCases)
  func exchange(method: OddsRatioInterval) throws {
    for (variant, control) in smallTables {
      let there = try comparison(variant, control).oddsRatio(method)
      let back = try comparison(control, variant).oddsRatio(method)
      let inverse = back.upper > 0 ? 1 / back.upper : .infinity
      #expect(agrees(there.lower, inverse, within: 1e-12))
      #expect(there.lower >= 0 && there.lower <= there.upper)
      #expect(!there.value.isNaN)
    }
  }
}
