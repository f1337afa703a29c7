import Experiment
import Testing

@Suite struct CallingCalendarTests {
  @Test func `two weeks of weekdays with one closed day make nine calling days`() throws {
    let first = try #require(CivilDate(iso: "2026-03-02"))
    let closed = try #require(CivilDate(iso: "2026-03-09"))
    let calendar = CallingCalendar(closed: [closed])
    let days = calendar.callingDays(from: first, through: first + 13)
    #expect(days.count == 9)
    #expect(!days.contains(closed))
    #expect(calendar.callingDays(from: first, through: first - 1).isEmpty)
  }

  @Test func `so many calling days skip closed ones, and ten years have some 2,600`() throws {
    let first = try #require(CivilDate(iso: "2026-03-02"))
    let calendar = CallingCalendar(closed: [first + 7])
    #expect(calendar.callingDays(from: first, count: 9) == calendar.callingDays(from: first, through: first + 13))
    #expect(calendar.callingDays(from: first, count: 0).isEmpty)
    #expect(calendar.callingDays(from: first, count: .max).count == 2614)
    #expect(CallingCalendar(weekdays: []).callingDays(from: first, count: 1).isEmpty)
    #expect(CivilDate.firstMonday.weekday == .monday)
  }

  @Test func `calls take the days of their pace, and none are known beyond ten years or without a pace`() throws {
    let first = try #require(CivilDate(iso: "2026-03-02"))
    var test = TestProtocol(
      name: "by calls", starts: first, calling: CallingCalendar(callsPerAgentDay: 80, agents: 10),
      assignment: AssignmentRule(seed: "s"),
      variants: try Variants([Variant(name: "a", role: .control), Variant(name: "b")]))
    #expect(test.callingDays(forCalls: 4000) == (0..<5).map { first + $0 })
    #expect(test.callingDays(forCalls: 4001).last == first + 7)
    #expect(test.callingDays(forCalls: 0).isEmpty && test.callingDays(forCalls: .max).isEmpty)
    test.starts = nil
    #expect(test.callingDays(forCalls: 1) == [.firstMonday])
    test.calling.agents = nil
    #expect(test.callingDays(forCalls: 4000).isEmpty)
  }

  @Test func `a window is half-open and the first one wins`() throws {
    let morning = try #require(HourRange("10:00-13:00"))
    let calendar = CallingCalendar(windows: [
      CallWindow(name: "morning", span: .hours(morning)),
      CallWindow(name: "early-week", span: .weekdays([.monday, .tuesday])),
    ])
    let monday = try #require(CivilDate(iso: "2026-03-02"))
    #expect(calendar.window(on: monday, minute: 600) == "morning")
    #expect(calendar.window(on: monday, minute: 779) == "morning")
    #expect(calendar.window(on: monday, minute: 780) == "early-week")
    #expect(calendar.window(on: monday + 2, minute: 780) == nil)
  }

  @Test(arguments: ["13:00-10:00", "10:00-10:00", "25:00-26:00", "10:60-11:00", "10-11", "10:00", "", "a:00-b:00"])
  func `hours that make no range are refused`(text: String) {
    #expect(HourRange(text) == nil)
  }

  @Test func `a range prints as it is read`() {
    #expect(HourRange("9:05-24:00")?.description == "09:05-24:00")
  }
}
