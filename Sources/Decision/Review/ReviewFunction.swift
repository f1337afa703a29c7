import Cost
public import Experiment
public import Statistics

/// What is known of delays to sale before a campaign's own sales tell.
public enum DelayKnowledge: Hashable, Sendable {
  /// Delays fitted to a past campaign.
  case history(DelayPrior)
  /// Delays that the plan states.
  case stated(DelayPrior)

  var prior: SalesForecast.Prior {
    switch self {
    case .history(let delays): (delays, .history)
    case .stated(let delays): (delays, .stated)
    }
  }
}

/// Re-reads a campaign when its calls have reached an age, and says whether what was decided still pays.
///
/// A pure function of the plan and the evidence. At 14, 30 and 60 days the figures at the horizon are forecast from the sales that have
/// come (`DelayForecast`); at 90 days what came stands beside the forecast that the same evidence gave when the youngest
/// of these calls was 30 days old. Variants are compared on all sales of their assigned leads, in profit per call at the
/// recurring cost of the calls, under the plan's limiting resource; costs are taken as known. Sales of one call are one
/// outcome, whose revenue adds up.
///
/// - Parameters:
///   - plan: the plan of the campaign.
///   - evidence: what is known; its sales must be dated.
///   - age: the age of the calls.
///   - asOf: the day at whose end the review stands; the last day of the evidence by default.
///   - looks: the looks recorded before, which planned looks need.
///   - knowledge: what is known of delays beforehand; nil: what the plan states, or else
///     the calls alone tell.
///   - rollout: what is known of the calls since the roll-out that the plan states, read by its own protocol
///     (`TestProtocol.followUp(of:starts:holdOut:)`); where it settles the question, its outcome is the review's.
///   - override: the reason that was recorded for deciding against the reading; nil where none was.
public func review(
  _ plan: Plan, _ evidence: Evidence, at age: Review.Age, asOf: CivilDate? = nil, looks: [PastLook] = [],
  knowledge: DelayKnowledge? = nil, rollout: Evidence? = nil, override: String? = nil
) throws(DecisionError) -> Review {
  guard evidence.tally.byDay.total().calls > 0 else { throw .noCalls(asOf: asOf ?? evidence.lastDay) }
  let (reading, projected) = try assessment(plan, evidence, looks: looks, asOf: asOf)
  guard let receipts = evidence.datedReceipts, let first = evidence.tally.dates?.lowerBound, let day = reading.asOf
  else { throw .salesMissing(isUndated: evidence.tally.isUndated) }
  let confidence = plan.test.goal.confidence
  var known = knowledge
  if known == nil { known = try plan.economics?.delayToSale?.knowledge() }
  let isReached = day - first >= age.days
  let calls = try ReviewedCalls(
    plan.test.variants.names, SalesCohorts(evidence.tally, receipts, day: day), economics: plan.economics, age: age,
    confidence: confidence, isReached: isReached, prior: known?.prior)
  let arms = reading.variants.map { arm in
    calls.arm(
      arm.name, role: arm.role,
      cost: arm.costs.flatMap { costs in
        arm.calls > 0
          ? ReviewedCalls.Cost(
            perCall: costs.total.units / Double(arm.calls), recurring: costs.recurring.units / Double(arm.calls)) : nil
      })
  }
  let callsPerControlCall = reading.callsPerControlCall
  let control = arms.first { $0.role == .control }
  let gains = arms.filter { $0.role == .challenger }.map { arm in
    Review.Gain(
      variant: arm.variant,
      profitPerCall: Review.gain(of: arm, over: control, age: age, calls: callsPerControlCall[arm.variant] ?? 1))
  }
  let followUp = try plan.rollout?.followUp.flatMap { stated throws(DecisionError) in
    try rollout.flatMap { evidence throws(DecisionError) in
      try FollowUpReview(
        plan: plan, rollout: stated, evidence: evidence, age: age, day: day, prior: known?.prior,
        costsPerCall: Dictionary(
          reading.projection.map { ($0.variant, $0.costPerCall) }, uniquingKeysWith: { first, _ in first }),
        callsPerControlCall: callsPerControlCall
      ).review()
    }
  }
  let status = reading.conclusion.status
  let winner = reading.winner
  let ofTest: Review.Outcome =
    isReached
    ? Review.outcome(
      decided: status, winner: winner, gains: gains, switching: plan.rollout?.switchingCostPerCall ?? 0,
      heldBack: Set(
        plan.rule.and.contains(.guardrails)
          ? reading.guardrails.filter { $0.status == .fail }.map(\.variant) : []))
    : .tooEarly(first + age.days)
  // Of the calls that the figures are of: those which have reached the age.
  let opportunities = evidence.tally.byDay.total { key in key.date.map { day - $0 >= age.days } ?? false }.opportunities
  return Review(
    experiment: reading.experiment, question: reading.question, currency: reading.currency, asOf: day, age: age,
    horizon: calls.horizon, confidence: confidence, decided: status, winner: winner, override: override,
    outcome: followUp.flatMap { $0.outcome.settles ? $0.outcome : nil } ?? ofTest,
    arms: arms, gains: gains,
    limit: plan.rollout.map { projected?.isKnown($0.limit) ?? false ? $0.limit : .leads } ?? .leads, followUp: followUp,
    noForecast: calls.forecasts?.missing,
    delays: try calls.cohorts.curves(plan.test.variants.names, horizon: calls.horizon, confidence: confidence),
    priorChance: calls.forecasts?.priorChance ?? calls.before?.forecasts.priorChance,
    isFollowedThrough: isReached && calls.isFollowedThrough, forecastDay: calls.before?.cohorts.day,
    noForecastBefore: calls.before?.forecasts.missing,
    campaign: isReached
      ? Review.campaign(
        arms, opportunities: opportunities, plan: plan, age: age) : nil,
    unattributed: evidence.receipts.unattributed, otherSources: plan.otherSources(in: evidence.receipts),
    warnings: reading.warnings.filter(\.misleadsReview),
    intake: evidence.intake)
}

extension Rollout {
  /// What switching costs for each call of the roll-out, in currency units.
  fileprivate var switchingCostPerCall: Double { switchingCost.units / (Double(callsPerMonth) * Double(months)) }
}

extension ReadingWarning {
  /// Whether it is true of a review's figures too, which go by sales and not by the plan's value of an opportunity.
  fileprivate var misleadsReview: Bool {
    switch self {
    case .salesDisagree, .observedMarginDiffers: false
    default: concernsMoney
    }
  }
}

extension Reading {
  /// Calls that each script places at roll-out for one of the control's, under the plan's limit; empty without a roll-out.
  fileprivate var callsPerControlCall: [String: Double] {
    guard
      let base = projection.first(where: { arm in variants.contains { $0.name == arm.variant && $0.role == .control } }
      ),
      base.callsPerMonth > 0
    else { return [:] }
    return Dictionary(
      projection.map { ($0.variant, $0.callsPerMonth / base.callsPerMonth) }, uniquingKeysWith: { first, _ in first })
  }

  fileprivate var winner: String? {
    if case .rollOut(let winner, _) = conclusion { winner } else { nil }
  }
}

extension DelayKnowledge {
  /// The delays of a past campaign, from its calls and sales: the law that fits best, with its uncertainty.
  ///
  /// Throws where these do not tell delays: no dated sales, or none at all, or a likelihood without a peak.
  public static func learned(from evidence: Evidence, asOf: CivilDate? = nil) throws(DecisionError) -> DelayKnowledge {
    guard let receipts = evidence.datedReceipts, let day = asOf ?? evidence.lastDay else {
      throw .salesMissing(isUndated: evidence.tally.isUndated)
    }
    let cohorts = SalesCohorts(evidence.tally, receipts, day: day)
    var groups: [DelayCohorts] = []
    for name in cohorts.calls.keys.sorted() {
      if let group = try cohorts.delays(name) { groups.append(group) }
    }
    let fitted = groups
    return .history(
      DelayPrior(try asking { () throws(StatisticsError) in try CureModel.best(fitted).best }))
  }
}

extension StatedDelay {
  /// The stated delay as knowledge that sales are weighed against. Throws where its figures make no law.
  fileprivate func knowledge() throws(DecisionError) -> DelayKnowledge {
    let law: DelayLaw =
      switch self.law {
      case .exponential: .exponential
      case .weibull: .weibull
      case .logNormal: .logNormal
      }
    return .stated(
      try asking { () throws(StatisticsError) in
        try DelayPrior(
          law, median: Double(median), ninetieth: Double(ninetyPercent), uncertainty: uncertainty)
      })
  }
}
