/// One look of a test that spends its error on exact probabilities, in counts.
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
}

extension ErrorSpending {
  /// The exact counterpart of ``bounds(at:endsAtLast:)`` for small counts: bounds on the successes of the variant, found look by
  /// look from the tables seen.
  ///
  /// Between two looks the new successes of both arms together are taken as given; under equal rates the variant's part
  /// of them is hypergeometric, whatever the rate, and independent of the past. The paths of the variant's successes
  /// that no earlier look stopped are therefore known exactly, and each look stops on the largest tail whose probability is within
  /// what the function allows and earlier looks left over. So the error of a side is at most its alpha for every course of the
  /// totals, also when the common rate changes from look to look, and what discreteness leaves unspent at one look is
  /// there for the next: sharper than comparing ``SequentialStatistic/exact`` with bounds of the normal process.
  /// Times of looks may depend on the totals of both arms, never on how they fall to the arms.
  ///
  /// `tables` are the counts of all units by each look. Throws when the lists differ in length, information does not
  /// increase, or a count falls: after a revision, give the revised tables of all looks. Not for calls that share a lead or
  /// an agent: their outcomes are not independent.
  public func exactLooks(
    tables: [TwoProportions], information: [Double], endsAtLast: Bool = false
  ) throws(StatisticsError) -> [ExactLook] {
    guard tables.count == information.count else {
      throw .unequalLengths(
        first: "tables", firstCount: tables.count, second: "information", secondCount: information.count)
    }
    try StoppingBounds.require(information: information)
    var paths = VariantShare()
    var looks: [ExactLook] = []
    var before: TwoProportions?
    var spent = (upper: 0.0, lower: 0.0)
    for (index, table) in tables.enumerated() {
      let isFinal = endsAtLast && index == tables.count - 1
      paths.add(try Self.added(to: before, by: table))
      before = table
      let time = information[index]
      let above = upper.flatMap { paths.upperTail(within: $0.spent(at: time, isFinal: isFinal) - spent.upper) }
      let below = lower.flatMap { paths.lowerTail(within: $0.spent(at: time, isFinal: isFinal) - spent.lower) }
      if let above { spent.upper += paths.stop(from: above) }
      if let below { spent.lower += paths.stop(through: below) }
      let side: StoppingSide? =
        if let above, table.variant.successes >= above {
          .upper
        } else if let below,
          table.variant.successes <= below
        { .lower } else { nil }
      looks.append(
        ExactLook(
          information: time, upper: above, lower: below, side: side, spentUpper: spent.upper,
          spentLower: spent.lower))
    }
    return looks
  }

  /// The law of the variant's part of the successes that came since the look before.
  static func added(
    to before: TwoProportions?, by table: TwoProportions
  ) throws(StatisticsError) -> Hypergeometric {
    guard let before else { return table.conditional }
    for (old, new) in [(before.control, table.control), (before.variant, table.variant)] {
      for (name, from, to) in [
        ("successes so far", old.successes, new.successes), ("failures so far", old.failures, new.failures),
      ] where to < from {
        throw .outOfRange(
          name: name, value: Double(to),
          expected: "at least those of the look before, \(from); after a revision give the revised counts of all looks")
      }
    }
    return Hypergeometric(
      unchecked: table.variant.trials - before.variant.trials, table.control.trials - before.control.trials,
      table.successes - before.successes)
  }
}
