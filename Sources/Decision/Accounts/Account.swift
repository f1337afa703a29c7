import Cost
public import Experiment
import Statistics

/// Explains a campaign line by line: costs by item and how each was computed, and the indicators of each of its parts.
///
/// The calls, opportunities and costs are those of `check`: only calls whose maturity window has closed. Where sales
/// were read and all of them can have come, an opportunity brings what its variant's sales brought on average;
/// otherwise what the economics of the plan state.
///
/// - Parameters:
///   - plan: the plan with its ledger and economics; without a ledger, only costs of the call log itself count.
///   - evidence: what is known.
///   - division: what the account is divided by.
///   - asOf: the day at whose end the account stands; the last day of the evidence by default.
public func account(
  _ plan: Plan, _ evidence: Evidence, by division: AccountDivision = .variant, asOf: CivilDate? = nil
) throws(DecisionError) -> CampaignAccount {
  let asOf = evidence.tally.isUndated ? nil : asOf ?? evidence.lastDay
  if asOf != nil, plan.test.starts == nil { throw .startMissing }
  var plan = plan
  plan.ledger = plan.ledger ?? Ledger(currency: plan.currency)
  let mature = MatureCalls(evidence.tally, asOf: asOf, within: plan.test.goal.within)
  let progress = Progress(of: plan.test, mature: mature, asOf: asOf)
  let money = try VariantMoney.all(plan: plan, evidence: evidence, mature: mature, progress: progress, asOf: asOf)
  return try AccountAnalysis(
    plan: plan, evidence: evidence, division: division, asOf: asOf, mature: mature, progress: progress, money: money
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

  private struct Sums {
    var calls = 0
    var opportunities = 0
    var cost = Money.zero
    var recurring = Money.zero
    var revenue: Double? = 0
    var margin: Double? = 0

    mutating func add(_ other: Sums) {
      calls += other.calls
      opportunities += other.opportunities
      cost += other.cost
      recurring += other.recurring
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
    let total = try row(nil, whole, isObserved: isObserved)
    let campaign = try campaign(plan: plan, mature: mature, money: money, asOf: asOf)
    return CampaignAccount(
      experiment: plan.test.name, currency: plan.currency, asOf: asOf, confidence: plan.test.goal.confidence,
      division: division, costs: derivations, logged: logged,
      variants: statements.map(\.variant),
      rows: try order(sums.keys).map { part throws(DecisionError) in
        try row(part, sums[part] ?? Sums(), isObserved: isObserved)
      },
      total: total, immatureCalls: progress.immatureCalls, incomeIsObserved: isObserved,
      unattributed: evidence.receipts.unattributed, warnings: warnings,
      lever: Lever.first(for: total.indicators, targets: plan.targets), campaign: campaign)
  }

  private var warnings: [ReadingWarning] {
    var warnings: [ReadingWarning] = money.notices.map { notice in
      switch notice {
      case .splitByCallsInstead(let item): .splitByCallsInstead(item: item)
      case .withoutVolume(let item, let basis): .costWithoutVolume(item: item, basis: basis)
      }
    }
    if money.revenueIsStillComing, let economics = plan.economics {
      warnings.append(.revenueStillComing(attributionDays: economics.attributionDays))
    }
    return warnings
  }

  /// What the call log states itself: what the lines of a statement hold beyond those of the ledger.
  private func loggedAmounts(_ statements: [CostStatement], _ derivations: [CostDerivation]) -> [Money] {
    let amounts = statements.indices.map { index in
      derivations.reduce(statements[index].total) { $0 - ($1.amounts[index] ?? .zero) }
    }
    return amounts.contains { $0 != .zero } ? amounts : []
  }

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
        let opportunities = Double(cell.calls.opportunities)
        sums[part]?.add(
          Sums(
            calls: cell.calls.calls, opportunities: cell.calls.opportunities,
            revenue: arm.revenuePerOpportunity.map { $0 * opportunities },
            margin: arm.marginPerOpportunity.map { $0 * opportunities }))
      }
      for derivation in derivations {
        guard let amount = derivation.amounts[index] else { continue }
        let cells = shares.cells(of: variant, in: derivation.item.period)
        let weights =
          division == .variant
          ? parts.map { $0 == .named(variant) ? 1.0 : 0 }
          : shares.weights(of: derivation.item, cells: cells, parts: parts, period: period)
        for (part, amount) in zip(parts, amount.apportioned(by: weights)) {
          sums[part]?.add(Sums(cost: amount, recurring: derivation.item.once ? .zero : amount))
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

  private func row(_ part: AccountPart?, _ sums: Sums, isObserved: Bool) throws(DecisionError) -> CampaignAccount.Row {
    let indicators = Indicators(
      cost: sums.cost, calls: sums.calls, opportunities: sums.opportunities, economics: plan.economics,
      observedRevenue: sums.revenue.flatMap(Money.init(nearest:)),
      observedMargin: sums.margin.flatMap(Money.init(nearest:)))
    let cell = CallCell(calls: sums.calls, opportunities: sums.opportunities)
    let tco = try MatureCalls.proportion(cell, "the campaign")?.estimate(confidence: plan.test.goal.confidence)
    func perOpportunity(_ income: Double?, _ stated: Double?) -> Double? {
      guard sums.opportunities > 0 else { return stated }
      return income.map { $0 / Double(sums.opportunities) }
    }
    let estimates = tco.flatMap { tco in
      sums.calls == 0
        ? nil
        : IndicatorEstimates(
          tco: tco, costPerCall: sums.cost.units / Double(sums.calls),
          revenuePerOpportunity: perOpportunity(indicators.revenue, plan.economics?.revenuePerOpportunity),
          marginPerOpportunity: perOpportunity(indicators.margin, plan.economics?.marginPerOpportunity),
          cpqThreshold: indicators.cpqThreshold, revenueIsObserved: isObserved)
    }
    return CampaignAccount.Row(
      part: part, indicators: indicators, recurring: sums.recurring, tco: tco,
      benchmark: tco.map { TCOBenchmark(tco: $0.value) }, estimates: estimates)
  }
}
