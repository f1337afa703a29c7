import Cost
public import Experiment
import Statistics

/// Explains a campaign line by line: costs by item and how each was computed, and the indicators of each of its parts.
///
/// The calls, opportunities and costs are those of `check`: only calls whose maturity window has closed. Where sales
/// were read and all of them can have come, each part brings what the sales of its own calls brought; where they are known
/// as sums of a variant alone, an opportunity of any part brings what those of its variant brought on average; otherwise
/// what the economics of the plan state.
///
/// - Parameters:
///   - plan: the plan with its ledger and economics; without a ledger, only costs of the call log itself count.
///   - evidence: what is known.
///   - division: what the account is divided by.
///   - asOf: the day at whose end the account stands; the last day of the evidence by default.
///   - isRandomised: whether the variants were drawn as the plan says, so that failed checks of health forbid advice on the
///     campaign; false for a call log without a test.
public func account(
  _ plan: Plan, _ evidence: Evidence, by division: AccountDivision = .variant, asOf: CivilDate? = nil,
  isRandomised: Bool = true
) throws(DecisionError) -> CampaignAccount {
  try evidence.requireVariants(of: plan.test)
  let asOf = evidence.tally.isUndated ? nil : asOf ?? evidence.lastDay
  if asOf != nil, plan.test.starts == nil { throw .startMissing }
  var plan = plan
  plan.ledger = plan.ledger ?? Ledger(currency: plan.currency)
  let mature = MatureCalls(evidence.tally, asOf: asOf, within: plan.test.goal.within)
  let progress = Progress(of: plan.test, mature: mature, asOf: asOf)
  let money = try VariantMoney.all(plan: plan, evidence: evidence, mature: mature, progress: progress, asOf: asOf)
  let failed =
    isRandomised && plan.rule.and.contains(.healthy)
    ? plan.failedChecks(HealthChecks.findings(for: Inspection(test: plan.test, evidence: evidence, asOf: asOf))) : []
  return try AccountAnalysis(
    plan: plan, evidence: evidence, division: division, asOf: asOf, mature: mature, progress: progress, money: money,
    failedChecks: failed
  ).account()
}

/// The steps of an account.
struct AccountAnalysis {
  let plan: Plan
  let evidence: Evidence
  let division: AccountDivision
  let asOf: CivilDate?
  let mature: MatureCalls
  let progress: Progress
  let money: TestMoney
  /// Checks that forbid advice on the campaign.
  let failedChecks: [HealthCheckName]

  func account() throws(DecisionError) -> CampaignAccount {
    let activity = TestActivity(test: plan.test, tally: evidence.tally, mature: mature)
    let period = activity.costingPeriod(progress)
    let arms = plan.test.variants.names.compactMap { money.byVariant[$0] }
    let statements = arms.map(\.statement)
    let derivations = (plan.ledger ?? Ledger()).derivations(of: statements, over: period) {
      activity.activities(in: $0)
    }
    let logged = loggedAmounts(statements, derivations)
    let sums = sums(derivations, logged: logged, arms: arms, period: period)
    var whole = Sums()
    for part in sums.keys.sorted() { whole.add(sums[part] ?? Sums()) }
    let isObserved = !arms.isEmpty && arms.allSatisfy(\.revenueIsObserved)
    let pooled = (sales: money.sales, opportunities: whole.opportunities)
    let threshold = whole.opportunities > 0 ? whole.margin.map { $0 / Double(whole.opportunities) } : nil
    let total = try row(nil, whole, pooled, threshold: threshold)
    let campaign = failedChecks.isEmpty ? try campaign(plan: plan, mature: mature, money: money) : nil
    let credits = attribution(plan: plan, evidence: evidence, mature: mature, money: money)
    return CampaignAccount(
      experiment: plan.test.name, currency: plan.currency, asOf: asOf, confidence: plan.test.goal.confidence,
      division: division, costs: derivations, logged: logged,
      variants: statements.map(\.variant),
      rows: try order(sums.keys).map { part throws(DecisionError) in
        let own = sums[part] ?? Sums()
        return try row(part, own, ownIncomes == nil ? pooled : (own.sales, own.opportunities), threshold: threshold)
      },
      total: total, immatureCalls: progress.immatureCalls, incomeIsObserved: isObserved,
      incomeIsOwn: isObserved && ownIncomes != nil, unattributed: evidence.receipts.unattributed,
      warnings: warnings + [credits?.contradiction(of: campaign)].compactMap { $0 },
      lever: Lever.first(for: total.indicators, targets: plan.targets), campaign: campaign)
  }

  private var warnings: [ReadingWarning] {
    var warnings = money.costWarnings(plan)
    for finding in [
      Intake.Finding.marginAboveAmount, .amountBelowMargin, .likeSale, .duplicateSale, .conflictingSale,
      .refundWithoutSale, .refundAboveSale,
      .saleBeforeCall, .opportunityWithoutCall, .opportunityBeforeCall,
    ]
    where evidence.intake[finding] > 0 {
      warnings.append(.intake(finding, evidence.intake[finding], evidence.intake.examples[finding]))
    }
    warnings += money.incomeWarnings(plan, evidence)
    if !failedChecks.isEmpty { warnings.append(.campaignNotJudged(failedChecks)) }
    return warnings
  }

  /// Variants and windows in the order of the plan, everything else in its own.
  private func order(_ parts: some Collection<AccountPart>) -> [AccountPart] {
    let planned: [String] =
      switch division {
      case .variant: plan.test.variants.names
      case .window: plan.test.calling.windows.map(\.name)
      case .week, .day, .list, .agent: []
      }
    let first = planned.map(AccountPart.named).filter(parts.contains)
    return first + parts.filter { !first.contains($0) }.sorted()
  }
}
