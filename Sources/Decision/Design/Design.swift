import Experiment

/// Designs a test before its first call: calls and days needed, what the planned calls can show of the rate and of
/// guardrails, the smallest lift that pays, the length that earns most, and what the test costs.
///
/// A pure function of the plan and, where one is given, of what an earlier call log says: the baseline of a plan without
/// one, and how alike calls of one lead, company, agent or half-day are. Without it calls are taken as independent (one
/// call a lead), unless the script goes by agent or by half-day: then these are what counts (``DesignStructure``).
/// Several challengers share alpha as the plan's adjustment says (``DesignResult/Assumptions/alphaPerComparison``). Reading
/// at any time has no closed form: its figures are averages over at most `simulatedTests` tests (1...1,000,000) drawn for
/// each truth, fewer where a test has many days, always the same ones. So are those of adaptive shares, over at most 10,000
/// tests.
public func design(
  _ plan: Plan, history: DesignHistory? = nil, simulatedTests: Int = 20_000
) throws(DecisionError) -> DesignResult {
  let planner = try TestPlanner(plan, history: history)
  let sizes = try planner.sizes()
  let adaptive = try planner.adaptiveComparison(simulatedTests: simulatedTests)
  let capacity = try planner.capacity().map { $0.following(adaptive) }
  let calls = planner.plannedCalls ?? sizes.first.map { planner.split(total: $0.total) }
  let rollout = try planner.rolloutAssumptions(calls: calls)
  let lengths = try planner.lengths(sizes: sizes, rollout: rollout)
  return DesignResult(
    experiment: plan.test.name, question: plan.test.question, currency: plan.currency,
    assumptions: planner.assumptions, answer: try planner.answer(sizes: sizes, capacity: capacity), sizes: sizes,
    history: history,
    structure: try planner.clusters.map { clusters throws(DecisionError) in try clusters.structure() } ?? nil,
    schedule: DesignSchedule(plan.test), callingDays: planner.callingDays,
    decisionDay: plan.test.lastDay.map { $0 + (plan.test.goal.within ?? 0) },
    capacity: capacity, guardrails: try planner.guardrails(calls: calls), rollout: rollout,
    payingLifts: planner.payingLifts(rollout), lengths: lengths?.known, lengthsRefusal: lengths?.refusal,
    cost: try calls.map { calls throws(DecisionError) in try planner.cost(calls: calls) } ?? nil,
    adaptive: adaptive,
    monitoring: try calls.map { calls throws(DecisionError) in
      try planner.monitoring(
        calls: calls, basis: planner.plannedCalls == nil ? .needed : .planned, simulatedTests: simulatedTests)
    } ?? nil,
    powerCurve: try calls.map { calls throws(DecisionError) in try planner.powerCurve(calls: calls) } ?? [],
    sizeCurve: try planner.sizeCurve())
}

extension DesignResult.Capacity {
  /// What the planned calls show with adaptive shares; as it is without.
  fileprivate func following(_ adaptive: AdaptiveComparison?) -> DesignResult.Capacity {
    guard let outcomes = adaptive?.outcomes(.worthDetecting) else { return self }
    var capacity = self
    capacity.power = outcomes.following.chanceAbove
    capacity.detectableLift = nil
    return capacity
  }
}
