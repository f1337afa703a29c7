import Experiment
import Foundation

/// When the calls of a campaign are placed: its slots in time order, and how many calls have been placed by the end of
/// each.
struct CampaignSchedule: Sendable {
  let zone: TimeZone
  let calls: Int
  let slots: [CallingSlot]
  /// Calls placed by the end of each slot, in proportion to open time; the last one is `calls`.
  let placedByEnd: [Int]
  let days: [CivilDate]

  /// The schedule of a plan: its calling days, or as many as its calls take.
  init(test: TestProtocol, calls asked: Int?) throws(CampaignError) {
    guard let starts = test.starts else { throw .noStart }
    guard let zone = TimeZone(identifier: test.timeZone) else { throw .unknownTimeZone(test.timeZone) }
    switch test.length {
    case .days(let days): guard (1...CallingCalendar.longestTest).contains(days) else { throw .length(days) }
    case .calls(let planned): try CampaignSchedule.checkSize(asked ?? planned)
    }
    let candidates = CampaignSchedule.candidates(test, from: starts, calls: asked)
    let days = candidates.filter { !CampaignSchedule.stretches(on: $0, calendar: test.calling).isEmpty }
    guard !days.isEmpty else {
      throw .noCallingDays(from: starts, through: candidates.last ?? test.lastDay ?? starts)
    }
    let calls = try CampaignSchedule.calls(asked, test: test, days: days.count)
    let cuts = test.assignment.goesBySlot ? SlotCalendar(test).parts.map(\.start) : []
    let tested = test.factors.contains(.window) ? Set(test.variants.all.compactMap(\.window)) : nil
    let slots = days.flatMap { date in
      let clock = WallClock(date: date, zone: zone)
      return CampaignSchedule.stretches(on: date, calendar: test.calling)
        .filter { stretch in tested.map { tested in stretch.window.map(tested.contains) ?? false } ?? true }
        .flatMap { $0.cut(at: cuts) }.compactMap { $0.slot(on: date, clock: clock) }
    }
    let open = slots.reduce(0) { $0 + $1.length }
    guard open > 0 else { throw .noCallingDays(from: starts, through: days[days.count - 1]) }
    var elapsed = 0
    self.placedByEnd = slots.map { slot in
      elapsed += slot.length
      let (high, low) = calls.multipliedFullWidth(by: elapsed)
      return open.dividingFullWidth((high, low)).quotient
    }
    self.zone = zone
    self.calls = calls
    self.slots = slots
    self.days = days
  }

  /// Calling dates that may be used, before windows are looked at.
  private static func candidates(_ test: TestProtocol, from starts: CivilDate, calls asked: Int?) -> [CivilDate] {
    if let last = test.lastDay { return test.calling.callingDays(from: starts, through: last) }
    guard case .calls(let planned) = test.length else { return [] }
    let needed: Int
    if let pace = test.callsPerDay, pace > 0 {
      needed = max(1, ((asked ?? planned) + pace - 1) / pace)
    } else {
      needed = 10
    }
    return test.calling.callingDays(from: starts, count: needed)
  }

  private static func calls(_ asked: Int?, test: TestProtocol, days: Int) throws(CampaignError) -> Int {
    let calls: Int
    if let asked {
      calls = asked
    } else if case .calls(let planned) = test.length {
      calls = planned
    } else if let pace = test.callsPerDay {
      let (product, overflow) = pace.multipliedReportingOverflow(by: days)
      calls = overflow ? .max : product
    } else {
      throw .unknownSize
    }
    try checkSize(calls)
    return calls
  }

  private static func checkSize(_ calls: Int) throws(CampaignError) {
    guard (1...999_999_999).contains(calls) else { throw .size(calls) }
  }

  /// The open stretches of a date: the plan's windows, or 9:00 to 18:00 parted at 13:00 where it has none, as far as the
  /// law allows.
  static func stretches(on date: CivilDate, calendar: CallingCalendar) -> [Stretch] {
    let planned = planned(on: date, calendar: calendar)
    guard let legal = calendar.rules?.legalMinutes(on: date) else { return planned }
    return planned.flatMap { stretch in
      legal.compactMap { hours in
        let minutes = stretch.minutes.clamped(to: hours.start..<hours.end)
        return minutes.isEmpty ? nil : Stretch(minutes: minutes, window: stretch.window)
      }
    }
  }

  private static func planned(on date: CivilDate, calendar: CallingCalendar) -> [Stretch] {
    if calendar.windows.isEmpty {
      return [Stretch(minutes: 540..<780, window: nil), Stretch(minutes: 780..<1080, window: nil)]
    }
    var stretches: [Stretch] = []
    for minute in 0..<1440 {
      let inHours = calendar.windows.contains { window in
        switch window.span {
        case .hours(let hours): hours.contains(minute)
        case .weekdays(let days): days.contains(date.weekday) && (540..<1080).contains(minute)
        }
      }
      guard inHours else { continue }
      let name = calendar.window(on: date, minute: minute)
      if let last = stretches.last, last.window == name, last.minutes.upperBound == minute {
        stretches[stretches.count - 1].minutes = last.minutes.lowerBound..<(minute + 1)
      } else {
        stretches.append(Stretch(minutes: minute..<(minute + 1), window: name))
      }
    }
    return stretches
  }

  /// Minutes of a day that share a window.
  struct Stretch: Hashable {
    var minutes: Range<Int>
    var window: String?

    /// The parts between some minutes.
    func cut(at cuts: [Int]) -> [Stretch] {
      let inside = cuts.filter { $0 > minutes.lowerBound && $0 < minutes.upperBound }.sorted()
      let ends = [minutes.lowerBound] + inside + [minutes.upperBound]
      return zip(ends, ends.dropFirst()).map { Stretch(minutes: $0..<$1, window: window) }
    }

    /// The slot of the seconds that exist, or nil where clocks skip all of them.
    func slot(on date: CivilDate, clock: WallClock) -> CallingSlot? {
      let seconds = (minutes.lowerBound * 60)..<(minutes.upperBound * 60)
      let skipped = clock.gap.map { $0.clamped(to: seconds).count } ?? 0
      guard skipped < seconds.count else { return nil }
      return CallingSlot(
        date: date, window: window, start: seconds.lowerBound, length: seconds.count - skipped, clock: clock)
    }
  }
}
