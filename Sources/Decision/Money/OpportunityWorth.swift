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

  init(plan: Plan, mature: MatureCalls, receipts: Receipts, revenueIsObserved: Bool) throws(DecisionError) {
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
        saleValueError = Self.valueError(receipts, variants: names)
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
      ? total.margin.units / Double(total.sales) : stated?.marginPerSale?.units
  }

  /// Relative standard error of the mean value of a sale, from the sums by delay: a sum of n sales strays from n times the
  /// mean by a variance of n times that of one sale. 0 with fewer than two sums, and where no value is above 0.
  private static func valueError(_ receipts: Receipts, variants: [String]) -> Double {
    let rows = receipts.sorted.filter {
      $0.key.attribution == .assignedLeads && variants.contains($0.key.variant) && $0.row.sales > 0
    }.map(\.row)
    let sales = rows.reduce(0) { $0 + $1.sales }
    let revenue = rows.reduce(0) { $0 + $1.revenue.units }
    guard rows.count >= 2, sales > 0, revenue > 0 else { return 0 }
    let mean = revenue / Double(sales)
    let squares = rows.reduce(0) { sum, row in
      let residual = row.revenue.units - Double(row.sales) * mean
      return sum + residual * residual / Double(row.sales)
    }
    return (squares / Double(rows.count - 1) / Double(sales)).squareRoot() / mean
  }
}
