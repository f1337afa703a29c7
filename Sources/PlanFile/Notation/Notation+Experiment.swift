import Experiment
import Foundation

extension Notation where Value == Lift {
  /// A change of a rate: `+20 %` or `+0.6 pt`; not 0.
  static var lift: Notation {
    Notation("a change, +20 % (relative) or +0.6 pt (absolute)") { text throws(Complaint) in
      let trimmed = text.trimmedOfSpaces
      if let number = Percentage.value(trimmed) {
        guard number.isPercent else {
          throw Complaint("write \(trimmed) % if relative, \(trimmed) pt if in points")
        }
        guard number.value != 0 else { throw Complaint("a change of 0 cannot be detected") }
        return .relative(number.value)
      }
      for unit in ["points", "point", "pts", "pt"] where trimmed.hasSuffix(unit) {
        guard let points = TypedDecimal.value(trimmed.dropLast(unit.count).trimmedOfSpaces, comma: true, scale: -2)
        else { break }
        guard points != 0 else { throw Complaint("a change of 0 cannot be detected") }
        return .absolute(points)
      }
      throw Complaint()
    }
  }
}

extension Notation where Value == CivilDate {
  /// A date written `YYYY-MM-DD`.
  static var date: Notation {
    Notation("a date YYYY-MM-DD") { text throws(Complaint) in
      if let date = CivilDate(iso: text) { return date }
      let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      if parts.count == 3, parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
        Int(parts[2]) != nil
      {
        guard (1...12).contains(month) else { throw Complaint("months go from 01 to 12") }
        let days = CivilDate.daysInMonth(month, of: year)
        if parts[1].count == 2, parts[2].count == 2 {
          throw Complaint("no such day: \(parts[0])-\(parts[1]) ends on \(parts[0])-\(parts[1])-\(days)")
        }
      }
      if text.contains("T") || text.contains(":") { throw Complaint("write the date alone, without a time") }
      throw Complaint("as in 2026-03-02: year, month, day")
    }
  }
}

extension Notation where Value == HourRange {
  /// Hours of one day written `HH:MM-HH:MM`.
  static var hours: Notation {
    Notation("hours HH:MM-HH:MM within one day, or a list of weekdays") { text throws(Complaint) in
      if let range = HourRange(text) { return range }
      let ends = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" || $0 == "—" }
        .map(\.trimmedOfSpaces)
      guard ends.count == 2 else { throw Complaint("as in \"10:00-13:00\"") }
      for end in ends where !isTime(end) {
        throw Complaint("\(PlanNode.quoted(end)) is not a time of the day; times go from 00:00 to 24:00, as in 09:30")
      }
      guard HourRange("\(ends[0])-\(ends[1])") == nil else { throw Complaint("write \(ends[0])-\(ends[1])") }
      throw Complaint("the window ends before it starts; one past midnight is written as two windows")
    }
  }

  private static func isTime(_ text: String) -> Bool {
    HourRange("00:00-\(text)") != nil || text == "00:00" || text == "0:00"
  }
}

extension Notation where Value == LegalHours {
  /// A preset of legal hours by its name.
  static var legalHours: Notation {
    let names = LegalHours.presetNames
    return Notation("a preset of legal hours: \(Listing.oneOf(names))") { text throws(Complaint) in
      do throws(LegalHoursError) {
        return try LegalHours.preset(text.trimmedOfSpaces)
      } catch {
        switch error {
        case .unknown: throw Complaint(nearMiss: NearMiss.of(text, among: names))
        case .unreadable: throw Complaint("\(error)")
        }
      }
    }
  }
}

extension Notation where Value == Weekday {
  /// A day of the week by its first three letters.
  static var weekday: Notation {
    let names = Weekday.allCases.map(\.rawValue)
    return Notation("a weekday: \(Listing.oneOf(names))") { text throws(Complaint) in
      if let day = Weekday(rawValue: text) { return day }
      let start = String(text.lowercased().prefix(3))
      throw Complaint(nearMiss: names.contains(start) ? start : NearMiss.of(text, among: names))
    }
  }
}

extension Notation where Value == String {
  /// A country by its two letters.
  static var country: Notation {
    Notation("a country by its two letters, as FR") { text throws(Complaint) in
      let letters = text.trimmedOfSpaces
      guard letters.count == 2, letters.allSatisfy({ $0.isASCII && $0.isLetter }) else { throw Complaint() }
      guard letters == letters.uppercased() else { throw Complaint("write \(letters.uppercased())") }
      return letters
    }
  }

  /// An IANA time zone.
  static var timeZone: Notation {
    Notation("an IANA time zone, as Europe/Paris") { text throws(Complaint) in
      let known = TimeZone.knownTimeZoneIdentifiers
      if text == "UTC" || known.contains(text) { return text }
      // Older names that tables of zones keep as links: Asia/Calcutta.
      if text.contains("/"), text.utf8.allSatisfy({ $0 > 32 && $0 < 127 }), let zone = TimeZone(identifier: text),
        zone.identifier == text
      {
        return text
      }
      let city = known.first { $0.split(separator: "/").last?.lowercased() == text.lowercased() }
      if let near = city ?? NearMiss.of(text, among: known) { throw Complaint(nearMiss: near) }
      throw Complaint("abbreviations and offsets do not know summer time: write a region and city")
    }
  }
}
