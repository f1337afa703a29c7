import Cost
import Experiment
import Statistics

/// What one opportunity of a variant is worth at roll-out, as the plan says it is counted.
struct OpportunityWorth {
  /// Margin of one opportunity in currency units.
  let margin: Double
  /// Revenue of one opportunity in currency units; nil where unknown.
  let revenue: Double?
  /// Margin of what counts: an opportunity, one accepted by sales, or a sale.
  let unitMargin: Double
  /// Belief about the share of opportunities that count; nil where all do.
  let share: Beta?
}

/// The worth of every variant's opportunities; falls back on all opportunities where the data do not tell.
struct WorthAnalysis {
  let byVariant: [String: OpportunityWorth]
  /// Which opportunities count, as far as the data allow.
  let counted: Economics.Worth
  /// Why they are not those that the plan asks for; nil where they are.
  let missing: MoneyBasis.WorthMissing?
  /// Relative standard error of a sale's margin.
  let saleValueError: Double

  init(plan: Plan, mature: MatureCalls, evidence: Evidence, revenueIsObserved: Bool) throws(DecisionError) {
    let receipts = evidence.receipts
    let names = plan.test.variants.names
    let stated = plan.economics
    func all(_ worth: OpportunityWorth?) -> [String: OpportunityWorth] {
      worth.map { worth in Dictionary(uniqueKeysWithValues: names.map { ($0, worth) }) } ?? [:]
    }
    let plain = stated?.marginPerOpportunity.map {
      OpportunityWorth(margin: $0, revenue: stated?.revenuePerOpportunity, unitMargin: $0, share: nil)
    }
    switch stated?.worth ?? .opportunities {
    case .accepted:
      let cells = names.map { mature.cell($0) }
      missing = zip(names, cells).first { $1.judgedOpportunities == 0 }.map { .notJudged(variant: $0.0) }
      if let plain, missing == nil {
        counted = .accepted
        saleValueError = 0
        var own: [String: OpportunityWorth] = [:]
        for (name, cell) in zip(names, cells) {
          let share = Double(cell.acceptedOpportunities) / Double(cell.judgedOpportunities)
          own[name] = OpportunityWorth(
            margin: share * plain.margin, revenue: plain.revenue.map { share * $0 }, unitMargin: plain.margin,
            share: try Self.belief(cell.acceptedOpportunities, of: cell.judgedOpportunities))
        }
        byVariant = own
        return
      }
    case .sales:
      let rows = names.map { (sales: receipts.total(of: $0), opportunities: mature.cell($0).opportunities) }
      let total = rows.reduce(into: Receipts.Row()) { $0 += $1.sales }
      let margin = total.margin(orEach: stated?.marginPerSale).map { $0 / Double(max(1, total.sales)) }
      missing = Self.missing(
        rows.map { ($0.sales.sales, $0.opportunities) }, names, salesAreComing: !revenueIsObserved, margin: margin)
      if let margin, missing == nil {
        counted = .sales
        saleValueError =
          total.salesWithMargin > 0
          ? IncomeAnalysis.valueSpread(evidence, variants: names) / Double(total.sales).squareRoot() : 0
        let revenue = total.revenue.units / Double(total.sales)
        var own: [String: OpportunityWorth] = [:]
        for (name, row) in zip(names, rows) {
          let share = Double(row.sales.sales) / Double(row.opportunities)
          own[name] = OpportunityWorth(
            margin: share * margin, revenue: share * revenue, unitMargin: margin,
            share: try Self.belief(row.sales.sales, of: row.opportunities))
        }
        byVariant = own
        return
      }
    case .opportunities: missing = nil
    }
    counted = .opportunities
    saleValueError = 0
    byVariant = all(plain)
  }

  private static func belief(_ count: Int, of total: Int) throws(DecisionError) -> Beta {
    try asking { () throws(StatisticsError) in BetaPrior.uniform.posterior(try Proportion(count, of: total)) }
  }

  /// Why opportunities cannot count by their sales.
  private static func missing(
    _ rows: [(sales: Int, opportunities: Int)], _ names: [String], salesAreComing: Bool, margin: Double?
  ) -> MoneyBasis.WorthMissing? {
    if salesAreComing { return .salesComing }
    for (name, row) in zip(names, rows) {
      if row.opportunities == 0 { return .withoutOpportunities(variant: name) }
      if row.sales > row.opportunities { return .moreSalesThanOpportunities(variant: name) }
    }
    if rows.allSatisfy({ $0.sales == 0 }) { return .withoutSales }
    return margin == nil ? .withoutMargin : nil
  }
}
