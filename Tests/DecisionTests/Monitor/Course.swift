import Decision
import Experiment
import Statistics

/// Two weeks of calls on every day, drawn with a seed, under a plan that looks early.
struct Course {
  static let start = CivilDate(dayNumber: 20_514)

  var plan: Plan
  /// Opportunities by day and variant.
  var opportunities: [[Int]]
  let callsPerDay: Int

  init(
    _ monitoring: Monitoring, rates: [Double] = [0.03, 0.036], callsPerDay: Int = 1000, days: Int = 14,
    planned: Int? = nil, sides: Int = 2, within: Int? = 0, adjustment: Goal.Adjustment = .holm, seed: UInt64 = 7
  ) throws {
    let names = ["pitch", "question", "story", "price"].prefix(rates.count)
    let variants = try Variants(
      names.enumerated().map { Variant(name: $1, role: $0 == 0 ? .control : .challenger) })
    var source = RandomSource(seed: seed)
    self.callsPerDay = callsPerDay
    opportunities = (0..<days).map { _ in rates.map { source.binomial(callsPerDay, $0) } }
    plan = Plan(
      test: TestProtocol(
        name: "course", starts: Course.start, length: .days(days),
        calling: CallingCalendar(
          weekdays: Set(Weekday.allCases), callsPerAgentDay: planned ?? callsPerDay * rates.count, agents: 1),
        assignment: AssignmentRule(method: .recorded, seed: ""), variants: variants,
        goal: Goal(
          baseline: 0.03, worthDetecting: .relative(0.2), within: within, sides: sides, adjustment: adjustment),
        monitoring: monitoring))
  }

  /// The day of a number, from 1.
  static func day(_ number: Int) -> CivilDate { start + (number - 1) }

  /// Everything that happened up to a day.
  func evidence(through day: Int) -> Evidence {
    var tally = Tally()
    for number in 1...day {
      for (variant, name) in plan.test.variants.names.enumerated() {
        tally.byDay.add(
          CallCell(calls: callsPerDay, opportunities: opportunities[number - 1][variant]),
          to: DayKey(variant: name, date: Course.day(number)))
      }
    }
    return Evidence(tally: tally)
  }

  func reading(on day: Int, looks: [PastLook] = []) throws -> Reading {
    try check(plan, evidence(through: min(day, opportunities.count)), looks: looks, asOf: Course.day(day))
  }
}
