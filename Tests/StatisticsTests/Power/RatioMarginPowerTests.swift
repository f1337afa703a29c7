import Statistics
import Testing

@Suite("The chance to show that a share is not much worse")
struct RatioMarginPowerTests {
  /// One plan with what an enumeration of all outcomes in Python gives (scipy's binomial, restricted rates as the root of
  /// their quadratic): the chance of passing, and the worsening excluded with 80 %.
  struct Case: Sendable {
    var share: Double
    var control: Int
    var variant: Int
    var worsening: Double
    var higherIsWorse = false
    var chance: Double
    var excluded: Double
  }

  static let cases = [
    Case(share: 0.125, control: 432, variant: 432, worsening: 0.1, chance: 0.140415446972, excluded: 0.36292326),
    Case(share: 0.125, control: 8664, variant: 8664, worsening: 0.1, chance: 0.835254025, excluded: 0.09514533),
    Case(share: 0.125, control: 300, variant: 900, worsening: 0.2, chance: 0.354903838085, excluded: 0.34241696),
    Case(share: 0.8, control: 200, variant: 200, worsening: 0.1, chance: 0.66703606154, excluded: 0.11851307),
    Case(
      share: 0.3, control: 50, variant: 20, worsening: 0.5, higherIsWorse: true, chance: 0.262825190891,
      excluded: 1.5023003),
    Case(
      share: 0.005, control: 14_400, variant: 14_400, worsening: 0.25, higherIsWorse: true, chance: 0.383798142209,
      excluded: 0.5141523),
  ]

  static func power(_ plan: Case, alpha: Double = 0.05) throws -> RatioMarginPower {
    try RatioMarginPower(
      share: plan.share, controlTrials: plan.control, variantTrials: plan.variant, alpha: alpha,
      higherIsWorse: plan.higherIsWorse)
  }

  @Test(arguments: cases) func `chances and worsenings are those of an independent enumeration`(plan: Case) throws {
    let power = try Self.power(plan)
    #expect(abs(power.chance(worsening: plan.worsening) - plan.chance) < 1e-9)
    let excluded = try #require(try power.excludedWorsening(power: 0.8))
    #expect(excluded >= plan.excluded * (1 - 1e-6) && excluded < plan.excluded * 1.0002)
  }

  @Test func `the boundary that is followed is that of the interval a reading shows, outcome by outcome`() throws {
    for plan in [
      Case(share: 0.3, control: 30, variant: 24, worsening: 0.4, chance: 0, excluded: 0),
      Case(share: 0.2, control: 25, variant: 40, worsening: 0.6, higherIsWorse: true, chance: 0, excluded: 0),
    ] {
      let confidence = 1 - 2 * 0.05
      var sum = 0.0
      for first in 1...plan.control {
        for second in 0...plan.variant {
          let ratio = try TwoProportions(
            control: try Proportion(first, of: plan.control), variant: try Proportion(second, of: plan.variant)
          ).ratio(.miettinenNurminen, confidence: confidence)
          let worst = plan.higherIsWorse ? ratio.upper - 1 : 1 - ratio.lower
          guard worst <= plan.worsening else { continue }
          let chance = try Binomial(trials: plan.control, probability: plan.share).mass(first)
          sum += chance * (try Binomial(trials: plan.variant, probability: plan.share).mass(second))
        }
      }
      #expect(abs(try Self.power(plan).chance(worsening: plan.worsening) - sum) < 1e-10)
    }
  }

  @Test func `simulated readings pass as often as computed`() throws {
    let plan = Self.cases[0]
    var random = RandomSource(seed: 20)
    let tests = 4000
    var passed = 0
    for _ in 0..<tests {
      let control = try Proportion(random.binomial(plan.control, plan.share), of: plan.control)
      let variant = try Proportion(random.binomial(plan.variant, plan.share), of: plan.variant)
      let ratio = try TwoProportions(control: control, variant: variant).ratio(.miettinenNurminen, confidence: 0.9)
      if 1 - ratio.lower <= plan.worsening { passed += 1 }
    }
    let spread = (plan.chance * (1 - plan.chance) / Double(tests)).squareRoot()
    #expect(abs(Double(passed) / Double(tests) - plan.chance) < 4 * spread)
  }

  @Test func `more tolerance, more trials and a larger alpha make it likelier`() throws {
    let plan = Self.cases[2]
    let power = try Self.power(plan)
    let chances = [0.05, 0.1, 0.2, 0.4, 0.8].map { power.chance(worsening: $0) }
    #expect(chances == chances.sorted())
    #expect(power.chance(worsening: 0) == 0)
    #expect(abs(power.chance(worsening: 1) - 1) < 1e-12)
    #expect(try Self.power(plan, alpha: 0.1).chance(worsening: 0.2) > plan.chance)
    var larger = plan
    (larger.control, larger.variant) = (1200, 3600)
    #expect(try Self.power(larger).chance(worsening: 0.2) > plan.chance)
  }

  @Test func `where nothing can be excluded there is no figure, and bad figures are refused`() throws {
    let rare = Case(share: 0.02, control: 60, variant: 60, worsening: 0.5, higherIsWorse: true, chance: 0, excluded: 0)
    #expect(try Self.power(rare).excludedWorsening(power: 0.8) == nil)
    for (share, trials, alpha) in [
      (0.0, 10, 0.05), (1, 10, 0.05), (0.1, 0, 0.05), (0.1, 30_000_000, 0.05), (0.1, 10, 0.5),
    ] {
      #expect(throws: StatisticsError.self) {
        try RatioMarginPower(
          share: share, controlTrials: trials, variantTrials: 10, alpha: alpha, higherIsWorse: false)
      }
    }
  }
}
