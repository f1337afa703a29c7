/// An effect by assignment over the difference in hearing that the assignment made, with their errors.
struct InstrumentedRatio: Hashable, Sendable {
  private let effect: Double
  private let share: Double
  private let effectVariance: Double
  private let shareVariance: Double
  private let covariance: Double
  /// Student's t in place of the normal law, for few units.
  private let student: StudentT?

  /// Throws when the share is 0 without any error, and for degrees of freedom that are not above 0.
  init(
    effect: Double, effectError: Double, share: Double, shareError: Double, covariance: Double,
    degreesOfFreedom: Double?
  ) throws(StatisticsError) {
    if let degreesOfFreedom {
      student = try StudentT(degreesOfFreedom: degreesOfFreedom)
    } else {
      student = nil
    }
    guard share != 0 || shareError > 0 else {
      throw .outOfRange(
        name: "difference in hearing the challenger", value: 0,
        expected:
          "calls that heard it in one arm and not in the other; without them only the effect by assignment exists"
      )
    }
    (self.effect, self.share, self.covariance) = (effect, share, covariance)
    (effectVariance, shareVariance) = (effectError * effectError, shareError * shareError)
  }

  var estimate: Double? { share != 0 ? effect / share : nil }
  var firstStageF: Double { share * share / shareVariance }

  func test(of value: Double, _ alternative: Alternative) -> TestResult {
    let gap = effect - value * share
    let spread = effectVariance + value * (value * shareVariance - 2 * covariance)
    // A variance just below 0 is rounding; a single unit makes it infinite, and the differences are then not told apart.
    let error = spread.isNaN ? .infinity : max(0, spread).squareRoot()
    let normal = TestResult(normal: share < 0 ? -gap : gap, standardError: error, alternative)
    guard let student, let t = normal.statistic, gap != 0 || error > 0 else { return normal }
    let p =
      switch alternative {
      case .twoSided: min(1, 2 * student.survival(t.magnitude))
      case .greater: student.survival(t)
      case .less: student.cdf(t)
      }
    return TestResult(statistic: t, pValue: p)
  }

  func set(confidence: Double) throws(StatisticsError) -> FiellerSet {
    try StatisticsError.requireProbability(confidence, "confidence")
    guard effectVariance < .infinity, shareVariance < .infinity else { return .wholeLine }
    let tail = (1 - confidence) / 2
    return FiellerSet(
      numerator: effect, denominator: share, variance: effectVariance, covariance: covariance,
      denominatorVariance: shareVariance, z: student?.quantile(survival: tail) ?? Normal.quantile(survival: tail))
  }
}
