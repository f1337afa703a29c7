/// Assigns units to variants by hash: the same unit always gets the same variant, with nothing to store.
///
/// A unit's variant depends on the seed, the variants with their weights, and the unit's id, byte by byte. The bucket is
/// version 2 of `BucketHash`, so shares are met to 1/10,000 of the units. Not for lists that must be split exactly, nor
/// for dialers that load one script at a time.
///
/// A holdout keeps the end of each variant's range out of the test (the published rule of coverage): raising it moves units
/// out of the test, never from one variant to another. A layer admits part of the units only, so that other tests can have
/// the rest; its hash is another one than that of the variants.
public struct HashedAssigner: Hashable, Sendable {
  /// What becomes of a unit.
  public enum Outcome: Hashable, Sendable {
    /// It gets the variant at this place in the plan.
    case variant(Int)
    /// It is held out: it keeps the current script and is not compared.
    case heldOut
    /// It belongs to another test of the layer.
    case otherTest
  }

  private let seeded: FNV1a
  /// First bucket after each variant's share, in plan order; the last one is 10,000.
  private let ends: [Int]
  /// First bucket of each variant's share that is held out; equal to `ends` without a holdout.
  private let kept: [Int]
  private let layer: Namespace?
  private let isWhole: Bool
  private let seed: String
  private let names: [String]
  private let ranges: [BucketRange]

  /// An assigner for a plan's seed, variants, layer and holdout; shares that differ by stratum are not asked.
  public init(_ test: TestProtocol) {
    self.init(
      seed: test.assignment.seed, variants: test.variants, holdout: test.assignment.holdout,
      layer: test.assignment.layer)
  }

  /// An assigner for a seed and variants.
  ///
  /// - Parameters:
  ///   - seed: The text put before each id.
  ///   - variants: The variants with their weights.
  ///   - holdout: Share of the units outside the test, clamped to 0...1.
  ///   - layer: The part of the units that this test may use; nil: all.
  public init(seed: String, variants: Variants, holdout: Double = 0, layer: Namespace? = nil) {
    self.init(seed: seed, names: variants.names, shares: variants.shares, holdout: holdout, layer: layer)
  }

  /// An assigner whose shares are not those of the variants' weights, as in a wave.
  ///
  /// - Throws: that the plan states no shares for the stratum.
  public init(_ test: TestProtocol, stratum: String) throws(AssignmentError) {
    guard let planned = test.assignment.plannedShares else { throw .noPlannedShares }
    guard let own = planned.byStratum[stratum] else {
      throw .unknownStratum(stratum, known: planned.byStratum.keys.sorted())
    }
    let rule = test.assignment
    let weights = test.variants.names.map { own[$0] ?? 0 }
    let total = weights.reduce(0, +)
    guard total > 0 else { throw .unknownStratum(stratum, known: planned.byStratum.keys.sorted()) }
    self.init(
      seed: rule.seed, names: test.variants.names, shares: weights.map { $0 / total }, holdout: rule.holdout,
      layer: rule.layer)
  }

  private init(seed: String, names: [String], shares: [Double], holdout: Double, layer: Namespace?) {
    self.seed = seed
    self.layer = layer
    self.names = names
    seeded = FNV1a().adding(seed, .utf8)
    let holdout = min(1, max(0, holdout))
    isWhole = holdout == 0 && layer == nil
    var whole = BucketRange.ranges(variants: names.count, shares: shares)
    // Rounding in the running sum of shares must not leave the last buckets without a variant.
    if let last = whole.popLast() { whole.append(BucketRange(start: last.start, end: 1)) }
    let covered =
      holdout == 0 ? whole : BucketRange.ranges(variants: names.count, coverage: 1 - holdout, shares: shares)
    ranges = covered
    ends = whole.map(HashedAssigner.end)
    kept = covered.map(HashedAssigner.end)
  }

  /// The smallest bucket whose fraction is not inside a range any more.
  private static func end(of range: BucketRange) -> Int {
    let buckets = BucketHash.version2.buckets
    var end = min(buckets, Int(range.end * Double(buckets)))
    while end > 0, Double(end - 1) / Double(buckets) >= range.end { end -= 1 }
    while end < buckets, Double(end) / Double(buckets) < range.end { end += 1 }
    return end
  }

  /// What becomes of a unit whose id is given as UTF-8 bytes.
  public func outcome(unit: UnsafeRawBufferPointer) -> Outcome {
    if let layer, !layer.contains(unit) { return .otherTest }
    return outcome(of: bucket(unit))
  }

  /// What becomes of a unit.
  public func outcome(unit: String) -> Outcome {
    var unit = unit
    return unit.withUTF8 { outcome(unit: UnsafeRawBufferPointer($0)) }
  }

  private func outcome(of bucket: Int) -> Outcome {
    let index = index(of: bucket)
    return isWhole || bucket < kept[index] ? .variant(index) : .heldOut
  }

  /// The index, in plan order, of the variant in whose share a unit's id (as UTF-8 bytes) falls, layer and holdout aside.
  public func variantIndex(unit: UnsafeRawBufferPointer) -> Int { index(of: bucket(unit)) }

  /// The index, in plan order, of the variant in whose share a unit falls, layer and holdout aside.
  public func variantIndex(unit: String) -> Int {
    var unit = unit
    return unit.withUTF8 { variantIndex(unit: UnsafeRawBufferPointer($0)) }
  }

  /// The name of the variant in whose share a unit falls, layer and holdout aside.
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
      variant: names[index(of: bucket)], layer: layer.map { AssignmentTrace.LayerStep(namespace: $0, unit: unit) },
      outcome: outcome(unit: unit))
  }

  private func bucket(_ unit: UnsafeRawBufferPointer) -> Int {
    BucketHash.secondRound(seeded.adding(unit)) % BucketHash.version2.buckets
  }

  private func index(of bucket: Int) -> Int {
    var index = 0
    while index < ends.count - 1, bucket >= ends[index] { index += 1 }
    return index
  }
}
