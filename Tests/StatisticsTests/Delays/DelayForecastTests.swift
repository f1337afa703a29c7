import Foundation
import Testing

@testable import Statistics

@Suite("forecasts of outcomes within a horizon")
struct DelayForecastTests {
  @Test("the chances of all numbers: never below what came, nested in the level, shares in 0...1")
  func laws() throws {
    let groups = [try CureSample.control(), try CureSample.variant()]
    for horizon in [0, 5, 20, 45, 60, 61, 90, 400] {
      for group in groups.indices {
        var wider: DelayForecast?
        for level in [0.99, 0.95, 0.8, 0.5] {
          let forecast = try #require(
            try CureSample.forecast(groups, group: group, horizon: horizon, level: level, laws: [.exponential]))
          #expect(forecast.observed == groups[group].outcomes(within: horizon))
          #expect(forecast.outcomes.lower >= Double(forecast.observed))
          #expect(forecast.outcomes.lower <= forecast.outcomes.value)
          #expect(forecast.outcomes.value <= forecast.outcomes.upper)
          #expect(forecast.outcomes.upper <= Double(forecast.calls))
          for share in [try #require(forecast.share), forecast.unseen, forecast.rate] {
            #expect(0 <= share.lower && share.lower <= share.value && share.value <= share.upper && share.upper <= 1)
          }
          if let wider {
            #expect(wider.outcomes.lower <= forecast.outcomes.lower)
            #expect(forecast.outcomes.upper <= wider.outcomes.upper)
          }
          #expect(agrees(forecast.laws.reduce(0) { $0 + $1.weight }, 1, within: 1e-12))
          wider = forecast
        }
      }
    }
  }

  @Test("a longer horizon brings no fewer outcomes")
  func horizons() throws {
    let groups = [try CureSample.control()]
    var last = 0.0
    for horizon in stride(from: 0, through: 120, by: 8) {
      let mean = try #require(
        try CureSample.forecast(groups, horizon: horizon, laws: [.exponential])
      ).outcomes.value
      #expect(mean >= last - 1e-9)
      last = mean
    }
  }

  /// Mean and quantiles of the outcomes to come within 90 days, exponential delays: the posterior on a grid of 401 × 150
  /// points in numpy, and the exact law of the sum of binomial numbers at each by its Fourier transform. The chances of at
  /// most 0, 1 and 17 are 0.0063, 0.0311 and 0.9748.
  @Test("mean and quantiles are those of brute integration")
  func reference() throws {
    let calls = try CureSample.control()
    let wide = try #require(try CureSample.forecast([calls], horizon: 90, laws: [.exponential]))
    #expect(agrees(wide.outcomes.value - 34, 7.29791593379363, within: 5e-3))
    #expect(wide.outcomes.lower == 34 + 1 && (34 + 17...34 + 18).contains(wide.outcomes.upper))
    let narrow = try #require(try CureSample.forecast([calls], horizon: 90, level: 0.8, laws: [.exponential]))
    #expect(narrow.outcomes.lower == 34 + 3 && narrow.outcomes.upper == 34 + 13)
    let share = try #require(wide.share)
    for (got, wanted) in [
      (share.lower, 0.00335297), (share.value, 0.00487945), (share.upper, 0.00710915),
    ] { #expect(agrees(got, wanted, within: 2e-2)) }
  }

  @Test("equal groups have equal forecasts")
  func equal() throws {
    let calls = try CureSample.control()
    let (first, second) = (
      try CureSample.forecast([calls, calls], group: 0, horizon: 90, laws: [.exponential]),
      try CureSample.forecast([calls, calls], group: 1, horizon: 90, laws: [.exponential])
    )
    #expect(first != nil && first == second)
  }

  @Test("calls that are all older than the horizon have what came, delays known or not")
  func over() throws {
    let old = CureSample.cohort(60, 3000, [0: 1, 2: 1, 4: 2, 25: 1])
    for horizon in [0, 3, 59, 60] {
      let forecast = try #require(try CureSample.forecast([try DelayCohorts([old])], horizon: horizon))
      let came = Double(forecast.observed)
      #expect(forecast.outcomes == Estimate(value: came, lower: came, upper: came))
      #expect(forecast.unseen.upper == 0)
    }
    let none = try #require(
      try CureSample.forecast([try DelayCohorts([.init(age: 60, calls: 10, outcomes: [])])], horizon: 60))
    #expect(none.outcomes == Estimate(value: 0, lower: 0, upper: 0))
    #expect(none.share == nil && none.laws.isEmpty)
  }

  @Test("a prior of next to no uncertainty fixes the delays, and answers before the tail is seen")
  func prior() throws {
    let calls = try DelayCohorts([.init(age: 9, calls: 10_000, outcomes: [0, 2, 4, 3, 5, 4, 4, 3, 2, 3])])
    #expect(try CureSample.forecast([calls], horizon: 90) == nil)
    for law in DelayLaw.allCases {
      let prior = try DelayPrior(law, median: 9, ninetieth: 40, uncertainty: 1e-4)
      #expect(agrees(prior.distribution.quantile(0.5), 9, within: 1e-12))
      #expect(agrees(prior.distribution.share(through: 9), 0.5, within: 1e-12))
      if law.hasShape { #expect(agrees(prior.distribution.quantile(0.9), 40, within: 1e-12)) }
      let forecast = try #require(try CureSample.forecast([calls], horizon: 90, prior: prior))
      #expect(forecast.usesPrior && forecast.laws.map(\.distribution.law) == [law])
      #expect(agrees(forecast.laws[0].distribution.location, prior.distribution.location, within: 1e-5))
      // 30 came by the median: as many again times the share within the horizon, the half pseudo-count apart.
      let within = prior.distribution.share(through: 90)
      #expect(agrees(forecast.outcomes.value, 30 + 30.5 * (within - 0.5) / 0.5, within: 1e-2))
      #expect(agrees(forecast.share?.value ?? 0, 0.00605, within: 2e-2))
    }
  }

  @Test("without an outcome, a prior still bounds what may come")
  func noneYet() throws {
    let calls = try DelayCohorts([.init(age: 9, calls: 10_000, outcomes: [])])
    let prior = try DelayPrior(.logNormal, median: 9, ninetieth: 40)
    let forecast = try #require(try CureSample.forecast([calls], horizon: 90, prior: prior))
    #expect(forecast.outcomes.lower == 0 && (1...15).contains(forecast.outcomes.upper))
    #expect(try DelayForecast.answer(of: [calls], horizon: 90) == .tailNotSeen(unseen: nil))
  }

  @Test("past calls are a prior")
  func past() throws {
    let past = DelayPrior(try CureModel(.weibull, [try CureSample.control()]))
    let calls = try DelayCohorts([.init(age: 9, calls: 2000, outcomes: [0, 0, 1, 0, 1, 2, 0, 0, 1, 0])])
    #expect(try CureSample.forecast([calls], horizon: 90) == nil)
    let forecast = try #require(try CureSample.forecast([calls], horizon: 90, prior: past))
    #expect((7...15).contains(forecast.outcomes.value))
  }

  @Test("a tail that is not seen is refused with its size")
  func notSeen() throws {
    let calls = try DelayCohorts([.init(age: 30, calls: 20_000, outcomes: [Int](repeating: 2, count: 31))])
    guard case .tailNotSeen(let unseen) = try DelayForecast.answer(of: [calls], horizon: 90) else {
      Issue.record("forecast of a tail that is not seen")
      return
    }
    if let unseen { #expect(unseen > DelayForecast.mostUnseen && unseen <= 1) }
  }

  @Test("groups, horizons, levels and laws that are none are refused")
  func refusals() throws {
    let calls = try CureSample.control()
    #expect(throws: StatisticsError.self) { try DelayForecast.answer(group: 1, of: [calls], horizon: 90) }
    #expect(throws: StatisticsError.self) { try DelayForecast.answer(of: [calls], horizon: -1) }
    #expect(throws: StatisticsError.self) { try DelayForecast.answer(of: [calls], horizon: 100_001) }
    for level in [0, 1, Double.nan] {
      #expect(throws: StatisticsError.self) { try DelayForecast.answer(of: [calls], horizon: 90, level: level) }
    }
    #expect(throws: StatisticsError.self) { try DelayForecast.answer(of: [calls], horizon: 90, laws: []) }
    for (median, ninetieth, uncertainty) in [(0.0, 4.0, 0.2), (4, 4, 0.2), (4, .infinity, 0.2), (4, 9, 0), (4, 9, 3)] {
      #expect(throws: StatisticsError.self) {
        try DelayPrior(.weibull, median: median, ninetieth: ninetieth, uncertainty: uncertainty)
      }
    }
  }

  /// One call, no outcome, all at once, all calls with an outcome, ten million calls of ninety ages.
  static let extremeCalls: [[DelayCohorts.Cohort]] = [
    [.init(age: 0, calls: 1, outcomes: [])], [.init(age: 0, calls: 1, outcomes: [1])],
    [.init(age: 100_000, calls: 1, outcomes: [])], [.init(age: 50, calls: 1, outcomes: [0, 1])],
    [.init(age: 60, calls: 10_000_000, outcomes: [])], [.init(age: 60, calls: 10_000_000, outcomes: [10_000])],
    [.init(age: 60, calls: 100, outcomes: [0, 50, 50])], [.init(age: 60, calls: 100, outcomes: [50, 20, 20, 10])],
    (0..<90).map { age in
      .init(age: age, calls: 111_112, outcomes: (0...age).map { Int(90 * exp(-Double($0) / 12)) })
    },
    [.init(age: 100_000, calls: 5, outcomes: [Int](repeating: 0, count: 100_000) + [1])],
  ]

  @Test("extremes give numbers or a refusal, never NaN", arguments: extremeCalls)
  func extremes(_ cohorts: [DelayCohorts.Cohort]) throws {
    let calls = try DelayCohorts(cohorts)
    let priors: [DelayPrior?] = [nil, try DelayPrior(.logNormal, median: 9, ninetieth: 40)]
    for horizon in [0, 90, 100_000] {
      for prior in priors {
        let forecast = try CureSample.forecast([calls], horizon: horizon, prior: prior)
        let estimates = forecast.map { [$0.outcomes, $0.unseen, $0.rate] + ($0.share.map { [$0] } ?? []) } ?? []
        for estimate in estimates {
          #expect(estimate.lower <= estimate.value && estimate.value <= estimate.upper, "\(cohorts.count) \(horizon)")
        }
      }
    }
    for law in DelayLaw.allCases {
      do throws(StatisticsError) {
        let model = try CureModel(law, [calls])
        #expect(model.logLikelihood.isFinite && (0...1).contains(model.arms[0].share) && !model.locationError.isNaN)
        #expect(model.arms[0].standardError?.isNaN != true)
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
  }
}
