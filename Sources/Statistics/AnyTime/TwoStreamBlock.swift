/// What both arms did in one block, such as one date and calling window: the unit in which any-time evidence is
/// counted.
///
/// Blocks are fixed beforehand. Which trials belong to a block, and how many there are, may depend on the calendar, on
/// the list and on earlier blocks, and never on an outcome inside the block or on the moment somebody looks. An arm may
/// be empty; such a block says nothing about the comparison and still teaches the base rate.
///
/// A block is given once, when its outcomes are final: all its trials have had the same time to succeed. A success that
/// arrives later is not counted, and a block is never reopened.
public struct TwoStreamBlock: Hashable, Sendable {
  /// Successes of the control, in 0...controlTrials.
  public let controlSuccesses: Int
  /// Trials of the control, at least 0.
  public let controlTrials: Int
  /// Successes of the variant, in 0...variantTrials.
  public let variantSuccesses: Int
  /// Trials of the variant, at least 0.
  public let variantTrials: Int

  /// The counts of a block. Throws unless 0 ≤ successes ≤ trials ≤ 2⁵³ in each arm.
  public init(
    controlSuccesses: Int, controlTrials: Int, variantSuccesses: Int, variantTrials: Int
  ) throws(StatisticsError) {
    for (successes, trials) in [(controlSuccesses, controlTrials), (variantSuccesses, variantTrials)] {
      guard successes >= 0, successes <= trials, trials <= Proportion.largestTrials else {
        throw .badBlock(successes: successes, trials: trials)
      }
    }
    self.init(
      unchecked: (controlSuccesses, controlTrials), variant: (variantSuccesses, variantTrials))
  }

  init(unchecked control: (Int, Int), variant: (Int, Int)) {
    (controlSuccesses, controlTrials) = control
    (variantSuccesses, variantTrials) = variant
  }

  /// A block in which nothing happened.
  public static let empty = TwoStreamBlock(unchecked: (0, 0), variant: (0, 0))

  /// The counts of two blocks together.
  public static func + (left: TwoStreamBlock, right: TwoStreamBlock) -> TwoStreamBlock {
    TwoStreamBlock(
      unchecked: (left.controlSuccesses + right.controlSuccesses, left.controlTrials + right.controlTrials),
      variant: (left.variantSuccesses + right.variantSuccesses, left.variantTrials + right.variantTrials))
  }

  /// The same block with the arms exchanged.
  var exchanged: TwoStreamBlock {
    TwoStreamBlock(unchecked: (variantSuccesses, variantTrials), variant: (controlSuccesses, controlTrials))
  }
}

extension StatisticsError {
  /// The counts of one arm of a block are not 0 ≤ successes ≤ trials ≤ 2⁵³.
  static func badBlock(successes: Int, trials: Int) -> StatisticsError {
    guard trials >= 0, trials <= Proportion.largestTrials else {
      return .outOfRange(name: "trials of a block", value: Double(trials), expected: "a whole number from 0 to 2⁵³")
    }
    return .outOfRange(
      name: "successes of a block", value: Double(successes),
      expected: "a whole number from 0 to its \(trials) trials")
  }
}
