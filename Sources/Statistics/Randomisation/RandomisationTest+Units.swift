extension RandomisationTest where Assignment == [Int] {
  private static func requirePairs(_ units: [UnitOutcome], _ arms: [Int]) throws(StatisticsError) {
    guard units.count == arms.count else {
      throw .unequalLengths(first: "units", firstCount: units.count, second: "arms", secondCount: arms.count)
    }
  }

  /// The test of no effect on any of `units`, assigned to the arms `actual`, by one of the built-in statistics.
  ///
  /// The chi-square of several arms has no side, and `alternative` is then ignored. Throws for lists of unequal length
  /// and for a confidence outside 0...1.
  public func test(
    _ units: [UnitOutcome], actual: [Int], statistic: UnitStatistic = .difference,
    alternative: Alternative = .twoSided, confidence: Double = 0.99
  ) throws(StatisticsError) -> RandomisationResult {
    try Self.requirePairs(units, actual)
    return try test(
      actual: actual, alternative: statistic == .chiSquare ? .greater : alternative, confidence: confidence
    ) { statistic.value(units, arms: $0) }
  }

  /// The interval for an additive effect on the rate: all τ for which “the variant adds τ successes per trial to every
  /// unit” is rejected on neither side at half the error, by ``UnitStatistic/difference``.
  ///
  /// No search is needed. With the effect τ taken out of the units that had the variant, the statistic of any assignment
  /// is a line in τ, a − bτ with b ≤ 1, and that of the actual one is d − τ; so an assignment becomes as extreme as the
  /// actual one exactly at (d − a)/(1 − b), and the ends are order statistics of these values. An end is infinite when
  /// there are too few assignments to exclude anything on its side: with M of them, p is at least 1/M. Drawn assignments
  /// are counted with the actual one, so the interval keeps its confidence for any number of replicates. It agrees with
  /// the one-sided tests; the two-sided p, by absolute values, may differ a little where the reference is skewed.
  ///
  /// `actual` holds the arm of each unit, 0 for the control and 1 for the variant. Throws for lists of unequal length,
  /// when either arm has no trial, and unless 0 < `confidence` < 1.
  public func difference(
    _ units: [UnitOutcome], actual: [Int], confidence: Double = 0.95
  ) throws(StatisticsError) -> Estimate {
    try StatisticsError.requireProbability(confidence, "confidence")
    try Self.requirePairs(units, actual)
    let sums = UnitSums(zip(units, actual))
    for (name, trials) in [("control", sums.trials.control), ("variant", sums.trials.variant)] where trials == 0 {
      throw .tooFew(name: "trials of the \(name)", count: 0, expected: "at least one")
    }
    let observed = sums.difference
    var crossings: [Double] = []
    var (always, total) = (0, 0)
    let isComplete = forEach { arms in
      total += 1
      let other = UnitSums(zip(units, arms))
      let kept = UnitSums(zip(units, zip(arms, actual)).lazy.filter { $1.1 == 1 }.map { ($0, $1.0) })
      // b: the actual variant's share of the trials in this variant, minus its share in this control.
      let slope =
        other.trials.variant > 0 && other.trials.control > 0
        ? Double(kept.trials.variant) / Double(other.trials.variant)
          - Double(kept.trials.control) / Double(other.trials.control) : 1
      if slope >= 1 { always += 1 } else { crossings.append((observed - other.difference) / (1 - slope)) }
    }
    if !isComplete {
      // The actual assignment is one of the possible ones.
      always += 1
      total += 1
    }
    crossings.sort()
    // The largest number of assignments, the actual one among them, that is still a rejection.
    let allowed = Int(((1 - confidence) / 2 * Double(total) * (1 + Self.tie)).rounded(.down)) - always
    let isBounded = allowed >= 0 && allowed < crossings.count
    return Estimate(
      value: observed, lower: isBounded ? crossings[allowed] : -.infinity,
      upper: isBounded ? crossings[crossings.count - 1 - allowed] : .infinity)
  }
}
