import Cost
import Experiment
import Statistics

/// What one opportunity brings in.
struct Income {
  /// Revenue of an opportunity in currency units, with limits where it was observed; nil where unknown.
  let revenue: Estimate?
  /// Margin of an opportunity in currency units, likewise.
  let margin: Estimate?
  /// Observed in sales, or as the plan states it.
  let isObserved: Bool
  /// The sales, where they were observed.
  var sales: Receipts.Row?
}

/// What opportunities bring in: observed once every sale that counts has been seen, else as the plan states it.
struct IncomeAnalysis {
  let economics: Economics?
  /// The sales, once all that count have been seen; nil before, and without a sales file.
  let receipts: Receipts?
  /// The same by day and place of the call, where known; those of accepted sources alone.
  let dated: DatedReceipts?
  /// Opportunities by source, where the plan accepts some sources only.
  private let sources: [String: Receipts.SourceCount]
  /// Which sales are revenue: all of the assigned leads, or those of the sources that the plan accepts.
  let attribution: Receipts.Attribution
  /// Share of a variant's opportunities that sales accept, where only those count and the data say so of every variant.
  let accepted: [String: Estimate]
  /// Standard deviation of a sale's revenue over its mean, sales of one call taken as one.
  let valueSpread: Double
  let z: Double

  init(plan: Plan, evidence: Evidence, mature: MatureCalls, windowIsClosed: Bool) throws(DecisionError) {
    economics = plan.economics
    let isComplete = evidence.receipts.isObserved && windowIsClosed
    receipts = isComplete ? evidence.receipts : nil
    dated = isComplete ? evidence.datedReceipts?.ofAcceptedSources : nil
    sources = evidence.receipts.sources
    attribution = plan.revenueAttribution
    accepted =
      isComplete || plan.economics?.worth != .accepted
      ? [:] : try Self.acceptedShares(mature, plan.test.variants.names, confidence: plan.test.goal.confidence)
    valueSpread = Self.valueSpread(evidence, variants: plan.test.variants.names)
    z = Normal.quantile(survival: (1 - plan.test.goal.confidence) / 2)
  }

  /// Income of a variant's opportunities.
  func income(of variant: String, opportunities: Int) -> Income {
    guard let share = accepted[variant] else {
      let income = income(receipts?.total(of: variant, attribution: attribution), opportunities: opportunities)
      // Without sales, an opportunity of another source is worth as much, but not the campaign's doing.
      guard !income.isObserved, let source = sources[variant], source.opportunities > 0 else { return income }
      let share = Double(source.accepted) / Double(source.opportunities)
      return Income(
        revenue: income.revenue?.scaled(by: share), margin: income.margin?.scaled(by: share), isObserved: false)
    }
    return Income(
      revenue: economics?.revenuePerOpportunity.map { share.scaled(by: $0) },
      margin: economics?.marginPerOpportunity.map { share.scaled(by: $0) }, isObserved: false)
  }

  /// What an opportunity of such an income may cost: what it brings on average, or is stated to bring.
  func threshold(_ income: Income) -> Double? { income.margin?.value ?? economics?.marginPerOpportunity }

  /// Empty unless every variant has opportunities that sales judged.
  private static func acceptedShares(
    _ mature: MatureCalls, _ variants: [String], confidence: Double
  ) throws(DecisionError) -> [String: Estimate] {
    var shares: [String: Estimate] = [:]
    for variant in variants {
      let cell = mature.cell(variant)
      guard cell.judgedOpportunities > 0 else { return [:] }
      shares[variant] = try asking { () throws(StatisticsError) in
        try Proportion(cell.acceptedOpportunities, of: cell.judgedOpportunities)
      }.estimate(confidence: confidence)
    }
    return shares
  }

  /// Income of opportunities that brought given sales; without opportunities or a sales file one brings what the plan states.
  func income(_ sales: Receipts.Row?, opportunities: Int) -> Income {
    guard let sales, opportunities > 0 else {
      return Income(
        revenue: economics?.revenuePerOpportunity.map(Estimate.init(known:)),
        margin: economics?.marginPerOpportunity.map(Estimate.init(known:)), isObserved: sales != nil, sales: sales)
    }
    return Income(
      revenue: perOpportunity(
        sales.revenue.units, sales.sales, opportunities, spread: valueSpread, economics?.saleValue?.units),
      margin: margin(of: sales).map {
        perOpportunity(
          $0, sales.sales, opportunities, spread: sales.salesWithMargin > 0 ? valueSpread : 0,
          economics?.marginPerSale?.units)
      }, isObserved: true, sales: sales)
  }

  /// Income whose points are known, with limits as far apart as those of the sales that it rests on.
  func income(
    revenue: Double?, margin: Double?, restingOn sales: Receipts.Row?, opportunities: Int
  ) -> Income {
    let source = income(sales, opportunities: opportunities)
    func around(_ point: Double?, _ limits: Estimate?) -> Estimate? {
      guard let point else { return nil }
      guard source.isObserved, let limits else { return Estimate(known: point) }
      return limits.value > 0 && point >= 0 ? limits.scaled(by: point / limits.value) : limits.around(point)
    }
    return Income(
      revenue: around(revenue, source.revenue), margin: around(margin, source.margin), isObserved: source.isObserved)
  }

  /// Margin of sales in currency units, the plan's for those that state none; nil where neither is known.
  func margin(of sales: Receipts.Row) -> Double? { sales.margin(orEach: economics?.marginPerSale) }

  /// The return of what sales brought on what was spent, where they came of no opportunity that was counted.
  func returned(_ income: Double?, of sales: Receipts.Row, on cost: Money) -> Estimate? {
    guard let income, sales.sales > 0, cost > .zero else { return nil }
    return creditedTotal(income, squares: income * income / Double(sales.sales), typical: nil, z: z)
      .scaled(by: 1 / cost.units).shifted(by: -1)
  }

  /// Limits of an income per opportunity: those of the share sold (Wilson), times those of the value of a sale (normal).
  ///
  /// - Parameters:
  ///   - total: what the sales brought in all.
  ///   - spread: standard deviation of what a sale brings over its mean; 0 where it is stated.
  ///   - stated: what a sale brings as the plan states it: an upper limit needs it where nothing was sold.
  private func perOpportunity(
    _ total: Double, _ sales: Int, _ opportunities: Int, spread: Double, _ stated: Double?
  ) -> Estimate {
    let value = total / Double(opportunities)
    let share = Self.share(sales, of: opportunities, z)
    guard sales > 0 else {
      return Estimate(value: value, lower: value, upper: stated.map { share.upper * $0 } ?? .infinity)
    }
    // Refunds may leave a loss: limits of a share times a negative value are turned round.
    let perSale = (total / Double(sales)).magnitude
    let side = z * perSale * spread / Double(sales).squareRoot()
    let income = share.multiplied(by: Estimate(value: perSale, lower: max(0, perSale - side), upper: perSale + side))
    return total < 0
      ? Estimate(value: -value, lower: income.lower, upper: income.upper).negated
      : Estimate(value: value, lower: min(value, income.lower), upper: max(value, income.upper))
  }

  /// Sales per opportunity with its score interval: Wilson's, and the one of a Poisson count where sales outnumber
  /// opportunities.
  private static func share(_ sales: Int, of opportunities: Int, _ z: Double) -> Estimate {
    let (k, n) = (Double(sales), Double(opportunities))
    let square = z * z
    let (centre, side, scale) =
      sales <= opportunities
      ? (k + square / 2, z * (k * (n - k) / n + square / 4).squareRoot(), n + square)
      : (k + square / 2, z * (k + square / 4).squareRoot(), n)
    return Estimate(
      value: k / n, lower: min(k / n, max(0, (centre - side) / scale)), upper: max(k / n, (centre + side) / scale))
  }

  /// From each sold call where sales are dated, else from the sums by delay: a sum of n sales strays from n times the mean
  /// by a variance of n times that of one. 0 with fewer than two calls or sums, and where sales bring nothing on average.
  ///
  /// A total of s sales of c calls strays by the spread of a call over √c; it is given as s sales of their own would have
  /// it, the spread of one over √s.
  static func valueSpread(_ evidence: Evidence, variants: [String]) -> Double {
    let rows: [(sales: Int, revenue: Double, squares: Double)]
    let freedom: Int
    let perSale: Double
    if let dated = evidence.datedReceipts {
      let all = dated.total { variants.contains($0.variant) }
      rows = [(all.soldCalls, all.sales.revenue.units, all.revenueSquares)]
      freedom = all.soldCalls - 1
      perSale = all.soldCalls > 0 ? (Double(max(0, all.sales.sales)) / Double(all.soldCalls)).squareRoot() : 1
    } else {
      rows = evidence.receipts.sorted.filter {
        $0.key.attribution == .assignedLeads && variants.contains($0.key.variant) && $0.row.sales > 0
      }.map { ($0.row.sales, $0.row.revenue.units, $0.row.revenue.units * $0.row.revenue.units / Double($0.row.sales)) }
      freedom = rows.count - 1
      perSale = 1
    }
    let sales = rows.reduce(0) { $0 + $1.sales }
    let revenue = rows.reduce(0) { $0 + $1.revenue }
    guard freedom > 0, sales > 0, revenue > 0 else { return 0 }
    let mean = revenue / Double(sales)
    let squares = rows.reduce(0) { $0 + $1.squares } - mean * revenue
    return (max(0, squares) / Double(freedom)).squareRoot() / mean * perSale
  }
}
