public import Statistics

/// Indicators of one arm by intervals that hold however often they are read.
///
/// Every one is the interval of the rate (TCO) on another scale, at the cost of a call and the value of an opportunity that
/// stand beside it: with those known it holds as the rate's own does. What is uncertain in them it carries as a single reading
/// does: no range is narrower than that of the reading beside it.
public struct AnyTimeIndicators: Hashable, Sendable {
  /// What an interval rests on.
  public enum Guarantee: String, Hashable, Sendable, Codable {
    /// Exact at any number of calls: independent calls, and a known cost per call where money is spoken of.
    case exact
    /// Exact as the interval of the rates is, at the value of an opportunity and the cost per call that are shown.
    case conditional
    /// In the limit of many opportunities.
    case asymptotic
    /// In the limit of many opportunities, at the value of an opportunity and the cost per call that are shown.
    case conditionalAsymptotic = "conditional-asymptotic"

    /// The same at values that are taken as they are shown.
    var onCondition: Guarantee {
      switch self {
      case .exact, .conditional: .conditional
      case .asymptotic, .conditionalAsymptotic: .conditionalAsymptotic
      }
    }
  }

  /// Opportunities per call.
  public var tco: Estimate
  /// What the interval of the TCO rests on: exact or asymptotic.
  public var tcoGuarantee: Guarantee
  /// Whether the cost of a call is known no better than handling times are.
  public var costIsUncertain: Bool
  /// Cost per qualified opportunity in currency units; nil where costs are unknown.
  public var cpq: Estimate?
  /// Return on revenue; nil where revenue or costs are unknown.
  public var roi: Estimate?
  /// Return on margin; nil where margin or costs are unknown.
  public var marginRoi: Estimate?
  /// Margin of a call less its cost, in currency units; nil likewise.
  public var profitPerCall: Estimate?

  /// What the interval of CPQ rests on; nil without one.
  public var cpqGuarantee: Guarantee? {
    guard cpq != nil else { return nil }
    return costIsUncertain ? tcoGuarantee.onCondition : tcoGuarantee
  }

  /// What the intervals of returns and profit rest on; nil without any.
  public var returnGuarantee: Guarantee? {
    guard roi != nil || marginRoi != nil || profitPerCall != nil else { return nil }
    return tcoGuarantee.onCondition
  }
}

/// Money at roll-out by intervals that hold at any look.
public struct AnyTimeMoney: Hashable, Sendable {
  /// Indicators; nil where no interval of the rate holds at any look.
  public var indicators: AnyTimeIndicators?
  /// Profit per month in currency units; nil where margin is unknown, or as above.
  public var profitPerMonth: Estimate?
  /// Profit per month minus the control's; nil for the control and where no interval is known.
  public var gainPerMonth: Estimate?
  /// The same over the whole roll-out, switching cost taken off.
  public var gainOverRollout: Estimate?
  /// What the interval of the gain rests on.
  public var gainGuarantee: AnyTimeIndicators.Guarantee?
}
