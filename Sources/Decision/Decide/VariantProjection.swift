public import Statistics

/// A variant at roll-out, without one-off costs of the test.
public struct VariantProjection: Hashable, Sendable {
  /// The variant.
  public var variant: String
  /// Calls placed per month under the limiting resource.
  public var callsPerMonth: Double
  /// Cost per call in currency units.
  public var costPerCall: Double
  /// Opportunities per month.
  public var opportunitiesPerMonth: Estimate
  /// Cost per opportunity in currency units.
  public var cpq: Estimate
  /// Return on revenue; nil where revenue is unknown.
  public var roi: Estimate?
  /// Return on margin; nil where margin is unknown.
  public var marginRoi: Estimate?
  /// Profit per month (margin − cost) in currency units; nil where margin is unknown.
  public var profitPerMonth: Estimate?
  /// Profit per month minus the control's; nil for the control and where margin is unknown.
  public var gainPerMonth: Estimate?
  /// Gain over all months of the roll-out minus the switching cost; nil as above.
  public var gainOverRollout: Estimate?
  /// Probability that the variant's rate is the highest of all arms, uniform priors.
  public var probabilityBest: Double?
}
