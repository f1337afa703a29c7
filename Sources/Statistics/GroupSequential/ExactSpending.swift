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
  private static func added(
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

/// The probabilities of the variant's successes among all successes so far, for paths that no look stopped.
private struct VariantShare {
  /// Probabilities below this are left out; together they stay far under the rounding of the rest.
  private static let negligible = 1e-30

  private var least = 0
  private var masses = [1.0]

  mutating func add(_ law: Hypergeometric) {
    let (first, steps) = Self.likely(law)
    var sum = [Double](repeating: 0, count: masses.count + steps.count - 1)
    for (i, mass) in masses.enumerated() where mass > Self.negligible {
      for (j, step) in steps.enumerated() { sum[i + j] += mass * step }
    }
    least += first
    masses = sum
    trim()
  }

  private mutating func trim() {
    guard let first = masses.firstIndex(where: { $0 > Self.negligible }),
      let last = masses.lastIndex(where: { $0 > Self.negligible })
    else { return }
    masses = Array(masses[first...last])
    least += first
  }

  private static func likely(_ law: Hypergeometric) -> (first: Int, masses: [Double]) {
    let mode = law.mode
    var (up, down) = ([law.mass(mode)], [Double]())
    var k = mode
    while k < law.support.upperBound, let mass = up.last, mass > negligible {
      up.append(mass * law.ratioUp(k))
      k += 1
    }
    k = mode
    var mass = up[0]
    while k > law.support.lowerBound, mass > negligible {
      k -= 1
      mass /= law.ratioUp(k)
      down.append(mass)
    }
    return (mode - down.count, down.reversed() + up)
  }

  /// The least count from which on the probability is at most `limit`; nil when there is none that can occur.
  func upperTail(within limit: Double) -> Int? {
    var (tail, count) = (0.0, 0)
    for mass in masses.reversed() {
      guard tail + mass <= limit else { break }
      tail += mass
      count += 1
    }
    return tail > 0 ? least + masses.count - count : nil
  }

  /// The largest count up to which the probability is at most `limit`; nil when there is none that can occur.
  func lowerTail(within limit: Double) -> Int? {
    var (tail, count) = (0.0, 0)
    for mass in masses {
      guard tail + mass <= limit else { break }
      tail += mass
      count += 1
    }
    return tail > 0 ? least + count - 1 : nil
  }

  /// Takes out the paths with at least `count`, and returns their probability.
  mutating func stop(from count: Int) -> Double {
    remove { $0 >= count }
  }

  /// Takes out the paths with at most `count`, and returns their probability.
  mutating func stop(through count: Int) -> Double {
    remove { $0 <= count }
  }

  private mutating func remove(_ stops: (Int) -> Bool) -> Double {
    var total = 0.0
    for index in masses.indices where stops(least + index) {
      total += masses[index]
      masses[index] = 0
    }
    return total
  }
}
