import Experiment
import Foundation

/// A stretch of one calling day with one window: where calls can be placed.
struct CallingSlot: Hashable, Sendable {
  /// The local date.
  let date: CivilDate
  /// Name of the window; nil where the plan has none.
  let window: String?
  /// First second of the stretch on the wall clock.
  let start: Int
  /// Seconds of the stretch that exist on the wall clock.
  let length: Int
  /// How the wall clock is set.
  let clock: WallClock

  /// The wall-clock second of the day, `elapsed` existing seconds after the start.
  func secondOfDay(elapsed: Int) -> Int {
    clock.skippingGap(start + elapsed, from: start)
  }
}

/// The wall clock of one date: its offset from universal time and the change on days when clocks are set.
struct WallClock: Hashable, Sendable {
  /// Seconds east of Greenwich at the beginning of the date.
  let offset: Int
  /// The second of the day at which clocks are changed, and by how much; nil on ordinary days.
  let change: Change?

  struct Change: Hashable, Sendable {
    let second: Int
    let gain: Int
  }

  /// Seconds of the day that do not exist, when clocks go forward.
  var gap: Range<Int>? {
    guard let change, change.gain > 0 else { return nil }
    return change.second..<(change.second + change.gain)
  }

  /// Offset at a second of the day; a second that occurs twice is the first one.
  func offset(at second: Int) -> Int {
    guard let change, second >= change.second else { return offset }
    return offset + change.gain
  }

  /// `second`, counted from `start` in seconds that exist, as a second of the day.
  func skippingGap(_ second: Int, from start: Int) -> Int {
    guard let gap, second >= gap.lowerBound, start < gap.upperBound else { return second }
    return second + (gap.upperBound - max(start, gap.lowerBound))
  }

  /// The clock of a date in a time zone.
  init(date: CivilDate, zone: TimeZone) {
    func offset(_ instant: Int) -> Int {
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
    }
    func midnight(_ date: CivilDate) -> Int {
      let guess = date.dayNumber * 86_400
      return guess - offset(guess - offset(guess))
    }
    var low = midnight(date)
    var high = midnight(date + 1)
    let before = offset(low)
    let after = offset(high - 1)
    self.offset = before
    guard before != after else {
      change = nil
      return
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offset(middle) == before { low = middle } else { high = middle }
    }
    change = Change(second: high + before - date.dayNumber * 86_400, gain: after - before)
  }
}
