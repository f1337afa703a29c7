import Decision
import Experiment
import Statistics

/// One test after the other, drawn day by day, with the rule of the product beside its counts.
struct DrawnTest: Sendable {
  let plan: Plan
  let rule: CountsRule
  /// Days with calls.
  let dates: [CivilDate]
  var counts: CountsByDay
  private var course: CountsCourse

  init(_ plan: Plan) throws {
    self.plan = plan
    let test = plan.test
    dates =
      test.starts.flatMap { starts in
        test.lastDay.map { test.calling.callingDays(from: starts, through: $0) }
      } ?? []
    rule = try CountsRule(plan, dates: dates)
    counts = CountsByDay(days: dates.count, variants: 2)
    course = rule.course()
  }

  /// Draws all days anew: each call of a day falls to a script by its share, and succeeds at the script's rate.
  mutating func draw(_ rates: [Double], from source: inout RandomSource) {
    let share = plan.test.variants.shares[1]
    let calls = plan.test.calling.callsPerDay ?? 0
    for day in dates.indices {
      let challenger = source.binomial(calls, share)
      counts.calls[2 * day] = calls - challenger
      counts.calls[2 * day + 1] = challenger
      for script in 0...1 {
        let place = 2 * day + script
        counts.opportunities[place] = source.binomial(counts.calls[place], rates[script])
      }
    }
  }

  /// What the test concludes when it is read so many times, or to its end, and at which reading.
  mutating func ending(readings: Int? = nil) throws -> (ending: CountsRule.Ending, reading: Int)? {
    course.restart()
    for reading in 0..<(readings ?? rule.readings.count) {
      if let ending = try course.read(counts) { return (ending, reading) }
    }
    return nil
  }

  /// Calls and opportunities of both scripts by the end of so many days.
  func table(days: Int) throws -> TwoProportions {
    func sum(_ script: Int, _ of: [Int]) -> Int { (0..<days).reduce(0) { $0 + of[2 * $1 + script] } }
    return TwoProportions(
      control: try Proportion(sum(0, counts.opportunities), of: sum(0, counts.calls)),
      variant: try Proportion(sum(1, counts.opportunities), of: sum(1, counts.calls)))
  }

  /// What the product is given to read at the end of a date.
  func evidence(asOf date: CivilDate) -> Evidence {
    var tally = Tally()
    for (day, called) in dates.enumerated() where called <= date {
      for (script, name) in plan.test.variants.names.enumerated() {
        let place = 2 * day + script
        tally.byDay.add(
          CallCell(calls: counts.calls[place], opportunities: counts.opportunities[place]),
          to: DayKey(variant: name, date: called))
      }
    }
    return Evidence(tally: tally, lastDay: date)
  }
}
