import Decision
import Experiment
import Statistics

/// Figures of a reading that sentences of every language need.
extension Reading {
  /// The ways to the ranges of the challengers' gains, each once.
  var gainMethods: [MoneyBasis.Method] {
    let used = Set(projection.filter { $0.gainPerMonth != nil }.map(\.basis.gain))
    return MoneyBasis.Method.allCases.filter(used.contains)
  }

  /// What an opportunity may cost at most: one amount, or those of the variants where each has its own.
  var cpqThresholds: [Double] { Set(variants.compactMap(\.indicators?.cpqThreshold)).sorted() }

  /// Challengers that are shown to be worse.
  var shownWorse: [String] {
    comparisons.filter { $0.isSignificant && ($0.difference?.value ?? 0) < 0 }.map(\.variant)
  }

  func variant(_ name: String) -> VariantReading? { variants.first { $0.name == name } }
  func comparison(_ name: String) -> Comparison? { comparisons.first { $0.variant == name } }
  func projection(_ name: String) -> VariantProjection? { projection.first { $0.variant == name } }

  /// Name of the control; empty for a reading without arms.
  var control: String { variants.first { $0.role == .control }?.name ?? comparisons.first?.control ?? "" }

  /// The difference of a challenger where rates of all its calls together mislead, because shares differ between strata: it
  /// is more than a tenth away from theirs. Nil elsewhere.
  func differenceWithinStrata(_ challenger: String) -> Double? {
    guard !method.strata.isEmpty, let within = comparison(challenger)?.difference?.value,
      let own = variant(challenger)?.tco?.value, let base = variant(control)?.tco?.value
    else { return nil }
    return abs(within - (own - base)) > 0.1 * abs(own - base) ? within : nil
  }

  /// Arms without a call that counts, while others have some; nil where all or none have.
  var withoutCallsAlone: [String]? {
    let names = variants.filter { $0.calls == 0 }.map(\.name)
    return names.isEmpty || names.count == variants.count ? nil : names
  }

  /// Parts of the plan without which profit is unknown.
  var missingForProfit: [String] {
    let hasMargin = variants.contains { $0.indicators?.marginPerOpportunity != nil }
    let economics = missingEconomics.isEmpty ? ["margin-per-sale"] : missingEconomics
    return [
      (variants.allSatisfy { $0.costs == nil }, "costs"),
      (
        !variants.allSatisfy { $0.costs == nil } && !hasMargin,
        "economics: {\(economics.joined(separator: ", "))}"
      ),
      (projection.isEmpty, "rollout"),
    ].filter(\.0).map(\.1)
  }

  /// Cost per opportunity of an arm in the test; nil where unknown and without an opportunity.
  func cpq(of name: String) -> Double? {
    variants.first { $0.name == name }?.indicators.map(\.cpq.value).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The rates of a challenger and its control, as printed side by side.
  func rates(of challenger: String, in numbers: NumberFormat) -> (challenger: String, control: String)? {
    guard let better = variant(challenger)?.tco?.value, let base = variant(control)?.tco?.value else { return nil }
    let places = NumberFormat.ratePlaces([better, base])
    return (numbers.percent(better, places: places), numbers.percent(base, places: places))
  }

  /// Whether the plan's rule goes by profit, which controls no error.
  var isDecidedByProfit: Bool { warnings.contains(.decidedByProfit) }

  /// Whether the test goes on to its planned end whatever its figures say.
  var isBoundToItsEnd: Bool {
    conclusion.status == .keepRunning && method.monitoring == .fixed && !isDecidedByProfit
  }

  /// Effects that are shown to differ between parts, each with a script for every part.
  var differingSegments: [SegmentEffects] { segmentEffects.filter { $0.difference != nil } }

  /// The next planned look of a comparison that is not concluded.
  var nextLook: CivilDate? { comparisons.compactMap(\.sequential?.outlook?.nextLook).min() }

  /// The span that all intervals of the difference cover together, all challengers allowed for.
  var possibleDifference: (lower: Double, upper: Double)? {
    let intervals = comparisons.compactMap { $0.simultaneous ?? $0.difference }
    guard let lower = intervals.map(\.lower).min(), let upper = intervals.map(\.upper).max() else { return nil }
    return (lower, upper)
  }
}

extension Conclusion {
  /// The winner of a roll-out.
  var winner: String? {
    if case .rollOut(let winner, _) = self { winner } else { nil }
  }

  /// The clauses of the rule, where the conclusion rests on them.
  var clauses: [Clause] {
    switch self {
    case .rollOut(_, let clauses), .keepControl(.ruleNotMet(_, let clauses)),
      .keepRunning(.ruleUnknown(_, let clauses)):
      clauses
    case .keepRunning, .keepControl(.harm), .keepControl(.futile), .keepControl(.earnsLess), .noWinner, .unhealthy: []
    }
  }
}

extension String {
  /// Itself with its first letter in upper case.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
