import Decision
import Experiment
import ProofKit
import Statistics

/// Two scripts that are alike but for the days until their opportunities are qualified, read every day for two weeks.
struct DelayStudy: Sendable {
  static let tests = 20_000
  static let rate = 0.03
  static let callsPerScript = 994

  /// Mean days from a call to its opportunity, control and challenger.
  let means: [Double]
  /// The maturity window; nil: opportunities count as they come.
  let within: Int?

  /// No window, too short ones, and one that covers the tail; then equal delays, for what the check says without a cause.
  static let all =
    [nil, 7, 14, 30].map { DelayStudy(means: [5, 3], within: $0) } + [DelayStudy(means: [5, 5], within: 7)]

  struct Line: Hashable, Sendable {
    var sides: Sides
    /// Tests whose delays check warns at the reading at which they stop.
    var warned: Share
    /// The same of tests that call a script better.
    var warnedWinners: Share
    /// Tests to which it proposes a longer window there.
    var proposed: Share
  }

  func line(tests: Int, stream: UInt64) async throws -> Line {
    let plan = try HookTest(
      rate: Self.rate, monitoring: Monitoring(method: .groupSequential), callsPerDay: 2 * Self.callsPerScript,
      weekdays: Set(Weekday.allCases), within: within
    ).plan()
    let counts = try await Replicates(number: tests, stream: stream)
      .counts(5, state: DelayedTest(try DrawnTest(plan))) { source, test, counts in
        test.draw(rate: Self.rate, means: means, calls: Self.callsPerScript, from: &source)
        let (ending, date) = try test.ending()
        let finding = DelaysCheck().finding(for: test.inspection(asOf: date))
        let warns = finding.status == .warn || finding.status == .fail
        let isShown = ending == .rollOut(1) || ending == .keepControl
        counts[0] += ending == .rollOut(1) ? 1 : 0
        counts[1] += ending == .keepControl ? 1 : 0
        counts[2] += warns ? 1 : 0
        counts[3] += warns && isShown ? 1 : 0
        if case .delays(let delays) = finding.detail, delays.proposedWithin != nil { counts[4] += 1 }
      }
    return Line(
      sides: Sides(better: Share(counts[0], of: tests), worse: Share(counts[1], of: tests)),
      warned: Share(counts[2], of: tests), warnedWinners: Share(counts[3], of: counts[0] + counts[1]),
      proposed: Share(counts[4], of: tests))
  }
}

/// A drawn test whose opportunities are known with a delay.
private struct DelayedTest: Sendable {
  private var test: DrawnTest
  /// Opportunities by day and script as in the counts, then by days to qualification.
  private var delays: [[Int]]

  init(_ test: DrawnTest) {
    self.test = test
    delays = test.counts.calls.map { _ in [] }
  }

  /// Exponential delays, rounded up to whole days.
  mutating func draw(rate: Double, means: [Double], calls: Int, from source: inout RandomSource) {
    for place in delays.indices {
      test.counts.calls[place] = calls
      delays[place].removeAll(keepingCapacity: true)
      for _ in 0..<source.binomial(calls, rate) {
        let days = Int(source.exponential(mean: means[place % 2]).rounded(.up))
        while delays[place].count <= days { delays[place].append(0) }
        delays[place][days] += 1
      }
    }
  }

  private mutating func count(_ longest: (Int) -> Int) {
    for place in delays.indices {
      test.counts.opportunities[place] = delays[place].prefix(max(0, longest(place / 2) + 1)).reduce(0, +)
    }
  }

  /// What the test concludes, and the date of that reading. Without a window a reading takes all counts as they are known
  /// by then, those of past looks too.
  mutating func ending() throws -> (CountsRule.Ending, CivilDate) {
    let readings = test.rule.readings
    if let within = test.plan.test.goal.within {
      count { _ in within }
      if let (ending, reading) = try test.ending() { return (ending, readings[reading].date) }
    } else {
      for (index, reading) in readings.enumerated() {
        let dates = test.dates
        count { reading.date - dates[$0] }
        if let (ending, _) = try test.ending(readings: index + 1) { return (ending, reading.date) }
      }
    }
    return (.noWinner, readings[readings.count - 1].date)
  }

  /// What the check of delays looks at on a date.
  func inspection(asOf date: CivilDate) -> Inspection {
    var tally = test.evidence(asOf: date).tally
    for (place, counts) in delays.enumerated() {
      let called = test.dates[place / 2]
      for (days, count) in counts.enumerated() where called + days <= date {
        tally.delays.add(
          count, to: DelayKey(variant: test.plan.test.variants.names[place % 2], date: called, days: days))
      }
    }
    return Inspection(test: test.plan.test, tally: tally, asOf: date)
  }
}
