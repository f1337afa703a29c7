import Cost
import Experiment
import Statistics

/// What the mature calls of one variant cost and brought in.
struct VariantMoney {
  let statement: CostStatement
  let calls: Int
  let opportunities: Int
  /// Calls that have a talk time.
  let timedCalls: Int
  let handlingSeconds: Double?
  /// Cost of a call, once and recurring.
  let cost: CallCost
  let income: Income
  let cpqThreshold: Double?

  /// Revenue and margin of one opportunity in currency units; nil where unknown.
  var revenuePerOpportunity: Double? { income.revenue?.value }
  var marginPerOpportunity: Double? { income.margin?.value }
  var revenueIsObserved: Bool { income.isObserved }

  /// Revenue and margin of all opportunities in currency units: what the sales brought, where they were observed; nil where
  /// unknown.
  let revenue: Double?
  let margin: Double?

  /// Indicators with their intervals; nil without calls.
  func indicators(tco: Estimate?) -> IndicatorEstimates? {
    guard calls > 0, let tco else { return nil }
    var estimates = IndicatorEstimates(tco: tco, cost: cost, income: income, cpqThreshold: cpqThreshold)
    if let sales = income.sales, opportunities == 0, sales.sales > 0 {
      estimates.roi = returned.revenue
      estimates.marginRoi = returned.margin
      estimates.incomeIsUncertain = true
    }
    return estimates
  }

  /// Returns of sales that came of no opportunity that was counted.
  let returned: (revenue: Estimate?, margin: Estimate?)
}

extension IndicatorEstimates {
  /// CPQ = cost per call / TCO, and ROI = income per opportunity × TCO / cost per call − 1, with limits recovered from
  /// those of TCO, cost and income.
  init(tco: Estimate, cost: CallCost, income: Income, cpqThreshold: Double?) {
    func isUncertain(_ income: Estimate?) -> Bool { income.map { $0.lower < $0.upper } ?? false }
    self.init(
      cpq: cost.cpq(tco), roi: cost.returned(tco, income.revenue), marginRoi: cost.returned(tco, income.margin),
      cpqThreshold: cpqThreshold, revenuePerOpportunity: income.revenue?.value,
      marginPerOpportunity: income.margin?.value, revenueIsObserved: income.isObserved,
      costIsUncertain: cost.isUncertain, incomeIsUncertain: isUncertain(income.revenue) || isUncertain(income.margin))
  }
}

/// The money of every variant, and what had to be assumed for it.
struct TestMoney {
  let byVariant: [String: VariantMoney]
  let notices: [LedgerNotice]
  let incomes: IncomeAnalysis
  /// Whether sales were read but the attribution window of some calls is still open.
  let revenueIsStillComing: Bool

  /// Sales of sources that the plan does not accept, which are not in revenue; nil without any.
  let otherSources: Receipts.Row?

  /// What all variants sold, once every sale that counts has been seen; nil before, and without a sales file.
  var sales: Receipts.Row? {
    incomes.receipts.map { receipts in
      byVariant.keys.reduce(into: Receipts.Row()) { $0 += receipts.total(of: $1, attribution: incomes.attribution) }
    }
  }

  /// Margin of an opportunity over all variants, where it was observed; nil otherwise.
  var observedMarginPerOpportunity: Double? {
    let arms = byVariant.sorted { $0.key < $1.key }.map(\.value)
    let opportunities = arms.reduce(0) { $0 + $1.opportunities }
    guard !arms.isEmpty, arms.allSatisfy(\.revenueIsObserved), opportunities > 0 else { return nil }
    let margins = arms.compactMap(\.margin)
    return margins.count == arms.count ? margins.reduce(0, +) / Double(opportunities) : nil
  }
}

extension VariantMoney {
  /// Costs and income of the mature calls; empty where the plan states no costs.
  static func all(
    plan: Plan, evidence: Evidence, mature: MatureCalls, progress: Progress, asOf: CivilDate?
  ) throws(DecisionError) -> TestMoney {
    let windowIsClosed =
      progress.immatureCalls == 0
      && asOf.map { day in evidence.tally.dates.map { day >= $0.upperBound + plan.attributionDays } ?? true } ?? true
    let isStillComing = evidence.receipts.isObserved && !windowIsClosed
    let incomes = try IncomeAnalysis(plan: plan, evidence: evidence, mature: mature, windowIsClosed: windowIsClosed)
    let otherSources = plan.otherSources(in: evidence.receipts)
    guard let ledger = plan.ledger else {
      return TestMoney(
        byVariant: [:], notices: [], incomes: incomes, revenueIsStillComing: isStillComing, otherSources: otherSources)
    }
    let activity = TestActivity(test: plan.test, tally: evidence.tally, mature: mature)
    let costs: (statements: [CostStatement], notices: [LedgerNotice])
    do {
      costs = try ledger.statements(over: activity.costingPeriod(progress)) { activity.activities(in: $0) }
    } catch {
      throw .ledger(error)
    }
    var byVariant: [String: VariantMoney] = [:]
    for statement in costs.statements {
      let cell = mature.cell(statement.variant)
      let income = incomes.income(of: statement.variant, opportunities: cell.opportunities)
      let calls = Double(max(1, cell.calls))
      func total(_ perOpportunity: Estimate?) -> Double? {
        perOpportunity.map { $0.value * Double(cell.opportunities) }
      }
      let revenue = income.sales.map(\.revenue.units) ?? total(income.revenue)
      let margin = income.sales.map(incomes.margin) ?? total(income.margin)
      byVariant[statement.variant] = VariantMoney(
        statement: statement, calls: cell.calls, opportunities: cell.opportunities,
        timedCalls: cell.timedCalls, handlingSeconds: cell.meanHandlingSeconds,
        cost: CallCost(
          statement.total.units / calls, timed: statement.timed.units / calls,
          spread: HandlingSpread(cell, variant: statement.variant, leads: evidence.tally.leads), z: incomes.z),
        income: income, cpqThreshold: incomes.threshold(income), revenue: revenue, margin: margin,
        returned: income.sales.map { sales in
          (
            incomes.returned(revenue, of: sales, on: statement.total),
            incomes.returned(margin, of: sales, on: statement.total)
          )
        } ?? (nil, nil))
    }
    return TestMoney(
      byVariant: byVariant, notices: costs.notices, incomes: incomes, revenueIsStillComing: isStillComing,
      otherSources: otherSources)
  }
}
