public import Experiment

/// What a plan can show whose script goes by agent or by half-day: its agents or half-days count, not its calls.
///
/// Calls of one agent share the agent, calls of one half-day its hour and its list: many calls of few agents say little.
/// Power is that of Student's t over clusters (`Statistics.ClusterPower`). Figures that the plan does not state enough for
/// are nil.
public struct DesignStructure: Hashable, Sendable {
  /// What one script is given to at a time.
  public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
    /// Each agent has one script for the whole test.
    case agents
    /// Each agent uses every script, changing by slot; the comparison is made inside the agent.
    case agentsCrossOver = "agents-cross-over"
    /// The whole team has one script in each slot.
    case switchback
  }

  /// How much more alike calls of one cluster are than calls of different clusters, and how that is known.
  public struct Correlation: Hashable, Sendable {
    /// Where the figure comes from.
    public enum Source: Hashable, Sendable {
      /// An assumption: the clusters' own rates vary by this share of the baseline (their coefficient of variation).
      case assumed(variation: Double)
      /// Measured on that many clusters of an earlier call log.
      case history(clusters: Int)
    }

    /// The intraclass correlation at the plan's baseline, 0...1. With a better script it is larger: rates of better agents
    /// are better by the same share (`Statistics.VariantCorrelation.sameVariation`).
    public var value: Double
    /// Where it comes from.
    public var source: Source

    /// A correlation and where it comes from.
    public init(value: Double, source: Source) {
      self.value = value
      self.source = source
    }
  }

  /// What one script is given to at a time.
  public var kind: Kind
  /// Clusters over all arms: agents, or the slots of a switchback; nil where the plan states too little to know.
  public var clusters: Int?
  /// Clusters over all arms that reach the wished power, with as many calls each; nil where not known, or out of reach.
  public var clustersNeeded: Int?
  /// How long a slot lasts; nil where agents keep their script.
  public var slotLength: SlotRule.Length?
  /// Slots of the test; nil where the plan states too little to know, and where agents keep their script.
  public var slots: Int?
  /// Calls of one cluster over the whole test; nil where the plan states too little to know.
  public var callsPerCluster: Double?
  /// The clusters' calls: standard deviation over mean; 0 without a call log.
  public var sizeVariation: Double
  /// Calls of one agent, or of one half-day: how alike they are.
  public var correlation: Correlation
  /// Calls of one agent in one slot, beyond what its calls in other slots share; nil unless agents cross over.
  public var withinSlot: Correlation?
  /// What callbacks do to the effect that hear the script of their own slot; nil where each lead keeps its script.
  public var callbacks: CallbackDilution?
  /// Chance of detecting the change worth detecting.
  public var power: Double?
  /// The nearest rate that is detected with the wished power; nil when there is none, or it is not known.
  public var detectableRate: Double?
  /// Degrees of freedom of Student's t; below 1 nothing can be shown.
  public var degreesOfFreedom: Double?
}
