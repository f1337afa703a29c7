import Cost
import Experiment
import Statistics

/// What a reader must know besides the figures, most important first.
func warnings(
  plan: Plan, evidence: Evidence, progress: Progress, variants: [VariantReading], health: [HealthFinding],
  money: TestMoney, projection: [VariantProjection]
) -> [ReadingWarning] {
  var warnings: [ReadingWarning] = []
  for finding in health where finding.status == .fail {
    if let reason = plan.waivers[finding.check.rawValue] {
      warnings.append(.waived(check: finding.check, reason: reason))
    }
  }
  if !progress.isComplete, plan.test.monitoring.method == .fixed { warnings.append(.interimOfFixedTest) }
  if progress.isComplete, let planned = progress.plannedCalls, 10 * progress.matureCalls < 9 * planned {
    warnings.append(.fewerCallsThanPlanned(placed: progress.matureCalls, planned: planned))
  }
  if let smallest = smallestPValue(of: plan.test), smallest > plan.test.goal.alpha {
    warnings.append(.tooFewSlots(smallestPValue: smallest))
  }
  if !ComplierAnalysis.concerns(plan.test), evidence.intake.sources.contains(where: { $0.kind == .adherence }) {
    warnings.append(.adherenceUnused)
  }
  if plan.test.assignment.adaptive != nil { warnings.append(.sharesFollowedResults) }
  let comparisons = plan.test.variants.challengers.count
  if comparisons > 1, plan.test.goal.adjustment == .none { warnings.append(.unadjusted(comparisons: comparisons)) }
  if plan.test.goal.within == nil, !evidence.tally.isUndated { warnings.append(.noMaturityWindow) }
  if let smallest = variants.filter({ $0.calls > 0 }).min(by: { $0.opportunities < $1.opportunities }),
    smallest.opportunities < 5
  {
    warnings.append(.fewOpportunities(variant: smallest.name, opportunities: smallest.opportunities))
  }
  if evidence.tally.repetitionIsUnknown { warnings.append(.repeatedCallsUnknown) }
  if evidence.intake.rejected > 0 {
    warnings.append(
      .rejectedRows(evidence.intake.rejected, of: evidence.intake.sources.reduce(0) { $0 + $1.rows }))
  }
  for (finding, rows) in evidence.intake.findings.sorted(by: { $0.key < $1.key }) where finding.touchesAnalysis {
    warnings.append(.intake(finding, rows, evidence.intake.examples[finding]))
  }
  // While no call is mature no cost has a volume: that is no fault of the data.
  let hasMatureCalls = variants.contains { $0.calls > 0 }
  for notice in money.notices where hasMatureCalls {
    switch notice {
    case .splitByCallsInstead(let item): warnings.append(.splitByCallsInstead(item: item))
    case .withoutVolume(let item, let basis): warnings.append(.costWithoutVolume(item: item, basis: basis))
    case .outsideTest(let item): warnings.append(.costOutsideTest(item: item))
    }
  }
  if variants.contains(where: { $0.calls > 0 && $0.costs != nil }),
    variants.allSatisfy({ ($0.costs?.total ?? .zero) == .zero })
  {
    warnings.append(.costsAreNothing)
  }
  warnings += salesDisagreements(variants, projection, money)
  if let rollout = plan.rollout, rollout.limit == .agentHours, !projection.isEmpty,
    variants.contains(where: { money.byVariant[$0.name]?.handlingSeconds ?? 0 <= 0 })
  {
    warnings.append(.handlingTimeUnknown)
  }
  warnings += money.talkTimesMissing(plan)
  if variants.contains(where: { ($0.costs?.total ?? .zero) > .zero }) {
    for variant in variants where variant.calls > 0 && variant.costs.map({ $0.total == .zero }) ?? false {
      warnings.append(.variantWithoutCosts(variant: variant.name))
    }
  }
  warnings += money.otherSources.map { [ReadingWarning.otherSources($0)] } ?? []
  warnings += plan.salesWithoutMargin(in: evidence.receipts).map { [$0] } ?? []
  if money.revenueIsStillComing { warnings.append(plan.revenueStillComing) }
  if plan.rule.when == .profit { warnings.append(.decidedByProfit) }
  if let missing = projection.first?.basis.worthMissing { warnings.append(.worthNotObserved(missing)) }
  if let planned = plan.economics?.marginPerOpportunity, plan.economics?.worth != .sales,
    let observed = money.observedMarginPerOpportunity,
    abs(observed - planned) > 0.1 * planned
  {
    let costs = variants.compactMap(\.indicators?.cpq.value)
    let turns = costs.contains { ($0 < observed) != ($0 < planned) }
    warnings.append(.observedMarginDiffers(observed: observed, planned: planned, turns: turns))
  }
  return warnings
}

/// The smallest p that a switchback can give; nil for other designs, and where it is of no account.
private func smallestPValue(of test: TestProtocol) -> Double? {
  guard test.assignment.method == .switchback else { return nil }
  do {
    return try SwitchbackScheduler(test).smallestPValue(isTwoSided: test.goal.sides == 2)
  } catch {
    // A plan without a schedule has no reading either: its comparison says why.
    return nil
  }
}

extension Intake.Finding {
  /// Whether a reader must know of it; what plans exclude on purpose stands in the annex only.
  fileprivate var touchesAnalysis: Bool {
    switch self {
    case .conflictingCall, .unassignedLead, .unassignedAgent, .unlistedLead, .outsideSchedule, .unknownCompany,
      .sharedLead, .mixedCompany, .changingVariant, .adherenceWithoutCall, .opportunityWithoutCall,
      .opportunityBeforeCall, .saleUnattributed, .refundWithoutSale, .refundAboveSale, .conflictingSale,
      .marginAboveAmount, .amountBelowMargin, .likeSale, .unknownTimeZone:
      true
    case .filteredOut, .beforeStart, .afterEnd, .afterReading, .duplicateCall, .heldOut, .otherTest, .washOut,
      .outsideWindows, .duplicateAssignment, .duplicateLead, .heardUnknown, .duplicateAdherence, .opportunityInWashOut,
      .opportunityOutside,
      .repeatedOpportunity, .opportunityAfterReading, .otherSource, .saleBeforeCall, .saleAfterReading, .duplicateSale,
      .refund,
      .touchWithoutCall, .touchAfterReading, .phoneTouch, .skippedTime,
      .repeatedTime:
      false
    }
  }
}

/// Challengers that earn more as the plan counts opportunities, while the sales that all came say that their calls earned
/// less than the control's.
private func salesDisagreements(
  _ variants: [VariantReading], _ projection: [VariantProjection], _ money: TestMoney
) -> [ReadingWarning] {
  func profitPerCall(_ arm: VariantReading) -> Double? {
    guard let own = money.byVariant[arm.name], own.revenueIsObserved, own.calls > 0, let margin = own.margin,
      let costs = arm.costs
    else { return nil }
    return (margin - costs.recurring.units) / Double(own.calls)
  }
  guard projection.first?.basis.worth == .opportunities, let control = variants.first(where: { $0.role == .control }),
    let base = profitPerCall(control)
  else { return [] }
  return variants.filter { $0.role == .challenger }.compactMap { arm in
    guard let gain = projection.first(where: { $0.variant == arm.name })?.gainOverRollout, gain.value > 0,
      let own = profitPerCall(arm), own < base
    else { return nil }
    return .salesDisagree(variant: arm.name, profitPerCall: own, control: control.name, controlProfitPerCall: base)
  }
}

extension Plan {
  /// That sales are still to come, and whether returns are forecast until then.
  var revenueStillComing: ReadingWarning {
    .revenueStillComing(attributionDays: attributionDays, isForecast: economics?.revenuePerOpportunity != nil)
  }
}

extension AttributionReading {
  /// That rules lose money where the campaign's own verdict does not; nil where they agree, or sales are still to come.
  func contradiction(of campaign: CampaignReading?) -> ReadingWarning? {
    let margins = rules.compactMap(\.marginRoi?.value)
    guard let campaign, [.raise, .keep].contains(campaign.verdict), !isStillComing, let least = margins.min(),
      let most = margins.max(), least < 0
    else { return nil }
    return .creditsLose(rules: margins.count { $0 < 0 }, of: margins.count, marginRoi: least...most)
  }
}
