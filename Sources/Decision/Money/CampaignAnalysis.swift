import Cost
import Experiment
import Statistics

/// What to do with the campaign itself, from all arms together; nil where costs or margin are unknown.
func campaign(plan: Plan, mature: MatureCalls, money: TestMoney) throws(DecisionError) -> CampaignReading? {
  let arms = plan.test.variants.names.compactMap { money.byVariant[$0] }
  guard !arms.isEmpty else { return nil }
  let total = mature.byDay.total()
  let cost = arms.reduce(Money.zero) { $0 + $1.statement.total }
  func sum(_ incomes: [Double?]) -> Double? {
    incomes.reduce(0) { sum, income in sum.flatMap { sum in income.map { sum + $0 } } }
  }
  let (revenue, margin) = (sum(arms.map(\.revenue)), sum(arms.map(\.margin)))
  let indicators = Indicators(
    cost: cost, calls: total.calls, opportunities: total.opportunities, economics: plan.economics,
    observedRevenue: revenue.flatMap(Money.init(nearest:)), observedMargin: margin.flatMap(Money.init(nearest:)),
    cpqThreshold: total.opportunities > 0 ? margin.map { $0 / Double(total.opportunities) } : nil)
  guard let tco = try MatureCalls.proportion(total, "all variants")?.estimate(confidence: plan.test.goal.confidence)
  else { return nil }
  let income = money.incomes.income(
    revenue: nil, margin: indicators.marginPerOpportunity ?? plan.economics?.marginPerOpportunity,
    restingOn: money.sales, opportunities: total.opportunities)
  let marginRoi = money.wholeCost(of: total).returned(tco, income.margin)
  let lever = Lever.first(for: indicators, targets: plan.targets)
  guard let advice = CampaignVerdict.advise(indicators, marginRoi: marginRoi, lever: lever) else {
    return nil
  }
  return CampaignReading(verdict: advice.verdict, reason: advice.reason, indicators: indicators, lever: lever)
}

extension TestMoney {
  /// What a call of the whole campaign costs. However a cost is divided by handling time, the whole of it is known: only
  /// hours paid for go with the calls.
  func wholeCost(of calls: CallCell) -> CallCost {
    let statements = byVariant.sorted { $0.key < $1.key }.map(\.value.statement)
    let (total, timed) = statements.reduce((Money.zero, Money.zero)) { sum, statement in
      (sum.0 + statement.total, sum.1 + statement.paidByTime)
    }
    let count = Double(max(1, calls.calls))
    return CallCost(total.units / count, timed: timed.units / count, spread: HandlingSpread(calls), z: incomes.z)
  }
}
