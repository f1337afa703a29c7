public import Cost
public import Experiment
public import Statistics

/// One arm of a reading.
public struct VariantReading: Hashable, Sendable {
  /// Name of the arm.
  public var name: String
  /// Control or challenger.
  public var role: Variant.Role
  /// Planned share of the units.
  public var plannedShare: Double
  /// Mature calls: those that enter the comparison.
  public var calls: Int
  /// Calls too young to be compared.
  public var immatureCalls: Int
  /// Units the arm received (leads); nil where the data tell calls only.
  public var leads: Int?
  /// Opportunities of the mature calls, qualified within the maturity window.
  public var opportunities: Int
  /// Opportunities of mature calls that were qualified after the maturity window.
  public var lateOpportunities: Int
  /// Call-to-opportunity rate of the mature calls with its interval; nil without mature calls.
  public var tco: Estimate?
  /// Opportunities that sales accepted, and those they judged, where the data say so.
  public var accepted: AcceptedShare?
  /// Mean talk time in seconds, where the data give it.
  public var meanTalkSeconds: Double?
  /// Answered share of all calls, where the data give it.
  public var answeredShare: Double?
  /// Costs of all its calls line by line; nil where the plan states no costs.
  public var costs: CostStatement?
  /// Indicators with their intervals; nil where the plan states no costs.
  public var indicators: IndicatorEstimates?
  /// Indicators by intervals that hold at any look, at the cost per call and the value of an opportunity shown; nil at the
  /// end of the test, and where no such interval of the rate is known (``AnyTimeIndicators``).
  public var anyTime: AnyTimeIndicators?
  /// Where the TCO stands among outbound campaigns; nil where the plan states no economics, since bands are for sales.
  public var benchmark: TCOBenchmark?
}

/// Opportunities that sales accepted.
public struct AcceptedShare: Hashable, Sendable {
  /// Opportunities that sales judged.
  public var judged: Int
  /// Those accepted.
  public var accepted: Int

  /// Accepted among judged.
  public init(judged: Int, accepted: Int) {
    self.judged = judged
    self.accepted = accepted
  }
}

/// Indicators of an arm or campaign, with intervals that carry the uncertainty of the TCO, of handling times where costs go
/// with them, and of the share and value of sales where these were observed.
///
/// The limits of TCO, cost per call and income are recovered and combined (Donner & Zou 2012; Goodman 1960). At a known
/// cost and income the interval is that of the TCO on another scale, exactly.
public struct IndicatorEstimates: Hashable, Sendable {
  /// Cost per qualified opportunity in currency units; infinite without opportunities.
  public var cpq: Estimate
  /// Return on revenue; nil where revenue is unknown.
  public var roi: Estimate?
  /// Return on margin; nil where margin is unknown.
  public var marginRoi: Estimate?
  /// What an opportunity may cost at most, in currency units; nil where the margin is unknown.
  public var cpqThreshold: Double?
  /// Revenue of one opportunity in currency units; nil where unknown.
  public var revenuePerOpportunity: Double?
  /// Margin of one opportunity in currency units; nil where unknown.
  public var marginPerOpportunity: Double?
  /// Whether revenue was observed in sales or follows from the plan's economics.
  public var revenueIsObserved: Bool
  /// Whether the intervals carry the spread of handling times.
  public var costIsUncertain: Bool
  /// Whether the intervals of returns carry the share of opportunities sold and the spread of sales.
  public var incomeIsUncertain: Bool

  /// Indicators with intervals.
  public init(
    cpq: Estimate, roi: Estimate? = nil, marginRoi: Estimate? = nil, cpqThreshold: Double? = nil,
    revenuePerOpportunity: Double? = nil, marginPerOpportunity: Double? = nil, revenueIsObserved: Bool = false,
    costIsUncertain: Bool = false, incomeIsUncertain: Bool = false
  ) {
    self.cpq = cpq
    self.roi = roi
    self.marginRoi = marginRoi
    self.cpqThreshold = cpqThreshold
    self.revenuePerOpportunity = revenuePerOpportunity
    self.marginPerOpportunity = marginPerOpportunity
    self.revenueIsObserved = revenueIsObserved
    self.costIsUncertain = costIsUncertain
    self.incomeIsUncertain = incomeIsUncertain
  }
}
