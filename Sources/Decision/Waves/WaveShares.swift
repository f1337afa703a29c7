public import Experiment

/// The shares of one wave of an adaptive test: those it was planned with, those it was called with, and those that
/// exploration sampling makes of the waves before it.
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
    /// Probability, after the waves before, that the variant has the highest rate.
    public var probabilityBest: Double
    /// The share by exploration sampling, from the waves before.
    public var sampled: Double
  }

  /// The name of the wave; nil for the next one.
  public var wave: String?
  /// Its first day of calls; nil for undated data and the next wave.
  public var firstDay: CivilDate?
  /// Its variants in plan order.
  public var arms: [Arm]
}
