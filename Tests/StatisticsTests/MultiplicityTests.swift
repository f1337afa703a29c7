import Statistics
import Testing

@Suite("several questions at once")
struct MultiplicityTests {
  /// Base R p.adjust of 0.001, 0.2, 0.04, 0.03, 0.5.
  @Test(
    "adjusted p values as in R",
    arguments: [
      (PValueAdjustment.holm, [0.005, 0.4, 0.12, 0.12, 0.5]), (.hochberg, [0.005, 0.4, 0.12, 0.12, 0.5]),
      (.hommel, [0.005, 0.4, 0.12, 0.09, 0.5]), (.bonferroni, [0.005, 1, 0.2, 0.15, 1]),
      (.benjaminiHochberg, [0.005, 0.25, 0.0666666666666667, 0.0666666666666667, 0.5]),
    ])
  func adjusted(method: PValueAdjustment, wanted: [Double]) throws {
    let got = try method.adjusted([0.001, 0.2, 0.04, 0.03, 0.5])
    for (g, w) in zip(got, wanted) { #expect(agrees(g, w, within: 1e-12)) }
  }

  @Test(
    "an adjustment never lowers a p, keeps their order, and leaves a single one alone",
    arguments: PValueAdjustment.allCases)
  func laws(method: PValueAdjustment) throws {
    var source = RandomSource(seed: 7)
    for _ in 0..<50 {
      let p = (0..<6).map { _ in source.uniform() * source.uniform() }
      let adjusted = try method.adjusted(p)
      for i in p.indices {
        #expect(adjusted[i] >= p[i] && adjusted[i] <= 1)
        for j in p.indices where p[i] < p[j] { #expect(adjusted[i] <= adjusted[j]) }
      }
    }
    #expect(try method.adjusted([0.03]) == [0.03])
    #expect(try method.adjusted([]).isEmpty)
    #expect(throws: StatisticsError.self) { try method.adjusted([0.5, 1.5]) }
  }

  /// One-dimensional integral in R.
  @Test(
    "Dunnett's bounds for equal arms",
    arguments: [
      (1, 0.01, Sides.two, 2.5758293035489), (5, 0.01, .one, 2.83697580488608), (2, 0.05, .two, 2.21212774657862),
      (9, 0.025, .two, 2.92855644756994), (4, 0.05, .one, 2.16033328115551),
    ])
  func critical(comparisons: Int, alpha: Double, sides: Sides, bound: Double) throws {
    let dunnett = try Dunnett(comparisons: comparisons)
    #expect(agrees(try dunnett.critical(alpha: alpha, sides: sides), bound, within: 1e-10))
    #expect(agrees(dunnett.pValue(bound, sides: sides), alpha, within: 1e-9))
  }

  /// One-dimensional quadrature of the product correlation.
  @Test(
    "Dunnett's p for unequal arms",
    arguments: [
      (2.0, 1000, [500, 500, 500], 0.12335353168755347), (2.234, 807, [826, 811], 0.047297985421446365),
      (2.5, 2000, [1000, 800, 600], 0.03585948157784369),
    ])
  func unequal(z: Double, control: Int, variants: [Int], p: Double) throws {
    #expect(agrees(try Dunnett(control: control, variants: variants).pValue(z), p, within: 1e-11))
  }

  @Test("Dunnett is never beyond Bonferroni, and is the single test for one variant")
  func order() throws {
    for z in [1.0, 2, 3, 6, 12] {
      let single = 2 * Normal.survival(z)
      #expect(agrees(try Dunnett(control: 900, variants: [300]).pValue(z), single, within: 1e-11))
      let three = try Dunnett(control: 900, variants: [300, 400, 500]).pValue(z)
      #expect(three > single && three <= 3 * single * (1 + 1e-12))
    }
  }
}
