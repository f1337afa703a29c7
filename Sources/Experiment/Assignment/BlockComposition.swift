/// How many units of each variant a block holds: planned shares in whole numbers.
public struct BlockComposition: Hashable, Sendable {
  /// Largest block.
  public static let largest = 1000

  /// Units of each variant in a block, in plan order.
  public let counts: [Int]
  /// Units of a block.
  public var size: Int { arms.count }
  /// The variants of a block before it is permuted, as their places in the plan.
  let arms: [Int]

  /// The smallest block that holds every share exactly, or one of the size asked for.
  ///
  /// - Parameters:
  ///   - weights: Relative shares, none negative and one at least above 0; only their ratios count. Those of decimal
  ///     fractions such as 0.1 and 0.3 are recognised: shares are matched to 1e-9.
  ///   - size: Units of a block; nil for the smallest.
  /// - Throws: that no block of up to 1,000 units holds the shares, or that one of this size does not.
  public init(weights: [Double], size: Int? = nil) throws(AssignmentError) {
    let total = weights.reduce(0, +)
    guard total > 0, total.isFinite, weights.allSatisfy({ $0 >= 0 }),
      let smallest = (1...Self.largest).first(where: { Self.holds($0, weights, total) })
    else { throw .weightsNotWhole(weights: weights, largestBlock: Self.largest) }
    let size = size ?? smallest
    guard size > 0, size % smallest == 0, size <= Self.largest else {
      throw .blockSize(found: size, multipleOf: smallest, atMost: Self.largest)
    }
    counts = weights.map { Int(($0 / total * Double(size)).rounded()) }
    arms = counts.enumerated().flatMap { variant, count in [Int](repeating: variant, count: count) }
  }

  /// A block of a test's variants by their weights.
  public init(_ variants: Variants, size: Int? = nil) throws(AssignmentError) {
    try self.init(weights: variants.all.map(\.weight), size: size)
  }

  private static func holds(_ size: Int, _ weights: [Double], _ total: Double) -> Bool {
    weights.allSatisfy { weight in
      let count = weight / total * Double(size)
      return (count - count.rounded()).magnitude <= 1e-9 * Double(size) && (weight == 0 || count > 0.5)
    }
  }
}

extension AssignmentRule {
  /// Units of a permuted block: the size the plan states, or the smallest that holds every share.
  ///
  /// - Throws: that the weights are no small whole numbers, or that the stated size does not hold them.
  public func blockLength(of variants: Variants) throws(AssignmentError) -> Int {
    try BlockComposition(variants, size: blockSize).size
  }
}
