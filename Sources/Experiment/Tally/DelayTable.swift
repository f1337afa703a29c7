/// Key of opportunities by assigned variant, local date of the call and days to qualification.
public struct DelayKey: Hashable, Sendable, Codable, Comparable {
  /// Assigned variant.
  public var variant: String
  /// Local date of the call.
  public var date: CivilDate
  /// Days from that date to the local date of qualification, at least 0.
  public var days: Int

  /// A key of the delays.
  public init(variant: String, date: CivilDate, days: Int) {
    self.variant = variant
    self.date = date
    self.days = days
  }

  /// By variant, date, days.
  public static func < (left: DelayKey, right: DelayKey) -> Bool {
    if left.variant != right.variant { return left.variant < right.variant }
    return left.date != right.date ? left.date < right.date : left.days < right.days
  }
}

/// When opportunities came: all that are known at the reading, inside the maturity window and after it alike, by assigned
/// variant, date of the call and days to qualification.
///
/// At most one opportunity per call. Empty for counts, and where calls say that they were qualified but not when.
public struct DelayTable: Hashable, Sendable {
  /// Opportunities by key; keys without any are absent.
  public private(set) var counts: [DelayKey: Int]

  /// A table of given numbers; numbers of one key are not negative.
  public init(_ counts: [DelayKey: Int] = [:]) {
    self.counts = counts.filter { $0.value > 0 }
  }

  /// Adds opportunities to a key; a number below 1 changes nothing.
  public mutating func add(_ opportunities: Int, to key: DelayKey) {
    if opportunities > 0 { counts[key, default: 0] += opportunities }
  }

  /// Keys and numbers in key order: the only order to print in.
  public var sorted: [(key: DelayKey, opportunities: Int)] {
    counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Whether no delay is known.
  public var isEmpty: Bool { counts.isEmpty }

  /// The sum over disjoint calls.
  public static func + (left: DelayTable, right: DelayTable) -> DelayTable {
    DelayTable(left.counts.merging(right.counts, uniquingKeysWith: +))
  }
}

extension DelayTable: Codable {
  private struct Entry: Codable {
    let key: DelayKey
    let opportunities: Int
  }

  /// Reads a list of keys and numbers.
  public init(from decoder: any Decoder) throws {
    let entries = try [Entry](from: decoder)
    self.init(Dictionary(entries.map { ($0.key, $0.opportunities) }, uniquingKeysWith: +))
  }

  /// Writes keys and numbers in key order, so that equal tables are equal to the byte.
  public func encode(to encoder: any Encoder) throws {
    try sorted.map { Entry(key: $0.key, opportunities: $0.opportunities) }.encode(to: encoder)
  }
}
