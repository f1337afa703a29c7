import Experiment
import Foundation
import Testing

@Suite struct CivilDateTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-03-02", 20_514), ("1900-03-01", -25_508),
    ("9999-12-31", 2_932_896), ("0001-01-01", -719_162),
  ])
  func `a date has the day number of the proleptic Gregorian calendar`(text: String, dayNumber: Int) throws {
    let date = try #require(CivilDate(iso: text))
    #expect(date.dayNumber == dayNumber)
    #expect(date.description == text)
  }

  @Test func `day numbers and dates are each other's inverse over four centuries`() throws {
    for dayNumber in -80_000...80_000 {
      let (year, month, day) = CivilDate(dayNumber: dayNumber).components
      #expect(CivilDate(year: year, month: month, day: day)?.dayNumber == dayNumber)
    }
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026-01-32", "x", "", "2026/01/01",
  ])
  func `a day that no calendar has is no date`(text: String) {
    #expect(CivilDate(iso: text) == nil)
  }

  @Test func `weekdays follow each other from a known Monday`() throws {
    let monday = try #require(CivilDate(iso: "2026-03-02"))
    #expect((0..<7).map { (monday + $0).weekday } == Weekday.allCases)
    #expect((monday - 7).weekday == .monday)
    #expect(CivilDate(dayNumber: -4).weekday == .sunday)
  }

  @Test func `dates survive JSON`() throws {
    let date = try #require(CivilDate(iso: "2026-03-29"))
    let data = try JSONEncoder().encode([date])
    #expect(String(decoding: data, as: UTF8.self) == #"["2026-03-29"]"#)
    #expect(try JSONDecoder().decode([CivilDate].self, from: data) == [date])
  }
}
