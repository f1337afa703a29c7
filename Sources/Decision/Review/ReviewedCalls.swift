import Cost
import Experiment
import Statistics

/// What the calls of some scripts have brought at an age, and what is forecast of them.
struct ReviewedCalls {
  let economics: Economics?
  let age: Review.Age
  let horizon: Int
  let confidence: Double
  let cohorts: SalesCohorts
  /// Before 90 days: what is still to come; nil at 90.
  private(set) var forecasts: SalesForecast?
  /// At 90 days: what was known, and forecast, when the youngest of these calls was 30 days old.
  private(set) var before: (cohorts: SalesCohorts, forecasts: SalesForecast)?

  /// - Parameters:
  ///   - variants: names of the scripts, forecast together.
  ///   - isReached: whether any call has reached the age; without, nothing is forecast.
  init(
    _ variants: [String], _ cohorts: SalesCohorts, economics: Economics?, age: Review.Age, confidence: Double,
    isReached: Bool, prior: SalesForecast.Prior?
  ) throws(DecisionError) {
    self.economics = economics
    self.age = age
    self.confidence = confidence
    self.cohorts = cohorts
    horizon = min(Review.Age.financial.days, economics?.attributionDays ?? Review.Age.financial.days)
    guard isReached else { return }
    switch age {
    case .early, .operational, .late:
      forecasts = try SalesForecast(
        variants, cohorts, youngest: age.days, horizon: horizon, confidence: confidence, prior: prior)
    case .financial:
      let past = cohorts.earlier(cohorts.youngest(from: age.days) + Review.Age.operational.days)
      before = (
        past,
        try SalesForecast(
          variants, past, youngest: Review.Age.operational.days, horizon: horizon, confidence: confidence, prior: prior)
      )
    }
  }

  /// Whether every call has been followed over the whole horizon, so that nothing is still to come.
  var isFollowedThrough: Bool { cohorts.day - cohorts.youngest(from: age.days) >= horizon }

  /// Days of each call within which what came counts.
  var within: Int { min(age.days, horizon) }

  /// What a call costs in currency units: in all, and without what is spent once.
  struct Cost {
    let perCall: Double
    let recurring: Double
  }

  /// One script, at the cost of its calls; nil where that is unknown.
  func arm(_ name: String, role: Variant.Role, cost: Cost?) -> Review.Arm {
    let calls = cohorts.numberOfCalls(name, from: age.days)
    func money(_ sales: DatedReceipts.Row) -> SaleMoney {
      SaleMoney(sales, economics: economics, cost: cost, confidence: confidence)
    }
    let row = cohorts.sales(name, from: age.days, within: within)
    // Older calls may have brought more than what came within the age.
    let far = cohorts.sales(name, from: age.days, within: horizon)
    let coming = forecasts?.byVariant[name]
    return Review.Arm(
      variant: name, role: role, calls: calls, youngerCalls: cohorts.numberOfCalls(name) - calls,
      cost: cost.map { $0.perCall * Double(calls) }, came: money(row).came(row, calls: calls),
      forecast: coming.flatMap { money(cohorts.sales(name, within: horizon)).forecast($0.forecast, came: far) },
      delays: coming?.source ?? before?.forecasts.byVariant[name]?.source,
      forecastBefore: before.flatMap { past in
        past.forecasts.byVariant[name].flatMap {
          money(past.cohorts.sales(name, within: horizon)).forecast(
            $0.forecast, came: past.cohorts.sales(name, from: Review.Age.operational.days, within: horizon))
        }
      })
  }
}
