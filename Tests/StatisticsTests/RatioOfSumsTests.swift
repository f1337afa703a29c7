import Statistics
import Testing

@Suite("successes per trial when a unit has several trials")
struct RatioOfSumsTests {
  static func rows(_ rows: [(Int, Int, Int)]) -> [RatioOfSums.Row] {
    rows.map { .init(trials: $0.0, successes: $0.1, units: $0.2) }
  }

  static let variant = rows([
    (1, 0, 37), (1, 1, 6), (2, 0, 28), (2, 1, 2), (3, 0, 15), (3, 1, 3), (4, 0, 15), (4, 1, 2),
  ])
  static let control = rows([
    (1, 0, 151), (1, 1, 6), (2, 0, 95), (2, 1, 15), (2, 2, 1), (3, 0, 49), (3, 1, 8), (4, 0, 34), (4, 1, 13), (4, 2, 1),
  ])

  /// Delta method in closed form.
  @Test("difference and standard error of two arms")
  func figures() throws {
    let ratios = try RatioOfSums(control: .init(Self.control), variant: .init(Self.variant))
    let interval = try ratios.difference()
    #expect(agrees(interval.value, -0.004216831386642708, within: 1e-12))
    #expect(agrees(ratios.standardError, 0.017690448524703264, within: 1e-12))
    #expect(agrees(interval.lower, -0.03888947336542084, within: 1e-12))
    #expect(agrees(interval.upper, 0.030455810592135424, within: 1e-12))
  }

  @Test("with one trial a unit it is the unpooled binomial comparison with n − 1")
  func single() throws {
    let ratios = try RatioOfSums(
      control: .init(Self.rows([(1, 1, 30), (1, 0, 970)])), variant: .init(Self.rows([(1, 1, 36), (1, 0, 764)])))
    let (p, q) = (0.03, 0.045)
    let error = (p * (1 - p) / 999 + q * (1 - q) / 799).squareRoot()
    #expect(agrees(ratios.standardError, error, within: 1e-12))
  }

  @Test("strata: one stratum is the plain comparison, two equal ones halve the variance, empty ones are counted")
  func strata() throws {
    let plain = try RatioOfSums(control: .init(Self.control), variant: .init(Self.variant))
    let stratum = StratifiedRatioOfSums.Stratum(control: Self.control, variant: Self.variant)
    let one = try StratifiedRatioOfSums([stratum, .init(control: [], variant: Self.variant)])
    #expect(one.omittedStrata == 1)
    #expect(agrees(one.observedDifference, plain.observedDifference, within: 1e-14))
    #expect(agrees(one.test().pValue, plain.test().pValue, within: 1e-12))
    let two = try StratifiedRatioOfSums([stratum, stratum])
    #expect(agrees(two.standardError, plain.standardError / 2.0.squareRoot(), within: 1e-13))
  }

  @Test("no success anywhere is no evidence, and an arm without trials is refused")
  func degenerate() throws {
    let arm = try RatioOfSums.Arm(Self.rows([(1, 0, 50)]))
    #expect(RatioOfSums(control: arm, variant: arm).test() == TestResult(statistic: 0, pValue: 1))
    #expect(throws: StatisticsError.self) { try RatioOfSums.Arm([]) }
    #expect(throws: StatisticsError.self) { try RatioOfSums.Arm(Self.rows([(1, -1, 2)])) }
  }
}
