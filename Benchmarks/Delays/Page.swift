import Foundation
import ProofKit
import Statistics

/// The page of simulated forecasts.
enum Page {
  static func markdown(_ effort: Effort = Effort()) async throws -> String {
    let tests = effort.tests(CoverageStudy.tests)
    func table(_ studies: [CoverageStudy], stream: UInt64) async throws -> String {
      var rows: [[String]] = []
      for (number, study) in studies.enumerated() {
        let lines = try await study.lines(tests: tests, stream: stream + UInt64(number))
        for (reading, line) in zip(CoverageStudy.readings, lines) { rows.append(row(study, reading, line)) }
      }
      return Self.table(rows)
    }
    func studies(_ delays: [TrueDelays], _ knowledge: CoverageStudy.Knowledge) -> [CoverageStudy] {
      delays.map { CoverageStudy(delays: $0, knowledge: knowledge) }
    }
    let (known, others) = (TrueDelays.all.filter(\.isKnown), TrueDelays.all.filter { !$0.isKnown })
    let sections = [
      opening(tests),
      knownLaws + "\n\n" + (try await table(studies(known, .nothing), stream: 3000)),
      otherLaws + "\n\n" + (try await table(studies(others, .nothing), stream: 3100)),
      past + "\n\n" + (try await table(studies(TrueDelays.all, .past(times: 1)), stream: 3200)),
      wrong + "\n\n" + (try await table(CoverageStudy.beforehand, stream: 3300)),
    ]
    return sections.joined(separator: "\n\n") + "\n"
  }

  private static func row(_ study: CoverageStudy, _ reading: Int, _ line: CoverageStudy.Line) -> [String] {
    let known = [study.name, "\(reading)", line.refused.text(1), line.wrong.text(1)]
    guard line.held.tests > 0 else { return known + ["–", "–", "–", "–", "–"] }
    return known + [
      line.held.text(1, fails: line.fails), line.below.text(1), line.above.text(1),
      Markdown.percent(line.width, 0), Markdown.percent(line.ratio, 0),
    ]
  }

  private static func table(_ rows: [[String]]) -> String {
    Markdown.table(
      [
        "delays in days", "read on day", "refused", "wrong, of all", "interval holds", "fewer came", "more came",
        "width", "forecast over sales",
      ], texts: 2, rows)
  }

  private static func opening(_ tests: Int) -> String {
    """
    # Sales that come late: how often forecasts hold

    Written by `make proof`; do not edit. Campaigns are simulated and read by the product's own `DelayForecast`, seed \
    \(Replicates.seed): ten calling days in two weeks, \(Markdown.count(CoverageStudy.callsPerDay)) calls a day, of which \
    \(Markdown.percent(CoverageStudy.everSold, 1)) ever become sales, some 115. On days 14, 30 and 60 after the first call \
    the sales within \(CoverageStudy.horizon) days of each call are forecast from what has come, and in the last two tables \
    from what is known beforehand. \(Markdown.count(tests)) campaigns a line.

    *Refused* are the campaigns without a forecast: it cannot be excluded that more than \
    \(Markdown.percent(DelayForecast.mostUnseen, 0)) of the sales within the horizon come later than any call was followed. \
    *Wrong, of all* are the forecasts that were given and whose 95 % interval did not hold, refused campaigns counted as not \
    wrong. The other columns are of the campaigns with a forecast: how often the 95 % interval holds the sales that came in the end, how \
    often fewer or more came, how wide it is over the sales, and the forecast over the sales, both on average.

    After ± stands the standard error of the simulation, in points. (!) marks intervals that hold less often than 93 % or \
    more often than 97 % of the time, by over three standard errors. Where few campaigns have a forecast, they are those \
    whose first sales happened to come fast, so that the forecast is likelier to be too low: holding is judged among \
    those, not among all.

    What is learnt, of the laws known and gamma: where the delays are those of a past campaign, intervals hold in 93.2 to \
    96.7 % of campaigns on days 14, 30 and 60, save where next to nothing is left to come (widths of one or two sales, which cannot be cut to measure: up to \
    99.4 %). Without one, day 14 has next to no forecast, and day 60 holds in 96.6 % or more; in no line is a \
    forecast wrong in more than 3.4 % of all campaigns, but the few that are given early are those whose first sales \
    happened to come fast, and mostly too low (!). Delays in two clearly separate waves are not foreseen, and refusal does \
    not protect from them: with 70 % early, every campaign has a forecast on days 14 and 30, narrow and wrong. Delays that \
    became half as long again, or shorter by a third, than those of the past make up to half of the forecasts wrong; stated \
    ones, whose own doubt the plan admits, a quarter.
    """
  }

  private static let knownLaws = """
    ## Delays of a law that the forecast knows

    Exponential, Weibull and log-normal delays; the forecast is not told which.
    """

  private static let past = """
    ## After a past campaign with the same delays

    A campaign of the same size, followed for half a year, gives the law and what is known of it beforehand, as `history` of \
    a plan does.
    """

  private static let wrong = """
    ## With delays believed beforehand, right and wrong

    Log-normal delays of median 12 and σ 1, after a past campaign whose delays were shorter or longer, or with stated \
    ones (median and 90th percentile, either wrong by a quarter as far as the plan knows).
    """

  private static let otherLaws = """
    ## Delays of another law

    Gamma delays, and sales of two kinds, of which the slower ones come later.
    """
}
