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
  /// Columns of the leads that hold a stratum of the plan's own besides `list`; each repeats the list.
  public var strata: [String]
  /// Names of the windows.
  public var windows: [String]
  /// Number of agents.
  public var agents: Int
  /// ISO 4217 code of the currency of amounts.
  public var currency: String
  /// Whether leads belong to companies.
  public var hasCompanies: Bool
  /// Whether the data can be read only with a file of assignments.
  public var needsAssignments: Bool
  /// Whether another system drew the variants: then a call names the assigned variant, and what was heard is not known.
  public var callsNameAssignment: Bool
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
