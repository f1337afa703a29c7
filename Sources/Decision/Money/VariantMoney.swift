import Cost
import Experiment
import Statistics

/// What the mature calls of one variant cost and brought in.
struct VariantMoney {
  let statement: CostStatement
  let calls: Int
  let opportunities: Int
  let handlingSeconds: Double?
  /// Revenue and margin of one opportunity in currency units; nil where unknown.
  let revenuePerOpportunity: Double?
  let marginPerOpportunity: Double?
  let cpqThreshold: Double?
  let revenueIsObserved: Bool

  /// Indicators whose intervals carry the uncertainty of the TCO at the observed cost per call.
  func indicators(tco: Estimate?) -> IndicatorEstimates? {
    guard calls > 0, let tco else { return nil }
    return IndicatorEstimates(
      tco: tco, costPerCall: statement.total.units / Double(calls), revenuePerOpportunity: revenuePerOpportunity,
      marginPerOpportunity: marginPerOpportunity, cpqThreshold: cpqThreshold, revenueIsObserved: revenueIsObserved)
  }
}

extension IndicatorEstimates {
  /// Indicators at a known cost per call: CPQ = cost per call / TCO, ROI = income per opportunity × TCO / cost per
  /// call − 1; both are monotone in the TCO, so its interval carries over exactly.
  init(
    tco: Estimate, costPerCall: Double, revenuePerOpportunity: Double?, marginPerOpportunity: Double?,
    cpqThreshold: Double?, revenueIsObserved: Bool
  ) {
    func cpq(_ rate: Double) -> Double {
      if costPerCall == 0 { return 0 }
      return rate > 0 ? costPerCall / rate : .infinity
    }
    func returned(_ income: Double?) -> Estimate? {
      guard let income, costPerCall > 0 else { return nil }
      func roi(_ rate: Double) -> Double { (income * rate - costPerCall) / costPerCall }
      return Estimate(value: roi(tco.value), lower: roi(tco.lower), upper: roi(tco.upper))
    }
    self.init(
      cpq: Estimate(value: cpq(tco.value), lower: cpq(tco.upper), upper: cpq(tco.lower)),
      roi: returned(revenuePerOpportunity), marginRoi: returned(marginPerOpportunity), cpqThreshold: cpqThreshold,
      revenuePerOpportunity: revenuePerOpportunity, marginPerOpportunity: marginPerOpportunity,
      revenueIsObserved: revenueIsObserved)
  }
}

/// The money of every variant, and what had to be assumed for it.
struct TestMoney {
  let byVariant: [String: VariantMoney]
  let notices: [LedgerNotice]
  /// Whether sales were read but the attribution window of some calls is still open.
  let revenueIsStillComing: Bool

  /// Margin of an opportunity over all variants, where it was observed; nil otherwise.
  var observedMarginPerOpportunity: Double? {
    let arms = byVariant.sorted { $0.key < $1.key }.map(\.value)
    let opportunities = arms.reduce(0) { $0 + $1.opportunities }
    guard !arms.isEmpty, arms.allSatisfy(\.revenueIsObserved), opportunities > 0 else { return nil }
    let margins = arms.compactMap { arm in arm.marginPerOpportunity.map { $0 * Double(arm.opportunities) } }
    return margins.count == arms.count ? margins.reduce(0, +) / Double(opportunities) : nil
  }
}

extension VariantMoney {
  /// Costs and income of the mature calls; empty where the plan states no costs.
  static func all(
    plan: Plan, evidence: Evidence, mature: MatureCalls, progress: Progress, asOf: CivilDate?
  ) throws(DecisionError) -> TestMoney {
    let attributionDays = plan.economics?.attributionDays ?? 0
    let windowIsClosed =
      progress.immatureCalls == 0
      && asOf.map { day in evidence.tally.dates.map { day >= $0.upperBound + attributionDays } ?? true } ?? true
    let isStillComing = evidence.receipts.isObserved && !windowIsClosed
    guard let ledger = plan.ledger else {
      return TestMoney(byVariant: [:], notices: [], revenueIsStillComing: isStillComing)
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
      let income = Income(
        economics: plan.economics, opportunities: cell.opportunities,
        receipts: evidence.receipts.isObserved && windowIsClosed ? evidence.receipts.total(of: statement.variant) : nil)
      byVariant[statement.variant] = VariantMoney(
        statement: statement, calls: cell.calls, opportunities: cell.opportunities,
        handlingSeconds: cell.timedCalls > 0 ? Double(cell.handlingSeconds) / Double(cell.timedCalls) : nil,
        revenuePerOpportunity: income.revenuePerOpportunity, marginPerOpportunity: income.marginPerOpportunity,
        cpqThreshold: plan.economics?.marginPerOpportunity ?? income.marginPerOpportunity,
        revenueIsObserved: income.isObserved)
    }
    return TestMoney(byVariant: byVariant, notices: costs.notices, revenueIsStillComing: isStillComing)
  }
}

/// What one opportunity brings in: observed once every sale that counts has been seen, else as the plan states it.
private struct Income {
  let revenuePerOpportunity: Double?
  let marginPerOpportunity: Double?
  let isObserved: Bool

  init(economics: Economics?, opportunities: Int, receipts: Receipts.Row?) {
    guard let receipts, opportunities > 0 else {
      revenuePerOpportunity = economics?.revenuePerOpportunity
      marginPerOpportunity = economics?.marginPerOpportunity
      isObserved = false
      return
    }
    revenuePerOpportunity = receipts.revenue.units / Double(opportunities)
    let margin =
      receipts.salesWithMargin == receipts.sales
      ? receipts.margin.units : economics?.marginPerSale.map { $0.units * Double(receipts.sales) }
    marginPerOpportunity = margin.map { $0 / Double(opportunities) }
    isObserved = true
  }
}
