import Cost
import Statistics

/// What a sold call brings, with its spread, and the figures that follow from numbers of sales.
struct SaleMoney {
  /// Mean and variance of one sold call's revenue, in currency units; nil without sales and without a stated value.
  let revenue: (mean: Double, variance: Double)?
  /// The same for its margin.
  let margin: (mean: Double, variance: Double)?
  /// Sold calls that means and variances rest on; 0 where stated by the plan.
  let count: Double
  /// Cost of a call; nil where unknown.
  let cost: ReviewedCalls.Cost?
  let z: Double

  init(_ row: DatedReceipts.Row, economics: Economics?, cost: ReviewedCalls.Cost?, confidence: Double) {
    self.cost = cost
    z = Normal.quantile(survival: (1 - confidence) / 2)
    let sold = Double(row.soldCalls)
    count = sold
    func moments(_ total: Double, _ squares: Double) -> (Double, Double) {
      let mean = total / sold
      return (mean, sold > 1 ? max(0, squares - sold * mean * mean) / (sold - 1) : 0)
    }
    guard sold > 0 else {
      revenue = economics?.saleValue.map { ($0.units, 0) }
      margin = economics?.marginPerSale.map { ($0.units, 0) }
      return
    }
    revenue = moments(row.sales.revenue.units, row.revenueSquares)
    let standIn = economics?.marginPerSale
    margin = row.sales.margin(orEach: standIn).map { total in
      // Where nothing is stated but one margin for each, only how many sales a call has could differ.
      guard row.sales.salesWithMargin > 0 else { return (total / sold, 0) }
      return moments(
        total, row.marginSquares + (standIn.map { $0.units * $0.units } ?? 0) * max(0, row.sales.keptWithoutMargin))
    }
  }

  /// What came, with the interval of what such calls bring.
  func came(_ row: DatedReceipts.Row, calls: Int) -> Review.Figures {
    let n = Double(calls)
    let sold = Double(row.soldCalls)
    let revenue = row.sales.revenue.units
    let margin = self.margin.map { $0.mean * sold }
    let profit = profit { income in
      // Variance over calls of what each brings: most of them nothing.
      let total = income.mean * sold
      let squares = sold * (income.variance + income.mean * income.mean)
      return (total / n, max(0, squares / n - (total / n) * (total / n)) / n)
    }
    return figures(
      sales: Estimate(value: sold, lower: sold, upper: sold), calls: calls,
      revenue: Estimate(value: revenue, lower: revenue, upper: revenue),
      margin: margin.map { Estimate(value: $0, lower: $0, upper: $0) }, profit: calls > 0 ? profit : nil)
  }

  /// What will have come.
  func forecast(_ forecast: DelayForecast, came row: DatedReceipts.Row) -> Review.Figures? {
    guard let revenue else { return nil }
    let sold = Double(row.soldCalls)
    let coming = max(0, forecast.outcomes.value - sold)
    func total(_ income: (mean: Double, variance: Double), _ known: Double) -> Estimate {
      let value = known + coming * income.mean
      // The amounts of sales to come, and their mean.
      let amounts = income.variance * coming * (1 + (count > 0 ? coming / count : 0))
      func side(_ end: Double) -> Double {
        let number = (end - forecast.outcomes.value) * income.mean
        return (number * number + z * z * amounts).squareRoot()
      }
      return Estimate(
        value: value, lower: max(min(known, value), value - side(forecast.outcomes.lower)),
        upper: value + side(forecast.outcomes.upper))
    }
    let known = margin.map { $0.mean * sold }
    let half = (forecast.chance.upper - forecast.chance.lower) / (2 * z)
    let profit = profit { income in
      let ofMean = count > 0 ? income.variance / count : 0
      return (
        forecast.chance.value * income.mean,
        half * half * income.mean * income.mean + forecast.chance.value * forecast.chance.value * ofMean
      )
    }
    return figures(
      sales: forecast.outcomes, calls: forecast.calls, revenue: total(revenue, row.sales.revenue.units),
      margin: margin.flatMap { income in known.map { total(income, $0) } }, profit: profit)
  }

  private func profit(_ law: ((mean: Double, variance: Double)) -> (Double, Double)) -> Estimate? {
    guard let margin, let cost else { return nil }
    let (mean, variance) = law(margin)
    let side = z * variance.squareRoot()
    return Estimate(value: mean, lower: mean - side, upper: mean + side).shifted(by: -cost.recurring)
  }

  private func figures(
    sales: Estimate, calls: Int, revenue: Estimate, margin: Estimate?, profit: Estimate?
  ) -> Review.Figures {
    func returned(_ income: Estimate?) -> Estimate? {
      guard let income, let cost, cost.perCall > 0, calls > 0 else { return nil }
      let spent = cost.perCall * Double(calls)
      return Estimate(
        value: income.value / spent - 1, lower: income.lower / spent - 1, upper: income.upper / spent - 1)
    }
    return Review.Figures(
      sales: sales, revenue: revenue, roi: returned(revenue), marginRoi: returned(margin), profitPerCall: profit)
  }
}
