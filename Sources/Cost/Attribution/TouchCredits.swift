/// What each channel is credited with under each rule of attribution.
///
/// Under every rule the credits of all channels and what is unattributed add up to the revenue of the sales file, to the
/// millionth.
public struct TouchCredits: Hashable, Sendable, Codable {
  /// The channel of the calls themselves.
  public static let phone = "phone"

  /// What is credited.
  public struct Credit: Hashable, Sendable, Codable {
    /// Sales, each counted by the share of its credit.
    public var sales = 0.0
    /// Those of them that state no margin, less the parts that refunds took back.
    public var keptWithoutMargin = 0.0
    /// Revenue.
    public var revenue = Money.zero
    /// Margin of the sales that state one.
    public var margin = Money.zero
    /// A credit; nothing by default.
    public init(sales: Double = 0, keptWithoutMargin: Double = 0, revenue: Money = .zero, margin: Money = .zero) {
      self.sales = sales
      self.keptWithoutMargin = keptWithoutMargin
      self.revenue = revenue
      self.margin = margin
    }

    /// Adds another credit.
    public static func += (left: inout Credit, right: Credit) {
      left.sales += right.sales
      left.revenue += right.revenue
      left.margin += right.margin
      left.keptWithoutMargin += right.keptWithoutMargin
    }
  }

  /// How far a channel's total may stray: sums over sales of the square of what each adds to it, however many touches it had
  /// there.
  public struct Squares: Hashable, Sendable {
    /// Of kept sales without a margin.
    public var keptWithoutMargin = 0.0
    /// Of revenue, in square currency units.
    public var revenue = 0.0
    /// Of margin, likewise.
    public var margin = 0.0

    /// No sales.
    public init() {}

    /// Adds the squares of other sales.
    public static func += (left: inout Squares, right: Squares) {
      left.keptWithoutMargin += right.keptWithoutMargin
      left.revenue += right.revenue
      left.margin += right.margin
    }
  }

  /// Whom a credit belongs to.
  public struct Key: Hashable, Sendable, Codable, Comparable {
    /// The rule.
    public var rule: AttributionRule
    /// The channel.
    public var channel: String
    /// Variant of the call, for the phone; nil for other channels.
    public var variant: String?

    /// A key of credits.
    public init(rule: AttributionRule, channel: String, variant: String? = nil) {
      self.rule = rule
      self.channel = channel
      self.variant = variant
    }

    /// By rule, channel, variant.
    public static func < (left: Key, right: Key) -> Bool {
      if left.rule != right.rule { return left.rule.rawValue < right.rule.rawValue }
      if left.channel != right.channel { return left.channel < right.channel }
      return (left.variant ?? "") < (right.variant ?? "")
    }
  }

  /// One touch before a sale.
  public struct Touch: Hashable, Sendable {
    /// The channel.
    public var channel: String
    /// Variant of the call, for the phone.
    public var variant: String?
    /// When it was, in seconds since 1970.
    public var instant: Int

    /// A touch.
    public init(channel: String, variant: String? = nil, instant: Int) {
      self.channel = channel
      self.variant = variant
      self.instant = instant
    }
  }

  /// Days in which a touch loses half of its weight under time decay.
  public var halfLifeDays: Int
  /// Credits by rule, channel and variant.
  public private(set) var credits: [Key: Credit]
  /// Squares by rule and channel. They follow from the sales behind the credits and are no part of the coded form, by which data
  /// are told apart.
  public private(set) var squares: [Key: Squares] = [:]
  /// Revenue that a rule gives to the phone and another one to other channels, sale by sale; no part of the coded form either.
  public private(set) var disputed = Money.zero
  /// Sales with a touch in the attribution window.
  public var attributed: Receipts.Row
  /// Sales without one.
  public var unattributed: Receipts.Row
  /// Touches of other channels that were read.
  public var touches: Int

  /// Credits; none by default.
  public init(halfLifeDays: Int) {
    self.halfLifeDays = halfLifeDays
    credits = [:]
    attributed = Receipts.Row()
    unattributed = Receipts.Row()
    touches = 0
  }

  /// Divides a sale among the touches before it, under every rule.
  ///
  /// - Parameters:
  ///   - row: the sale, less what refunds took back of it.
  ///   - touches: the touches in the attribution window; touches of one instant count in the order of their channels.
  ///   - instant: when the sale closed, in seconds since 1970; not before any touch.
  public mutating func credit(_ row: Receipts.Row, to touches: [Touch], closedAt instant: Int) {
    guard !touches.isEmpty else {
      unattributed += row
      return
    }
    attributed += row
    let ordered = touches.sorted {
      $0.instant != $1.instant
        ? $0.instant < $1.instant : ($0.channel, $0.variant ?? "") < ($1.channel, $1.variant ?? "")
    }
    var ofPhone: [Money] = []
    let ages = ordered.map { max(0, instant - $0.instant) }
    for rule in AttributionRule.allCases {
      let shares = rule.shares(ages: ages, halfLifeDays: halfLifeDays)
      let revenues = row.revenue.apportioned(by: shares)
      let margins = row.margin.apportioned(by: shares)
      var ofSale: [String: Credit] = [:]
      for index in ordered.indices {
        let credit = Credit(
          sales: shares[index] * Double(row.sales), keptWithoutMargin: shares[index] * row.keptWithoutMargin,
          revenue: revenues[index],
          margin: margins[index])
        let (channel, variant) = (ordered[index].channel, ordered[index].variant)
        credits[Key(rule: rule, channel: channel, variant: variant), default: Credit()] += credit
        ofSale[channel, default: Credit()] += credit
      }
      ofPhone.append(ofSale[TouchCredits.phone]?.revenue ?? .zero)
      for (channel, credit) in ofSale {
        var square = Squares()
        square.keptWithoutMargin = credit.keptWithoutMargin * credit.keptWithoutMargin
        square.revenue = credit.revenue.units * credit.revenue.units
        square.margin = credit.margin.units * credit.margin.units
        squares[Key(rule: rule, channel: channel), default: Squares()] += square
      }
    }
    disputed += (ofPhone.max() ?? .zero) - (ofPhone.min() ?? .zero)
  }

  /// What a channel is credited with, over all its variants or for one of them.
  public func credit(of channel: String, under rule: AttributionRule, variant: String? = nil) -> Credit {
    var sum = Credit()
    for (key, credit) in credits.sorted(by: { $0.key < $1.key })
    where key.rule == rule && key.channel == channel && (variant == nil || key.variant == variant) {
      sum += credit
    }
    return sum
  }

  /// The channels, the phone first, the others by name.
  public var channels: [String] {
    let names = Set(credits.keys.map(\.channel))
    return (names.contains(TouchCredits.phone) ? [TouchCredits.phone] : [])
      + names.subtracting([TouchCredits.phone]).sorted()
  }

  /// The credits of two sources without a lead in common.
  public static func + (left: TouchCredits, right: TouchCredits) -> TouchCredits {
    var sum = left
    for (key, credit) in right.credits { sum.credits[key, default: Credit()] += credit }
    for (key, square) in right.squares { sum.squares[key, default: Squares()] += square }
    sum.disputed += right.disputed
    sum.attributed += right.attributed
    sum.unattributed += right.unattributed
    sum.touches += right.touches
    return sum
  }
}

extension TouchCredits {
  private struct Entry: Codable {
    let key: Key
    let credit: Credit
  }

  private enum CodingKeys: CodingKey {
    case halfLifeDays, credits, attributed, unattributed, touches
  }

  /// Reads credits as a list.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(halfLifeDays: try container.decode(Int.self, forKey: .halfLifeDays))
    for entry in try container.decode([Entry].self, forKey: .credits) { credits[entry.key] = entry.credit }
    attributed = try container.decode(Receipts.Row.self, forKey: .attributed)
    unattributed = try container.decode(Receipts.Row.self, forKey: .unattributed)
    touches = try container.decode(Int.self, forKey: .touches)
  }

  /// Writes credits in key order, so that equal ones are equal to the byte, and so is the fingerprint of their data.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(halfLifeDays, forKey: .halfLifeDays)
    try container.encode(
      credits.sorted { $0.key < $1.key }.map { Entry(key: $0.key, credit: $0.value) }, forKey: .credits)
    try container.encode(attributed, forKey: .attributed)
    try container.encode(unattributed, forKey: .unattributed)
    try container.encode(touches, forKey: .touches)
  }
}
