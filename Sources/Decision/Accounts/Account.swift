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
private struct AccountAnalysis {
  let plan: Plan
  let evidence: Evidence
  let division: AccountDivision
  let asOf: CivilDate?
  let mature: MatureCalls
  let progress: Progress
  let money: TestMoney
  /// Checks that forbid advice on the campaign.
  let failedChecks: [HealthCheckName]

  private struct Sums {
    var calls = 0
    var opportunities = 0
    var cost = Money.zero
    var recurring = Money.zero
    /// The part of the cost that goes with handling time.
    var timed = Money.zero
    var revenue: Double? = 0
    var margin: Double? = 0
    /// The sales of the part's own calls, where they are told apart.
    var sales = Receipts.Row()
    var cell = CallCell()

    mutating func add(_ other: Sums) {
      calls += other.calls
      opportunities += other.opportunities
      cost += other.cost
      recurring += other.recurring
      timed += other.timed
      sales += other.sales
      cell += other.cell
      revenue = revenue.flatMap { own in other.revenue.map { own + $0 } }
      margin = margin.flatMap { own in other.margin.map { own + $0 } }
    }
  }

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
    var warnings: [ReadingWarning] = money.notices.map { notice in
      switch notice {
      case .splitByCallsInstead(let item): .splitByCallsInstead(item: item)
      case .withoutVolume(let item, let basis): .costWithoutVolume(item: item, basis: basis)
      case .outsideTest(let item): .costOutsideTest(item: item)
      }
    }
    let arms = plan.test.variants.names.compactMap { money.byVariant[$0] }
    if arms.contains(where: { $0.statement.total > .zero }) {
      warnings += arms.filter { $0.calls > 0 && $0.statement.total == .zero }
        .map { .variantWithoutCosts(variant: $0.statement.variant) }
    }
    for finding in [
      Intake.Finding.marginAboveAmount, .amountBelowMargin, .likeSale, .duplicateSale, .conflictingSale,
      .refundWithoutSale, .refundAboveSale,
      .saleBeforeCall, .opportunityWithoutCall, .opportunityBeforeCall,
    ]
    where evidence.intake[finding] > 0 {
      warnings.append(.intake(finding, evidence.intake[finding], evidence.intake.examples[finding]))
    }
    warnings += money.otherSources.map { [ReadingWarning.otherSources($0)] } ?? []
    warnings += money.talkTimesMissing(plan)
    warnings += plan.salesWithoutMargin(in: evidence.receipts).map { [$0] } ?? []
    if money.revenueIsStillComing { warnings.append(plan.revenueStillComing) }
    if !failedChecks.isEmpty { warnings.append(.campaignNotJudged(failedChecks)) }
    return warnings
  }

  /// What the call log states itself: what the lines of a statement hold beyond those of the ledger.
  private func loggedAmounts(_ statements: [CostStatement], _ derivations: [CostDerivation]) -> [Money] {
    let amounts = statements.indices.map { index in
      derivations.reduce(statements[index].total) { $0 - ($1.amounts[index] ?? .zero) }
    }
    return amounts.contains { $0 != .zero } ? amounts : []
  }

  /// The sales by day and place of the call, where every sale that counts has been seen; variants have them in all.
  private var ownIncomes: DatedReceipts? { division == .variant ? nil : money.incomes.dated }

  /// What each part cost and brought.
  private func sums(
    _ derivations: [CostDerivation], logged: [Money], arms: [VariantMoney], period: CostingPeriod
  ) -> [AccountPart: Sums] {
    let shares = AccountShares(division: division, tally: evidence.tally, mature: mature)
    let whole = arms.map { shares.cells(of: $0.statement.variant) }
    var known = Set(whole.flatMap(\.keys))
    if derivations.contains(where: { $0.item.basis == .month }) {
      known.formUnion(period.days.compactMap { AccountPart(CivilDate(dayNumber: $0.number), by: division) })
    }
    if division == .variant { known.formUnion(arms.map { .named($0.statement.variant) }) }
    let parts = known.sorted()
    var sums = Dictionary(uniqueKeysWithValues: parts.map { ($0, Sums()) })
    for (index, arm) in arms.enumerated() {
      let variant = arm.statement.variant
      for (part, cell) in whole[index] {
        let isOwn = arm.revenueIsObserved && ownIncomes != nil
        // Sales that are known of a variant alone go by opportunities; those of none go by calls.
        let share =
          arm.opportunities > 0
          ? Double(cell.calls.opportunities) / Double(arm.opportunities)
          : Double(cell.calls.calls) / Double(max(1, arm.calls))
        sums[part]?.add(
          Sums(
            calls: cell.calls.calls, opportunities: cell.calls.opportunities,
            revenue: isOwn ? 0 : arm.revenue.map { $0 * share }, margin: isOwn ? 0 : arm.margin.map { $0 * share },
            cell: cell.calls))
      }
      for (part, sales) in salesByPart(of: arm) {
        sums[part, default: Sums()].add(
          Sums(
            revenue: sales.revenue.units,
            margin: money.incomes.margin(of: sales), sales: sales))
      }
      for derivation in derivations {
        guard let amount = derivation.amounts[index] else { continue }
        let cells = shares.cells(of: variant, in: derivation.item.period)
        let weights =
          division == .variant
          ? parts.map { $0 == .named(variant) ? 1.0 : 0 }
          : shares.weights(of: derivation.item, cells: cells, parts: parts, period: period)
        let item = derivation.item
        let goesByDays = item.basis == .month && (division == .day || division == .week)
        let isTimed = item.basis == .talkHour || (item.split == .handlingTime && !goesByDays)
        for (part, amount) in zip(parts, amount.apportioned(by: weights)) {
          let recurring = item.once ? .zero : amount
          sums[part]?.add(Sums(cost: amount, recurring: recurring, timed: isTimed ? recurring : .zero))
        }
      }
      guard !logged.isEmpty else { continue }
      let weights = parts.map { Double(whole[index][$0]?.calls.costMicros ?? 0) }
      for (part, amount) in zip(parts, logged[index].apportioned(by: weights)) {
        sums[part]?.add(Sums(cost: amount, recurring: amount))
      }
    }
    return sums
  }

  /// The sales of a variant by the part that their calls are in; none where parts have no sales of their own.
  private func salesByPart(of arm: VariantMoney) -> [(AccountPart, Receipts.Row)] {
    guard arm.revenueIsObserved, let dated = ownIncomes else { return [] }
    return dated.sorted.compactMap { key, row in
      key.variant == arm.statement.variant ? (AccountPart(key, by: division), row.sales) : nil
    }
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

  /// - Parameter sales: what the income's limits rest on: sales, and the opportunities they come of.
  private func row(
    _ part: AccountPart?, _ sums: Sums, _ sales: (sales: Receipts.Row?, opportunities: Int), threshold: Double?
  ) throws(DecisionError) -> CampaignAccount.Row {
    let indicators = Indicators(
      cost: sums.cost, calls: sums.calls, opportunities: sums.opportunities, economics: plan.economics,
      observedRevenue: sums.revenue.flatMap(Money.init(nearest:)),
      observedMargin: sums.margin.flatMap(Money.init(nearest:)),
      cpqThreshold: arm(of: part)?.cpqThreshold ?? threshold)
    let cell = CallCell(calls: sums.calls, opportunities: sums.opportunities)
    let tco = try MatureCalls.proportion(cell, "the campaign")?.estimate(confidence: plan.test.goal.confidence)
    return CampaignAccount.Row(
      part: part, indicators: indicators, recurring: sums.recurring, tco: tco,
      benchmark: tco.map { TCOBenchmark(tco: $0.value) },
      estimates: tco.flatMap { estimates(part, sums, indicators, tco: $0, sales) })
  }

  /// The variant that a part is; nil for other parts.
  private func arm(of part: AccountPart?) -> VariantMoney? {
    guard division == .variant, case .named(let variant) = part else { return nil }
    return money.byVariant[variant]
  }

  /// Nil without calls.
  private func estimates(
    _ part: AccountPart?, _ sums: Sums, _ indicators: Indicators, tco: Estimate,
    _ sales: (sales: Receipts.Row?, opportunities: Int)
  ) -> IndicatorEstimates? {
    if let arm = arm(of: part) { return arm.indicators(tco: tco) }
    guard sums.calls > 0 else { return nil }
    func perOpportunity(_ income: Double?, _ stated: Double?) -> Double? {
      guard sums.opportunities > 0 else { return stated }
      return income.map { $0 / Double(sums.opportunities) }
    }
    let calls = Double(sums.calls)
    let cost =
      part == nil
      ? money.wholeCost(of: sums.cell)
      : CallCost(
        sums.cost.units / calls, timed: sums.timed.units / calls, spread: HandlingSpread(sums.cell), z: money.incomes.z)
    if sums.opportunities == 0, let row = sales.sales, row.sales > 0, sums.cost > .zero {
      // Sales of opportunities that are another part's: what came against what was spent, by the number of sales.
      func returned(_ income: Double?) -> Estimate? { money.incomes.returned(income, of: row, on: sums.cost) }
      return IndicatorEstimates(
        cpq: cost.cpq(tco), roi: returned(indicators.revenue), marginRoi: returned(indicators.margin),
        cpqThreshold: indicators.cpqThreshold, revenueIsObserved: true, incomeIsUncertain: true)
    }
    return IndicatorEstimates(
      tco: tco,
      cost: cost,
      income: money.incomes.income(
        revenue: perOpportunity(indicators.revenue, plan.economics?.revenuePerOpportunity),
        margin: perOpportunity(indicators.margin, plan.economics?.marginPerOpportunity), restingOn: sales.sales,
        opportunities: sales.opportunities), cpqThreshold: indicators.cpqThreshold)
  }
}
