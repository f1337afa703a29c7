/// How much larger the variance of a rate is because trials come in clusters that vary together: calls of one agent, or
/// several calls of one lead.
///
/// For an arm's rate as a ratio of sums: 1 + ((1 + CV²) m − 1) ρ (Kish 1965, eq. 8.6.2; Eldridge, Ashby & Kerry 2006,
/// eq. 2), with m the mean and CV the coefficient of variation (standard deviation over mean) of the cluster sizes and ρ
/// the intraclass correlation.
public struct DesignEffect: Hashable, Sendable {
  /// The correlation of two trials of one cluster, from 0 to 1.
  public let intraclassCorrelation: Double
  /// Mean trials per cluster and arm, at least 1.
  public let meanSize: Double
  /// Standard deviation of the cluster sizes over their mean, at least 0.
  public let coefficientOfVariation: Double

  /// Throws for values outside their ranges.
  public init(
    intraclassCorrelation: Double, meanSize: Double, coefficientOfVariation: Double = 0
  ) throws(StatisticsError) {
    guard intraclassCorrelation >= 0, intraclassCorrelation <= 1 else {
      throw .outOfRange(
        name: "intraclass correlation", value: intraclassCorrelation, expected: "a number from 0 to 1")
    }
    guard meanSize >= 1, meanSize.isFinite else {
      throw .outOfRange(name: "mean cluster size", value: meanSize, expected: "a finite number of at least 1")
    }
    guard coefficientOfVariation >= 0, coefficientOfVariation.isFinite else {
      throw .outOfRange(
        name: "coefficient of variation", value: coefficientOfVariation, expected: "a finite number of at least 0")
    }
    self.intraclassCorrelation = intraclassCorrelation
    self.meanSize = meanSize
    self.coefficientOfVariation = coefficientOfVariation
  }

  /// The correlation that makes the variance `value` times as large. Throws when no correlation in 0...1 does.
  public init(
    _ value: Double, meanSize: Double, coefficientOfVariation: Double = 0
  ) throws(StatisticsError) {
    let whole = try DesignEffect(
      intraclassCorrelation: 1, meanSize: meanSize, coefficientOfVariation: coefficientOfVariation)
    guard value == 1 || (value > 1 && value <= whole.value) else {
      throw .outOfRange(
        name: "design effect", value: value,
        expected: "a number from 1 to (1 + CV²) × mean size, which is \(whole.value)")
    }
    try self.init(
      intraclassCorrelation: value == 1 ? 0 : (value - 1) / (whole.value - 1), meanSize: meanSize,
      coefficientOfVariation: coefficientOfVariation)
  }

  /// The factor on the variance, at least 1: a plan needs that many times the trials.
  public var value: Double {
    1 + ((1 + coefficientOfVariation * coefficientOfVariation) * meanSize - 1) * intraclassCorrelation
  }
}
