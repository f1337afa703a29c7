import Experiment

/// The calls of a planned test along its calendar, spread evenly over its calling days.
///
/// Where the calling days are not known, equal steps take their place, and nothing is said about days.
struct CallTimeline {
  /// A moment at which a test is read.
  struct Reading: Hashable {
    /// The day at whose end it stands; nil without a first day.
    var date: CivilDate?
    /// Calendar days of the test by then; nil where they are not known.
    var day: Int?
    /// Calls placed by then, over all arms.
    var placed: Int
    /// Calls whose maturity window has closed by then.
    var mature: Int
  }

  /// Steps of a test of which only the number of calls is known: the calling days of two weeks.
  private static let nominalSteps = 10
  /// More readings than these are not told apart: several calling days then share one.
  private static let mostReadings = 100

  /// The protocol, with a first day and a length in days.
  private let test: TestProtocol
  private let starts: CivilDate
  private let within: Int
  /// Calling days in order; empty where they are not known.
  private let dates: [CivilDate]
  /// Calls placed by the end of each calling day or step; the last are all.
  private let placed: [Int]
  private let isDated: Bool
  /// Calling days or steps that share a reading.
  let stepsPerReading: Int

  /// The calendar of `total` calls under a protocol and its looks; a test without a first day is thought to start on a
  /// Monday.
  init(_ plan: TestProtocol, monitoring: Monitoring, total: Int) {
    var test = plan
    test.monitoring = monitoring
    starts = plan.starts ?? .firstMonday
    within = plan.goal.within ?? 0
    test.starts = starts
    dates = CallTimeline.dates(of: plan, from: starts, total: total)
    isDated = plan.starts != nil && !dates.isEmpty
    if !isDated, case .dates(let stated) = monitoring.looks { test.monitoring.looks = .count(max(1, stated.count)) }
    let steps = dates.isEmpty ? CallTimeline.steps(for: test.monitoring.looks) : dates.count
    if case .calls = plan.length, let last = dates.last, let pace = plan.callsPerDay {
      test.length = .days(last - starts + 1)
      placed = (1...steps).map { min(total, $0 * pace) }
    } else {
      let (each, rest) = total.quotientAndRemainder(dividingBy: steps)
      placed = (1...steps).map { each * $0 + rest * $0 / steps }
    }
    self.test = test
    stepsPerReading = (steps - 1) / CallTimeline.mostReadings + 1
  }

  private static func dates(of plan: TestProtocol, from starts: CivilDate, total: Int) -> [CivilDate] {
    switch plan.length {
    case .days(let days): return plan.calling.callingDays(from: starts, through: starts + (days - 1))
    case .calls: return plan.callingDays(forCalls: total)
    }
  }

  private static func steps(for looks: Monitoring.Looks) -> Int {
    switch looks {
    case .daily: nominalSteps
    case .weekly: nominalSteps / 5
    case .dates(let dates): max(1, dates.count)
    case .count(let count): max(1, count)
    }
  }

  /// The planned end, at which everything is mature.
  var end: Reading {
    let last = test.lastDay.map { $0 + within }
    return Reading(
      date: isDated ? last : nil, day: dates.isEmpty ? nil : last.map { $0 - starts + 1 },
      placed: placed.last ?? 0, mature: placed.last ?? 0)
  }

  /// The planned looks that see more mature calls than the look before; the last of them sees all.
  var looks: [Reading] {
    let planned =
      dates.isEmpty ? placed.indices.map(step) : (LookSchedule(test)?.looks ?? []).map { reading(at: $0.date) }
    var looks: [Reading] = []
    for look in planned where look.mature > looks.last?.mature ?? 0 { looks.append(look) }
    return thinned(looks)
  }

  /// One reading for every calling day, at the end of the day on which its calls have matured.
  var dailyReadings: [Reading] {
    thinned(dates.isEmpty ? placed.indices.map(step) : dates.map { reading(at: $0 + within) })
  }

  /// Windows in which calls are placed by each daily reading's own calls: the blocks of any-time evidence.
  var windowsPerReading: [Int] {
    guard !dates.isEmpty, stepsPerReading == 1 else { return dailyReadings.map { _ in 1 } }
    return dates.map { date in
      max(
        1,
        test.calling.windows.count { window in
          if case .weekdays(let days) = window.span { days.contains(date.weekday) } else { true }
        })
    }
  }

  private func step(_ index: Int) -> Reading { Reading(placed: placed[index], mature: placed[index]) }

  private func reading(at date: CivilDate) -> Reading {
    func calls(through last: CivilDate) -> Int {
      let days = dates.prefix { $0 <= last }.count
      return days == 0 ? 0 : placed[days - 1]
    }
    return Reading(
      date: isDated ? date : nil, day: date - starts + 1, placed: calls(through: date),
      mature: calls(through: date - within))
  }

  private func thinned(_ readings: [Reading]) -> [Reading] {
    let stride = (readings.count - 1) / CallTimeline.mostReadings + 1
    return readings.enumerated().filter { ($0.offset + 1) % stride == 0 || $0.offset == readings.count - 1 }
      .map(\.element)
  }
}
