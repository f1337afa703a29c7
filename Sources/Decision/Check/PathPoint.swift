public import Experiment
public import Statistics

/// Cumulative counts of one arm at the end of a day.
public struct PathPoint: Hashable, Sendable {
  /// The day.
  public var date: CivilDate
  /// The arm.
  public var variant: String
  /// Calls placed so far.
  public var calls: Int
  /// Opportunities of those calls within the maturity window.
  public var opportunities: Int
  /// Whether the day's calls are mature at the reading.
  public var isMature: Bool
  /// Cumulative rate with its Wilson interval; nil before the first call.
  public var tco: Estimate?
}
