import Experiment
import Foundation
import Testing

@Suite("Legal hours of calling")
struct LegalHoursTests {
  static func consumer() throws -> LegalHours { try LegalHours.preset("fr-consumer") }
  static func date(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

  @Test func `every preset can be read and names its sources, its date and that it is no legal advice`() throws {
    #expect(LegalHours.presetNames == ["fr-business", "fr-consumer"])
    for name in LegalHours.presetNames {
      let preset = try LegalHours.preset(name)
      #expect(preset.name == name)
      #expect(!preset.sources.isEmpty)
      #expect(
        preset.sources.allSatisfy { $0.published <= $0.inForce && $0.url.hasPrefix("https://www.legifrance.gouv.fr/") })
      #expect(preset.notices.contains { $0.text.english == "This is not legal advice." })
      #expect(preset.sources.contains { $0.inForce == preset.state })
    }
  }

  @Test func `a preset is written as it is read`() throws {
    for name in LegalHours.presetNames {
      let preset = try LegalHours.preset(name)
      let data = try JSONEncoder().encode(preset)
      #expect(try JSONDecoder().decode(LegalHours.self, from: data) == preset)
    }
  }

  @Test func `an unknown preset is told with those there are`() {
    #expect(throws: LegalHoursError.unknown("be", known: ["fr-business", "fr-consumer"])) {
      try LegalHours.preset("be")
    }
  }

  @Test(arguments: [
    ("10:00-13:00", "mon", true), ("13:00-10:00", "mon", false), ("10:00", "mon", false), ("10:00-13:00", "lun", false),
  ])
  func `hours that are none are no preset`(hours: String, day: String, isSound: Bool) throws {
    let text = """
      {"name": "x", "title": {"en": "X", "fr": "X"}, "state": "2026-01-01", "hours": {"\(day)": ["\(hours)"]},
       "sources": [], "notices": []}
      """
    let read = Result { try JSONDecoder().decode(LegalHours.self, from: Data(text.utf8)) }
    #expect(((try? read.get()) != nil) == isSound)
  }

  @Test(arguments: [
    ("\"restAfterRefusal\": 60", true), ("\"restAfterRefusal\": 0", false), ("\"restAfterRefusal\": 100000", false),
    ("\"solicitations\": {\"atMost\": 4, \"days\": 30}", true),
    ("\"solicitations\": {\"atMost\": 4, \"days\": 0}", false),
    ("\"solicitations\": {\"atMost\": -1, \"days\": 30}", false),
  ])
  func `calls and days that cannot be counted are no preset`(rule: String, isSound: Bool) throws {
    let text = """
      {"name": "x", "title": {"en": "X", "fr": "X"}, "state": "2026-01-01", \(rule), "sources": [], "notices": []}
      """
    let read = Result { try JSONDecoder().decode(LegalHours.self, from: Data(text.utf8)) }
    #expect(((try? read.get()) != nil) == isSound)
  }

  /// Article D. 223-9: Monday to Friday, 10 to 13 and 14 to 20 o'clock, no public holidays.
  @Test(arguments: [
    ("2026-03-02", "09:59", false), ("2026-03-02", "10:00", true), ("2026-03-02", "12:59", true),
    ("2026-03-02", "13:00", false), ("2026-03-02", "13:30", false), ("2026-03-02", "14:00", true),
    ("2026-03-06", "19:59", true), ("2026-03-06", "20:00", false), ("2026-03-07", "11:00", false),
    ("2026-03-08", "11:00", false), ("2026-04-06", "11:00", false), ("2026-05-14", "11:00", false),
    ("2026-05-25", "11:00", false), ("2026-07-14", "11:00", false), ("2026-07-15", "11:00", true),
    ("2026-04-03", "11:00", true), ("2026-12-26", "11:00", false), ("2028-12-26", "11:00", true),
  ])
  func `consumers in France may be called at these times`(day: String, clock: String, isLegal: Bool) throws {
    let date = try Self.date(day)
    let parts = clock.split(separator: ":").compactMap { Int($0) }
    let minute = parts[0] * 60 + parts[1]
    let rules = try Self.consumer()
    #expect(rules.allows(date, minute: minute) == isLegal)
    #expect(rules.judgement(of: PlacedCall(date: date, minute: minute)).isLawful == isLegal)
  }

  @Test(arguments: [("2026-03-07", true), ("2026-03-08", true), ("2026-05-14", false), ("2026-03-02", true)])
  func `businesses may be called at any hour but on public holidays`(day: String, isLegal: Bool) throws {
    let rules = try LegalHours.preset("fr-business")
    for minute in [0, 600, 810, 1439] { #expect(rules.allows(try Self.date(day), minute: minute) == isLegal) }
    #expect(rules.frequency == nil && rules.restAfterRefusal == nil)
  }

  @Test func `legal minutes and the judgement of each minute agree on every day of two years`() throws {
    let first = try Self.date("2026-01-01")
    for name in LegalHours.presetNames {
      let rules = try LegalHours.preset(name)
      for day in 0..<730 {
        let date = first + day
        let open = rules.legalMinutes(on: date)
        for minute in stride(from: 0, to: 1440, by: 30) {
          let judgement = rules.judgement(of: PlacedCall(date: date, minute: minute))
          #expect(judgement.isLawful == open.contains { $0.contains(minute) })
          #expect((judgement.holiday != nil) == (rules.holiday(on: date) != nil))
        }
      }
    }
  }

  @Test func `consent is a notice from 11 August 2026 on`() throws {
    let rules = try Self.consumer()
    #expect(rules.notices(on: try Self.date("2026-08-10")).count == 1)
    #expect(rules.notices(on: try Self.date("2026-08-11")).count == 2)
    #expect(rules.notices(on: nil).count == 2)
    #expect(rules.notices(on: nil).first?.french.contains("consentement") == true)
  }
}
