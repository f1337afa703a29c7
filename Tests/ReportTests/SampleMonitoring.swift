import Experiment

@testable import Decision

extension Sample {
  /// The three methods for forty agents: figures of `hooktest design` for the sample plan.
  static func monitoring(
    reason: MonitoringAdvice.Reason = .looksSaveDays, method: Monitoring.Method = .groupSequential,
    planned: Monitoring.Method = .fixed
  ) -> MonitoringComparison {
    typealias Row = (chance: Double, calls: Double, days: Double)
    func forecast(_ method: Monitoring.Method, tests: Int? = nil, _ rows: [Row]) -> MonitoringComparison.Forecast {
      MonitoringComparison.Forecast(
        method: method,
        outcomes: zip(zip(MonitoringComparison.Scenario.allCases, [0.03, 0.036, 0.042]), rows).map { scenario, row in
          MonitoringComparison.Outcome(
            scenario: scenario.0, rate: scenario.1, chanceAbove: row.chance,
            chanceAboveError: tests.map { (row.chance * (1 - row.chance) / Double($0)).squareRoot() },
            chanceBelow: scenario.0 == .noEffect ? row.chance : 0, expectedCalls: row.calls, expectedDays: row.days)
        }, replicates: tests)
    }
    let bounds = [6.62, 4.61, 3.71, 3.18, 2.82, 2.56, 2.36, 2.2, 2.07]
    let spent = [0.0, 0.000004, 0.00021, 0.00155, 0.00527, 0.0121, 0.02207, 0.03487, 0.05]
    return MonitoringComparison(
      maximumCalls: 28_800, callsBasis: .planned, maximumDays: 21, challengers: 1, baseline: 0.03,
      forecasts: [
        forecast(.fixed, [(0.025, 28_800, 21), (0.8133, 28_800, 21), (0.9998, 28_800, 21)]),
        forecast(.groupSequential, [(0.025, 28_794, 20.81), (0.7996, 28_410, 16.58), (0.9997, 25_626, 11.45)]),
        forecast(
          .anytime, tests: 20_000, [(0.0139, 28_756, 20.83), (0.6629, 27_703, 16.63), (0.9989, 23_164, 10.62)]),
      ], unfit: [], fixedBoundary: 1.96,
      looks: [7, 8, 9, 10, 11, 15, 16, 17, 18].enumerated().map { index, day in
        MonitoringComparison.Look(
          date: date("2026-03-02") + day, day: day + 1, callsPlaced: min(28_800, 16_000 + 3200 * index),
          information: Double(index + 1) / 9, efficacyBoundary: bounds[index], harmBoundary: -bounds[index],
          alphaSpent: spent[index])
      }, looksAreThePlans: false, spending: .obrienFleming, callingDaysPerReading: 1, plannedMethod: planned,
      advice: MonitoringAdvice(method: method, reason: reason))
  }

  /// The same with everything a plan may lack or add: no days, no dates, futility bounds, several challengers.
  static let bareMonitoring: MonitoringComparison = {
    var comparison = monitoring(reason: .futilityCostsChance, planned: .groupSequential)
    comparison.callsBasis = .needed
    comparison.maximumDays = nil
    comparison.challengers = 3
    comparison.callingDaysPerReading = 2
    comparison.withoutFutility = comparison.forecast(.groupSequential)
    for method in comparison.forecasts.indices {
      for scenario in comparison.forecasts[method].outcomes.indices {
        comparison.forecasts[method].outcomes[scenario].expectedDays = nil
      }
    }
    for index in comparison.looks.indices {
      comparison.looks[index].date = nil
      comparison.looks[index].day = nil
      comparison.looks[index].futilityBoundary = index < 8 ? -1 + Double(index) / 3 : nil
    }
    comparison.looks[0].efficacyBoundary = .infinity
    comparison.looks[0].harmBoundary = -.infinity
    return comparison
  }()

  /// Agents are randomised: one test at the end and no other.
  static let fixedOnly: MonitoringComparison = {
    var comparison = monitoring(reason: .onlyFixedFits(.agentsAreFew), method: .fixed)
    comparison.forecasts = comparison.forecasts.filter { $0.method == .fixed }
    comparison.unfit = [.groupSequential, .anytime].map {
      MonitoringComparison.Unfit(method: $0, refusal: .agentsAreFew)
    }
    comparison.looks = []
    return comparison
  }()
}
