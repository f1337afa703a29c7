import Cost
import Experiment
import Statistics

/// What a reader must know besides the figures.
struct WarningList {
  let plan: Plan
  let evidence: Evidence
  let progress: Progress
  let variants: [VariantReading]
  let health: [HealthFinding]
  let money: TestMoney
  let projection: [VariantProjection]

  /// Most important first.
  var all: [ReadingWarning] { ofTest + ofData + ofCosts + ofIncome }

  /// What limits what the test can say.
  private var ofTest: [ReadingWarning] {
    let test = plan.test
    var warnings: [ReadingWarning] = health.filter { $0.status == .fail }.compactMap { finding in
      plan.waivers[finding.check.rawValue].map { .waived(check: finding.check, reason: $0) }
    }
    if !progress.isComplete, test.monitoring.method == .fixed { warnings.append(.interimOfFixedTest) }
    if progress.isComplete, let planned = progress.plannedCalls, 10 * progress.matureCalls < 9 * planned {
      warnings.append(.fewerCallsThanPlanned(placed: progress.matureCalls, planned: planned))
    }
    if let smallest = smallestPValue(of: test), smallest > test.goal.alpha {
      warnings.append(.tooFewSlots(smallestPValue: smallest))
    }
    if !ComplierAnalysis.concerns(test), evidence.intake.sources.contains(where: { $0.kind == .adherence }) {
      warnings.append(.adherenceUnused)
    }
    if test.assignment.adaptive != nil { warnings.append(.sharesFollowedResults) }
    let comparisons = test.variants.challengers.count
    if comparisons > 1, test.goal.adjustment == .none { warnings.append(.unadjusted(comparisons: comparisons)) }
    if test.goal.within == nil, !evidence.tally.isUndated { warnings.append(.noMaturityWindow) }
    return warnings
  }

  /// What is doubtful in the data.
  private var ofData: [ReadingWarning] {
    var warnings: [ReadingWarning] = []
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
    let unknownTouches = evidence.intake[.touchWithoutCall]
    if let touches = evidence.touches, 10 * unknownTouches > touches.touches + unknownTouches {
      // Few are other campaigns' leads; many are ids of another kind.
      warnings.append(.intake(.touchWithoutCall, unknownTouches))
    }
    return warnings
  }

  private var ofCosts: [ReadingWarning] {
    // While no call is mature no cost has a volume: that is no fault of the data.
    var warnings = variants.contains { $0.calls > 0 } ? money.costWarnings(plan) : []
    if variants.contains(where: { $0.calls > 0 && $0.costs != nil }),
      variants.allSatisfy({ ($0.costs?.total ?? .zero) == .zero })
    {
      warnings.append(.costsAreNothing)
    }
    if let rollout = plan.rollout, rollout.limit == .agentHours, !projection.isEmpty,
      variants.contains(where: { money.byVariant[$0.name]?.handlingSeconds ?? 0 <= 0 })
    {
      warnings.append(.handlingTimeUnknown)
    }
    return warnings
  }

  private var ofIncome: [ReadingWarning] {
    var warnings = salesDisagreements(variants, projection, money)
    warnings += money.incomeWarnings(plan, evidence)
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
}

extension TestMoney {
  /// What had to be assumed of the costs, or is missing in them.
  func costWarnings(_ plan: Plan) -> [ReadingWarning] {
    let arms = plan.test.variants.names.compactMap { byVariant[$0] }
    let hasCosts = arms.contains { $0.statement.total > .zero }
    return notices.map(ReadingWarning.init) + talkTimesMissing(plan)
      + arms.filter { hasCosts && $0.calls > 0 && $0.statement.total == .zero }
      .map { .variantWithoutCosts(variant: $0.statement.variant) }
  }

  /// What revenue leaves out, or had to be assumed of it.
  func incomeWarnings(_ plan: Plan, _ evidence: Evidence) -> [ReadingWarning] {
    [
      otherSources.map { .otherSources($0) }, plan.salesWithoutMargin(in: evidence.receipts),
      revenueIsStillComing ? plan.revenueStillComing : nil,
    ].compactMap { $0 }
  }
}

extension ReadingWarning {
  init(_ notice: LedgerNotice) {
    switch notice {
    case .splitByCallsInstead(let item): self = .splitByCallsInstead(item: item)
    case .withoutVolume(let item, let basis): self = .costWithoutVolume(item: item, basis: basis)
    case .outsideTest(let item): self = .costOutsideTest(item: item)
    }
  }
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
