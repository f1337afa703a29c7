/// How many units each variant received, and how that is known.
public struct RandomisedUnits: Hashable, Sendable {
  /// Where the numbers come from; a sample-ratio check means something only on randomised units.
  public enum Source: String, Hashable, Sendable, Codable {
    /// Every assigned unit, called or not.
    case assignments
    /// Distinct units among the calls.
    case calls
    /// A `leads` column of aggregated counts.
    case counts
    /// The data tell calls only; calls are not randomised units once leads are retried.
    case unknown
  }

  /// Where the numbers come from.
  public var source: Source
  /// Units by variant and stratum; keys without units are absent.
  public var counts: [UnitKey: Int]
  /// How many of the units have been called; nil where that is not known.
  public var called: Int?

  /// Numbers of units and their source.
  public init(source: Source = .unknown, counts: [UnitKey: Int] = [:], called: Int? = nil) {
    self.source = source
    self.counts = counts
    self.called = called
  }

  /// Units of a variant over all strata.
  public func units(of variant: String) -> Int {
    counts.reduce(0) { $1.key.variant == variant ? $0 + $1.value : $0 }
  }

  /// The sum over disjoint units; the weaker source of the two.
  public static func + (left: RandomisedUnits, right: RandomisedUnits) -> RandomisedUnits {
    RandomisedUnits(
      source: left.source == right.source ? left.source : .unknown,
      counts: left.counts.merging(right.counts, uniquingKeysWith: +),
      called: left.called.flatMap { first in right.called.map { first + $0 } })
  }
}

extension RandomisedUnits: Codable {
  private struct Entry: Codable {
    let key: UnitKey
    let units: Int
  }

  private enum CodingKeys: CodingKey {
    case source, counts, called
  }

  /// Reads the source and a list of keys and units.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let entries = try container.decode([Entry].self, forKey: .counts)
    self.init(
      source: try container.decode(Source.self, forKey: .source),
      counts: Dictionary(entries.map { ($0.key, $0.units) }, uniquingKeysWith: +),
      called: try container.decodeIfPresent(Int.self, forKey: .called))
  }

  /// Writes the source and the units in key order.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(source, forKey: .source)
    let entries = counts.sorted { $0.key < $1.key }.map { Entry(key: $0.key, units: $0.value) }
    try container.encode(entries, forKey: .counts)
    try container.encodeIfPresent(called, forKey: .called)
  }
}
