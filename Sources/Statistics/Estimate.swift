/// A point estimate with its interval, in the units of the quantity estimated.
///
/// Each figure may be infinite (an odds ratio against a control without success), and none is ever NaN.
public struct Estimate: Hashable, Sendable {
  /// The point estimate.
  public let value: Double
  /// The lower end of the interval; `-Double.infinity` when unbounded.
  public let lower: Double
  /// The upper end of the interval; `Double.infinity` when unbounded.
  public let upper: Double

  /// An estimate from its three figures.
  public init(value: Double, lower: Double, upper: Double) {
    self.value = value
    self.lower = lower
    self.upper = upper
  }

  /// Whether the closed interval holds `value`.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  func clamped(to range: ClosedRange<Double>) -> Estimate {
    func clamp(_ x: Double) -> Double { min(max(x, range.lowerBound), range.upperBound) }
    return Estimate(value: clamp(value), lower: clamp(lower), upper: clamp(upper))
  }
}
