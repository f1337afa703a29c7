import Cost
import Experiment
import Statistics

/// What to do with the campaign itself, from all arms together; nil where costs or margin are unknown.
func campaign(
  plan: Plan, mature: MatureCalls, money: TestMoney, asOf: CivilDate?
) throws(DecisionError) -> CampaignReading? {
  let arms = plan.test.variants.names.compactMap { money.byVariant[$0] }
  guard !arms.isEmpty else { return nil }
  let total = mature.byDay.total()
  let cost = arms.reduce(Money.zero) { $0 + $1.statement.total }
  func income(_ perOpportunity: (VariantMoney) -> Double?) -> Money? {
    let incomes = arms.compactMap { arm in perOpportunity(arm).map { $0 * Double(arm.opportunities) } }
    return incomes.count == arms.count ? Money(nearest: incomes.reduce(0, +)) : nil
  }
  func perOpportunity(_ each: (VariantMoney) -> Double?) -> Double? {
    total.opportunities > 0 ? income(each).map { $0.units / Double(total.opportunities) } : nil
  }
  let indicators = Indicators(
    cost: cost, calls: total.calls, opportunities: total.opportunities, economics: plan.economics,
    observedRevenue: income(\.revenuePerOpportunity), observedMargin: income(\.marginPerOpportunity),
    cpqThreshold: money.incomes.accepted.isEmpty ? nil : perOpportunity(\.marginPerOpportunity))
  guard let tco = try MatureCalls.proportion(total, "all variants")?.estimate(confidence: plan.test.goal.confidence)
  else { return nil }
  let income = money.incomes.income(
    revenue: nil, margin: indicators.marginPerOpportunity ?? plan.economics?.marginPerOpportunity,
    restingOn: money.sales, opportunities: total.opportunities)
  let marginRoi = CallCost(cost.units / Double(total.calls)).returned(tco, income.margin)
  let lever = Lever.first(for: indicators, targets: plan.targets)
  guard let advice = CampaignVerdict.advise(indicators, marginRoi: marginRoi, lever: lever) else {
    return nil
  }
  return CampaignReading(verdict: advice.verdict, reason: advice.reason, indicators: indicators, lever: lever)
}
