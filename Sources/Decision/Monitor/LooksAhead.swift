import Experiment
import Statistics

/// The looks to come, at the pace of calls so far, and what the results so far let expect of them.
struct LooksAhead {
  /// Looks to come that are computed at most.
  private static let most = 400

  private let monitor: GroupSequentialMonitor
  private let taken: [SequentialLook]
  /// The looks to come with the information they will have.
  private let future: [(date: CivilDate, information: Double, isLast: Bool)]

  init?(
    monitor: GroupSequentialMonitor, course: LookCourse, taken: [SequentialLook], schedule: LookSchedule?,
    asOf: CivilDate?
  ) {
    guard let schedule, let asOf else { return nil }
    let last = course.looks.last
    let days = last?.callingDays ?? 0
    let reached = last?.information ?? 0
    var future: [(date: CivilDate, information: Double, isLast: Bool)] = []
    // Information a calling day: as it was so far, or as planned before the first look.
    let pace: Double
    if days > 0 {
      pace = reached / Double(days)
    } else if let planned = schedule.callingDays, planned > 0 {
      pace = 1 / Double(planned)
    } else {
      return nil
    }
    for look in schedule.looks where look.date > asOf {
      let information = reached + pace * Double(look.callingDays - days)
      let isLast = look.isLast || (schedule.callingDays == nil && information >= 1)
      let before = future.last?.information ?? reached
      if information - before > 2 * StoppingBounds.smallestStep * information {
        future.append((look.date, information, isLast))
      } else if isLast, let index = future.indices.last {
        future[index] = (look.date, future[index].information, true)
      }
      if isLast || future.count >= Self.most { break }
    }
    guard !future.isEmpty else { return nil }
    self.monitor = monitor
    self.taken = taken
    self.future = future
  }

  private func bounds() throws(StatisticsError) -> [LookBounds] {
    try monitor.spending.bounds(
      at: taken.map(\.informationFraction) + future.map(\.information), endsAtLast: future.last?.isLast ?? false
    ).looks
  }

  /// The looks to come with their boundaries.
  func planned() throws(StatisticsError) -> [PlannedLook] {
    zip(future, try bounds().suffix(future.count)).map { look, bound in
      PlannedLook(
        date: look.date, informationFraction: look.information, efficacyBoundary: bound.upper.finite,
        harmBoundary: bound.lower.finite)
    }
  }

  /// The next look, the chance of a conclusion by the end given the results so far, and the first look at which the trend
  /// so far would cross.
  func outlook() throws(StatisticsError) -> Outlook {
    var outlook = Outlook(nextLook: future.first?.date)
    guard let last = taken.last, last.statistic.magnitude <= StagewiseAnalysis.largestStatistic else { return outlook }
    let looks = try bounds()
    let interim = try InterimResult(information: last.informationFraction, statistic: last.statistic)
    let bounds = try StoppingBounds(looks)
    outlook.chanceBetter = try bounds.predictivePower(at: interim, belief: DriftBelief(after: interim))
    if monitor.spending.lower != nil {
      let mirrored = try StoppingBounds(
        looks.map { look throws(StatisticsError) in
          try LookBounds(information: look.information, lower: -look.upper, upper: -look.lower)
        })
      let mirror = try InterimResult(information: last.informationFraction, statistic: -last.statistic)
      outlook.chanceWorse = try mirrored.predictivePower(at: mirror, belief: DriftBelief(after: mirror))
    }
    outlook.expectedConclusion =
      zip(future, looks.suffix(future.count)).first { look, bound in
        bound.side(of: interim.trend * look.information.squareRoot()) != nil
      }?.0.date
    return outlook
  }
}
