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
      if let plain, cells.allSatisfy({ $0.judgedOpportunities > 0 }) {
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
      if revenueIsObserved, total.sales > 0,
        rows.allSatisfy({ $0.opportunities > 0 && $0.sales.sales <= $0.opportunities }),
        let margin = Self.marginPerSale(total, stated)
      {
        counted = .sales
        saleValueError = IncomeAnalysis.valueSpread(evidence, variants: names) / Double(total.sales).squareRoot()
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
    case .opportunities: break
    }
    counted = .opportunities
    saleValueError = 0
    byVariant = all(plain)
  }

  private static func belief(_ count: Int, of total: Int) throws(DecisionError) -> Beta {
    try asking { () throws(StatisticsError) in BetaPrior.uniform.posterior(try Proportion(count, of: total)) }
  }

  /// Observed where every sale states its margin, else the plan's.
  private static func marginPerSale(_ total: Receipts.Row, _ stated: Economics?) -> Double? {
    total.salesWithMargin == total.sales
      ? total.margin.units / Double(total.sales)
      : stated?.marginPerSale.map { $0.units * total.keptSales / Double(total.sales) }
  }
}
