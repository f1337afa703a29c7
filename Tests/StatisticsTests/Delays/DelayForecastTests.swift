import Testing

@testable import Statistics

@Suite("Forecast of outcomes still to come")
struct DelayForecastTests {
  private func forecast(
    _ cohorts: [DelayCohorts], group: Int = 0, youngest: Int = 0, horizon: Int = 90, prior: DelayPrior? = nil
  ) throws -> DelayForecast? {
    if case .forecast(let forecast) = try DelayForecast.answer(
      group: group, of: cohorts, youngest: youngest, horizon: horizon, prior: prior)
    {
      return forecast
    }
    return nil
  }

  private func isSound(_ estimate: Estimate) -> Bool {
    estimate.lower <= estimate.value && estimate.value <= estimate.upper && estimate.lower.isFinite
      && estimate.upper.isFinite
  }

  @Test func `what has come is counted, and what is to come lies above it`() throws {
    let cohorts = try CureModelTests.cohorts()
    let prior = try DelayPrior(.logNormal, median: 12, ninetieth: 60)
    let forecast = try #require(try forecast([cohorts], prior: prior))
    #expect(forecast.observed == 42)
    #expect(forecast.calls == 12_000)
    #expect(forecast.outcomes.lower >= 42)
    #expect(isSound(forecast.outcomes))
    #expect(forecast.chance.upper <= forecast.share.upper)
  }

  @Test func `calls that are all older than the horizon have nothing to come`() throws {
    let cohorts = try CureModelTests.cohorts()
    let forecast = try #require(try forecast([cohorts], youngest: 60, horizon: 60))
    #expect(forecast.calls == 9000)
    #expect(forecast.outcomes == Estimate(value: 33, lower: 33, upper: 33))
  }

  @Test func `before the tail is seen there is no forecast, unless delays are known beforehand`() throws {
    let young = try DelayCohorts(
      (0..<14).map { DelayCohorts.Cohort(age: $0, calls: 2000, outcomes: (0...$0).map { $0 % 4 == 3 ? 1 : 0 }) })
    guard case .tailNotSeen(let unseen) = try DelayForecast.answer(of: [young], horizon: 90) else {
      Issue.record("a forecast was made without having seen the tail")
      return
    }
    #expect(unseen.map { $0 > DelayForecast.mostUnseen } ?? true)
    let prior = try DelayPrior(.logNormal, median: 20, ninetieth: 50)
    let stated = try #require(try forecast([young], prior: prior))
    #expect(stated.usesPrior)
    #expect(isSound(stated.outcomes))
  }

  @Test(arguments: [1, 10_000_000])
  func `extremes give sound figures with a prior: no outcome, all on day 0, one call, ten million calls`(calls: Int)
    throws
  {
    let prior = try DelayPrior(.weibull, median: 20, ninetieth: 50)
    for outcomes in [[], [calls], [min(calls, 3)]] as [[Int]] {
      for age in [0, 30, 200] {
        let cohorts = try DelayCohorts([DelayCohorts.Cohort(age: age, calls: calls, outcomes: outcomes)])
        let answer = try DelayForecast.answer(of: [cohorts], horizon: 90, prior: prior)
        if case .forecast(let forecast) = answer {
          #expect(isSound(forecast.outcomes), "\(calls) \(outcomes) \(age)")
          #expect(isSound(forecast.share))
          #expect(forecast.outcomes.upper <= Double(calls))
        }
      }
    }
  }

  @Test(arguments: DelayLaw.allCases)
  func `stated quantiles are those of the law`(_ law: DelayLaw) throws {
    let prior = try DelayPrior(law, median: 20, ninetieth: 55)
    #expect(abs(prior.distribution.quantile(0.5) + 1 - 20) < 1e-9)
    if law != .exponential { #expect(abs(prior.distribution.quantile(0.9) + 1 - 55) < 1e-9) }
    #expect(throws: StatisticsError.self) { try DelayPrior(law, median: 20, ninetieth: 10) }
    #expect(throws: StatisticsError.self) { try DelayPrior(law, median: 0, ninetieth: 10) }
  }
}
