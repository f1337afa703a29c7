public import Experiment
import Statistics

/// The shares of one wave of an adaptive test: those it was planned with, those it was called with, and those that the
/// plan's rule makes of the results before it.
public struct WaveShares: Hashable, Sendable {
  /// One variant in a wave.
  public struct Arm: Hashable, Sendable {
    /// The variant.
    public var variant: String
    /// Calls of the wave.
    public var calls: Int
    /// Opportunities of the wave.
    public var opportunities: Int
    /// The share the plan states; nil where it states none.
    public var planned: Double?
    /// Probability, by the results before, that the variant has the highest rate.
    public var probabilityBest: Double
    /// The share by the rule, from the results before: by exploration sampling where the plan states none.
    public var sampled: Double
  }

  /// The name of the wave; nil for the next one.
  public var wave: String?
  /// Its first day: of calls, or of the block of days of an adaptive plan, from which its shares hold; nil for undated
  /// data and for the next wave of other plans.
  public var firstDay: CivilDate?
  /// The last date whose calls its shares rest on, in an adaptive plan; nil for the first block.
  public var knownThrough: CivilDate?
  /// Its variants in plan order.
  public var arms: [Arm]

  /// The shares by the rule as they are written into the plan's file and cut by hashed assignment: in ten-thousandths,
  /// which sum to 10,000.
  public func tenThousandths() throws(DecisionError) -> [Int] {
    try asking { () throws(StatisticsError) in
      try ExplorationSampling.counts(of: 10_000, shares: arms.map(\.sampled))
    }
  }
}
