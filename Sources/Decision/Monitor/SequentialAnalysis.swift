import Experiment
import Statistics

/// The standing of one comparison at its planned looks, and its effect once it is concluded.
struct SequentialAnalysis {
  let monitor: GroupSequentialMonitor
  let course: LookCourse
  /// The statistic of each look where calls are not independent; nil where it is not known. Nil: they are.
  let dependent: [Double?]?

  /// An effect with its p, allowing for every look.
  struct Effect {
    var difference: Estimate
    var relative: Estimate
    var p: Double
  }

  private var isExact: Bool {
    dependent == nil
      && (course.total.map { $0.controlSuccesses + $0.variantSuccesses } ?? 0)
        <= GroupSequentialMonitor.mostExact
  }

  /// What looks under an earlier plan spent, divided between the sides as the error is.
  private var alreadySpent: (upper: Double, lower: Double) {
    let part = course.alreadySpent / monitor.spending.alpha
    return (part * (monitor.spending.upper?.alpha ?? 0), part * (monitor.spending.lower?.alpha ?? 0))
  }

  /// Boundaries and statistics look by look until one ends the comparison.
  func standing(asOf: CivilDate?, schedule: LookSchedule?) throws(DecisionError) -> SequentialStanding {
    let (looks, ending) = isExact ? try exactLooks() : try normalLooks()
    let ahead =
      ending == nil ? LooksAhead(monitor: monitor, course: course, taken: looks, schedule: schedule, asOf: asOf) : nil
    let planned = try asking { () throws(StatisticsError) in try ahead?.planned() ?? [] }
    let outlook = try asking { () throws(StatisticsError) in try ahead?.outlook() }
    return SequentialStanding(
      looks: looks, planned: planned, ending: ending, level: monitor.level, repeatedP: try repeatedP(looks),
      isExact: isExact, outlook: outlook)
  }

  private func exactLooks() throws(DecisionError) -> ([SequentialLook], SequentialStanding.Ending?) {
    var test = ExactSequentialTest(monitor.spending, alreadySpent: alreadySpent)
    var looks: [SequentialLook] = []
    let normal = try normalBounds(course.looks)
    for (index, look) in course.looks.enumerated() {
      let result = test.look(look.blocks, information: look.information, isFinal: look.isLast)
      looks.append(
        SequentialLook(
          number: index + 1, date: look.date, informationFraction: look.information, statistic: result.statistic,
          efficacyBoundary: result.upperStatistic, harmBoundary: result.lowerStatistic,
          futilityBoundary: look.isLast ? nil : monitor.futilityBoundary(on: look.date),
          normalBoundary: normal[index].upper.finite, alphaSpent: spent(at: look),
          alphaUsed: result.spentUpper + result.spentLower))
      if let reason = monitor.reason(result.side, statistic: result.statistic, at: look) {
        return (looks, SequentialStanding.Ending(reason: reason, look: index + 1, date: look.date))
      }
    }
    return (looks, nil)
  }

  private func normalLooks() throws(DecisionError) -> ([SequentialLook], SequentialStanding.Ending?) {
    let taken = self.taken
    guard !taken.isEmpty else { return ([], nil) }
    let bounds = try normalBounds(taken.map(\.look))
    let used = try asking { () throws(StatisticsError) in
      try StoppingBounds(bounds).crossing(drift: 0)
    }
    var looks: [SequentialLook] = []
    var alphaUsed = 0.0
    for (index, (look, statistic)) in taken.enumerated() {
      let bound = bounds[index]
      alphaUsed += used.upper[index] + used.lower[index]
      looks.append(
        SequentialLook(
          number: index + 1, date: look.date, informationFraction: look.information, statistic: statistic,
          efficacyBoundary: bound.upper.finite, harmBoundary: bound.lower.finite,
          futilityBoundary: look.isLast ? nil : monitor.futilityBoundary(on: look.date),
          normalBoundary: bound.upper.finite, alphaSpent: spent(at: look), alphaUsed: alphaUsed))
      if let reason = monitor.reason(bound.side(of: statistic), statistic: statistic, at: look) {
        return (looks, SequentialStanding.Ending(reason: reason, look: index + 1, date: look.date))
      }
    }
    return (looks, nil)
  }

  /// The looks whose statistic is known.
  private var taken: [(look: LookCourse.Look, statistic: Double)] {
    if let dependent {
      return zip(course.looks, dependent).compactMap { look, statistic in statistic.map { (look, $0) } }
    }
    var sum = (successes: 0.0, expected: 0.0, variance: 0.0)
    return course.looks.map { look in
      for block in look.blocks {
        let moments = block.conditionalMoments
        sum.successes += Double(block.variantSuccesses)
        sum.expected += moments.mean
        sum.variance += moments.variance
      }
      let z = sum.variance > 0 ? (sum.successes - sum.expected) / sum.variance.squareRoot() : 0
      return (look, z)
    }
  }

  private func normalBounds(_ looks: [LookCourse.Look]) throws(DecisionError) -> [LookBounds] {
    guard !looks.isEmpty else { return [] }
    return try asking { () throws(StatisticsError) in
      try monitor.spending.bounds(at: looks.map(\.information), endsAtLast: looks.last?.isLast ?? false).looks
    }
  }

  private func spent(at look: LookCourse.Look) -> Double {
    [monitor.spending.upper, monitor.spending.lower].compactMap { $0 }
      .reduce(0) { $0 + $1.spent(at: look.information, isFinal: look.isLast) }
  }

  private func repeatedP(_ looks: [SequentialLook]) throws(DecisionError) -> Double {
    guard !looks.isEmpty else { return 1 }
    let information = looks.map(\.informationFraction)
    let isOver = looks.count == course.looks.count && course.looks.last?.isLast == true
    guard isExact else {
      return try asking { () throws(StatisticsError) in
        try monitor.spending.repeatedPValue(
          statistics: looks.map(\.statistic), information: information, endsAtLast: isOver)
      }
    }
    return monitor.spending.exactRepeatedPValue(
      blocks: course.looks.prefix(looks.count).map(\.blocks), information: information, endsAtLast: isOver)
  }

  /// The effect at the look that ended the comparison, by the order in which results could have ended it (stage-wise):
  /// median-unbiased, with an interval and p that allow for the looks before.
  ///
  /// `plainDifference` is the difference of the whole reading, with the plan's confidence, where calls are not independent: its
  /// width is the unit of the effect.
  func effect(
    at ending: SequentialStanding.Ending, plainDifference: Estimate?
  ) throws(DecisionError) -> Effect {
    let alternative = monitor.test.goal.alternative
    let confidence = monitor.test.goal.sides == 2 ? 1 - monitor.level : 1 - 2 * monitor.level
    let earlier = ending.look - 1
    if isExact {
      return try asking { () throws(StatisticsError) in
        var test = ExactSequentialTest(monitor.spending, alreadySpent: alreadySpent)
        var before: [ExactLook] = []
        for look in course.looks.prefix(earlier) {
          before.append(test.look(look.blocks, information: look.information, isFinal: look.isLast))
        }
        let stage = try ExactStagewiseAnalysis(
          after: before, blocks: course.looks.prefix(ending.look).map(\.blocks))
        let effect = try stage.effect(confidence: confidence)
        return Effect(
          difference: effect.difference, relative: effect.ratio.minusOne, p: stage.pValue(alternative))
      }
    }
    let taken = taken
    let bounds = try normalBounds(taken.prefix(ending.look).map(\.look))
    let last = taken[earlier]
    return try asking { () throws(StatisticsError) in
      let stage = try StagewiseAnalysis(
        after: Array(bounds.prefix(earlier)), information: last.look.information, statistic: last.statistic)
      let drift = try stage.drift(confidence: confidence)
      // A unit of drift is the standard error that the difference has at information 1.
      let plain: Estimate
      if let plainDifference { plain = plainDifference } else { plain = try self.plainDifference() }
      let z = Normal.quantile(survival: 0.5 * (1 - monitor.test.goal.confidence))
      let information = course.looks.last?.information ?? last.look.information
      let unit = (plain.upper - plain.lower) / (2 * z) * information.squareRoot()
      let difference = Estimate(value: drift.value * unit, lower: drift.lower * unit, upper: drift.upper * unit)
      let total = course.total ?? .empty
      let base = Double(total.controlSuccesses) / Double(max(1, total.controlTrials))
      return Effect(
        difference: difference,
        relative: base > 0
          ? Estimate(
            value: difference.value / base, lower: max(-1, difference.lower / base), upper: difference.upper / base)
          : Estimate(value: .infinity, lower: -1, upper: .infinity),
        p: stage.pValue(alternative))
    }
  }

  private func plainDifference() throws(StatisticsError) -> Estimate {
    let total = course.total ?? .empty
    return try TwoProportions(
      control: try Proportion(total.controlSuccesses, of: total.controlTrials),
      variant: try Proportion(total.variantSuccesses, of: total.variantTrials)
    ).difference(.miettinenNurminen, confidence: monitor.test.goal.confidence)
  }
}

extension Double {
  /// The number, or nil where it is infinite.
  var finite: Double? { isFinite ? self : nil }
}
