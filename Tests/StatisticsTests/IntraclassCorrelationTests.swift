import Statistics
import Testing

@Suite("clusters that vary together: planning")
struct IntraclassCorrelationTests {
  static let clusters = [(2, 20), (5, 31), (0, 12), (7, 25), (3, 40), (6, 18), (1, 22), (9, 30)]

  static func proportions(_ counts: [(Int, Int)]) throws -> [Proportion] {
    try counts.map { try Proportion($0.0, of: $0.1) }
  }

  /// Analysis of variance of the 198 single outcomes in numpy 2.4.
  @Test("both estimators on eight clusters")
  func figures() throws {
    let icc = try IntraclassCorrelation(Self.proportions(Self.clusters))
    #expect(agrees(icc.analysisOfVariance, 0.06304001259536222, within: 1e-12))
    #expect(agrees(icc.fleissCuzick, 0.05024065442197878, within: 1e-12))
    #expect(agrees(icc.coefficientOfVariation, 0.3311837638536364, within: 1e-12))
    #expect(agrees(try icc.designEffect().value, 2.6683316464631215, within: 1e-12))
  }

  /// Searle's limit with the quantile of F of scipy 1.17.
  @Test("upper limits of the correlation of eight clusters")
  func upperLimits() throws {
    let icc = try IntraclassCorrelation(Self.proportions(Self.clusters))
    for (confidence, limit) in [(0.95, 0.23746596853198004), (0.5, 0.07237887212064087), (0.05, 0.011456797259515147)] {
      #expect(agrees(try icc.upperLimit(confidence: confidence), limit, within: 1e-10))
    }
    let alike = try IntraclassCorrelation(Self.proportions([(5, 5), (0, 5), (5, 5), (0, 5)]))
    #expect(try alike.upperLimit(confidence: 0.95) == 1)
    #expect(throws: StatisticsError.self) { try icc.upperLimit(confidence: 1) }
  }

  /// scipy 1.17.
  @Test(
    "quantiles of F",
    arguments: [
      (7.0, 190.0, 0.95, 0.3073466105026517), (7, 190, 0.05, 2.0580406752417844),
      (3, 12, 1e-6, 43.55835656169745),
    ])
  func quantiles(numerator: Double, denominator: Double, tail: Double, value: Double) throws {
    let law = try FisherF(numerator: numerator, denominator: denominator)
    #expect(agrees(law.quantile(survival: tail), value, within: 1e-10))
    #expect(law.quantile(survival: 0) == .infinity && law.quantile(survival: 1) == 0)
  }

  @Test("clusters that are all alike inside have correlation 1, and a difference of arms is not a likeness")
  func limits() throws {
    let split = try IntraclassCorrelation(Self.proportions([(5, 5), (0, 5), (5, 5), (0, 5)]))
    #expect(split.analysisOfVariance == 1 && split.fleissCuzick == 1)
    let none = try IntraclassCorrelation(Self.proportions([(0, 5), (0, 9)]))
    #expect(none.analysisOfVariance == 0 && none.fleissCuzick == 0)
    let arms = try IntraclassCorrelation(arms: [
      Self.proportions([(1, 10), (1, 10), (1, 10)]), Self.proportions([(9, 10), (9, 10), (9, 10)]),
    ])
    #expect(arms.analysisOfVariance < 0 && arms.fleissCuzick <= 0)
  }

  @Test("the design effect and the correlation undo each other")
  func inverse() throws {
    for rho in [0, 1e-6, 0.01, 0.3, 1] {
      let effect = try DesignEffect(intraclassCorrelation: rho, meanSize: 80, coefficientOfVariation: 0.6)
      #expect(agrees(effect.value, 1 + ((1 + 0.36) * 80 - 1) * rho, within: 1e-14))
      let back = try DesignEffect(effect.value, meanSize: 80, coefficientOfVariation: 0.6)
      #expect((back.intraclassCorrelation - rho).magnitude < 1e-14)
    }
    #expect(try DesignEffect(intraclassCorrelation: 0.5, meanSize: 1).value == 1)
  }

  @Test("what no correlation explains is refused")
  func refused() throws {
    #expect(throws: StatisticsError.self) { try DesignEffect(0.9, meanSize: 10) }
    #expect(throws: StatisticsError.self) { try DesignEffect(11, meanSize: 10) }
    #expect(throws: StatisticsError.self) { try DesignEffect(intraclassCorrelation: -0.1, meanSize: 10) }
    #expect(throws: StatisticsError.self) { try DesignEffect(intraclassCorrelation: 0.1, meanSize: 0.5) }
    #expect(throws: StatisticsError.self) { try IntraclassCorrelation(Self.proportions([(1, 2)])) }
    #expect(throws: StatisticsError.self) { try IntraclassCorrelation(Self.proportions([(1, 1), (0, 1)])) }
    #expect(throws: StatisticsError.self) { try IntraclassCorrelation(arms: [[], Self.proportions([(1, 4)])]) }
  }
}
