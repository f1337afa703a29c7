import Experiment
import Testing

@Suite("Hours in which calls may be planned")
struct OpenHoursTests {
  private func hours(_ text: String) throws -> CallWindow {
    CallWindow(name: text, span: .hours(try #require(HourRange(text))))
  }

  private func open(_ calendar: CallingCalendar, on day: String = "2026-03-02") throws -> [String] {
    calendar.openHours(on: try LegalHoursTests.date(day)).map(\.description)
  }

  @Test func `windows are cut to the law, the law stands alone without windows, and without law the day is open`()
    throws
  {
    let law = try LegalHoursTests.consumer()
    #expect(try open(CallingCalendar()) == ["00:00-24:00"])
    #expect(try open(CallingCalendar(rules: law)) == ["10:00-13:00", "14:00-20:00"])
    #expect(try open(CallingCalendar(windows: [hours("09:00-15:00")])) == ["09:00-15:00"])
    #expect(
      try open(CallingCalendar(windows: [hours("09:00-15:00")], rules: law)) == ["10:00-13:00", "14:00-15:00"])
    #expect(
      try open(CallingCalendar(windows: [hours("16:00-18:00"), hours("10:00-12:00")], rules: law))
        == ["10:00-12:00", "16:00-18:00"])
    #expect(try open(CallingCalendar(windows: [hours("20:00-21:00")], rules: law)) == [])
  }

  @Test func `windows of weekdays open the legal hours of their days`() throws {
    let early = CallWindow(name: "early", span: .weekdays([.monday, .tuesday]))
    let calendar = CallingCalendar(windows: [early], rules: try LegalHoursTests.consumer())
    #expect(try open(calendar) == ["10:00-13:00", "14:00-20:00"])
    #expect(try open(calendar, on: "2026-03-04") == [])
    #expect(try open(CallingCalendar(windows: [early])) == ["00:00-24:00"])
  }

  @Test(arguments: ["2026-03-07", "2026-04-06", "2026-05-14", "2026-07-14", "2026-03-09"])
  func `holidays, closed days and other weekdays have none`(day: String) throws {
    let closed = try LegalHoursTests.date("2026-03-09")
    for name in LegalHours.presetNames {
      let calendar = CallingCalendar(closed: [closed], rules: try LegalHours.preset(name))
      #expect(try open(calendar, on: day) == [])
      #expect(try !calendar.isCallingDay(LegalHoursTests.date(day)))
    }
  }

  @Test func `the calling days of a plan leave out the holidays of its rules`() throws {
    let first = try LegalHoursTests.date("2026-05-04")
    let plain = CallingCalendar().callingDays(from: first, through: first + 27)
    let lawful = CallingCalendar(rules: try LegalHoursTests.consumer()).callingDays(from: first, through: first + 27)
    // 8 May, Ascension on the 14th, Whit Monday on the 25th.
    #expect(plain.count == 20 && lawful.count == 17)
    #expect(Set(plain).subtracting(lawful).map(\.description).sorted() == ["2026-05-08", "2026-05-14", "2026-05-25"])
  }

  @Test func `an open hour is always a legal one`() throws {
    let first = try LegalHoursTests.date("2026-01-01")
    for name in LegalHours.presetNames {
      let rules = try LegalHours.preset(name)
      let calendar = CallingCalendar(
        weekdays: Set(Weekday.allCases), windows: [try hours("08:00-12:30"), try hours("12:30-22:00")], rules: rules)
      for day in 0..<366 {
        for range in calendar.openHours(on: first + day) {
          for minute in [range.start, range.end - 1] { #expect(rules.allows(first + day, minute: minute)) }
        }
      }
    }
  }
}
