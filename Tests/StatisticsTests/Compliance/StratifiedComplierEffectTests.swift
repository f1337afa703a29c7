import Statistics
import Testing

@Suite("the effect of hearing the challenger inside strata")
struct StratifiedComplierEffectTests {
  static func rows(_ rows: ComplierEffectTests.Rows) -> [ComplierEffect.Row] {
    rows.map { .init(calls: $0.0, opportunities: $0.1, heard: $0.2, units: $0.3) }
  }

  static func stratum(_ index: Int) -> StratifiedComplierEffect.Stratum {
    let example = ComplierEffectTests.cases[index]
    return .init(control: rows(example.control), variant: rows(example.variant))
  }

  @Test(
    "one stratum is the plain effect; strata without an arm, or with a single unit in one, are counted",
    arguments: 0..<5)
  func one(index: Int) throws {
    let example = ComplierEffectTests.cases[index]
    let plain = try ComplierEffectTests.effect(example.control, example.variant)
    let single = Self.rows([(40, 3, 0, 1)])
    let strata = try StratifiedComplierEffect([
      Self.stratum(index), .init(control: [], variant: Self.rows(example.variant)),
      .init(control: single, variant: Self.rows(example.variant)),
    ])
    #expect(strata.omittedStrata == 2)
    #expect(strata.estimate == plain.estimate)
    #expect(ComplierEffectTests.agree(try strata.set(), try plain.set(), within: 1e-12))
    #expect(agrees(strata.firstStageF, plain.firstStageF, within: 1e-12))
  }

  /// Delta method and weights in mpmath with 40 digits; ends by halving between accepted and rejected effects.
  @Test("strata of unequal size and hearing")
  func figures() throws {
    let effect = try StratifiedComplierEffect([Self.stratum(0), Self.stratum(2), Self.stratum(3)])
    #expect(agrees(try #require(effect.estimate), 0.045210380206321001, within: 1e-12))
    #expect(agrees(effect.firstStageF, 8021.1569182443108, within: 1e-12))
    #expect(
      ComplierEffectTests.agree(
        try effect.set(), .interval(lower: 0.027875584761829447, upper: 0.062517152051886899), within: 1e-11))
  }

  @Test("with everyone hearing the assigned script it is the stratified comparison by assignment")
  func perfect() throws {
    let (control, variant) = (
      [[(1, 0, 0, 500), (2, 1, 0, 20)], [(1, 0, 0, 90), (1, 1, 0, 12)]],
      [[(1, 0, 1, 400), (3, 1, 3, 30), (2, 0, 2, 9)], [(1, 0, 1, 200), (1, 1, 1, 9)]]
    )
    let strata = try StratifiedComplierEffect(
      zip(control, variant).map { .init(control: Self.rows($0), variant: Self.rows($1)) })
    func plain(_ rows: ComplierEffectTests.Rows) -> [RatioOfSums.Row] {
      rows.map { .init(trials: $0.0, successes: $0.1, units: $0.3) }
    }
    let assignment = try StratifiedRatioOfSums(
      zip(control, variant).map { .init(control: plain($0), variant: plain($1)) })
    let interval = try assignment.difference()
    #expect(
      ComplierEffectTests.agree(
        try strata.set(), .interval(lower: interval.lower, upper: interval.upper), within: 1e-12))
    #expect(agrees(strata.test().pValue, assignment.test().pValue, within: 1e-12))
    #expect(agrees(strata.assignmentEffect, assignment.observedDifference, within: 1e-13))
  }

  @Test("no usable stratum, and assignments that moved nobody, are refused")
  func impossible() {
    #expect(throws: StatisticsError.self) { try StratifiedComplierEffect([]) }
    let unheard = Self.rows([(1, 0, 0, 9), (1, 1, 0, 1)])
    #expect(throws: StatisticsError.self) { try StratifiedComplierEffect([.init(control: unheard, variant: unheard)]) }
  }
}
