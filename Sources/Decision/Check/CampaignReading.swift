public import Cost

/// What to do with the campaign itself, whichever script wins: both scripts may lose money.
public struct CampaignReading: Hashable, Sendable {
  /// The advice.
  public var verdict: CampaignVerdict
  /// Why.
  public var reason: CampaignReason
  /// Indicators of all arms together.
  public var indicators: Indicators
  /// The lever to pull first; nil when nothing is bad.
  public var lever: Lever?
}
