/// One line of a campaign's costs.
public struct CostItem: Hashable, Sendable, Codable {
  /// What the amount is multiplied with.
  public enum Basis: String, CaseIterable, Hashable, Sendable, Codable {
    /// The whole test, or the days the cost itself names.
    case campaign
    /// Every call placed.
    case call
    /// Every hour of talk time.
    case talkHour = "talk-hour"
    /// Every agent on every day with calls.
    case agentDay = "agent-day"
    /// Every month, pro rata of the calendar days of the test.
    case month
  }

  /// How a cost that serves every variant is divided among them.
  public enum Split: String, CaseIterable, Hashable, Sendable, Codable {
    /// In proportion to calls placed.
    case calls
    /// In proportion to talk and wrap-up time.
    case handlingTime = "handling-time"
    /// In proportion to the planned shares.
    case plannedShare = "planned-share"
  }

  /// First and last day on which the cost applies, as days since 1970-01-01, both included.
  public struct Period: Hashable, Sendable, Codable {
    /// First day; nil: from the start of the test.
    public var firstDay: Int?
    /// Last day; nil: to the end of the test.
    public var lastDay: Int?

    /// A period, open where nil.
    public init(firstDay: Int? = nil, lastDay: Int? = nil) {
      self.firstDay = firstDay
      self.lastDay = lastDay
    }

    /// Whether a day lies in it.
    public func contains(_ day: Int) -> Bool {
      firstDay.map { day >= $0 } ?? true && lastDay.map { day <= $0 } ?? true
    }
  }

  /// What it is.
  public var item: String
  /// The amount per unit of the basis, not negative.
  public var amount: Money
  /// What the amount is multiplied with.
  public var basis: Basis
  /// The variant that bears it alone; nil when every variant shares it.
  public var variant: String?
  /// How it is divided among the variants that share it.
  public var split: Split
  /// Share of the amount that this campaign bears, above 0 up to 1.
  public var share: Double
  /// When it applies.
  public var period: Period
  /// Whether it is spent once: it weighs on the test, not on the roll-out.
  public var once: Bool

  /// A cost; once for the whole test and split by calls unless said otherwise.
  public init(
    item: String, amount: Money, basis: Basis = .campaign, variant: String? = nil, split: Split = .calls,
    share: Double = 1, period: Period = Period(), once: Bool = false
  ) {
    self.item = item
    self.amount = amount
    self.basis = basis
    self.variant = variant
    self.split = split
    self.share = share
    self.period = period
    self.once = once
  }
}
