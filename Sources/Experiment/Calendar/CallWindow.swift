/// A part of the calling day or week with a name of its own: morning, afternoon, early week.
public struct CallWindow: Hashable, Sendable, Codable {
  /// What the window is made of.
  public enum Span: Hashable, Sendable, Codable {
    /// Hours of the day, half-open.
    case hours(HourRange)
    /// Days of the week.
    case weekdays(Set<Weekday>)
  }

  /// The name used in data and reports.
  public let name: String
  /// The hours or weekdays it covers.
  public let span: Span

  /// A window of hours or of weekdays.
  public init(name: String, span: Span) {
    self.name = name
    self.span = span
  }

  /// Whether a local weekday and minute of the day (0...1439) fall into the window.
  public func contains(weekday: Weekday, minute: Int) -> Bool {
    switch span {
    case .hours(let hours): hours.contains(minute)
    case .weekdays(let days): days.contains(weekday)
    }
  }
}

/// Hours of one day, from `start` up to but excluding `end`, in minutes since local midnight.
public struct HourRange: Hashable, Sendable, Codable {
  /// First minute of the range, 0...1439.
  public let start: Int
  /// First minute after the range, `start` + 1...1440.
  public let end: Int

  /// A range of at least one minute within one day, or nil.
  public init?(start: Int, end: Int) {
    guard start >= 0, end <= 1440, start < end else { return nil }
    self.start = start
    self.end = end
  }

  /// The range written `HH:MM-HH:MM`, or nil for anything else.
  public init?(_ text: some StringProtocol) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let start = HourRange.minute(ends[0]), let end = HourRange.minute(ends[1]) else {
      return nil
    }
    self.init(start: start, end: end)
  }

  /// Whether a minute of the day falls into the range.
  public func contains(_ minute: Int) -> Bool {
    minute >= start && minute < end
  }

  /// Whether two ranges share a minute.
  public func overlaps(_ other: HourRange) -> Bool {
    start < other.end && other.start < end
  }

  /// The minutes that two ranges share, or nil where they share none.
  public func intersection(_ other: HourRange) -> HourRange? {
    HourRange(start: max(start, other.start), end: min(end, other.end))
  }

  /// From midnight to midnight.
  static let wholeDay = HourRange(start: 0, end: 1440)

  static func minute(_ text: some StringProtocol) -> Int? {
    let trimmed = String(text).filter { $0 != " " }
    let parts = trimmed.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 1440
    else { return nil }
    return hour * 60 + minute
  }
}

extension HourRange: CustomStringConvertible {
  /// The range as `HH:MM-HH:MM`.
  public var description: String {
    func clock(_ minute: Int) -> String {
      let hours = minute / 60
      let minutes = minute % 60
      return "\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
    }
    return "\(clock(start))-\(clock(end))"
  }
}
