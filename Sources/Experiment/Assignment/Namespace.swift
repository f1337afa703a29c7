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

  /// Whether a unit belongs to this test's part.
  public func contains(_ unit: String) -> Bool {
    range.contains(BucketHash.version1.fraction(of: unit, seed: "__\(name)"))
  }
}
