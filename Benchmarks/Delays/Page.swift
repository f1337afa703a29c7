import Foundation
import ProofKit
import Statistics

/// The page of simulated forecasts.
enum Page {
  static func markdown(_ effort: Effort = Effort()) async throws -> String {
    let tests = effort.tests(CoverageStudy.tests)
    var (known, others): ([[String]], [[String]]) = ([], [])
    for (number, delays) in TrueDelays.all.enumerated() {
      let lines = try await CoverageStudy(delays: delays).lines(tests: tests, stream: 3000 + UInt64(number))
      for (reading, line) in zip(CoverageStudy.readings, lines) {
        let row = row(delays, reading, line)
        if delays.isKnown { known.append(row) } else { others.append(row) }
      }
    }
    return [opening(tests), knownLaws + "\n\n" + table(known), otherLaws + "\n\n" + table(others)]
      .joined(separator: "\n\n") + "\n"
  }

  private static func row(_ delays: TrueDelays, _ reading: Int, _ line: CoverageStudy.Line) -> [String] {
    let known = [delays.name, "\(reading)", line.refused.text(1)]
    guard line.held.tests > 0 else { return known + ["–", "–", "–", "–", "–"] }
    return known + [
      line.held.text(1, fails: line.fails), line.below.text(1), line.above.text(1),
      Markdown.percent(line.width, 0), Markdown.percent(line.ratio, 0),
    ]
  }

  private static func table(_ rows: [[String]]) -> String {
    Markdown.table(
      [
        "delays in days", "read on day", "refused", "interval holds", "fewer came", "more came", "width",
        "forecast over sales",
      ], texts: 2, rows)
  }

  private static func opening(_ tests: Int) -> String {
    """
    # Sales that come late: how often forecasts hold

    Written by `make proof`; do not edit. Campaigns are simulated and read by the product's own `DelayForecast`, seed \
    \(Replicates.seed): ten calling days in two weeks, \(Markdown.count(CoverageStudy.callsPerDay)) calls a day, of which \
    \(Markdown.percent(CoverageStudy.everSold, 1)) ever become sales, some 115. On days 14, 30 and 60 after the first call \
    the sales within \(CoverageStudy.horizon) days of each call are forecast from what has come, without past calls or a \
    stated prior. \(Markdown.count(tests)) campaigns a line.

    *Refused* are the campaigns without a forecast: it cannot be excluded that more than \
    \(Markdown.percent(DelayForecast.mostUnseen, 0)) of the sales within the horizon come later than any call was followed. \
    The other columns are of the campaigns with one: how often the 95 % interval holds the sales that came in the end, how \
    often fewer or more came, how wide it is over the sales, and the forecast over the sales, both on average.

    After ± stands the standard error of the simulation, in points. (!) marks intervals that hold less often than 93 % or \
    more often than 97 % of the time, by over three standard errors. Where few campaigns have a forecast, they are those \
    whose first sales happened to come fast, so that the forecast is likelier to be too low: holding is judged among \
    those, not among all.

    What is learnt: on day 60 no interval is marked for the three laws and gamma. On day 14 nearly all of their campaigns are \
    refused; the handful that are not mostly have forecasts far too low (!). On day 30 it depends on the delays, and most lines \
    have too few forecasts to judge. Refusal does not protect from delays in two waves: with 70 % early, every campaign has a \
    forecast on days 14 and 30, narrow and wrong, and on day 60 it still fails too often. With so few campaigns a line the \
    marks see only large faults: above 97 % none can be marked, and below 93 % only some eight points or more.
    """
  }

  private static let knownLaws = """
    ## Delays of a law that the forecast knows

    Exponential, Weibull and log-normal delays; the forecast is not told which.
    """

  private static let otherLaws = """
    ## Delays of another law

    Gamma delays, and sales of two kinds, of which the slower ones come later.
    """
}
