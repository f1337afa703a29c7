/// The steps from a unit's id to its variant.
public struct AssignmentTrace: Hashable, Sendable {
  /// A variant and the fractions that belong to it.
  public struct VariantRange: Hashable, Sendable {
    /// The variant.
    public let variant: String
    /// Its fractions, without those held out.
    public let range: BucketRange
  }

  /// Whether a layer admits the unit.
  public struct LayerStep: Hashable, Sendable {
    /// The layer and the part of it that this test may use.
    public let namespace: Namespace
    /// FNV-1a of the id, two underscores and the layer's name, modulo 1,000.
    public let bucket: Int
    /// Whether bucket / 1,000 is in the part.
    public let isInside: Bool

    init(namespace: Namespace, unit: String) {
      self.namespace = namespace
      bucket = BucketHash.version1.bucket(of: unit, seed: namespace.hashSeed)
      isInside = namespace.contains(unit)
    }
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
  /// The variant in whose share bucket / 10,000 falls, whatever layer and holdout say.
  public let variant: String
  /// The step of the layer; nil where the plan has none.
  public let layer: LayerStep?
  /// What becomes of the unit.
  public let outcome: HashedAssigner.Outcome
}
