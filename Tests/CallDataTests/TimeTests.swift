import Experiment
import Foundation
import Testing

@testable import CallData

@Suite("Times are read exactly")
struct TimeTests {
  static func moment(_ text: String, zone: String = "Europe/Paris", format: String? = nil) throws -> LocalMoment? {
    let declared = try format.map { try DateFormat($0) }
    var reader = TimestampReader(zone: try ZoneTable(named: zone), declared: declared)
    var bytes = Array(text.utf8)
    let count = bytes.count
    // Room behind the text, as there is in a mapped page.
    bytes += [UInt8](repeating: 0, count: 16)
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { reader.moment(Field($0, count)) }
    }
  }

  @Test(
    "ISO 8601 with and without offset, seconds and decimals",
    arguments: [
      ("2026-03-02T09:05:00", 1_772_438_700), ("2026-03-02 09:05", 1_772_438_700),
      ("2026-03-02T09:05:00Z", 1_772_442_300), ("2026-03-02T09:05:00.250Z", 1_772_442_300),
      ("2026-03-02T09:05:00+01:00", 1_772_438_700), ("2026-03-02T09:05:00-0500", 1_772_460_300),
      ("2026-03-02T09:05+05", 1_772_424_300), ("2026-07-02T09:05:00", 1_782_975_900),
      ("1970-01-02T00:00:00Z", 86_400),
    ])
  func iso(text: String, instant: Int) throws {
    #expect(try Self.moment(text)?.instant == instant)
  }

  @Test(
    "what is no time is none",
    arguments: [
      "2026-03-02T25:00:00", "2026-13-02T09:00:00", "2026-02-29T09:00:00", "2026-03-02T9:00", "26-03-02T09:00:00",
      "2026-03-02T09:00:00+25:00", "2026-03-02T09:60:00", "2026-03-02T09:00:00 noon", "2026-03-02X09:00:00", "",
      "today",
      "2026/03/02 09:00:00", "2026-03-02T", "1969-12-31T00:00:00", "2106-01-01T00:00:00", "2026-03-02T09:00:",
    ])
  func noTime(text: String) throws {
    #expect(try Self.moment(text) == nil)
  }

  @Test(
    "declared formats of dialers and spreadsheets",
    arguments: [
      ("dd/MM/yyyy HH:mm", "02/03/2026 09:05", 1_772_438_700),
      ("d/M/yyyy HH:mm:ss", "2/3/2026 09:05:00", 1_772_438_700),
      ("EEE, d MMM yyyy HH:mm:ss", "Mon, 02 Mar 2026 09:05:00", 1_772_438_700),
      ("EEE, d MMM yyyy HH:mm:ss", "Fri, 21 Aug 2026 09:00:06", 1_787_295_606),
      ("EEE, dd MMM yyyy HH:mm:ss", "Mon, 09 Mar 2026 11:07:48", 1_773_050_868),
      ("EEEE d MMMM yyyy HH:mm", "lundi 2 mars 2026 09:05", 1_772_438_700),
      ("EEEE, MMMM d, yyyy HH:mm", "Monday, March 2, 2026 09:05", 1_772_438_700),
      ("EEE dd MMM yyyy HH:mm", "lun. 02 mars 2026 09:05", 1_772_438_700),
      // The weekday is read over, not checked.
      ("EEE dd MMM yyyy HH:mm", "Sun 02 Mar 2026 09:05", 1_772_438_700),
      ("d MMMM yyyy HH:mm", "21 août 2026 09:00", 1_787_295_600),
      ("d MMM yyyy HH:mm", "21 févr. 2026 09:00", 1_771_660_800),
      ("MM/dd/yyyy hh:mm a", "03/02/2026 09:05 AM", 1_772_438_700),
      ("MM/dd/yyyy hh:mm a", "03/02/2026 12:05 AM", 1_772_406_300),
      ("yyyy-MM-dd'T'HH:mm:ssXXX", "2026-03-02T09:05:00+01:00", 1_772_438_700),
      ("unix", "1772438700", 1_772_438_700), ("unix", "1772438700.25", 1_772_438_700),
      ("unix", "1772438700250", 1_772_438_700),
      // ISO 8601 is read beside a declared format: the files of one plan come from several systems.
      ("dd/MM/yyyy HH:mm", "2026-03-02T09:05:00", 1_772_438_700),
      ("dd/MM/yyyy HH:mm:ss", "02/03/2026 09:05", 1_772_438_700),
    ])
  func declared(format: String, text: String, instant: Int) throws {
    #expect(try Self.moment(text, format: format)?.instant == instant)
  }

  @Test("a mere date has a day and no time")
  func dates() throws {
    let expected = try #require(CivilDate(iso: "2026-03-02")).dayNumber
    #expect(try Self.moment("2026-03-02")?.day == expected)
    #expect(try Self.moment("2026-03-02")?.isDateOnly == true)
    #expect(try Self.moment("02/03/2026", format: "dd/MM/yyyy HH:mm")?.day == expected)
  }

  @Test(
    "values that do not fit a declared format",
    arguments: [
      ("dd/MM/yyyy HH:mm", "31/02/2026 09:05"), ("dd/MM/yyyy HH:mm", "03/02/26 09:05"),
      ("dd/MM/yyyy HH:mm", "02/03/2026 09"),
      ("EEE, dd MMM yyyy HH:mm", "12, 09 Mar 2026 11:07"), ("EEE, dd MMM yyyy HH:mm", "Mon, 09 Mrz 2026 11:07"),
      ("dd/MM/yyyy HH:mm", "02/03/2026 09:05 x"), ("unix", "12x"), ("hh:mm a dd/MM/yyyy", "13:05 PM 02/03/2026"),
    ])
  func unfit(format: String, text: String) throws {
    #expect(try Self.moment(text, format: format) == nil)
  }

  @Test("formats that mean nothing are refused", arguments: ["HH:mm", "dd/MM", "YYYY-MM-dd", "dd/MM/yyyy hh:mm", "q"])
  func badFormats(format: String) {
    #expect(throws: CallDataError.self) { try DateFormat(format) }
  }

  @Test("skipped local times are read one hour later, repeated ones as the first")
  func daylightSaving() throws {
    // France, 29 March 2026: 02:00 becomes 03:00; 25 October 2026: 03:00 becomes 02:00.
    let skipped = try #require(try Self.moment("2026-03-29T02:30:00"))
    #expect(skipped.rule == .skipped)
    #expect(skipped.instant == 1_774_747_800)
    #expect(skipped.second == 3 * 3600 + 30 * 60)
    let repeated = try #require(try Self.moment("2026-10-25T02:30:00"))
    #expect(repeated.rule == .repeated)
    #expect(repeated.instant == 1_792_888_200)
    #expect(repeated.second == 2 * 3600 + 30 * 60)
    #expect(try Self.moment("2026-10-25T03:00:00")?.rule == .plain)
    #expect(try Self.moment("2026-03-29T03:00:00")?.rule == .plain)
    #expect(try Self.moment("2026-10-25T02:30:00+01:00")?.rule == .plain)
  }

  @Test(
    "the table agrees with the system's zones, forth and back",
    arguments: [
      "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo",
      "Africa/Casablanca",
      "Pacific/Apia", "UTC", "Asia/Tehran",
    ])
  func zones(name: String) throws {
    let zone = try #require(TimeZone(identifier: name))
    var clock = LocalClock(try ZoneTable(named: name))
    var state: UInt64 = 7
    for _ in 0..<3000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let instant = Int(state >> 32) % 4_200_000_000
      let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
      let moment = clock.moment(at: instant)
      #expect(moment.day * 86_400 + moment.second == instant + offset)
      let back = clock.moment(day: moment.day, second: moment.second)
      #expect(back.rule == .repeated || back.instant == instant)
    }
  }
}
