import Cost
import Experiment
import Statistics

/// The rows of an account, with their ranges.
extension AccountAnalysis {
  /// - Parameter sales: what the income's limits rest on: sales, and the opportunities they come of.
  func row(
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
  func arm(of part: AccountPart?) -> VariantMoney? {
    guard division == .variant, case .named(let variant) = part else { return nil }
    return money.byVariant[variant]
  }

  /// Nil without calls.
  func estimates(
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
