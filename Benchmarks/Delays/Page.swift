import ProofKit

/// The page of forecasts.
enum Page {
  static func markdown(_ effort: Effort = Effort()) async throws -> String {
    var lines: [(study: ForecastStudy, result: ForecastStudy.Result)] = []
    var stream: UInt64 = 1
    for truth in TrueDelays.allCases {
      for knowledge in [ForecastStudy.Knowledge.nothing, .history] {
        for day in [14, 30, 60] {
          let study = ForecastStudy(truth: truth, knowledge: knowledge, day: day)
          lines.append((study, try await study.result(effort, stream: stream)))
          stream += 1
        }
      }
    }
    func table(_ isFitted: Bool) -> String {
      Markdown.table(
        ["delays", "known beforehand", "day", "with a forecast", "interval holds what came", "mean width, sales"],
        texts: 3,
        lines.filter { $0.study.truth.isFitted == isFitted }.map { study, result in
          [
            study.truth.rawValue, study.knowledge.rawValue, "\(study.day)", result.forecast.text(1),
            result.held.tests > 0
              ? result.held.text(1, fails: isFitted && (result.held.exceeds(0.97) || result.held.fallsShort(of: 0.93)))
              : "no forecast",
            result.held.tests > 0 ? "\(Int(result.width.rounded()))" : "no forecast",
          ]
        })
    }
    let fitted = lines.filter { $0.study.truth.isFitted }
    let missed = fitted.filter { $0.result.held.exceeds(0.97) || $0.result.held.fallsShort(of: 0.93) }
      .map { "\($0.study.truth.rawValue), \($0.study.knowledge.rawValue), day \($0.study.day)" }
    let calls = ForecastStudy.callsPerDay * ForecastStudy.callingDays.count
    return """
      # How often forecasts of late sales hold

      Simulated by `make proof`: campaigns of \(Markdown.count(calls)) calls on ten calling days of two weeks, of which 0.4 % ever
      bring a sale, read at the end of a day counted from the first call. Forecast are the sales within \(ForecastStudy.horizon) days of
      each call, with an interval of 95 %. There is no forecast where the tail of the delays is not seen; shares that hold
      are shares of the forecasts made. ± is the standard error of the simulation, \(Markdown.count(ForecastStudy.tests)) campaigns a line.

      ## Delays of a law that is fitted

      \(table(true))

      Lines outside 93–97 % by more than three standard errors: \(Markdown.list(missed)).

      ## Delays of no law that is fitted

      What follows holds nothing by design; it shows what a wrong law costs.

      \(table(false))

      """
  }
}
