import ProofKit
import Statistics

/// One campaign read on several days: how often the interval of its sales within 90 days of each call holds.
struct CoverageStudy: Sendable {
  static let tests = 100
  static let horizon = 90
  static let readings = [14, 30, 60]
  static let callsPerDay = 2880
  static let everSold = 0.004
  /// Days of calls, from the first call: two weeks of five days.
  static let callingDays = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11]

  let delays: TrueDelays

  struct Line: Hashable, Sendable {
    /// Campaigns without a forecast.
    var refused: Share
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
    let counts = try await Replicates(number: tests, stream: stream)
      .counts(places * Self.readings.count, state: 0) { [self] source, _, counts in
        let campaign = campaign(&source)
        let sales = campaign.reduce(0) { $0 + $1.prefix(Self.horizon + 1).reduce(0, +) }
        for (index, reading) in Self.readings.enumerated() {
          let first = index * places
          switch try DelayForecast.answer(of: [try Self.seen(campaign, on: reading)], horizon: Self.horizon) {
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
        refused: Share(line[0], of: tests), held: Share(line[3], of: answered), below: Share(line[1], of: answered),
        above: Share(line[2], of: answered), width: Double(line[4]) / 1e4 / Double(max(1, answered)),
        ratio: Double(line[5]) / 1e4 / Double(max(1, answered)))
    }
  }

  /// Sales by calling day and whole days of delay.
  private func campaign(_ source: inout RandomSource) -> [[Int]] {
    Self.callingDays.map { _ in
      var days: [Int] = []
      for _ in 0..<source.binomial(Self.callsPerDay, Self.everSold) {
        let delay = Int(min(delays.draw(&source), 10_000))
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
