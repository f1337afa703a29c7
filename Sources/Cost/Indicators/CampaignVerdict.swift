/// What to do with a campaign, whichever script wins.
public enum CampaignVerdict: String, CaseIterable, Hashable, Sendable, Codable {
  /// Spend more.
  case raise
  /// Go on as it is.
  case keep
  /// Go on, but pull the lever named.
  case correct
  /// Stop spending.
  case cut
}

/// Why a campaign verdict is what it is.
public enum CampaignReason: Hashable, Sendable {
  /// The whole interval of the margin ROI lies above 0 and the wishes are met.
  case profitableAndOnTarget(marginRoi: Double)
  /// Profitable, but a wish is missed.
  case profitableBelowTarget(marginRoi: Double, Lever.Cause)
  /// Margin covers cost exactly.
  case breakEven
  /// Margin may or may not cover cost: 0 lies inside the interval.
  case uncertain(marginRoi: Double)
  /// The whole interval of the margin ROI lies below 0, but cost per opportunity is within reach of its threshold.
  case losing(marginRoi: Double)
  /// Even at the optimistic end the campaign loses more than half of what it costs; without a range, as it stands.
  case losingBadly(marginRoi: Double, hasRange: Bool = true)
}

/// The lever to pull first when an indicator is bad.
public struct Lever: Hashable, Sendable {
  /// The indicator that is bad.
  public enum Cause: String, CaseIterable, Hashable, Sendable, Codable {
    /// Call-to-opportunity rate: script and training, windows and weekdays, data enrichment.
    case tco
    /// Cost per opportunity: dialing cost, list quality, script.
    case cpq
    /// Return: cost per call, sale value, opportunity-to-sale rate, segments.
    case roi
  }

  /// The indicator that is bad.
  public var cause: Cause
  /// Its figure.
  public var figure: Double
  /// What it is measured against: a wish, a threshold or the lower end of the usual.
  public var reference: Double

  /// A lever and its reason.
  public init(cause: Cause, figure: Double, reference: Double) {
    self.cause = cause
    self.figure = figure
    self.reference = reference
  }
}
