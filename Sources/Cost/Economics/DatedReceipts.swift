/// Sales of assigned leads by variant, day of the call and days from the call to the sale: what a reading at an age of the
/// calls, and a forecast of what is still to come, are made of.
///
/// At most as many rows as there are sales, however many calls. The calls themselves are counted by the tally. Sales after
/// the attribution window are in no row.
public struct DatedReceipts: Hashable, Sendable {
  /// Key of a row.
  public struct Key: Hashable, Sendable, Codable, Comparable {
    /// Assigned variant.
    public var variant: String
    /// Local day of the call, in days since 1970-01-01.
    public var day: Int
    /// Whole days from the call to the sale, not negative.
    public var daysSinceCall: Int
    /// Window of the call; nil where the data name none.
    public var window: String?
    /// Agent of the call; nil where the data name none.
    public var agent: String?
    /// Stratum of the call; nil where the data name none.
    public var stratum: String?
    /// Whether the sale's opportunity bears a source tag that the plan accepts.
    public var isSourceAccepted: Bool

    /// A key of dated receipts, of an accepted source unless said otherwise.
    public init(
      variant: String, day: Int, daysSinceCall: Int, window: String? = nil, agent: String? = nil,
      stratum: String? = nil, isSourceAccepted: Bool = true
    ) {
      self.variant = variant
      self.day = day
      self.daysSinceCall = daysSinceCall
      self.window = window
      self.agent = agent
      self.stratum = stratum
      self.isSourceAccepted = isSourceAccepted
    }

    /// By variant, day, delay, then window, agent, stratum, accepted sources first.
    public static func < (left: Key, right: Key) -> Bool {
      if left.variant != right.variant { return left.variant < right.variant }
      if left.day != right.day { return left.day < right.day }
      if left.daysSinceCall != right.daysSinceCall { return left.daysSinceCall < right.daysSinceCall }
      for place in [\Key.window, \Key.agent, \Key.stratum] where left[keyPath: place] != right[keyPath: place] {
        return left[keyPath: place] ?? "" < right[keyPath: place] ?? ""
      }
      return left.isSourceAccepted && !right.isSourceAccepted
    }
  }

  /// Sales of one key.
  public struct Row: Hashable, Sendable, Codable {
    /// Calls whose first sale this is: a call that sold twice counts here once, at its first sale that was kept, and one
    /// whose sales were all taken back counts nowhere.
    public var soldCalls = 0
    /// All sales with their revenue and margin.
    public var sales = Receipts.Row()
    /// By how much these sales raise the sum of the squared revenue of each call, in square currency units: added up to
    /// any delay, the squares of what each call has brought by then, refunds taken off. Below zero for refunds.
    public var revenueSquares = 0.0
    /// The same for the margin that sales state.
    public var marginSquares = 0.0

    /// No sales.
    public init() {}

    /// A sale, or what takes one back, of a call with `earlier` sales.
    public init(sale: Receipts.Row, after earlier: Receipts.Row = Receipts.Row()) {
      func raised(_ amount: KeyPath<Receipts.Row, Money>) -> Double {
        let (before, own) = (earlier[keyPath: amount].units, sale[keyPath: amount].units)
        return own * (2 * before + own)
      }
      soldCalls = (earlier.sales + sale.sales > 0 ? 1 : 0) - (earlier.sales > 0 ? 1 : 0)
      sales = sale
      revenueSquares = raised(\.revenue)
      marginSquares = raised(\.margin)
    }

    /// Adds other sales.
    public static func += (left: inout Row, right: Row) {
      left.soldCalls += right.soldCalls
      left.sales += right.sales
      left.revenueSquares += right.revenueSquares
      left.marginSquares += right.marginSquares
    }
  }

  /// Rows by key; keys without sales are absent.
  public private(set) var rows: [Key: Row]

  /// Receipts of given rows; none by default.
  public init(_ rows: [Key: Row] = [:]) {
    self.rows = rows
  }

  /// Adds sales to a key.
  public mutating func add(_ row: Row, to key: Key) {
    rows[key, default: Row()] += row
  }

  /// Keys and rows in key order.
  public var sorted: [(key: Key, row: Row)] {
    rows.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The sales of accepted sources alone.
  public var ofAcceptedSources: DatedReceipts {
    DatedReceipts(rows.filter { $0.key.isSourceAccepted })
  }

  /// What a condition keeps, added up in key order.
  public func total(where condition: (Key) -> Bool) -> Row {
    sorted.reduce(into: Row()) { sum, entry in
      if condition(entry.key) { sum += entry.row }
    }
  }

  /// The sum of receipts of disjoint leads.
  public static func + (left: DatedReceipts, right: DatedReceipts) -> DatedReceipts {
    var sum = left
    for (key, row) in right.sorted { sum.add(row, to: key) }
    return sum
  }
}

extension DatedReceipts: Codable {
  private struct Entry: Codable {
    let key: Key
    let row: Row
  }

  /// Reads a list of keys and rows.
  public init(from decoder: any Decoder) throws {
    self.init()
    for entry in try [Entry](from: decoder) { add(entry.row, to: entry.key) }
  }

  /// Writes keys and rows in key order, so that equal receipts are equal to the byte.
  public func encode(to encoder: any Encoder) throws {
    try sorted.map { Entry(key: $0.key, row: $0.row) }.encode(to: encoder)
  }
}
