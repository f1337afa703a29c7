/// What a hypothesis test answers.
public struct TestResult: Hashable, Sendable {
  /// The test statistic in its own units (a z, a chi-square); nil for exact tests, whose p needs none.
  public let statistic: Double?
  /// The probability, under the hypothesis tested, of data at least this extreme; in 0...1.
  public let pValue: Double

  /// A result from its two figures.
  public init(statistic: Double?, pValue: Double) {
    self.statistic = statistic
    self.pValue = pValue
  }
}

/// The side on which a test looks for a difference.
public enum Alternative: String, Hashable, Sendable, CaseIterable {
  /// The variant differs from the control, in either direction.
  case twoSided = "two-sided"
  /// The variant is above the control.
  case greater
  /// The variant is below the control.
  case less

  /// The p of a statistic that is standard normal under the hypothesis.
  func pValue(z: Double) -> Double {
    switch self {
    case .twoSided: min(1, 2 * Normal.survival(z.magnitude))
    case .greater: Normal.survival(z)
    case .less: Normal.cdf(z)
    }
  }
}
