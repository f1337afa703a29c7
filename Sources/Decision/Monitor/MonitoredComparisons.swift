import Experiment
import Statistics

/// Adds to plain comparisons what the plan's monitoring says of them: standings, effects that allow for all looks, and
/// which of them are concluded.
///
/// Several challengers share the error by Holm's procedure, which holds for p-values that are valid at every look
/// (repeated or always valid), never for stage-wise ones.
struct MonitoredComparisons {
  let test: TestProtocol
  let tally: Tally
  let mature: MatureCalls
  let asOf: CivilDate?
  /// Looks recorded before, for data that cannot tell what past days showed and for plans that were amended.
  let history: [PastLook]
  /// Whether paths are wanted, which take time with the square of the number of days.
  let showsPaths: Bool

  func monitored(_ plain: [Comparison]) throws(DecisionError) -> [Comparison] {
    let counts = DailyCounts(mature)
    var comparisons = plain
    // Always-valid inference needs calls, or leads, that come to their variant one by one.
    for index in comparisons.indices where comparisons[index].difference != nil && test.unit == .lead {
      comparisons[index].alwaysValid = try alwaysValid(comparisons[index], counts)
    }
    switch test.monitoring.method {
    case .fixed: return comparisons
    case .anytime: return try anytime(comparisons, counts)
    case .groupSequential: return try groupSequential(comparisons, counts)
    }
  }

  /// Comparisons that share the error.
  private var sharing: Int { test.goal.adjustment == .none ? 1 : max(1, test.variants.challengers.count) }

  private func alwaysValid(_ comparison: Comparison, _ counts: DailyCounts) throws(DecisionError)
    -> AlwaysValidStanding?
  {
    let analysis = AlwaysValidAnalysis(test: test, challenger: comparison.variant, comparisons: sharing)
    guard tally.leads.hasRepeatedCalls else { return try analysis.exact(counts, showsPath: showsPaths) }
    guard let sums = try ratioOfSums(comparison) else { return nil }
    return try analysis.asymptotic(
      sums,
      fewestOpportunities: min(
        mature.cell(comparison.control).opportunities, mature.cell(comparison.variant).opportunities))
  }

  private func ratioOfSums(_ comparison: Comparison) throws(DecisionError) -> RatioOfSums? {
    func rows(_ variant: String) -> [RatioOfSums.Row] {
      tally.leads.sorted.compactMap { key, row in
        key.variant == variant
          ? RatioOfSums.Row(trials: key.calls, successes: key.opportunities, units: row.leads) : nil
      }
    }
    let (control, variant) = (rows(comparison.control), rows(comparison.variant))
    guard !control.isEmpty, !variant.isEmpty else { return nil }
    return try asking { () throws(StatisticsError) in
      try RatioOfSums(control: RatioOfSums.Arm(control), variant: RatioOfSums.Arm(variant))
    }
  }

  private func anytime(_ plain: [Comparison], _ counts: DailyCounts) throws(DecisionError) -> [Comparison] {
    var comparisons = plain
    let rated = comparisons.indices.filter { comparisons[$0].alwaysValid != nil }
    let p = rated.compactMap { comparisons[$0].alwaysValid?.p }
    let adjusted = try holm(p)
    for index in comparisons.indices {
      comparisons[index].isSignificant = false
      comparisons[index].pAdjusted = nil
    }
    for (index, p) in zip(rated, adjusted) {
      comparisons[index].pAdjusted = p
      comparisons[index].isSignificant = p <= test.goal.alpha
      guard p > test.goal.alpha else { continue }
      let analysis = AlwaysValidAnalysis(test: test, challenger: comparisons[index].variant, comparisons: sharing)
      comparisons[index].alwaysValid?.outlook = try analysis.outlook(counts, asOf: asOf)
    }
    return comparisons
  }

  private func holm(_ p: [Double]) throws(DecisionError) -> [Double] {
    guard p.count > 1, test.goal.adjustment != .none else { return p }
    return try asking { () throws(StatisticsError) in try PValueAdjustment.holm.adjusted(p) }
  }

  private func groupSequential(_ plain: [Comparison], _ counts: DailyCounts) throws(DecisionError) -> [Comparison] {
    var comparisons = plain
    var courses: [Int: SequentialCourse] = [:]
    for index in comparisons.indices {
      comparisons[index].isSignificant = false
      comparisons[index].pAdjusted = nil
      if comparisons[index].difference != nil { courses[index] = try course(comparisons[index], counts) }
    }
    // Holm's procedure: what is rejected at the error shared by all leaves its share to the others.
    var open = Set(courses.keys)
    var isMoving = true
    while isMoving, !open.isEmpty {
      isMoving = false
      let level = test.goal.alpha / Double(test.goal.adjustment == .none ? 1 : open.count)
      let monitor = try GroupSequentialMonitor(test, level: level)
      for index in open.sorted() {
        guard let course = courses[index] else { continue }
        let analysis = course.analysis(monitor)
        let standing = try analysis.standing(asOf: asOf, schedule: LookSchedule(test))
        comparisons[index].sequential = standing
        comparisons[index].isSignificant = standing.ending?.isShown ?? false
      }
      let rejected = open.filter { comparisons[$0].isSignificant }
      if !rejected.isEmpty, test.goal.adjustment != .none {
        open.subtract(rejected)
        isMoving = true
      }
    }
    let looked = comparisons.indices.filter { comparisons[$0].sequential?.latest != nil }
    for (index, p) in zip(looked, try holm(looked.compactMap { comparisons[$0].sequential?.repeatedP })) {
      comparisons[index].pAdjusted = p
      try conclude(&comparisons[index], courses[index])
    }
    return comparisons
  }

  /// Once concluded, the effect that allows for all looks takes the place of the plain one.
  private func conclude(_ comparison: inout Comparison, _ course: SequentialCourse?) throws(DecisionError) {
    guard let standing = comparison.sequential, let ending = standing.ending, let course else { return }
    let effect = try course.analysis(try GroupSequentialMonitor(test, level: standing.level))
      .effect(at: ending, plainDifference: course.statistics == nil ? nil : comparison.difference)
    comparison.uncorrected = UncorrectedEffect(
      difference: comparison.difference, relative: comparison.relative, p: comparison.p)
    comparison.difference = effect.difference
    comparison.relative = effect.relative
    comparison.p = effect.p
    comparison.statistic = standing.latest?.statistic
    // The interval of several challengers is at the error that each of them has.
    comparison.simultaneous = comparison.simultaneous == nil ? nil : effect.difference
    if test.variants.challengers.count == 1 || test.goal.adjustment == .none { comparison.pAdjusted = effect.p }
  }

  /// The looks of one comparison with their statistics, where calls are not independent.
  private struct SequentialCourse {
    let course: LookCourse
    let statistics: [Double?]?

    func analysis(_ monitor: GroupSequentialMonitor) -> SequentialAnalysis {
      SequentialAnalysis(monitor: monitor, course: course, dependent: statistics)
    }
  }

  private func course(_ comparison: Comparison, _ counts: DailyCounts) throws(DecisionError) -> SequentialCourse {
    let amended = history.last { $0.isUnderEarlierPlan && $0.look.variant == comparison.variant }?.look
    let course = try LookCourse(
      test, challenger: comparison.variant, counts: counts, asOf: asOf, after: amended?.asOf,
      alreadySpent: amended?.alphaSpent ?? 0)
    guard tally.leads.hasRepeatedCalls else { return SequentialCourse(course: course, statistics: nil) }
    // What leads called more than once had shown on past days is not in the data: those looks count that were recorded.
    var statistics = course.looks.map { look in
      history.last { $0.look.asOf == look.date && $0.look.variant == comparison.variant }?.look.statistic
    }
    if let last = course.looks.indices.last, holdsAllCalls(course, comparison) {
      statistics[last] = comparison.statistic
    }
    return SequentialCourse(course: course, statistics: statistics)
  }

  /// Whether the last look has seen every call that is mature at the reading.
  private func holdsAllCalls(_ course: LookCourse, _ comparison: Comparison) -> Bool {
    guard let total = course.total else { return false }
    return total.controlTrials == mature.cell(comparison.control).calls
      && total.variantTrials == mature.cell(comparison.variant).calls
  }
}

extension SequentialStanding.Ending {
  /// Whether a difference was shown.
  var isShown: Bool { reason == .efficacy || reason == .harm }
}
