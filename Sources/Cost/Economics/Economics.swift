/// What an opportunity is worth.
public struct Economics: Hashable, Sendable, Codable {
  /// Which opportunities are worth something at roll-out.
  public enum Worth: String, CaseIterable, Hashable, Sendable, Codable {
    /// Every opportunity, at the stated share sold and margin.
    case opportunities
    /// Those that sales accept, at the stated share sold and margin; the accepted share is each variant's own.
    case accepted
    /// Those that became sales, at the observed margin of a sale; the share sold is each variant's own, once the attribution
    /// window of every call is closed.
    case sales
  }

  /// ISO 4217 code of the currency of every amount.
  public var currency: String
  /// Share of opportunities that become sales, 0...1, where stated.
  public var opportunityToSale: Double?
  /// Revenue of a sale, where stated.
  public var saleValue: Money?
  /// Margin of a sale, where stated.
  public var marginPerSale: Money?
  /// Days after a call within which a sale is attributed to it.
  public var attributionDays: Int
  /// Which call of its lead a sale is attributed to.
  public var attributedCall: AttributedCall
  /// Source tags accepted for absolute revenue; empty accepts all.
  public var sources: [String]
  /// Which opportunities are worth something at roll-out.
  public var worth: Worth
  /// How late sales come, where stated.
  public var delayToSale: StatedDelay?
  /// What other currencies are worth in this one.
  public var exchange: ExchangeTable
  /// Days in which a touch loses half of its weight under the time-decay rule of attribution.
  public var touchHalfLifeDays: Int
  /// The half-life where a plan states none.
  public static let standardHalfLifeDays = 7
  /// The days of attribution where a plan states none.
  public static let standardAttributionDays = 90

  /// Economics; euros and 90 days of attribution by default.
  public init(
    currency: String = "EUR", opportunityToSale: Double? = nil, saleValue: Money? = nil, marginPerSale: Money? = nil,
    attributionDays: Int = Economics.standardAttributionDays, attributedCall: AttributedCall = .last,
    sources: [String] = [], worth: Worth = .opportunities, delayToSale: StatedDelay? = nil,
    exchange: ExchangeTable = ExchangeTable(), touchHalfLifeDays: Int = Economics.standardHalfLifeDays
  ) {
    self.currency = currency
    self.opportunityToSale = opportunityToSale
    self.saleValue = saleValue
    self.marginPerSale = marginPerSale
    self.attributionDays = attributionDays
    self.attributedCall = attributedCall
    self.sources = sources
    self.worth = worth
    self.delayToSale = delayToSale
    self.exchange = exchange
    self.touchHalfLifeDays = touchHalfLifeDays
  }

  /// Expected revenue of one opportunity in currency units: share sold × value of a sale. Nil where either is unknown.
  public var revenuePerOpportunity: Double? {
    guard let opportunityToSale, let saleValue else { return nil }
    return opportunityToSale * saleValue.units
  }

  /// Expected margin of one opportunity in currency units: share sold × margin of a sale; what an opportunity may cost
  /// at most (the CPQ threshold). Nil where either is unknown.
  public var marginPerOpportunity: Double? {
    guard let opportunityToSale, let marginPerSale else { return nil }
    return opportunityToSale * marginPerSale.units
  }
}

/// What is planned after the test.
public struct Rollout: Hashable, Sendable, Codable {
  /// The resource that limits the roll-out.
  public enum Limit: String, CaseIterable, Hashable, Sendable, Codable {
    /// Calls to place: the same number whatever the script.
    case leads
    /// Hours of agents: a script with longer calls places fewer.
    case agentHours = "agent-hours"
    /// Money to spend: a dearer script places fewer calls.
    case budget
  }

  /// What was rolled out, and the share of the leads that keeps the old script so that `review` can tell.
  public struct FollowUp: Hashable, Sendable, Codable {
    /// The challenger that was rolled out.
    public var script: String
    /// First day of the roll-out, as days since 1970-01-01.
    public var firstDay: Int
    /// Share of the leads that keeps the control, above 0 and at most a half.
    public var holdOut: Double

    /// A roll-out with a hold-out.
    public init(script: String, firstDay: Int, holdOut: Double) {
      self.script = script
      self.firstDay = firstDay
      self.holdOut = holdOut
    }
  }

  /// Calls planned per month.
  public var callsPerMonth: Int
  /// Months of the roll-out.
  public var months: Int
  /// One-off cost of switching to another script.
  public var switchingCost: Money
  /// The resource that limits the roll-out.
  public var limit: Limit
  /// What was rolled out; nil before, and without a hold-out.
  public var followUp: FollowUp?

  /// A roll-out; limited by leads and free to switch by default.
  public init(
    callsPerMonth: Int, months: Int = 1, switchingCost: Money = .zero, limit: Limit = .leads, followUp: FollowUp? = nil
  ) {
    self.callsPerMonth = callsPerMonth
    self.months = months
    self.switchingCost = switchingCost
    self.limit = limit
    self.followUp = followUp
  }
}

/// Wishes for the indicators; break-even is computed, not a wish.
public struct Targets: Hashable, Sendable, Codable {
  /// Wished call-to-opportunity rate.
  public var tco: Double?
  /// Wished cost per opportunity.
  public var cpq: Money?
  /// Wished return on revenue: 1.5 is 150 %.
  public var roi: Double?

  /// Wishes, each optional.
  public init(tco: Double? = nil, cpq: Money? = nil, roi: Double? = nil) {
    self.tco = tco
    self.cpq = cpq
    self.roi = roi
  }
}
