/// The ratio of two means of independent observations, each known by count, sum and sum of squares.
///
/// For times and amounts per call: the interval is log-normal (delta method), so it needs some fifty observations an arm;
/// not for means that may be negative.
public struct RatioOfMeans: Hashable, Sendable {
  /// One arm's observations.
  public struct Arm: Hashable, Sendable {
    /// Number of observations, at least 2.
    public let count: Int
    /// Their mean, above 0.
    public let mean: Double
    /// Standard error of the mean.
    public let standardError: Double

    /// An arm from its count, sum and sum of squares.
    public init(count: Int, sum: Double, sumOfSquares: Double) throws(StatisticsError) {
      guard count >= 2 else { throw .tooFew(name: "observations", count: count, expected: "at least 2") }
      try StatisticsError.requirePositive(sum, "sum of the observations")
      self.count = count
      mean = sum / Double(count)
      // Rounding may take a variance of 0 just below it.
      let variance = max(0, sumOfSquares - sum * mean) / Double(count - 1)
      standardError = (variance / Double(count)).squareRoot()
    }
  }

  /// The reference arm.
  public let control: Arm
  /// The arm compared with it.
  public let variant: Arm

  /// Two independent arms.
  public init(control: Arm, variant: Arm) {
    self.control = control
    self.variant = variant
  }

  /// Mean of the variant over mean of the control with its interval.
  public func ratio(confidence: Double = 0.95) throws(StatisticsError) -> Estimate {
    try Estimate(
      logRatioOf: (variant.mean, variant.standardError), to: (control.mean, control.standardError),
      confidence: confidence)
  }
}
