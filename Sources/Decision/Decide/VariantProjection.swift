public import Cost
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
  /// Probability of earning most over the roll-out, switching cost included; of the highest rate where margin is unknown.
  public var probabilityBest: Double?
  /// Probability that the variant's rate is the highest of all arms, uniform priors.
  public var probabilityBestRate: Double?
  /// Cost per opportunity of the test itself, with what was spent once; nil without costs.
  public var cpqOfTest: Estimate?
  /// Profit of one call (margin − cost) in currency units; nil where margin is unknown.
  public var profitPerCall: Estimate?
  /// What choosing the variant gives up on average over the roll-out against the best one, in currency units; nil where
  /// margin is unknown.
  public var expectedLoss: Double?
  /// The lift of the control's rate from which switching to the variant pays, at its cost per call and under the
  /// limiting resource; nil for the control, and where margin or the control's rate is 0 or unknown.
  public var breakEvenLift: Double?
  /// Margin that one opportunity brings, in currency units; nil where unknown.
  public var marginPerOpportunity: Double?
  /// What the intervals rest on.
  public var basis = MoneyBasis()
  /// Money by intervals that hold at any look; nil at the planned end and where no such interval is known.
  public var anyTime: AnyTimeMoney?
}

/// How the intervals of a projection come about.
public struct MoneyBasis: Hashable, Sendable {
  /// The way to an interval.
  public enum Method: String, CaseIterable, Hashable, Sendable, Codable {
    /// The interval of the rate or of the difference, at a known cost per call: a change of scale.
    case knownCost = "known-cost"
    /// The limits of two rates, recovered and combined (square-and-add; Zou & Donner 2008).
    case squareAndAdd = "square-and-add"
    /// The limits of cost per call and rate, both uncertain, recovered and combined (Fieller's interval with limits that
    /// need not be symmetric; Donner & Zou 2012).
    case recoveredLimits = "recovered-limits"
    /// Quantiles of posterior draws.
    case posteriorDraws = "posterior-draws"
  }

  /// CPQ, and the returns that follow from it.
  public var cpq: Method = .knownCost
  /// Profit per call and per month.
  public var profit: Method = .knownCost
  /// Gain against the control.
  public var gain: Method = .knownCost
  /// Whether the cost per call carries the spread of handling times.
  public var hasUncertainCost = false
  /// Which opportunities are worth something, as far as the data allow.
  public var worth: Economics.Worth = .opportunities
  /// Why these are not the ones that the plan asks for; nil where they are.
  public var worthMissing: WorthMissing?
  /// Whether opportunities count whatever their source, although the plan's revenue is of some sources only.
  public var countsAllSources = false

  /// Why opportunities are not worth what the plan asks for.
  public enum WorthMissing: Hashable, Sendable {
    /// Sales judged no opportunity of a variant.
    case notJudged(variant: String)
    /// No sales were read, or the attribution window of some calls is still open.
    case salesComing
    /// No sale came.
    case withoutSales
    /// A variant has no opportunities.
    case withoutOpportunities(variant: String)
    /// A variant has more sales than opportunities, so that no share of these was sold.
    case moreSalesThanOpportunities(variant: String)
    /// Neither the sales nor the plan state a margin.
    case withoutMargin
  }
  /// Relative standard error of the margin of a sale; 0 where it is stated.
  public var saleValueError = 0.0

  /// Whether ranges of returns, profit and gain carry what opportunities bring.
  public var incomeIsUncertain: Bool { worth != .opportunities || saleValueError > 0 }

  /// The money of rates alone.
  public init() {}
}

/// The projections were another resource the limit.
public struct LimitProjection: Hashable, Sendable {
  /// The resource.
  public var limit: Rollout.Limit
  /// Whether it is the plan's own.
  public var isPlanned: Bool
  /// One projection per variant in the order of the plan.
  public var projections: [VariantProjection]

  /// The variant that earns most over the roll-out, switching cost included; nil where profit is unknown.
  public var best: String? {
    guard projections.allSatisfy({ $0.profitPerMonth != nil }) else { return nil }
    return projections.max { ($0.gainOverRollout?.value ?? 0) < ($1.gainOverRollout?.value ?? 0) }?.variant
  }
}
