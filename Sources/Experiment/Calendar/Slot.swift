/// A stretch of calling time that has one script: a half-day, or a day.
public struct Slot: Hashable, Sendable, Codable, Comparable {
  /// The local date.
  public var date: CivilDate
  /// The part of the day, 0 for the first one.
  public var part: Int

  /// A slot.
  public init(date: CivilDate, part: Int) {
    self.date = date
    self.part = part
  }

  /// In time.
  public static func < (left: Slot, right: Slot) -> Bool {
    left.date != right.date ? left.date < right.date : left.part < right.part
  }
}

/// A part of every calling day: what a slot is on its date.
public struct DayPart: Hashable, Sendable, Codable {
  /// The name used in schedules and reports; the window's, where the plan has hour windows.
  public let name: String
  /// The first minute of the part, in minutes since local midnight.
  public let start: Int

  /// A part that begins at a minute of the day, 0...1439, and lasts until the next part begins.
  public init(name: String, start: Int) {
    self.name = name
    self.start = start
  }
}

/// The slots of a test: its calling days, each cut into the same parts.
public struct SlotCalendar: Hashable, Sendable {
  /// Minute at which the second half of a day begins where the plan names no hour windows: 13:00.
  public static let noon = 13 * 60

  /// The parts of a day, in time.
  public let parts: [DayPart]
  private let calling: CallingCalendar

  /// The slots of a plan's calling days.
  public init(_ test: TestProtocol) {
    self.init(test.calling, length: test.assignment.slots.length)
  }

  /// The slots of calling days.
  public init(_ calling: CallingCalendar, length: SlotRule.Length) {
    self.calling = calling
    let windows = calling.windows.compactMap { window -> DayPart? in
      guard case .hours(let hours) = window.span else { return nil }
      return DayPart(name: window.name, start: hours.start)
    }
    switch length {
    case .day: parts = [DayPart(name: "day", start: 0)]
    case .halfDay where windows.count > 1: parts = windows.sorted { $0.start < $1.start }
    case .halfDay: parts = [DayPart(name: "morning", start: 0), DayPart(name: "afternoon", start: SlotCalendar.noon)]
    }
  }

  /// The slots from one date to another, both included, in time.
  public func slots(from first: CivilDate, through last: CivilDate) -> [Slot] {
    calling.callingDays(from: first, through: last).flatMap { date in
      parts.indices.map { Slot(date: date, part: $0) }
    }
  }

  /// The part of the day at a minute since local midnight: the last one that has begun, or the first before any has.
  public func part(atMinute minute: Int) -> Int {
    parts.lastIndex { $0.start <= minute } ?? 0
  }

  /// The slot at a local date and minute; nil on days without calls.
  public func slot(on date: CivilDate, minute: Int) -> Slot? {
    calling.isCallingDay(date) ? Slot(date: date, part: part(atMinute: minute)) : nil
  }
}

extension SlotCalendar {
  /// The hours of a part of the day: those of the plan's window of that name; else from the part's beginning to that of the
  /// next one, as far as the law of the plan, if it names one, allows calls on some calling weekday.
  public func hours(ofPart part: Int) -> HourRange? {
    let own = parts[part]
    let next = part + 1 < parts.count ? parts[part + 1].start : 24 * 60
    var hours = HourRange(start: own.start, end: next)
    for window in calling.windows where window.name == own.name {
      if case .hours(let range) = window.span { hours = range }
    }
    guard let rules = calling.rules, let span = hours else { return hours }
    let legal = calling.weekdays.flatMap { rules.hours(of: $0) }.compactMap { $0.intersection(span) }
    guard let start = legal.map(\.start).min(), let end = legal.map(\.end).max() else { return hours }
    return HourRange(start: start, end: end)
  }

  /// The slots of a test with a start and a length in days; empty without.
  public static func slots(of test: TestProtocol) -> [Slot] {
    guard let first = test.starts, let last = test.lastDay else { return [] }
    return SlotCalendar(test).slots(from: first, through: last)
  }
}
