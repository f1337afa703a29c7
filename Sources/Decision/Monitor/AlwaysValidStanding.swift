public import Experiment
public import Statistics

/// Where a comparison stands by always-valid inference: figures that hold however often they are read.
public struct AlwaysValidStanding: Hashable, Sendable {
  /// What the figures rest on.
  public enum Guarantee: String, Hashable, Sendable, Codable {
    /// Exact at any number of calls: independent calls, in blocks fixed beforehand.
    case exact
    /// In the limit of many opportunities: leads called more than once.
    case asymptotic
  }

  /// What the figures rest on.
  public var guarantee: Guarantee
  /// Difference of rates, challenger minus control; the intervals of all days hold together.
  public var difference: Estimate
  /// Ratio of rates minus 1; nil where only the difference has a sequence.
  public var relative: Estimate?
  /// Always-valid p-value on the plan's sides.
  public var p: Double
  /// Whether the challenger has been shown to be better: the lower end of the difference at or above 0.
  public var isBetter: Bool
  /// Whether the challenger has been shown to be worse.
  public var isWorse: Bool
  /// The day on which one of both was shown first; nil while neither is.
  public var concludedOn: CivilDate?
  /// The difference at the end of each day whose calls are mature; empty where past days cannot be told.
  public var path: [Point]
  /// What is bet on: relative lift or difference worth detecting, and the base rate; nil for asymptotic sequences.
  public var bet: Bet?
  /// How far it is from a conclusion; nil once it is concluded, and under other methods of monitoring.
  public var outlook: Outlook?

  /// The interval at the end of a day.
  public struct Point: Hashable, Sendable {
    /// The day of the calls, mature by the reading.
    public var date: CivilDate
    /// The difference with its always-valid interval.
    public var difference: Estimate
  }

  /// What the evidence bets on; a wrong bet costs power, never error.
  public struct Bet: Hashable, Sendable {
    /// The effect.
    public var worthDetecting: Lift
    /// The base rate expected at the start.
    public var baseRate: Double
    /// Whether the plan states both; otherwise they are the defaults.
    public var isPlanned: Bool
  }
}
