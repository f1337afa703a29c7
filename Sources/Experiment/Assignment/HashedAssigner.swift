/// Assigns units to variants by hash: the same unit always gets the same variant, with nothing to store.
///
/// A unit's variant depends on the seed, the variants with their weights, and the unit's id, byte by byte. The bucket is
/// version 2 of `BucketHash`, so shares are met to 1/10,000 of the units. Not for lists that must be split exactly, nor
/// for dialers that load one script at a time.
public struct HashedAssigner: Hashable, Sendable {
  private let seeded: FNV1a
  /// First bucket after each variant's range, in plan order; the last one is 10,000.
  private let ends: [Int]
  private let seed: String
  private let names: [String]
  private let ranges: [BucketRange]

  /// An assigner for a plan's seed and variants.
  public init(_ test: TestProtocol) {
    self.init(seed: test.assignment.seed, variants: test.variants)
  }

  /// An assigner for a seed and variants.
  public init(seed: String, variants: Variants) {
    self.seed = seed
    self.seeded = FNV1a().adding(seed, .utf8)
    self.names = variants.names
    var ranges = BucketRange.ranges(variants: variants.all.count, shares: variants.shares)
    // Rounding in the running sum of shares must not leave the last buckets without a variant.
    if let last = ranges.popLast() { ranges.append(BucketRange(start: last.start, end: 1)) }
    self.ranges = ranges
    let buckets = BucketHash.version2.buckets
    self.ends = ranges.map { range in
      // The smallest bucket whose fraction is not inside the range any more.
      var end = Int(range.end * Double(buckets))
      while end > 0, Double(end - 1) / Double(buckets) >= range.end { end -= 1 }
      while end < buckets, Double(end) / Double(buckets) < range.end { end += 1 }
      return end
    }
  }

  /// The index, in plan order, of the variant of a unit whose id is given as UTF-8 bytes.
  public func variantIndex(unit: UnsafeRawBufferPointer) -> Int {
    let bucket = BucketHash.secondRound(seeded.adding(unit)) % BucketHash.version2.buckets
    return index(of: bucket)
  }

  /// The index, in plan order, of the variant of a unit.
  public func variantIndex(unit: String) -> Int {
    index(of: BucketHash.secondRound(seeded.adding(unit, .utf8)) % BucketHash.version2.buckets)
  }

  /// The name of a unit's variant.
  public func variant(of unit: String) -> String {
    names[variantIndex(unit: unit)]
  }

  /// Every step from a unit's id to its variant, for an auditor who redoes it by hand.
  public func trace(of unit: String) -> AssignmentTrace {
    let first = seeded.adding(unit, .utf8)
    let second = BucketHash.secondRound(first)
    let bucket = second % BucketHash.version2.buckets
    return AssignmentTrace(
      unit: unit, seed: seed, firstHash: first.state, secondHash: UInt32(second), bucket: bucket,
      ranges: zip(names, ranges).map { AssignmentTrace.VariantRange(variant: $0, range: $1) },
      variant: names[index(of: bucket)])
  }

  private func index(of bucket: Int) -> Int {
    var index = 0
    while index < ends.count - 1, bucket >= ends[index] { index += 1 }
    return index
  }
}

/// The steps from a unit's id to its variant.
public struct AssignmentTrace: Hashable, Sendable {
  /// A variant and the fractions that belong to it.
  public struct VariantRange: Hashable, Sendable {
    /// The variant.
    public let variant: String
    /// Its fractions.
    public let range: BucketRange
  }

  /// The unit's id.
  public let unit: String
  /// The seed that is put before the id.
  public let seed: String
  /// FNV-1a (32 bits) of seed and id.
  public let firstHash: UInt32
  /// FNV-1a of the first hash's decimal digits.
  public let secondHash: UInt32
  /// The second hash modulo 10,000.
  public let bucket: Int
  /// The variants' ranges in plan order.
  public let ranges: [VariantRange]
  /// The variant whose range holds bucket / 10,000.
  public let variant: String
}
