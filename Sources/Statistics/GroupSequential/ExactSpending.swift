/// One look of a test that spends its error on exact probabilities.
///
/// Bounds are successes of the variant; the statistics put them on the scale of Z: (successes − expected) / √variance, with
/// the mean and variance that the variant's successes have under equal rates, given all successes of each block. With one
/// block it is the score statistic with the N − 1 variance.
public struct ExactLook: Hashable, Sendable {
  /// Fraction of the planned information at the look.
  public let information: Double
  /// The fewest successes of the variant so far that stop above; nil when none do.
  public let upper: Int?
  /// The most successes of the variant so far that stop below; nil when none do.
  public let lower: Int?
  /// The side on which the observed successes stop this look; nil when the test goes on.
  public let side: StoppingSide?
  /// The error spent above by this look, earlier ones included: never more than the spending function allows.
  public let spentUpper: Double
  /// The error spent below by this look, earlier ones included.
  public let spentLower: Double
  /// Successes of the variant so far.
  public let successes: Int
  /// Those expected under equal rates, given all successes so far.
  public let expected: Double
  /// Their variance.
  public let variance: Double

  /// The score statistic of the observed successes; 0 while nothing can differ.
  public var statistic: Double { standardised(successes) ?? 0 }
  /// The least statistic that stops above; nil when none does.
  public var upperStatistic: Double? { upper.flatMap(standardised) }
  /// The largest statistic that stops below; nil when none does.
  public var lowerStatistic: Double? { lower.flatMap(standardised) }

  private func standardised(_ count: Int) -> Double? {
    variance > 0 ? (Double(count) - expected) / variance.squareRoot() : nil
  }
}

/// A test that spends its error on exact probabilities, look by look: the exact counterpart of ``ErrorSpending`` for
/// counts, as the state between looks.
///
/// Within a block (see ``TwoStreamBlock``) the successes of both arms together are taken as given; under equal rates the
/// variant's part of them is hypergeometric, whatever the rate, and independent of other blocks. The paths of the variant's
/// successes that no earlier look stopped are therefore known exactly, and each look stops on the largest tail whose probability
/// is within what the function allows and earlier looks left over. So the error of a side is at most its alpha for every course
/// of the totals, also when the common rate changes from block to block, and what discreteness leaves unspent at one look
/// is there for the next. Blocks of one look may be strata, whose rates and shares may differ (the exact form of
/// Cochran–Mantel–Haenszel). Times of looks may depend on the totals of both arms, never on how they fall to the arms.
///
/// Not for calls that share a lead or an agent: their outcomes are not independent.
public struct ExactSequentialTest: Sendable {
  /// How much error there is on each side, and how it is spent.
  public let spending: ErrorSpending
  private var paths = VariantShare()
  private var spent = (upper: 0.0, lower: 0.0)
  private var successes = 0
  private var expected = 0.0
  private var variance = 0.0

  /// The state before the first look.
  ///
  /// `alreadySpent` is error that earlier looks by another rule have spent: later looks have so much less, which keeps
  /// the error of both rules together at most that of this one.
  public init(_ spending: ErrorSpending, alreadySpent: (upper: Double, lower: Double) = (0, 0)) {
    self.spending = spending
    spent = alreadySpent
  }

  /// Takes the blocks since the look before, spends what the function allows at `information`, and tells how it came out.
  ///
  /// A final look spends all that is left of both errors. Information that falls spends nothing more. A look without
  /// successes in `blocks` can still stop, at what the function allows by now. Looks after one that stopped are not meant
  /// to be taken.
  public mutating func look(
    _ blocks: some Sequence<TwoStreamBlock>, information: Double, isFinal: Bool = false
  ) -> ExactLook {
    for block in blocks { add(block) }
    let above = spending.upper.flatMap { side in
      paths.upperTail(within: side.spent(at: information, isFinal: isFinal) - spent.upper)
    }
    let below = spending.lower.flatMap { side in
      paths.lowerTail(within: side.spent(at: information, isFinal: isFinal) - spent.lower)
    }
    return stop(information, upper: above, lower: below)
  }

  /// Takes the blocks since the look before and applies bounds that were used then, on the scale of the score statistic.
  ///
  /// What they really spend is taken from what later looks may spend.
  public mutating func look(
    _ blocks: some Sequence<TwoStreamBlock>, information: Double, used lower: Double?, _ upper: Double?
  ) -> ExactLook {
    for block in blocks { add(block) }
    let root = variance.squareRoot()
    // A bound that was a whole count comes back as that count.
    let above = upper.flatMap { $0 < 1e6 ? Int((expected + $0 * root - 1e-6).rounded(.up)) : nil }
    let below = lower.flatMap { $0 > -1e6 ? Int((expected + $0 * root + 1e-6).rounded(.down)) : nil }
    return stop(information, upper: above, lower: below)
  }

  private mutating func add(_ block: TwoStreamBlock) {
    paths.add(block.conditional)
    successes += block.variantSuccesses
    let moments = block.conditionalMoments
    expected += moments.mean
    variance += moments.variance
  }

  private mutating func stop(_ information: Double, upper: Int?, lower: Int?) -> ExactLook {
    if let upper { spent.upper += paths.stop(from: upper) }
    if let lower { spent.lower += paths.stop(through: lower) }
    let side: StoppingSide? =
      if let upper, successes >= upper { .upper } else if let lower, successes <= lower { .lower } else { nil }
    return ExactLook(
      information: information, upper: upper, lower: lower, side: side, spentUpper: spent.upper,
      spentLower: spent.lower, successes: successes, expected: expected, variance: variance)
  }
}

extension TwoStreamBlock {
  /// The law of the variant's successes given all successes, under equal rates.
  var conditional: Hypergeometric {
    Hypergeometric(unchecked: variantTrials, controlTrials, controlSuccesses + variantSuccesses)
  }

  /// Mean and variance of the variant's successes given all successes, under equal rates (hypergeometric).
  public var conditionalMoments: (mean: Double, variance: Double) {
    let (first, second) = (Double(controlTrials), Double(variantTrials))
    let total = first + second
    guard total > 1 else { return (Double(variantSuccesses), 0) }
    let drawn = Double(controlSuccesses) + Double(variantSuccesses)
    let share = second / total
    return (drawn * share, drawn * share * (first / total) * ((total - drawn) / (total - 1)))
  }
}

extension ErrorSpending {
  /// The exact counterpart of ``bounds(at:endsAtLast:)``: ``ExactSequentialTest`` over looks of one stratum, given by the counts
  /// of all units by each look.
  ///
  /// Throws when the lists differ in length, information does not
  /// increase, or a count falls: after a revision, give the revised tables of all looks.
  public func exactLooks(
    tables: [TwoProportions], information: [Double], endsAtLast: Bool = false
  ) throws(StatisticsError) -> [ExactLook] {
    guard tables.count == information.count else {
      throw .unequalLengths(
        first: "tables", firstCount: tables.count, second: "information", secondCount: information.count)
    }
    try StoppingBounds.require(information: information)
    var test = ExactSequentialTest(self)
    var looks: [ExactLook] = []
    var before: TwoProportions?
    for (index, table) in tables.enumerated() {
      let block = try Self.added(to: before, by: table)
      before = table
      looks.append(
        test.look([block], information: information[index], isFinal: endsAtLast && index == tables.count - 1))
    }
    return looks
  }

  /// What came since the look before.
  static func added(
    to before: TwoProportions?, by table: TwoProportions
  ) throws(StatisticsError) -> TwoStreamBlock {
    guard let before else {
      return TwoStreamBlock(
        unchecked: (table.control.successes, table.control.trials),
        variant: (table.variant.successes, table.variant.trials))
    }
    for (old, new) in [(before.control, table.control), (before.variant, table.variant)] {
      for (name, from, to) in [
        ("successes so far", old.successes, new.successes), ("failures so far", old.failures, new.failures),
      ] where to < from {
        throw .outOfRange(
          name: name, value: Double(to),
          expected: "at least those of the look before, \(from); after a revision give the revised counts of all looks")
      }
    }
    return TwoStreamBlock(
      unchecked: (
        table.control.successes - before.control.successes, table.control.trials - before.control.trials
      ), variant: (table.variant.successes - before.variant.successes, table.variant.trials - before.variant.trials))
  }
}
