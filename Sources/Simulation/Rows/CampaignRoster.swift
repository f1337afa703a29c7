public import Experiment

/// Names and figures that the rows of a campaign refer to by number.
public struct CampaignRoster: Hashable, Sendable {
  /// Name of the experiment.
  public var experiment: String
  /// Variants in the order of the plan.
  public var variants: [String]
  /// Planned shares of the variants.
  public var shares: [Double]
  /// Lists that leads come from.
  public var lists: [String]
  /// Names of the windows.
  public var windows: [String]
  /// Number of agents.
  public var agents: Int
  /// ISO 4217 code of the currency of amounts.
  public var currency: String
  /// How units came to their variant.
  public var design: CampaignDesign
  /// Calls of the campaign.
  public var calls: Int
  /// First and last calling day.
  public var dates: ClosedRange<CivilDate>
  /// The seed.
  public var seed: UInt64
  /// What is true.
  public var truth: Truth
  /// Share of every effect of agents, lists, weekdays and hours on conversion that could be kept, 0...1; below 1 where
  /// full effects would ask for more opportunities than answered calls.
  public var effectsKept: Double
}
