import Cost
public import Experiment
import Statistics

/// Reads a test at the end of a day: is it healthy, is it over, what does it show, and what does it mean in money?
///
/// A pure function of the plan and the evidence. Only calls whose maturity window has closed are compared. Before the
/// planned end of a fixed test nothing is concluded, whatever the figures; with planned looks or any-time readings a
/// difference can be shown before.
///
/// - Parameters:
///   - plan: the plan of the test.
///   - evidence: what is known.
///   - asOf: the day at whose end the reading stands; the last day of the evidence by default.
///   - looks: the looks recorded before, where the record is at hand. Boundaries follow from plan and evidence; the record is
///     needed for looks at leads called more than once, whose past the evidence does not tell, and after an amendment.
public func check(
  _ plan: Plan, _ evidence: Evidence, looks: [PastLook] = [], asOf: CivilDate? = nil
) throws(DecisionError) -> Reading {
  try assessment(plan, evidence, looks: looks, asOf: asOf).reading
}

/// The reading, with the projections it rests on where the plan states a roll-out and costs.
func assessment(
  _ plan: Plan, _ evidence: Evidence, looks: [PastLook], asOf: CivilDate?
) throws(DecisionError) -> (reading: Reading, rollout: RolloutAnalysis?) {
  let test = plan.test
  try evidence.requireVariants(of: test)
  let asOf = evidence.tally.isUndated ? nil : asOf ?? evidence.lastDay
  if asOf != nil, test.starts == nil { throw .startMissing }

  let mature = MatureCalls(evidence.tally, asOf: asOf, within: test.goal.within)
  let progress = Progress(of: test, mature: mature, asOf: asOf)
  let money = try VariantMoney.all(plan: plan, evidence: evidence, mature: mature, progress: progress, asOf: asOf)
  var variants = try test.variants.all.map { variant throws(DecisionError) in
    try VariantReading(
      variant, plan: plan, evidence: evidence, mature: mature, money: money.byVariant[variant.name])
  }
  if progress.isInterim {
    let anyTime = AnyTimeAnalysis(test: test, tally: evidence.tally)
    for (index, arm) in variants.enumerated() {
      variants[index].anyTime = try anyTime.indicators(
        of: arm, alpha: 1 - test.goal.confidence, money: money.byVariant[arm.name])
    }
  }
  let analysis = ComparisonAnalysis(test: test, tally: evidence.tally, mature: mature, schedule: evidence.schedule)
  let plain = try analysis.comparisons()
  var comparisons = try MonitoredComparisons(
    test: test, tally: evidence.tally, mature: mature, asOf: asOf, history: looks, showsPaths: true
  ).monitored(plain)
  let complier = ComplierAnalysis(test: test, evidence: evidence, mature: mature)
  for index in comparisons.indices { comparisons[index].complier = try complier.reading(comparisons[index]) }
  let guardrails = try GuardrailAnalysis(test: test, receipts: evidence.receipts, mature: mature).readings()
  let health = HealthChecks.findings(for: Inspection(test: test, evidence: evidence, asOf: asOf))
  let rollout = try RolloutAnalysis(
    plan: plan, evidence: evidence, progress: progress, mature: mature, money: money, variants: variants,
    comparisons: comparisons, gainConfidence: try analysis.simultaneousConfidence ?? test.goal.confidence)
  let (projection, limits) = try rollout?.projections() ?? ([], [])
  let nextWeek = try rollout?.nextWeek(mature: mature)
  let segments = try segments(of: mature, test: test)
  let segmentEffects = try SegmentAnalysis(
    test: test, segments: segments, isComplete: progress.isComplete,
    paying: rollout?.payingDifferences ?? payingDifferences(plan, variants),
    designEffects: Dictionary(
      comparisons.map { ($0.variant, $0.designEffect ?? 1) }, uniquingKeysWith: { first, _ in first })
  ).effects()
  let conclusion = Conclusion(
    plan: plan, progress: progress, variants: variants, comparisons: comparisons, guardrails: guardrails,
    health: health, projection: projection, nextWeek: nextWeek)
  let credits = attribution(plan: plan, evidence: evidence, mature: mature, money: money)
  // Data that cannot be trusted advise nothing about the campaign either.
  let advice =
    conclusion.status == .unhealthy ? nil : try campaign(plan: plan, mature: mature, money: money)
  var method = MethodNote(of: test, isStratified: mature.isStratified)
  if evidence.receipts.isObserved {
    method.sales = SalesAttribution(
      call: plan.economics?.attributedCall ?? .last, days: plan.attributionDays, sources: plan.economics?.sources ?? [])
  }
  var reading = Reading(
    experiment: test.name, question: test.question, currency: plan.currency, asOf: asOf, progress: progress,
    conclusion: conclusion, variants: variants, targets: plan.targets,
    missedTargets: missedTargets(plan.targets, variants), comparisons: comparisons,
    factorial: try FactorialAnalysis(test: test, mature: mature, leads: evidence.tally.leads)
      .reading(),
    guardrails: guardrails, health: health,
    path: try path(of: evidence.tally, test: test, matureThrough: mature.through),
    pathMarks: pathMarks(health: health, test: test, asOf: asOf),
    delays: try delayCurves(of: evidence.tally, test: test, asOf: asOf),
    segments: segments, segmentEffects: segmentEffects, week: try week(of: mature, test: test),
    groups: callGroups(of: evidence.tally, test: test, matureThrough: mature.through), projection: projection,
    limits: limits, nextWeek: nextWeek,
    campaign: advice, attribution: credits,
    method: method,
    warnings: WarningList(
      plan: plan, evidence: evidence, progress: progress, variants: variants, health: health, money: money,
      projection: projection
    ).all + [credits?.contradiction(of: advice)].compactMap { $0 },
    notes: plan.notes, intake: evidence.intake)
  reading.missingEconomics = plan.missingEconomics
  return (reading, rollout)
}

extension Goal {
  /// Confidence of the intervals that go with the test: they exclude 0 just when the test is significant.
  var confidence: Double { sides == 2 ? 1 - alpha : 1 - 2 * alpha }

  var alternative: Alternative { sides == 2 ? .twoSided : .greater }
}

extension Inspection {
  init(test: TestProtocol, evidence: Evidence, asOf: CivilDate?) {
    self.init(
      test: test, tally: evidence.tally, asOf: asOf, callsBeforeStart: evidence.intake[.beforeStart],
      callsAfterEnd: evidence.intake[.afterEnd], repeatedRows: evidence.intake[.duplicateCall],
      conflictingRows: evidence.intake[.conflictingCall],
      unjoinedOpportunities: evidence.intake[.opportunityWithoutCall] + evidence.intake[.opportunityBeforeCall],
      unassignedCalls: evidence.intake[.unassignedLead], changingLeads: evidence.intake[.changingVariant])
  }
}

extension Evidence {
  /// Throws where the data name a variant that the test does not.
  func requireVariants(of test: TestProtocol) throws(DecisionError) {
    let known = Set(test.variants.names)
    if let stranger = tally.byDay.cells.keys.map(\.variant).filter({ !known.contains($0) }).min() {
      throw .unknownVariant(stranger, known: test.variants.names)
    }
  }
}

extension MethodNote {
  init(of test: TestProtocol, isStratified: Bool) {
    let challengers = test.variants.challengers.count
    self.init(
      unit: test.unit, metric: test.goal.metric, confidence: test.goal.confidence, alpha: test.goal.alpha,
      sides: test.goal.sides,
      adjustment: challengers > 1 ? test.goal.adjustment : nil, comparisons: challengers, within: test.goal.within,
      strata: isStratified ? (test.assignment.by.isEmpty ? ["stratum"] : test.assignment.by) : [],
      monitoring: test.monitoring.method)
  }
}

extension Progress {
  init(of test: TestProtocol, mature: MatureCalls, asOf: CivilDate?) {
    let calls = mature.byDay.total().calls
    let immature = mature.immature.total().calls
    let decisionDay = test.lastDay.map { $0 + (test.goal.within ?? 0) }
    var plannedDays: Int?
    var plannedCalls: Int?
    let isComplete: Bool
    switch test.length {
    case .days(let days):
      plannedDays = test.starts == nil ? nil : days
      if let starts = test.starts, let perDay = test.callsPerDay {
        plannedCalls = perDay * test.calling.callingDays(from: starts, through: starts + (days - 1)).count
      }
      isComplete = asOf.map { day in decisionDay.map { day >= $0 } ?? false } ?? true
    case .calls(let planned):
      plannedCalls = planned
      isComplete = asOf == nil || calls >= planned
    }
    self.init(
      day: asOf.flatMap { day in test.starts.map { max(0, day - $0 + 1) } }, plannedDays: plannedDays,
      lastDay: test.lastDay,
      lastCallingDay: test.starts.flatMap { starts in
        test.lastDay.flatMap { starts <= $0 ? test.calling.callingDays(from: starts, through: $0).last : nil }
      }, decisionDay: decisionDay,
      callingDaysLeft: asOf.flatMap { day in
        test.lastDay.map { test.calling.callingDays(from: day + 1, through: $0).count }
      }, matureCalls: calls, immatureCalls: immature,
      plannedCalls: plannedCalls, isComplete: isComplete)
  }
}

extension VariantReading {
  init(
    _ variant: Variant, plan: Plan, evidence: Evidence, mature: MatureCalls, money: VariantMoney?
  ) throws(DecisionError) {
    let cell = mature.cell(variant.name)
    let everything = evidence.tally.byDay.total { $0.variant == variant.name }
    let tco = try mature.proportion(variant.name)?.estimate(confidence: plan.test.goal.confidence)
    let units = evidence.tally.units
    // What was randomised is leads only where the plan says so; under other designs the lead table counts those called.
    let leads: Int? =
      switch plan.test.unit {
      case .lead: units.source == .unknown ? nil : units.units(of: variant.name)
      case .company: nil
      case .agent, .slot: evidence.tally.leads.leads(of: variant.name)
      }
    self.init(
      name: variant.name, role: variant.role, plannedShare: plan.test.variants.share(of: variant.name) ?? 0,
      calls: cell.calls, immatureCalls: mature.immature.total { $0.variant == variant.name }.calls,
      leads: leads, opportunities: cell.opportunities,
      lateOpportunities: cell.lateOpportunities, tco: tco,
      accepted: cell.judgedOpportunities > 0
        ? AcceptedShare(judged: cell.judgedOpportunities, accepted: cell.acceptedOpportunities) : nil,
      meanTalkSeconds: everything.meanTalkSeconds,
      answeredShare: everything.answerKnown > 0
        ? Double(everything.answered) / Double(everything.answerKnown) : nil,
      costs: money?.statement, indicators: money?.indicators(tco: tco),
      benchmark: plan.economics == nil ? nil : tco.map { TCOBenchmark(tco: $0.value) })
  }
}

extension Proportion {
  /// The rate with its Wilson interval.
  func estimate(confidence: Double) throws(DecisionError) -> Estimate {
    try asking { () throws(StatisticsError) in try interval(.wilson, confidence: confidence) }
  }
}
