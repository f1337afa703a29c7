/// The indicators of a campaign or variant from its totals.
///
/// TCO (call-to-opportunity rate) = opportunities / calls; CPQ (cost per qualified opportunity) = cost / opportunities;
/// ROI = (revenue − cost) / cost; margin ROI = (margin − cost) / cost.
public struct Indicators: Hashable, Sendable {
  /// Total cost.
  public let cost: Money
  /// Calls placed; nil where not stated.
  public let calls: Int?
  /// Qualified opportunities.
  public let opportunities: Int
  /// Revenue in currency units, observed or expected; nil where unknown.
  public let revenue: Double?
  /// Margin in currency units, observed or expected; nil where unknown.
  public let margin: Double?
  /// Expected margin of one opportunity: what it may cost at most; nil where unknown.
  public let cpqThreshold: Double?

  /// The indicators of totals; revenue, margin and threshold that are not given follow from the economics.
  public init(
    cost: Money, calls: Int?, opportunities: Int, economics: Economics? = nil, observedRevenue: Money? = nil,
    observedMargin: Money? = nil, cpqThreshold: Double? = nil
  ) {
    self.cost = cost
    self.calls = calls
    self.opportunities = opportunities
    self.revenue =
      observedRevenue?.units ?? economics?.revenuePerOpportunity.map { $0 * Double(opportunities) }
    self.margin = observedMargin?.units ?? economics?.marginPerOpportunity.map { $0 * Double(opportunities) }
    self.cpqThreshold = cpqThreshold ?? economics?.marginPerOpportunity
  }

  /// Opportunities per call; nil without calls.
  public var tco: Double? {
    guard let calls, calls > 0 else { return nil }
    return Double(opportunities) / Double(calls)
  }

  /// Cost per opportunity in currency units; infinite without opportunities, nil when nothing was spent either.
  public var cpq: Double? {
    if opportunities > 0 { return cost.units / Double(opportunities) }
    return cost > .zero ? .infinity : nil
  }

  /// (revenue − cost) / cost; nil where revenue is unknown or nothing was spent.
  public var roi: Double? { returned(on: revenue) }

  /// Revenue / cost; nil as for `roi`.
  public var ratio: Double? {
    guard let revenue, cost > .zero else { return nil }
    return revenue / cost.units
  }

  /// (margin − cost) / cost; nil where margin is unknown or nothing was spent.
  public var marginRoi: Double? { returned(on: margin) }

  /// Margin − cost in currency units; nil where margin is unknown.
  public var profit: Double? { margin.map { $0 - cost.units } }

  /// Margin that an opportunity brought, in currency units; nil where unknown and without opportunities.
  public var marginPerOpportunity: Double? {
    guard opportunities > 0 else { return nil }
    return margin.map { $0 / Double(opportunities) }
  }

  /// Whether margin covers cost.
  public var balance: Balance? {
    guard let profit else { return nil }
    // Margin is a computed product (share × amount × count): less than a thousandth of a currency unit is its rounding.
    if abs(profit) < 0.001 { return .breakEven }
    return profit > 0 ? .profit : .loss
  }

  private func returned(on income: Double?) -> Double? {
    guard let income, cost > .zero else { return nil }
    return (income - cost.units) / cost.units
  }

  /// Whether margin covers cost.
  public enum Balance: String, Hashable, Sendable, Codable {
    /// Margin above cost.
    case profit
    /// Margin equals cost.
    case breakEven = "break-even"
    /// Margin below cost.
    case loss
  }
}
