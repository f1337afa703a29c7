import Statistics

/// Splits units exactly in the planned shares within every stratum, by seeded permuted blocks (Zelen 1974).
///
/// Units of a stratum fill its blocks one after the other; each block holds every variant in its share, in an order that
/// depends on the seed, the stratum and the block's number alone. So an auditor recomputes any block, units that come later
/// continue the blocks, and after n units no variant is further from its share than a block allows. Strata have independent
/// orders: many small ones do not all begin with the same variant.
///
/// A unit's variant follows from its place in the list, not from its id: what was assigned must be kept in a file. Not for
/// streams in which the next unit can be chosen by somebody who knows the block.
public struct BlockedAssigner: Hashable, Sendable {
  /// Where a unit stands and what it gets.
  public struct Place: Hashable, Sendable {
    /// The place of its variant in the plan.
    public let variant: Int
    /// Its block, from 0 within the stratum.
    public let block: Int
    /// Its place in the block, from 0.
    public let place: Int
  }

  private let seed: String
  private let common: BlockComposition?
  private let byStratum: [String: BlockComposition]
  private var sequences: [String: BlockSequence] = [:]

  /// An assigner for a plan.
  ///
  /// - Parameters:
  ///   - test: The plan; where it states shares by stratum, these hold.
  ///   - earlier: Units assigned before, by stratum.
  /// - Throws: that weights or the block size do not go together.
  public init(_ test: TestProtocol, earlier: [String: Int] = [:]) throws(AssignmentError) {
    let rule = test.assignment
    try self.init(
      seed: rule.seed, variants: test.variants, blockSize: rule.blockSize, shares: rule.plannedShares, earlier: earlier)
  }

  /// An assigner for a seed and variants.
  ///
  /// - Parameters:
  ///   - seed: The seed of all blocks.
  ///   - variants: The variants; their weights are the shares.
  ///   - blockSize: Units of a block, a multiple of the smallest that holds the shares; nil: that one.
  ///   - shares: Shares that differ by stratum.
  ///   - earlier: Units assigned before, by stratum.
  public init(
    seed: String, variants: Variants, blockSize: Int? = nil, shares: PlannedShares? = nil, earlier: [String: Int] = [:]
  ) throws(AssignmentError) {
    self.seed = seed
    var byStratum: [String: BlockComposition] = [:]
    if let shares {
      for (stratum, own) in shares.byStratum.sorted(by: { $0.key < $1.key }) {
        byStratum[stratum] = try BlockComposition(weights: variants.names.map { own[$0] ?? 0 }, size: blockSize)
      }
      common = nil
    } else {
      common = try BlockComposition(variants, size: blockSize)
    }
    self.byStratum = byStratum
    for (stratum, count) in earlier.sorted(by: { $0.key < $1.key }) where count > 0 {
      sequences[stratum] = try sequence(of: stratum, after: count)
    }
  }

  /// Units of a block of a stratum.
  ///
  /// - Throws: that the plan states no shares for the stratum.
  public func blockSize(of stratum: String = "") throws(AssignmentError) -> Int { try composition(of: stratum).size }

  /// The next unit of a stratum, `""` where there are none.
  ///
  /// - Throws: that the plan states no shares for the stratum.
  public mutating func next(stratum: String = "") throws(AssignmentError) -> Place {
    var sequence = if let known = sequences[stratum] { known } else { try sequence(of: stratum) }
    let place = sequence.next()
    sequences[stratum] = sequence
    return place
  }

  /// What the unit number `number`, from 0, of a stratum gets, whatever was assigned before.
  public func place(ofUnit number: Int, stratum: String = "") throws(AssignmentError) -> Place {
    var sequence = try sequence(of: stratum, after: number)
    return sequence.next()
  }

  /// The variants of a block in the order of its units, as their places in the plan.
  public func block(_ number: Int, stratum: String = "") throws(AssignmentError) -> [Int] {
    BlockSequence.permutation(try composition(of: stratum).arms, of: stream(of: stratum), block: number)
  }

  /// The blocks of one stratum, to be drawn from without looking the stratum up each time.
  public func sequence(of stratum: String, after count: Int = 0) throws(AssignmentError) -> BlockSequence {
    BlockSequence(arms: try composition(of: stratum).arms, stream: stream(of: stratum), after: max(0, count))
  }

  private func stream(of stratum: String) -> RandomSource { RandomSource(words: ["blocks", seed, stratum]) }

  private func composition(of stratum: String) throws(AssignmentError) -> BlockComposition {
    guard let composition = common ?? byStratum[stratum] else {
      throw .unknownStratum(stratum, known: byStratum.keys.sorted())
    }
    return composition
  }
}

/// The permuted blocks of one stratum, one after the other.
public struct BlockSequence: Hashable, Sendable {
  private let arms: [Int]
  private let stream: RandomSource
  /// The variants of the block that was asked last, and its number.
  private var current: [Int] = []
  private var currentBlock = -1
  private var block: Int
  private var place: Int

  /// Units of a block.
  public var blockSize: Int { arms.count }
  /// Units before the next one.
  public var unitsDrawn: Int { block * arms.count + place }

  init(arms: [Int], stream: RandomSource, after count: Int) {
    self.arms = arms
    self.stream = stream
    block = count / arms.count
    place = count % arms.count
  }

  /// Block number `block` has its own split of the stratum's stream.
  static func permutation(_ arms: [Int], of stream: RandomSource, block: Int) -> [Int] {
    var arms = arms
    var source = stream.split(UInt64(block))
    source.permute(&arms)
    return arms
  }

  /// The next unit.
  public mutating func next() -> BlockedAssigner.Place {
    let assigned = unit(inBlock: block, at: place)
    place += 1
    if place == arms.count {
      place = 0
      block += 1
    }
    return assigned
  }

  /// The unit at a place of a block, both from 0; the next one stays what it was.
  ///
  /// Asking one block's places after another draws it once. `place` must be below ``blockSize``, `block` not negative.
  public mutating func unit(inBlock block: Int, at place: Int) -> BlockedAssigner.Place {
    if block != currentBlock {
      current = BlockSequence.permutation(arms, of: stream, block: block)
      currentBlock = block
    }
    return BlockedAssigner.Place(variant: current[place], block: block, place: place)
  }
}
