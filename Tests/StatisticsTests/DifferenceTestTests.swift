import Statistics
import Testing

@Suite("tests of equal rates")
struct DifferenceTestTests {
  /// Method, variant, control, alternative, statistic, p.
  static let published: [(DifferenceTest, (Int, Int), (Int, Int), Alternative, Double?, Double)] = [
    // base R 4.2.2 stats::fisher.test
    (.fisher, (9, 10), (3, 10), .twoSided, nil, 0.0197666110978804),
    (.fisher, (5, 56), (0, 29), .twoSided, nil, 0.160621443209471),
    // exact integer hypergeometric
    (.fisher, (10, 10), (0, 10), .less, nil, 1.0),
    // base R 4.2.2 stats::fisher.test
    (.fisher, (10, 10), (0, 20), .twoSided, nil, 3.32833916042312e-08),
    (.fisher, (10, 1000), (25, 500), .twoSided, nil, 4.10642043750892e-06),
    // exact integer hypergeometric
    (.fisher, (1, 3), (2, 3), .twoSided, nil, 1.0),
    (.fisherMidP, (50, 1000), (70, 1000), .greater, nil, 0.9697891577461775),
    (.fisherMidP, (300, 10000), (360, 10000), .greater, nil, 0.9912125436025745),
    (.fisherMidP, (7, 34), (1, 34), .greater, nil, 0.014828129215210204),
    (.fisherMidP, (10, 10), (0, 10), .greater, nil, 2.7062720561172574e-06),
    // scipy 1.17.1
    (.likelihoodRatio, (5, 56), (0, 29), .twoSided, 4.333277231077258, 0.03737422007049113),
    (.likelihoodRatio, (10, 10), (0, 10), .twoSided, 27.725887222397812, 1.3977963343581475e-07),
    (.likelihoodRatio, (1, 3), (2, 3), .twoSided, 0.6795961471815891, 0.40972582406331526),
    (.likelihoodRatio, (3, 20000), (12, 20000), .twoSided, 5.784368470329703, 0.016169306014698806),
    (.likelihoodRatio, (300, 10000), (360, 10000), .twoSided, 5.648226557946394, 0.017473034476439712),
    (.likelihoodRatio, (7, 34), (1, 34), .twoSided, 5.6630363304189615, 0.017326103090812426),
    // closed form (Campbell 2007)
    (.nMinusOne, (360, 10000), (300, 10000), .twoSided, 5.640406129547804, 0.017551141055420008),
    (.nMinusOne, (50, 1000), (70, 1000), .twoSided, 3.5443262411347516, 0.05974942845162455),
    (.nMinusOne, (7, 34), (1, 34), .twoSided, 5.0249999999999995, 0.024983925616958943),
    // base R prop.test
    (.pearson, (9, 10), (3, 10), .twoSided, 7.5, 0.00616989932054415),
    (.pearson, (5, 56), (0, 29), .twoSided, 2.75111607142857, 0.0971865681705797),
    (.pearson, (10, 10), (0, 20), .twoSided, 30, 4.3204630578275e-08),
    (.pearson, (10, 10), (0, 10), .twoSided, 20, 7.74421643104409e-06),
    (.pearson, (10, 1000), (25, 500), .twoSided, 23.4032179424671, 1.31358614349535e-06),
    (.pearson, (1, 3), (2, 3), .twoSided, 0.666666666666667, 0.414216178242525),
    (.yates, (9, 10), (3, 10), .twoSided, nil, 0.0224788733661252),
    (.yates, (5, 56), (0, 29), .twoSided, nil, 0.240999114196343),
    (.yates, (10, 10), (0, 20), .twoSided, nil, 4.05337928175705e-07),
    (.yates, (10, 10), (0, 10), .twoSided, nil, 5.69941162333185e-05),
    (.yates, (10, 1000), (25, 500), .twoSided, nil, 3.21983393466877e-06),
    (.yates, (1, 3), (2, 3), .twoSided, nil, 1),
    // statsmodels 0.15.0
    (.zPooled, (5, 56), (0, 29), .twoSided, 1.6586488692392285, 0.09718656817057973),
    (.zPooled, (10, 10), (0, 10), .twoSided, 4.47213595499958, 7.74421643104407e-06),
    // by rule: no information
    (.zPooled, (0, 10), (0, 20), .twoSided, 0, 1),
    // statsmodels 0.15.0
    (.zPooled, (1, 3), (2, 3), .twoSided, -0.816496580927726, 0.4142161782425252),
    (.zPooled, (3, 20000), (12, 20000), .twoSided, -2.3242258409328196, 0.02011339302831941),
    (.zPooled, (300, 10000), (360, 10000), .twoSided, -2.3750132976377203, 0.01754831798120966),
  ]

  @Test("figures of other software", arguments: published)
  func figures(
    method: DifferenceTest, variant: (Int, Int), control: (Int, Int), alternative: Alternative, statistic: Double?,
    p: Double
  ) throws {
    let result = try comparison(variant, control).test(method, alternative: alternative)
    #expect(agrees(result.pValue, p, within: 1e-9))
    if let statistic { #expect(agrees(try #require(result.statistic), statistic, within: 1e-9)) }
  }

  @Test("exchanging the arms exchanges the sides", arguments: DifferenceTest.allCases)
  func exchange(method: DifferenceTest) throws {
    let isUnconditional = method == .barnard || method == .boschloo
    for (variant, control) in smallTables where !isUnconditional || variant.1 + control.1 <= 200 {
      let there = try comparison(variant, control)
      let back = try comparison(control, variant)
      #expect(
        agrees(there.pValue(method, alternative: .greater), back.pValue(method, alternative: .less), within: 1e-10))
      #expect(agrees(there.pValue(method), back.pValue(method), within: 1e-10))
    }
  }

  @Test("a table without information is no evidence", arguments: DifferenceTest.allCases)
  func empty(method: DifferenceTest) throws {
    for (variant, control) in [((0, 10), (0, 20)), ((7, 7), (3, 3))] {
      let p = try comparison(variant, control).pValue(method)
      #expect(p == (method == .fisherMidP ? 0.5 : 1))
    }
  }

  @Test("tables that tie with the observed one count, although their masses differ in the last digit")
  func ties() throws {
    // C(9,k)·C(9,6−k) is symmetric: 2 and 4 of 6 tie exactly.
    #expect(agrees(try comparison((4, 9), (2, 9)).pValue(.fisher), 1 - 7056.0 / 18564, within: 1e-14))
    // Unequal arms: C(4,1)·C(6,2) = C(4,2)·... = 60 against C(4,0)·C(6,3) = 20 and C(4,3) = 4.
    let law = try Hypergeometric(marked: 4, unmarked: 6, drawn: 3)
    #expect(agrees(try comparison((0, 4), (3, 6)).pValue(.fisher), law.mass(0) + law.mass(3), within: 1e-14))
  }

  @Test("two-sided Fisher is not monotone")
  func notMonotone() throws {
    #expect((try comparison((5, 40), (1, 17)).pValue(.fisher) * 1e4).rounded() == 6575)
    #expect((try comparison((6, 40), (1, 17)).pValue(.fisher) * 1e4).rounded() == 6615)
  }
}
