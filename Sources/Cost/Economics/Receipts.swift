/// Sales and revenue by variant, attribution and delay, with what could not be attributed.
public struct Receipts: Hashable, Sendable {
  /// Which sales a row counts.
  public enum Attribution: String, CaseIterable, Hashable, Sendable, Codable, Comparable {
    /// All sales of the variant's assigned leads within the attribution window: what variants are compared on.
    case assignedLeads = "assigned-leads"
    /// Only sales whose opportunity bears an accepted source tag: what absolute revenue may count.
    case sourceTags = "source-tags"

    /// Assigned leads before source tags.
    public static func < (left: Attribution, right: Attribution) -> Bool { left.rawValue < right.rawValue }
  }

  /// Key of a row.
  public struct Key: Hashable, Sendable, Codable, Comparable {
    /// Assigned variant.
    public var variant: String
    /// Which sales are counted.
    public var attribution: Attribution
    /// Whole days from the call to the sale, not negative.
    public var daysSinceCall: Int

    /// A key of receipts.
    public init(variant: String, attribution: Attribution, daysSinceCall: Int) {
      self.variant = variant
      self.attribution = attribution
      self.daysSinceCall = daysSinceCall
    }

    /// By variant, attribution, delay.
    public static func < (left: Key, right: Key) -> Bool {
      if left.variant != right.variant { return left.variant < right.variant }
      if left.attribution != right.attribution { return left.attribution < right.attribution }
      return left.daysSinceCall < right.daysSinceCall
    }
  }

  /// Sales with their revenue and margin.
  public struct Row: Hashable, Sendable, Codable {
    /// Number of sales.
    public var sales = 0
    /// Their revenue.
    public var revenue = Money.zero
    /// Sales whose record states a margin.
    public var salesWithMargin = 0
    /// Margin of those.
    public var margin = Money.zero
    /// Parts of the sales without a margin that refunds took back while the sales stand, in millionths of a sale: 400,000
    /// where two fifths of one were. Whole numbers, so that a sale taken back part by part leaves nothing behind.
    public var refundedMillionths = 0

    /// Sales that state no margin, less the parts of them taken back: what a margin that stands in for theirs goes by.
    public var keptWithoutMargin: Double { Double(sales - salesWithMargin) - Double(refundedMillionths) / 1_000_000 }

    /// Margin of the sales in currency units: what they state, and what stands in for each that states none; nil where
    /// some state none and nothing stands in.
    public func margin(orEach standIn: Money?) -> Double? {
      keptWithoutMargin == 0 ? margin.units : standIn.map { margin.units + $0.units * keptWithoutMargin }
    }

    /// Sales with their revenue and margin.
    public init(
      sales: Int = 0, revenue: Money = .zero, salesWithMargin: Int = 0, margin: Money = .zero,
      refundedMillionths: Int = 0
    ) {
      self.sales = sales
      self.revenue = revenue
      self.salesWithMargin = salesWithMargin
      self.margin = margin
      self.refundedMillionths = refundedMillionths
    }

    /// Adds other sales.
    public static func += (left: inout Row, right: Row) {
      left.sales += right.sales
      left.revenue += right.revenue
      left.salesWithMargin += right.salesWithMargin
      left.margin += right.margin
      left.refundedMillionths += right.refundedMillionths
    }
  }

  /// Whether a sales file was read at all; without one the economics of the plan stand in.
  public var isObserved: Bool
  /// Rows by key.
  public private(set) var rows: [Key: Row]
  /// Opportunities by variant, and those among them whose source tag is accepted; empty where every source is.
  public var sources: [String: SourceCount]
  /// Sales that could not be joined to a call of the test within the attribution window: shown, never dropped.
  public var unattributed: Row

  /// Opportunities by what their source tag says.
  public struct SourceCount: Hashable, Sendable, Codable {
    /// Opportunities joined to calls that count.
    public var opportunities = 0
    /// Those whose source tag is one that the plan accepts.
    public var accepted = 0

    /// None.
    public init() {}

    /// Adds an opportunity.
    public mutating func note(isAccepted: Bool) {
      opportunities += 1
      if isAccepted { accepted += 1 }
    }

    /// Adds others.
    public static func += (left: inout SourceCount, right: SourceCount) {
      left.opportunities += right.opportunities
      left.accepted += right.accepted
    }
  }

  /// Receipts; unobserved and of accepted sources by default.
  public init(
    isObserved: Bool = false, rows: [Key: Row] = [:], sources: [String: SourceCount] = [:], unattributed: Row = Row()
  ) {
    self.isObserved = isObserved
    self.rows = rows
    self.sources = sources
    self.unattributed = unattributed
  }

  /// Adds sales to a row.
  public mutating func add(_ row: Row, to key: Key) {
    rows[key, default: Row()] += row
  }

  /// Total of a variant under an attribution.
  public func total(of variant: String, attribution: Attribution = .assignedLeads) -> Row {
    rows.reduce(into: Row()) { sum, entry in
      if entry.key.variant == variant, entry.key.attribution == attribution { sum += entry.value }
    }
  }

  /// Sales of assigned leads whose source tag is not accepted, over given variants: they count in comparisons, not in
  /// revenue.
  public func ofOtherSources(_ variants: [String]) -> Row {
    variants.reduce(into: Row()) { sum, variant in
      let (all, accepted) = (total(of: variant), total(of: variant, attribution: .sourceTags))
      sum += Row(
        sales: all.sales - accepted.sales, revenue: all.revenue - accepted.revenue,
        salesWithMargin: all.salesWithMargin - accepted.salesWithMargin, margin: all.margin - accepted.margin,
        refundedMillionths: all.refundedMillionths - accepted.refundedMillionths)
    }
  }

  /// Keys and rows in key order.
  public var sorted: [(key: Key, row: Row)] {
    rows.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The sum of receipts of disjoint leads.
  public static func + (left: Receipts, right: Receipts) -> Receipts {
    var sum = left
    sum.isObserved = left.isObserved || right.isObserved
    for (key, row) in right.rows { sum.add(row, to: key) }
    for (variant, count) in right.sources { sum.sources[variant, default: SourceCount()] += count }
    sum.unattributed += right.unattributed
    return sum
  }
}

extension Receipts.Row {
  private enum CodingKeys: CodingKey {
    case sales, revenue, salesWithMargin, margin, refundedMillionths
  }

  /// Reads a row; without refunded parts there are none.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      sales: try container.decode(Int.self, forKey: .sales),
      revenue: try container.decode(Money.self, forKey: .revenue),
      salesWithMargin: try container.decode(Int.self, forKey: .salesWithMargin),
      margin: try container.decode(Money.self, forKey: .margin),
      refundedMillionths: try container.decodeIfPresent(Int.self, forKey: .refundedMillionths) ?? 0)
  }

  /// Writes a row; refunded parts only where there are any, so that data without them keep their fingerprint.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(sales, forKey: .sales)
    try container.encode(revenue, forKey: .revenue)
    try container.encode(salesWithMargin, forKey: .salesWithMargin)
    try container.encode(margin, forKey: .margin)
    if refundedMillionths != 0 { try container.encode(refundedMillionths, forKey: .refundedMillionths) }
  }
}

extension Receipts: Codable {
  private struct Entry: Codable {
    let key: Key
    let row: Row
  }

  private enum CodingKeys: CodingKey {
    case isObserved, rows, unattributed
  }

  /// Reads rows as a list.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      isObserved: try container.decode(Bool.self, forKey: .isObserved),
      unattributed: try container.decode(Row.self, forKey: .unattributed))
    for entry in try container.decode([Entry].self, forKey: .rows) { add(entry.row, to: entry.key) }
  }

  /// Writes rows in key order.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(isObserved, forKey: .isObserved)
    try container.encode(sorted.map { Entry(key: $0.key, row: $0.row) }, forKey: .rows)
    try container.encode(unattributed, forKey: .unattributed)
  }
}
