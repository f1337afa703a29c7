import Foundation
import ProofKit
import Statistics

/// One campaign read on several days: how often the interval of its sales within 90 days of each call holds.
struct CoverageStudy: Sendable {
  static let tests = 2_000
  static let horizon = 90
  static let readings = [14, 30, 60]
  static let callsPerDay = 2880
  static let everSold = 0.004
  /// Days of calls, from the first call: two weeks of five days.
  static let callingDays = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11]

  /// What is known of the delays before the campaign.
  enum Knowledge: Hashable, Sendable {
    /// Nothing.
    case nothing
    /// A past campaign of the same size, followed to the end, whose delays were so many times as long.
    case past(times: Double)
    /// Median and 90th percentile, so many times as long as they are, either wrong by a quarter as far as the plan knows.
    case stated(times: Double)
  }

  let delays: TrueDelays
  var knowledge = Knowledge.nothing

  var name: String {
    switch knowledge {
    case .nothing, .past(times: 1): delays.name
    case .past(let times): String(format: "past delays %.1f times as long", times)
    case .stated(let times): times == 1 ? "stated as they are" : String(format: "stated %.1f times as long", times)
    }
  }

  /// Delays believed beforehand, rightly and wrongly.
  static let beforehand = [
    Knowledge.past(times: 0.7), .past(times: 1.5), .stated(times: 1), .stated(times: 0.6), .stated(times: 1.5),
  ]
  .map { CoverageStudy(delays: .known(.logNormal, median: 12, spread: 1), knowledge: $0) }

  struct Line: Hashable, Sendable {
    /// Campaigns without a forecast.
    var refused: Share
    /// Campaigns whose forecast turned out wrong, of all, those without one included.
    var wrong: Share
    /// Of the others, those whose sales lie in the interval, below it, and above it.
    var held: Share
    var below: Share
    var above: Share
    /// Width of the interval over the sales that came, in percent, on average over forecasts.
    var width: Double
    /// Sales forecast over sales that came, on average.
    var ratio: Double

    /// Whether it is outside 93–97 %.
    var fails: Bool { held.tests > 0 && (held.fallsShort(of: 0.93) || held.exceeds(0.97)) }
  }

  func lines(tests: Int, stream: UInt64) async throws -> [Line] {
    let places = 6
    let stated = try statedPrior()
    let counts = try await Replicates(number: tests, stream: stream)
      .counts(places * Self.readings.count, state: 0) { [self] source, _, counts in
        let prior = try stated ?? pastPrior(&source)
        let campaign = campaign(&source)
        let sales = campaign.reduce(0) { $0 + $1.prefix(Self.horizon + 1).reduce(0, +) }
        for (index, reading) in Self.readings.enumerated() {
          let first = index * places
          switch try DelayForecast.answer(
            of: [try Self.seen(campaign, on: reading)], horizon: Self.horizon, prior: prior)
          {
          case .tailNotSeen: counts[first] += 1
          case .forecast(let forecast):
            let interval = forecast.outcomes
            if Double(sales) < interval.lower {
              counts[first + 1] += 1
            } else if Double(sales) > interval.upper {
              counts[first + 2] += 1
            } else {
              counts[first + 3] += 1
            }
            counts[first + 4] += Int(1e4 * (interval.upper - interval.lower) / Double(max(1, sales)))
            counts[first + 5] += Int(1e4 * interval.value / Double(max(1, sales)))
          }
        }
      }
    return Self.readings.indices.map { index in
      let line = Array(counts[index * places..<(index + 1) * places])
      let answered = tests - line[0]
      return Line(
        refused: Share(line[0], of: tests), wrong: Share(line[1] + line[2], of: tests),
        held: Share(line[3], of: answered), below: Share(line[1], of: answered),
        above: Share(line[2], of: answered), width: Double(line[4]) / 1e4 / Double(max(1, answered)),
        ratio: Double(line[5]) / 1e4 / Double(max(1, answered)))
    }
  }

  private func pastPrior(_ source: inout RandomSource) throws -> DelayPrior? {
    guard case .past(let times) = knowledge else { return nil }
    let past = campaign(&source, times: times)
    return DelayPrior(try CureModel.best([try Self.seen(past, on: Self.pastFollowedTo)]).best)
  }

  private func statedPrior() throws -> DelayPrior? {
    guard case .stated(let times) = knowledge else { return nil }
    let quantiles = delays.quantiles()
    return try DelayPrior(.logNormal, median: times * quantiles.median, ninetieth: times * quantiles.ninetieth)
  }

  /// Day after its first call up to which a past campaign was followed.
  private static let pastFollowedTo = 180

  /// Sales by calling day and whole days of delay, with delays so many times as long.
  private func campaign(_ source: inout RandomSource, times: Double = 1) -> [[Int]] {
    Self.callingDays.map { _ in
      var days: [Int] = []
      for _ in 0..<source.binomial(Self.callsPerDay, Self.everSold) {
        let delay = Int(min(times * delays.draw(&source), 10_000))
        while days.count <= delay { days.append(0) }
        days[delay] += 1
      }
      return days
    }
  }

  /// What is known of them so many days after the first call.
  private static func seen(_ campaign: [[Int]], on reading: Int) throws -> DelayCohorts {
    try DelayCohorts(
      zip(callingDays, campaign).map { day, sales in
        DelayCohorts.Cohort(
          age: reading - day, calls: callsPerDay, outcomes: Array(sales.prefix(reading - day + 1)))
      })
  }
}
