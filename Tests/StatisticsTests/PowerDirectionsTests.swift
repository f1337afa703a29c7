import Statistics
import Testing

@Suite("power in every direction")
struct PowerDirectionsTests {
  /// scipy 1.17 normals; Farrington–Manning with the restricted rates found by numerical maximisation.
  @Test("power by each approximation, unequal arms")
  func figures() throws {
    func design(_ approximation: PowerApproximation) throws -> TwoProportionPower {
      try TwoProportionPower(control: 0.03, variantPerControl: 0.5, approximation: approximation)
    }
    #expect(agrees(try design(.unpooled).power(variant: 0.04, controlTrials: 4000), 0.4934750172080706, within: 1e-12))
    #expect(agrees(try design(.arcsine).power(variant: 0.04, controlTrials: 4000), 0.5127683878521332, within: 1e-12))
    let margin = try TwoProportionPower(
      control: 0.03, alpha: 0.025, sides: .one, variantPerControl: 1.5, approximation: .farringtonManning, margin: -0.01
    )
    #expect(agrees(try margin.power(variant: 0.031, controlTrials: 3000), 0.7482023844065685, within: 1e-6))
  }

  /// scipy 1.17: noncentral t for the unpooled variance, quadrature over the chi for the pooled one.
  @Test(
    "power with few clusters",
    arguments: [
      (PowerApproximation.unpooled, 2000.0, 200.0, 0.3905147109238207), (.unpooled, 1500, 500, 0.1334695781462409),
      (.pooled, 2000, 200, 0.38955000322872096), (.pooled, 1500, 500, 0.1330576772519469),
    ])
  func clusters(approximation: PowerApproximation, perArm: Double, size: Double, power: Double) throws {
    let effect = try DesignEffect(intraclassCorrelation: 0.01, meanSize: size, coefficientOfVariation: 0.4)
    let design = try TwoProportionPower(control: 0.03, approximation: approximation, sampling: .clusters(effect))
    #expect(agrees(try design.power(variant: 0.05, controlTrials: perArm), power, within: 1e-12))
  }

  @Test("two clusters show nothing, and very many are as good as independent trials with the design effect")
  func clusterLimits() throws {
    let effect = try DesignEffect(intraclassCorrelation: 0.02, meanSize: 50)
    let clusters = try TwoProportionPower(control: 0.03, sampling: .clusters(effect))
    let repeated = try TwoProportionPower(control: 0.03, sampling: .repeated(effect))
    #expect(try clusters.power(variant: 0.05, controlTrials: 50) == 0)
    let many = (
      try clusters.power(variant: 0.0302, controlTrials: 1e7), try repeated.power(variant: 0.0302, controlTrials: 1e7)
    )
    #expect(agrees(many.0, many.1, within: 1e-4))
    #expect(try clusters.power(variant: 0.05, controlTrials: 1000) < repeated.power(variant: 0.05, controlTrials: 1000))
  }

  /// (N − n)/(N − 1) in each arm, scipy 1.17.
  @Test("the usual finite-population correction")
  func list() throws {
    let design = try TwoProportionPower(
      control: 0.03, approximation: .unpooled, sampling: .list(FiniteList(leads: 8000, effects: .independent)))
    #expect(agrees(try design.power(variant: 0.04, controlTrials: 3000), 0.760074426366438, within: 1e-12))
  }

  @Test("the longer the list, the less it helps; monotone effects help least; no list is longer than the test")
  func lists() throws {
    func power(_ sampling: DesignSampling) throws -> Double {
      try TwoProportionPower(control: 0.03, sampling: sampling).power(variant: 0.04, controlTrials: 3000)
    }
    let endless = try power(.independent)
    for effects in FiniteList.Effects.allCases {
      var last = 1.0
      for leads in [6000, 9000, 30_000, 1_000_000] {
        let own = try power(.list(FiniteList(leads: leads, effects: effects)))
        #expect(own < last && own > endless * (1 - 1e-4))
        last = own
      }
    }
    #expect(
      try power(.list(FiniteList(leads: 8000, effects: .monotone)))
        < power(.list(FiniteList(leads: 8000, effects: .independent))))
    #expect(throws: StatisticsError.self) { try power(.list(FiniteList(leads: 5999))) }
  }

  static let samplings: [@Sendable () throws -> DesignSampling] = [
    { .independent }, { .list(try FiniteList(leads: 200_000, effects: .monotone)) },
    { .list(try FiniteList(leads: 90_000, effects: .independent)) },
    { .repeated(try DesignEffect(intraclassCorrelation: 0.1, meanSize: 2.4, coefficientOfVariation: 0.5)) },
    { .clusters(try DesignEffect(intraclassCorrelation: 0.005, meanSize: 300, coefficientOfVariation: 0.3)) },
  ]

  @Test("size, power and detectable rate undo each other, upwards and downwards", arguments: samplings.indices)
  func inverse(index: Int) throws {
    let sampling = try Self.samplings[index]()
    for approximation in PowerApproximation.allCases {
      if approximation == .arcsine, case .list = sampling { continue }
      for (sides, ratio) in [(Sides.two, 1.0), (.one, 0.25), (.one, 4)] {
        let design = try TwoProportionPower(
          control: 0.04, sides: sides, variantPerControl: ratio, approximation: approximation, sampling: sampling)
        for variant in [0.05, 0.03] {
          let size = try design.sampleSize(variant: variant, power: 0.9)
          #expect(agrees(try design.power(variant: variant, controlTrials: size.control), 0.9, within: 1e-6))
          let rate = try design.detectableRate(
            controlTrials: size.control, power: 0.9, direction: variant > 0.04 ? .greater : .less)
          #expect(agrees(try #require(rate), variant, within: 1e-6))
        }
      }
    }
  }

  @Test("power grows with the trials and with the effect", arguments: PowerApproximation.allCases)
  func monotone(approximation: PowerApproximation) throws {
    let design = try TwoProportionPower(control: 0.03, approximation: approximation)
    var last = 0.0
    for trials in stride(from: 100.0, through: 20_000, by: 700) {
      let power = try design.power(variant: 0.036, controlTrials: trials)
      #expect(power > last)
      last = power
    }
    last = 0
    for variant in stride(from: 0.031, through: 0.06, by: 0.001) {
      let power = try design.power(variant: variant, controlTrials: 3000)
      #expect(power > last)
      last = power
    }
  }

  @Test("a margin of 0 makes Farrington and Manning the pooled test")
  func noMargin() throws {
    let pooled = try TwoProportionPower(control: 0.03).sampleSize(variant: 0.04, power: 0.8)
    let restricted = try TwoProportionPower(control: 0.03, approximation: .farringtonManning)
      .sampleSize(variant: 0.04, power: 0.8)
    #expect(agrees(restricted.control, pooled.control, within: 1e-13))
  }

  @Test("the smallest rate that a non-inferiority test confirms lies above the margin")
  func margin() throws {
    let design = try TwoProportionPower(
      control: 0.03, alpha: 0.025, sides: .one, approximation: .farringtonManning, margin: -0.01)
    let rate = try #require(try design.detectableRate(controlTrials: 3000, power: 0.8))
    #expect(rate > 0.02)
    #expect(agrees(try design.power(variant: rate, controlTrials: 3000), 0.8, within: 1e-10))
  }

  @Test("designs that contradict themselves are refused")
  func refused() {
    #expect(throws: StatisticsError.self) { try TwoProportionPower(control: 0.03, margin: 0.01) }
    #expect(throws: StatisticsError.self) { try FiniteList(leads: 1) }
    #expect(throws: StatisticsError.self) {
      try TwoProportionPower(control: 0.03, approximation: .arcsine, sampling: .list(FiniteList(leads: 100)))
    }
    #expect(throws: StatisticsError.self) {
      try TwoProportionPower(control: 0.03, sampling: .list(FiniteList(leads: 2500))).sampleSize(
        variant: 0.05, power: 0.8)
    }
    #expect(throws: StatisticsError.self) {
      try TwoProportionPower(control: 0.03, approximation: .unpooled, margin: 0.01).sampleSize(
        variant: 0.04, power: 0.8)
    }
  }
}
