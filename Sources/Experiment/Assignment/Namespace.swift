/// A part of the units that one test may use, so that tests in the same namespace exclude each other.
///
/// The published rule of GrowthBook's clients: version 1 of `BucketHash` over the unit with the seed `__` + name.
public struct Namespace: Hashable, Sendable, Codable {
  /// The name that tests share.
  public let name: String
  /// The fractions of the units that belong to this test.
  public let range: BucketRange

  /// A part of a namespace.
  public init(name: String, range: BucketRange) {
    self.name = name
    self.range = range
  }

  /// The text put behind each id.
  var hashSeed: String { "__\(name)" }

  /// Whether a unit belongs to this test's part.
  public func contains(_ unit: String) -> Bool {
    range.contains(BucketHash.version1.fraction(of: unit, seed: hashSeed))
  }

  /// Whether a unit, its id given as UTF-8 bytes, belongs to this test's part.
  public func contains(_ unit: UnsafeRawBufferPointer) -> Bool {
    let hash = FNV1a().adding(unit).adding("__", .utf8).adding(name, .utf8)
    let buckets = BucketHash.version1.buckets
    return range.contains(Double(Int(hash.state) % buckets) / Double(buckets))
  }
}
