/// What one variant used up: the volumes that costs are multiplied with and divided by.
public struct Activity: Hashable, Sendable {
  /// The variant.
  public var variant: String
  /// Calls placed, mature or not.
  public var calls: Int
  /// Talk time in seconds; nil where the data give none.
  public var talkSeconds: Int?
  /// Wrap-up time in seconds; nil where the data give none.
  public var wrapSeconds: Int?
  /// Agents times days with calls: an agent who used two variants in a day counts by the share of calls.
  /// Nil where the data name no agents.
  public var agentDays: Double?
  /// Cost of the calls as the log states it, on top of the ledger.
  public var loggedCost: Money
  /// Planned share of the units, 0...1.
  public var plannedShare: Double

  /// The volumes of one variant.
  public init(
    variant: String, calls: Int, talkSeconds: Int? = nil, wrapSeconds: Int? = nil, agentDays: Double? = nil,
    loggedCost: Money = .zero, plannedShare: Double
  ) {
    self.variant = variant
    self.calls = calls
    self.talkSeconds = talkSeconds
    self.wrapSeconds = wrapSeconds
    self.agentDays = agentDays
    self.loggedCost = loggedCost
    self.plannedShare = plannedShare
  }
}
