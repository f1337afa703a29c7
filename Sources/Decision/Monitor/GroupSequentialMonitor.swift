import Experiment
import Statistics

/// Planned looks at one comparison, with error spent over them.
///
/// Independent calls are judged by exact probabilities, since a normal law spends too much where opportunities are few or
/// arms uneven; calls of leads called more than once, and counts beyond ``mostExact``, by the normal law.
struct GroupSequentialMonitor {
  /// Opportunities over both arms up to which probabilities are counted exactly. The normal law errs by less than 0.05
  /// points beyond, and exact steps would take long.
  static let mostExact = 200_000

  let test: TestProtocol
  /// Error over both sides.
  let level: Double
  let spending: ErrorSpending
  /// Futility boundaries by day of the look, at the information that the plan foresees.
  private let futility: [CivilDate: Double]

  init(_ test: TestProtocol, level: Double) throws(DecisionError) {
    self.test = test
    self.level = level
    let sides: Sides = test.goal.sides == 2 ? .two : .one
    let spending = try asking { () throws(StatisticsError) in
      try ErrorSpending(alpha: level, sides: sides, function: test.monitoring.spending.function)
    }
    self.spending = spending
    futility = try asking { () throws(StatisticsError) in try Self.futility(test, efficacy: spending.upper) }
  }

  private static func futility(
    _ test: TestProtocol, efficacy: ErrorSpending.Side?
  ) throws(StatisticsError) -> [CivilDate: Double] {
    guard let function = test.monitoring.futility?.function, let efficacy, let schedule = LookSchedule(test),
      let days = schedule.callingDays, days > 0
    else { return [:] }
    var planned: [(date: CivilDate, information: Double)] = []
    for look in schedule.looks {
      let information = look.isLast ? 1 : Double(look.callingDays) / Double(days)
      guard information > (planned.last?.information ?? 0) else {
        if look.isLast { planned[planned.count - 1].date = look.date }
        continue
      }
      planned.append((look.date, information))
    }
    let design = try FutilityDesign(
      information: planned.map(\.information), efficacy: efficacy, beta: 1 - test.goal.power, futility: function,
      isBinding: false)
    // At the last look futility meets efficacy.
    let interim = zip(planned, design.bounds.looks).dropLast().filter { $0.1.lower > -.infinity }
    return Dictionary(interim.map { ($0.0.date, $0.1.lower) }, uniquingKeysWith: { $1 })
  }

  /// The futility boundary of a look; nil where there is none.
  func futilityBoundary(on date: CivilDate?) -> Double? { date.flatMap { futility[$0] } }

  /// What a look shows by the side it stopped on, then by futility, then by being the last.
  func reason(
    _ side: StoppingSide?, statistic: Double, at look: LookCourse.Look
  ) -> SequentialStanding.Reason? {
    switch side {
    case .upper: return .efficacy
    case .lower: return .harm
    case nil: break
    }
    if look.isLast { return .end }
    if let bound = futilityBoundary(on: look.date), statistic <= bound { return .futility }
    return nil
  }
}
