public import Statistics

/// When the opportunities, or the sales, of one arm come: the share of its calls that brought one within 0, 1, 2 … days.
///
/// One minus the estimator of Kaplan & Meier (1958), calls censored at their age.
public struct DelayCurve: Hashable, Sendable {
  /// The arm.
  public var variant: String
  /// The curve by day, from day 0 on.
  public var points: [DelayPoint]

  /// A curve.
  public init(variant: String, points: [DelayPoint]) {
    self.variant = variant
    self.points = points
  }
}

/// One day of the curve of delays.
public struct DelayPoint: Hashable, Sendable {
  /// Days since the call.
  public var day: Int
  /// Calls followed at least this long, without an opportunity before.
  public var atRisk: Int
  /// Opportunities that came on this day.
  public var opportunities: Int
  /// Share of calls with an opportunity by the end of the day, calls counting for as long as they were followed, with
  /// its interval at this day by itself.
  public var share: Estimate
}
