import Statistics
import Testing

@Suite("effects that differ between strata")
struct HomogeneityTests {
  static let three: (variant: [(Int, Int)], control: [(Int, Int)]) = (
    [(4, 16), (9, 40), (14, 80)], [(2, 17), (5, 38), (5, 85)]
  )
  static let four: (variant: [(Int, Int)], control: [(Int, Int)]) = (
    [(30, 1000), (22, 600), (41, 900), (9, 300)], [(25, 980), (10, 620), (44, 910), (3, 310)]
  )
  static let sparse: (variant: [(Int, Int)], control: [(Int, Int)]) = (
    [(0, 50), (3, 200), (12, 400), (20, 300)], [(2, 60), (0, 190), (4, 420), (30, 310)]
  )

  /// Restricted rates by bisection of the likelihood equations and sums with 30 digits in mpmath 1.4.
  @Test(
    "the score Q on each scale",
    arguments: [
      (three, EffectScale.difference, 0.111678387882067, 0.0762046988300736, 0.962614412827082),
      (three, .ratio, 2.29225352112676, 0.610751647731146, 0.73684639788611),
      (three, .oddsRatio, 2.72746367397235, 0.519674164837014, 0.771177213896366),
      (four, .difference, 0.00734452667954897, 4.73181567109302, 0.19252167875142),
      (four, .ratio, 1.25227748685244, 6.46346994688444, 0.091114345362389),
      (four, .oddsRatio, 1.38949184728716, 6.86929403869434, 0.0761825824217226),
      (sparse, .difference, 0.000326536617886129, 10.7324763020666, 0.013264029154639),
      (sparse, .ratio, 1.00893618237146, 10.8676379199605, 0.012463567560027),
      (sparse, .oddsRatio, 1.92477147557039, 18.8570372091096, 0.000292651879772927),
    ])
  func scoreQ(
    strata: (variant: [(Int, Int)], control: [(Int, Int)]), scale: EffectScale, effect: Double, statistic: Double,
    p: Double
  ) throws {
    let result = try StratifiedTests.strata(strata.variant, strata.control)
      .scoreHomogeneity(on: scale, weighting: .mantelHaenszel)
    #expect(agrees(result.effect, effect, within: 1e-12))
    #expect(agrees(result.statistic, statistic, within: 1e-12))
    #expect(agrees(result.pValue, p, within: 1e-12))
    #expect(result.degreesOfFreedom == strata.variant.count - 1)
  }

  @Test("strata with the same table differ in nothing", arguments: EffectScale.allCases)
  func equal(scale: EffectScale) throws {
    for table in [((3, 100), (5, 120)), ((0, 100), (0, 120)), ((0, 9), (4, 9)), ((7, 7), (9, 9))] {
      let strata = try StratifiedTests.strata([table.0, table.0, table.0], [table.1, table.1, table.1])
      for weighting in [nil] + StratumWeighting.allCases.map(Optional.some) {
        let result = strata.scoreHomogeneity(on: scale, weighting: weighting)
        #expect(result.statistic < 1e-12 && result.pValue > 0.999 && result.inconsistency == 0)
      }
    }
  }

  @Test("exchanging the arms changes neither Q nor the interaction, also in sparse strata")
  func symmetry() throws {
    var source = RandomSource(seed: 11)
    for _ in 0..<200 {
      func arm() -> [(Int, Int)] {
        (0..<4).map { _ in
          let n = 1 + Int.random(in: 0..<60, using: &source)
          return (source.binomial(n, 0.05), n)
        }
      }
      let (variant, control) = (arm(), arm())
      let (one, other) = try (StratifiedTests.strata(variant, control), StratifiedTests.strata(control, variant))
      let (q, mirrored) = (one.scoreHomogeneity(on: .difference), other.scoreHomogeneity(on: .difference))
      #expect((q.statistic - mirrored.statistic).magnitude <= 1e-9 * max(1, q.statistic))
      for scale in EffectScale.allCases {
        let result = one.scoreHomogeneity(on: scale)
        #expect(result.statistic >= 0 && result.statistic.isFinite && result.pValue >= 0 && result.pValue <= 1)
      }
      for variance in InteractionVariance.allCases {
        let (a, b) = (one.qualitativeInteraction(variance), other.qualitativeInteraction(variance))
        #expect(a.test == b.test)
        #expect(a.test(.greater) == b.test(.less))
      }
    }
  }

  /// Binomial mixture of chi-squares in scipy 1.17.
  @Test(
    "the test of Gail and Simon on effects",
    arguments: [
      (Alternative.twoSided, 7.602363596774536, 0.017438301628411146),
      (.greater, 7.602363596774536, 0.030287835683347936), (.less, 7.620425856174111, 0.03003964618003025),
    ])
  func gailSimon(alternative: Alternative, statistic: Double, p: Double) throws {
    let interaction = try QualitativeInteraction(
      effects: [0.163, 0.114, 0.047, -0.151], standardErrors: [0.0788, 0.0689, 0.0614, 0.0547])
    let result = interaction.test(alternative)
    #expect(agrees(try #require(result.statistic), statistic, within: 1e-12))
    #expect(agrees(result.pValue, p, within: 1e-12))
  }

  @Test("the test of Gail and Simon on counts, with either variance")
  func counts() throws {
    let strata = try StratifiedTests.strata(Self.sparse.variant, Self.sparse.control)
    #expect(agrees(strata.qualitativeInteraction().test.pValue, 0.12729665946015284, within: 1e-12))
    #expect(agrees(strata.qualitativeInteraction(.unpooled).test.pValue, 0.10442968785802256, within: 1e-12))
  }

  @Test("effects of one sign are no qualitative interaction, however different")
  func oneSign() throws {
    let same = try QualitativeInteraction(effects: [0.001, 5, 9], standardErrors: [0.1, 0.1, 0.1])
    #expect(same.test.pValue == 1)
    #expect(try QualitativeInteraction(effects: [3], standardErrors: [1]).test.pValue == 1)
  }

  @Test("effects and errors that do not go together are refused")
  func refused() {
    #expect(throws: StatisticsError.self) { try QualitativeInteraction(effects: [1, 2], standardErrors: [1]) }
    #expect(throws: StatisticsError.self) { try QualitativeInteraction(effects: [], standardErrors: []) }
    #expect(throws: StatisticsError.self) { try QualitativeInteraction(effects: [1], standardErrors: [0]) }
    #expect(throws: StatisticsError.self) { try QualitativeInteraction(effects: [.nan], standardErrors: [1]) }
  }
}
