import Statistics
import Testing

@Suite("strata")
struct StratifiedTests {
  enum Contrast: Sendable { case difference, ratio, oddsRatio }

  /// R ratesci 1.0.0, 95 %: contrast, method, weighting, variant, control, bounds.
  static let published:
    [(Contrast, StratifiedScoreInterval, StratumWeighting, [(Int, Int)], [(Int, Int)], Double, Double)] = [
      (
        .difference, .miettinenNurminen, .mantelHaenszel,
        [(2, 64), (48, 1368), (12, 158)],
        [(3, 82), (37, 1110), (7, 91)],
        -0.013311884388032, 0.015158587754827
      ),
      (
        .difference, .miettinenNurminen, .miettinenNurminen,
        [(20, 400), (35, 500), (12, 600), (60, 1500)],
        [(15, 420), (24, 480), (14, 610), (41, 1490)],
        0.001336933724815, 0.02056178818748
      ),
      (
        .difference, .miettinenNurminen, .inverseVarianceScore,
        [(4, 16), (2, 16), (4, 18), (1, 15)],
        [(0, 16), (0, 17), (0, 16), (0, 16)],
        0.058686156902696, 0.280162946466588
      ),
      (
        .difference, .scas, .mantelHaenszel,
        [(7, 231), (31, 413), (33, 774)],
        [(9, 280), (10, 251), (19, 457)],
        -0.007406438345356, 0.02647578073956
      ),
      (
        .difference, .scas, .miettinenNurminen,
        [(20, 400), (35, 500), (12, 600), (60, 1500)],
        [(15, 420), (24, 480), (14, 610), (41, 1490)],
        0.001335092911176, 0.020527110031252
      ),
      (
        .difference, .scas, .inverseVarianceScore,
        [(4, 16), (2, 16), (4, 18), (1, 15)],
        [(0, 16), (0, 17), (0, 16), (0, 16)],
        0.04412415250772, 0.276568331708404
      ),
      (
        .ratio, .miettinenNurminen, .mantelHaenszel,
        [(7, 231), (31, 413), (33, 774)],
        [(9, 280), (10, 251), (19, 457)],
        0.848704835645421, 1.84615983616293
      ),
      (
        .ratio, .miettinenNurminen, .miettinenNurminen,
        [(20, 400), (35, 500), (12, 600), (60, 1500)],
        [(15, 420), (24, 480), (14, 610), (41, 1490)],
        1.03675434797262, 1.74628582522964
      ),
      (
        .ratio, .miettinenNurminen, .inverseVarianceScore,
        [(4, 16), (2, 16), (4, 18), (1, 15)],
        [(0, 16), (0, 17), (0, 16), (0, 16)],
        2.86399493829391, .infinity
      ),
      (
        .ratio, .scas, .miettinenNurminen,
        [(7, 231), (31, 413), (33, 774)],
        [(9, 280), (10, 251), (19, 457)],
        0.851265536118711, 1.85478477291831
      ),
      (
        .ratio, .scas, .mantelHaenszel,
        [(5, 100), (0, 10), (9, 300)],
        [(2, 90), (1, 12), (10, 290)],
        0.484276358614966, 2.20492644754658
      ),
      (
        .ratio, .scas, .inverseVarianceScore,
        [(4, 16), (2, 16), (4, 18), (1, 15)],
        [(0, 16), (0, 17), (0, 16), (0, 16)],
        3.44739295924971, .infinity
      ),
      (
        .oddsRatio, .miettinenNurminen, .mantelHaenszel,
        [(11, 171), (48, 1584), (7, 91), (72, 1317)],
        [(4, 145), (55, 2231), (3, 86), (29, 813)],
        1.05108493786728, 1.85926282957319
      ),
      (
        .oddsRatio, .miettinenNurminen, .miettinenNurminen,
        [(20, 400), (35, 500), (12, 600), (60, 1500)],
        [(15, 420), (24, 480), (14, 610), (41, 1490)],
        1.03833325002464, 1.78661234543298
      ),
      (
        .oddsRatio, .miettinenNurminen, .inverseVarianceScore,
        [(4, 16), (2, 16), (4, 18), (1, 15)],
        [(0, 16), (0, 17), (0, 16), (0, 16)],
        3.13330832099028, .infinity
      ),
      (
        .oddsRatio, .scas, .mantelHaenszel,
        [(2, 84), (93, 1735), (28, 381)],
        [(1, 54), (71, 1516), (28, 579)],
        0.940196522660591, 1.6272026107053
      ),
      (
        .oddsRatio, .scas, .miettinenNurminen,
        [(20, 400), (35, 500), (12, 600), (60, 1500)],
        [(15, 420), (24, 480), (14, 610), (41, 1490)],
        1.03850368689128, 1.79083669053185
      ),
      (
        .oddsRatio, .scas, .inverseVarianceScore,
        [(4, 16), (2, 16), (4, 18), (1, 15)],
        [(0, 16), (0, 17), (0, 16), (0, 16)],
        3.69632784130966, .infinity
      ),
    ]

  static func strata(_ variant: [(Int, Int)], _ control: [(Int, Int)]) throws -> StratifiedTwoProportions {
    try StratifiedTwoProportions(
      zip(variant, control).map {
        StratifiedTwoProportions.Stratum(
          controlSuccesses: $1.0, controlTrials: $1.1, variantSuccesses: $0.0, variantTrials: $0.1)
      })
  }

  @Test("score intervals agree with ratesci", arguments: published)
  func figures(
    contrast: Contrast, method: StratifiedScoreInterval, weighting: StratumWeighting, variant: [(Int, Int)],
    control: [(Int, Int)], lower: Double, upper: Double
  ) throws {
    let strata = try Self.strata(variant, control)
    let interval =
      switch contrast {
      case .difference: try strata.difference(method, weighting: weighting)
      case .ratio: try strata.ratio(method, weighting: weighting)
      case .oddsRatio: try strata.oddsRatio(method, weighting: weighting)
      }
    #expect(agrees(interval.lower, lower, within: 1e-6))
    #expect(agrees(interval.upper, upper, within: 1e-6))
  }

  static let four: (variant: [(Int, Int)], control: [(Int, Int)]) = (
    [(20, 400), (35, 500), (12, 600), (60, 1500)],
    [(15, 420), (24, 480), (14, 610), (41, 1490)]
  )

  @Test("Mantel–Haenszel odds ratio as in base R mantelhaen.test")
  func oddsRatio() throws {
    let estimate = try Self.strata(Self.four.variant, Self.four.control).mantelHaenszelOddsRatio()
    #expect(agrees(estimate.value, 1.36230827815937, within: 1e-12))
    #expect(agrees(estimate.lower, 1.03771445520745, within: 1e-12))
    #expect(agrees(estimate.upper, 1.78843402963923, within: 1e-12))
  }

  @Test(
    "Cochran–Mantel–Haenszel as in ratesci 1.0.0",
    arguments: [
      (
        [(11, 171), (48, 1584), (7, 91), (72, 1317)], [(4, 145), (55, 2231), (3, 86), (29, 813)], 7.1958285692069,
        0.00730732429421847
      ),
      ([(34, 700), (3, 72), (84, 999)], [(10, 375), (5, 113), (79, 1530)], 12.8943094251428, 0.000329582680884254),
    ])
  func cochran(variant: [(Int, Int)], control: [(Int, Int)], statistic: Double, p: Double) throws {
    let result = try Self.strata(variant, control).cochranMantelHaenszel()
    #expect(agrees(try #require(result.statistic), statistic, within: 1e-9))
    #expect(agrees(result.pValue, p, within: 1e-9))
  }

  @Test(
    "Breslow–Day–Tarone as in statsmodels 0.15.0",
    arguments: [
      ([(4, 16), (9, 40), (14, 80)], [(2, 17), (5, 38), (5, 85)], 0.491100010255242, 0.7822741650969902),
      (
        [(30, 1000), (22, 600), (41, 900), (9, 300)], [(25, 980), (10, 620), (44, 910), (3, 310)], 6.405149473058829,
        0.09347917424976271
      ),
    ])
  func homogeneity(variant: [(Int, Int)], control: [(Int, Int)], statistic: Double, p: Double) throws {
    let result = try Self.strata(variant, control).breslowDayTarone()
    #expect(agrees(try #require(result.statistic), statistic, within: 1e-8))
    #expect(agrees(result.pValue, p, within: 1e-8))
  }

  @Test("a stratum without an arm changes nothing and is counted")
  func emptyStratum() throws {
    let full = try Self.strata(Self.four.variant, Self.four.control)
    let more = try Self.strata(Self.four.variant + [(0, 0), (3, 40)], Self.four.control + [(2, 50), (0, 0)])
    #expect(more.emptyStrata == 2)
    #expect(try more.difference() == full.difference())
    #expect(more.cochranMantelHaenszel() == full.cochranMantelHaenszel())
  }

  @Test("with a single stratum the strata vanish", arguments: StratumWeighting.allCases)
  func single(weighting: StratumWeighting) throws {
    let table = try comparison((36, 1000), (30, 1200))
    let one = try StratifiedTwoProportions([table])
    #expect(
      agrees(
        try one.difference(weighting: weighting).lower, try table.difference(.miettinenNurminen).lower, within: 1e-13))
    #expect(agrees(try one.ratio(.scas, weighting: weighting).upper, try table.ratio(.scas).upper, within: 1e-13))
    #expect(
      agrees(
        try #require(one.cochranMantelHaenszel().statistic),
        try #require(table.test(.nMinusOne).statistic), within: 1e-13))
    #expect(agrees(try one.mantelHaenszelRatio().lower, try table.ratio(.log).lower, within: 1e-12))
    #expect(agrees(try one.mantelHaenszelOddsRatio().lower, try table.oddsRatio(.logit).lower, within: 1e-12))
  }

  @Test("one of many sparse strata without any success does not break an interval")
  func sparse() throws {
    let strata = try Self.strata([(0, 3), (0, 1), (2, 9)], [(0, 2), (1, 1), (1, 10)])
    for weighting in StratumWeighting.allCases {
      for method in StratifiedScoreInterval.allCases {
        for interval in [
          try strata.difference(method, weighting: weighting), try strata.ratio(method, weighting: weighting),
          try strata.oddsRatio(method, weighting: weighting),
        ] {
          #expect(interval.lower <= interval.value && interval.value <= interval.upper)
        }
      }
    }
  }
}
