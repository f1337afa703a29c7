/// Leads counted by variant, stratum, calls and opportunities: all that retries, the delta method and lead-level
/// conversion need, in a few hundred rows whatever the number of leads.
///
/// Only mature calls are counted (see `Tally.matureThrough`), so a row's rate is comparable across variants.
public struct LeadTable: Hashable, Sendable {
  /// What the leads of a row have in common.
  public struct Key: Hashable, Sendable, Codable, Comparable {
    /// Assigned variant.
    public var variant: String
    /// Stratum of the lead's first counted call.
    public var stratum: String?
    /// Mature calls of each lead, at least 1.
    public var calls: Int
    /// Opportunities of each lead, 0...calls.
    public var opportunities: Int
    /// Mature calls of each lead in which a challenger was heard, 0...calls; 0 where the data do not say what was heard.
    public var heardChallenger: Int

    /// A key of the lead table.
    public init(variant: String, stratum: String? = nil, calls: Int, opportunities: Int, heardChallenger: Int = 0) {
      self.variant = variant
      self.stratum = stratum
      self.calls = calls
      self.opportunities = opportunities
      self.heardChallenger = heardChallenger
    }

    /// By variant, stratum, calls, opportunities, calls that heard a challenger.
    public static func < (left: Key, right: Key) -> Bool {
      if left.variant != right.variant { return left.variant < right.variant }
      if left.stratum != right.stratum { return precedes(left.stratum, right.stratum) }
      if left.calls != right.calls { return left.calls < right.calls }
      if left.opportunities != right.opportunities { return left.opportunities < right.opportunities }
      return left.heardChallenger < right.heardChallenger
    }
  }

  /// Leads of one row, with the moments of their total talk time.
  public struct Row: Hashable, Sendable, Codable {
    /// Number of leads.
    public var leads = 0
    /// Sum over leads of their talk time, in seconds.
    public var talkSeconds = 0
    /// Sum over leads of their squared talk time, in square seconds.
    public var talkSecondsSquared = 0

    /// Leads and the moments of their talk time.
    public init(leads: Int = 0, talkSeconds: Int = 0, talkSecondsSquared: Int = 0) {
      self.leads = leads
      self.talkSeconds = talkSeconds
      self.talkSecondsSquared = talkSecondsSquared
    }

    /// Adds the leads of a disjoint group.
    public static func += (left: inout Row, right: Row) {
      left.leads += right.leads
      left.talkSeconds += right.talkSeconds
      left.talkSecondsSquared += right.talkSecondsSquared
    }
  }

  /// Rows by key; keys without leads are absent.
  public private(set) var rows: [Key: Row]

  /// A table of given rows.
  public init(_ rows: [Key: Row] = [:]) {
    self.rows = rows
  }

  /// Adds leads to a row.
  public mutating func add(_ row: Row, to key: Key) {
    rows[key, default: Row()] += row
  }

  /// Keys and rows in key order.
  public var sorted: [(key: Key, row: Row)] {
    rows.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// What each row of an arm within a stratum becomes, in key order.
  public func byArm<Value>(_ value: (Key, Row) -> Value) -> [UnitKey: [Value]] {
    sorted.reduce(into: [:]) { groups, entry in
      groups[UnitKey(variant: entry.key.variant, stratum: entry.key.stratum), default: []]
        .append(value(entry.key, entry.row))
    }
  }

  /// Number of leads of a variant.
  public func leads(of variant: String) -> Int {
    rows.reduce(0) { $1.key.variant == variant ? $0 + $1.value.leads : $0 }
  }

  /// Whether any lead was called more than once.
  public var hasRepeatedCalls: Bool {
    rows.contains { $0.key.calls > 1 && $0.value.leads > 0 }
  }

  /// Mature calls a lead, at least 1; 1 where leads are unknown.
  public var callsPerLead: Double {
    let leads = rows.values.reduce(0) { $0 + $1.leads }
    guard leads > 0 else { return 1 }
    return max(1, Double(rows.reduce(0) { $0 + $1.key.calls * $1.value.leads }) / Double(leads))
  }

  /// The sum of two tables of disjoint leads.
  public static func + (left: LeadTable, right: LeadTable) -> LeadTable {
    var sum = left
    for (key, row) in right.rows { sum.add(row, to: key) }
    return sum
  }
}

extension LeadTable: Codable {
  private struct Entry: Codable {
    let key: Key
    let row: Row
  }

  /// Reads a list of keys and rows.
  public init(from decoder: any Decoder) throws {
    self.init()
    for entry in try [Entry](from: decoder) { add(entry.row, to: entry.key) }
  }

  /// Writes keys and rows in key order.
  public func encode(to encoder: any Encoder) throws {
    try sorted.map { Entry(key: $0.key, row: $0.row) }.encode(to: encoder)
  }
}
