/// When the law lets a team call, how often, and how long a refusal is to be respected.
///
/// A preset is data with its sources; it says what a plan and its calls are held against, and is no legal advice. Hours
/// and days are those of the person called, in that person's own time zone.
public struct LegalHours: Hashable, Sendable {
  /// A text in the languages of the reports.
  public struct Bilingual: Hashable, Sendable {
    /// In English.
    public let english: String
    /// In French.
    public let french: String

    /// A text in both languages.
    public init(english: String, french: String) {
      self.english = english
      self.french = french
    }
  }

  /// A law or decree that the preset rests on.
  public struct Source: Hashable, Sendable, Codable {
    /// Its title, with the article where one matters.
    public let title: String
    /// Where its text stands.
    public let url: String
    /// The day it was published.
    public let published: CivilDate
    /// The day from which it applies.
    public let inForce: CivilDate
  }

  /// Something that the data of calls cannot show and a reader is to know.
  public struct Notice: Hashable, Sendable {
    /// The first day it applies to; nil: always.
    public let from: CivilDate?
    /// What it says.
    public let text: Bilingual
  }

  /// The largest number of calls to one person in any stretch of days.
  public struct Frequency: Hashable, Sendable, Codable {
    /// Calls allowed, answered or not.
    public let atMost: Int
    /// Length of the stretch in calendar days, its first and last day included.
    public let days: Int
  }

  /// The name in plans: `fr-consumer`.
  public let name: String
  /// What it is about.
  public let title: Bilingual
  /// The day since which the law has stood as described here; it changes when the preset does.
  public let state: CivilDate
  /// The hours of each weekday, in order; weekdays without any are absent. Nil: no hours are set by law.
  public let hours: [Weekday: [HourRange]]?
  /// The holidays on which no call is placed.
  public let holidays: HolidayCalendar?
  /// How often one person may be called; nil: as often as one likes.
  public let frequency: Frequency?
  /// Full calendar days after a refusal on which the person is left alone; nil: none.
  public let restAfterRefusal: Int?
  /// What the preset rests on.
  public let sources: [Source]
  /// What a reader is to know besides.
  public let notices: [Notice]

  /// The legal hours of a weekday that is no holiday; the whole day where no hours are set.
  public func hours(of weekday: Weekday) -> [HourRange] {
    guard let hours else { return HourRange.wholeDay.map { [$0] } ?? [] }
    return hours[weekday] ?? []
  }

  /// The holiday on a date on which no call may be placed, or nil.
  public func holiday(on date: CivilDate) -> PublicHoliday? {
    holidays?.holiday(on: date)
  }

  /// The minutes of a local date in which calls may be placed, in order: none on holidays and on days without hours.
  public func legalMinutes(on date: CivilDate) -> [HourRange] {
    holiday(on: date) == nil ? hours(of: date.weekday) : []
  }

  /// Whether a call may be placed at a local date and minute of the day (0...1439), as far as days and hours go.
  public func allows(_ date: CivilDate, minute: Int) -> Bool {
    legalMinutes(on: date).contains { $0.contains(minute) }
  }

  /// What a reader of a given day is to know; every notice where the day is nil.
  public func notices(on date: CivilDate?) -> [Bilingual] {
    notices.filter { notice in notice.from.flatMap { from in date.map { $0 >= from } } ?? true }.map(\.text)
  }
}

extension LegalHours.Bilingual: Codable {
  private enum CodingKeys: String, CodingKey {
    case english = "en"
    case french = "fr"
  }
}

extension LegalHours.Notice: Codable {
  private enum CodingKeys: CodingKey {
    case from
  }

  /// Reads the text beside the day.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    from = try container.decodeIfPresent(CivilDate.self, forKey: .from)
    text = try LegalHours.Bilingual(from: decoder)
  }

  /// Writes the text beside the day.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(from, forKey: .from)
    try text.encode(to: encoder)
  }
}

extension LegalHours: Codable {
  private enum CodingKeys: String, CodingKey {
    case name, title, state, hours, holidays
    case frequency = "solicitations"
    case restAfterRefusal, sources, notices
  }

  /// Reads a preset; hours are written `10:00-13:00` under `mon` to `sun`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    title = try container.decode(Bilingual.self, forKey: .title)
    state = try container.decode(CivilDate.self, forKey: .state)
    let written = try container.decodeIfPresent([String: [String]].self, forKey: .hours)
    hours = try written.map { written in
      var hours: [Weekday: [HourRange]] = [:]
      for (day, ranges) in written {
        let read = ranges.compactMap { HourRange($0) }
        guard let weekday = Weekday(rawValue: day), read.count == ranges.count,
          zip(read, read.dropFirst()).allSatisfy({ $0.end < $1.start })
        else {
          throw DecodingError.dataCorruptedError(
            forKey: .hours, in: container,
            debugDescription: "\(day): \(ranges) are no hours of a weekday, in order and apart")
        }
        if !read.isEmpty { hours[weekday] = read }
      }
      return hours
    }
    holidays = try container.decodeIfPresent(HolidayCalendar.self, forKey: .holidays)
    frequency = try container.decodeIfPresent(Frequency.self, forKey: .frequency)
    restAfterRefusal = try container.decodeIfPresent(Int.self, forKey: .restAfterRefusal)
    let days = [frequency?.days, frequency?.atMost, restAfterRefusal].compactMap { $0 }
    guard days.allSatisfy((1...3660).contains) else {
      throw DecodingError.dataCorruptedError(
        forKey: .frequency, in: container, debugDescription: "\(days): calls and days go from 1 to 3660")
    }
    sources = try container.decode([Source].self, forKey: .sources)
    notices = try container.decode([Notice].self, forKey: .notices)
  }

  /// Writes a preset as it is read.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(title, forKey: .title)
    try container.encode(state, forKey: .state)
    if let hours {
      let written = hours.map { ($0.key.rawValue, $0.value.map(\.description)) }
      try container.encode(Dictionary(uniqueKeysWithValues: written), forKey: .hours)
    }
    try container.encodeIfPresent(holidays, forKey: .holidays)
    try container.encodeIfPresent(frequency, forKey: .frequency)
    try container.encodeIfPresent(restAfterRefusal, forKey: .restAfterRefusal)
    try container.encode(sources, forKey: .sources)
    try container.encode(notices, forKey: .notices)
  }
}
