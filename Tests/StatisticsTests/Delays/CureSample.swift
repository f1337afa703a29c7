import Statistics

/// Calls of four ages and of three, made up, that the reference figures of cure models are for.
enum CureSample {
  static func cohort(_ age: Int, _ calls: Int, _ delays: [Int: Int]) -> DelayCohorts.Cohort {
    DelayCohorts.Cohort(
      age: age, calls: calls, outcomes: (0...(delays.keys.max() ?? 0)).map { delays[$0] ?? 0 })
  }

  static func control() throws -> DelayCohorts {
    try DelayCohorts([
      cohort(60, 3000, [0: 1, 2: 1, 4: 2, 5: 1, 7: 2, 9: 1, 11: 2, 14: 1, 19: 1, 27: 1, 33: 1, 48: 1]),
      cohort(40, 2500, [1: 1, 3: 2, 6: 2, 8: 1, 12: 1, 16: 1, 22: 1, 36: 1]),
      cohort(20, 2000, [2: 1, 5: 1, 6: 1, 10: 1, 15: 1, 18: 1]), cohort(7, 1000, [0: 1, 3: 1, 6: 1]),
    ])
  }

  static func variant() throws -> DelayCohorts {
    try DelayCohorts([
      cohort(60, 2800, [3: 2, 6: 1, 8: 1, 10: 1, 21: 1]), cohort(20, 2100, [2: 1, 7: 1, 13: 1]),
      cohort(7, 900, [4: 1]),
    ])
  }

  /// The forecast, where there is one.
  static func forecast(
    _ groups: [DelayCohorts], group: Int = 0, horizon: Int, level: Double = 0.95, laws: [DelayLaw] = DelayLaw.allCases,
    prior: DelayPrior? = nil
  ) throws -> DelayForecast? {
    let answer = try DelayForecast.answer(
      group: group, of: groups, horizon: horizon, level: level, laws: laws, prior: prior)
    guard case .forecast(let forecast) = answer else { return nil }
    return forecast
  }
}
