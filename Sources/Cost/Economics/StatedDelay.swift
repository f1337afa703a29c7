/// How late sales come after their call, as someone who knows the trade states it.
public struct StatedDelay: Hashable, Sendable, Codable {
  /// A family of delays.
  public enum Law: String, CaseIterable, Hashable, Sendable, Codable {
    /// A constant rate from day to day.
    case exponential
    /// A rate that falls or rises by a power of the delay.
    case weibull
    /// A normal logarithm: the longest tail.
    case logNormal = "log-normal"
  }

  /// Days within which half of the sales come, above 0.
  public var median: Int
  /// Days within which 90 % come, more than the median.
  public var ninetyPercent: Int
  /// The family; log-normal where nothing better is known.
  public var law: Law
  /// By which share either may be wrong: one standard deviation of its logarithm, above 0 and at most 2.
  public var uncertainty: Double

  /// A stated delay.
  public init(median: Int, ninetyPercent: Int, law: Law = .logNormal, uncertainty: Double = 0.25) {
    self.median = median
    self.ninetyPercent = ninetyPercent
    self.law = law
    self.uncertainty = uncertainty
  }
}
