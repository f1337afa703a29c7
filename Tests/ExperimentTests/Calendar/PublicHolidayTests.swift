import Experiment
import Testing

@Suite("Public holidays are computed for any year")
struct PublicHolidayTests {
  /// Easter Sundays as published: extremes of the cycle, years in which tables differ from simple rules, and recent ones
  /// (US Census Bureau, "Easter dates from 1600 to 2099"; 1818 and 1943 are the earliest and latest dates possible).
  @Test(arguments: [
    "1600-04-02", "1818-03-22", "1886-04-25", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23",
    "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2049-04-18", "2076-04-19",
    "2099-04-12",
  ])
  func `Easter falls where tables say`(text: String) throws {
    let date = try #require(CivilDate(iso: text))
    #expect(CivilDate.easter(of: date.components.year) == date)
  }

  @Test func `Easter is a Sunday from 22 March to 25 April in every year`() throws {
    for year in 1...9999 {
      let easter = try #require(CivilDate.easter(of: year))
      let first = try #require(CivilDate(year: year, month: 3, day: 22))
      #expect(easter.weekday == .sunday && easter >= first && easter <= first + 34)
    }
  }

  /// The Gregorian dates of Easter come again after 5,700,000 years, and all 35 dates occur within a few centuries.
  @Test func `Easter falls on each of its 35 dates`() {
    let dates = (1600...2600).compactMap { year in
      CivilDate.easter(of: year).map { $0.components.month * 100 + $0.components.day }
    }
    #expect(Set(dates).count == 35)
  }

  @Test(arguments: [0, -1, 10_000]) func `years outside the calendar have no holidays`(year: Int) {
    #expect(CivilDate.easter(of: year) == nil)
    #expect(PublicHoliday.allCases.allSatisfy { $0.date(in: year) == nil })
  }

  /// Journal officiel and service-public.fr: jours fériés 2026.
  @Test func `France keeps eleven days in 2026`() throws {
    let first = try #require(CivilDate(iso: "2026-01-01"))
    let kept = (0..<365).compactMap { day in
      HolidayCalendar.france.holiday(on: first + day).map { "\(first + day) \($0.rawValue)" }
    }
    #expect(
      kept == [
        "2026-01-01 New Year's Day", "2026-04-06 Easter Monday", "2026-05-01 Labour Day", "2026-05-08 Victory Day",
        "2026-05-14 Ascension Day", "2026-05-25 Whit Monday", "2026-07-14 14 July", "2026-08-15 Assumption Day",
        "2026-11-01 All Saints' Day", "2026-11-11 Armistice Day", "2026-12-25 Christmas Day",
      ])
  }

  @Test(arguments: [(2008, 10), (1997, 10), (2025, 11)])
  func `two holidays on one date are one day`(year: Int, days: Int) {
    // Ascension fell on 1 May 2008 and on 8 May 1997.
    #expect(Set(HolidayCalendar.france.holidays.compactMap { $0.date(in: year) }).count == days)
  }
}
