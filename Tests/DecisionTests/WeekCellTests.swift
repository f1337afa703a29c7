import Cost
import Decision
import Experiment
import Statistics
import Testing

@Suite("The week: when calls bring opportunities")
struct WeekCellTests {
  static func evidence(hours: [(day: Int, hour: Int?, calls: Int, opportunities: Int)]) -> Evidence {
    var tally = Tally()
    for (day, hour, calls, opportunities) in hours {
      let cell = CallCell(calls: calls, opportunities: opportunities)
      tally.byDay.add(cell, to: DayKey(variant: day % 2 == 0 ? "pitch" : "question", date: Examples.monday + day))
      tally.byHour.add(cell, to: HourKey(date: Examples.monday + day, hour: hour))
    }
    return Evidence(tally: tally)
  }

  @Test("mature calls by weekday and hour, summed over weeks; cells with little to expect are thin")
  func byHour() throws {
    let plan = try Examples.datedPlan(within: 1)
    let evidence = Self.evidence(hours: [
      (0, 9, 200, 10), (7, 9, 100, 2), (0, 14, 20, 3), (1, 9, 150, 9), (1, nil, 40, 4), (2, 14, 500, 20),
      (9, 9, 90, 90),
    ])
    let week = try check(plan, evidence, asOf: Examples.monday + 9).week
    #expect(week.map(\.weekday) == [.monday, .monday, .tuesday, .wednesday])
    #expect(week.map(\.part) == [.hour(9), .hour(14), .hour(9), .hour(14)])
    #expect(week.map(\.calls) == [300, 20, 150, 500])
    #expect(week.map(\.opportunities) == [12, 3, 9, 20])
    // 44 opportunities of 970 calls: 0.9 are to be expected of 20 calls, 6.8 of 150.
    #expect(week.map(\.isThin) == [false, true, false, false])
    for cell in week {
      #expect(cell.tco.value == Double(cell.opportunities) / Double(cell.calls))
      #expect(cell.tco.lower < cell.tco.value && cell.tco.value < cell.tco.upper)
    }
  }

  @Test("one hour, or one weekday, is no week; counts without hours are told by window")
  func parts() throws {
    let plan = try Examples.datedPlan(within: nil)
    for hours in [[(0, 9, 100, 3), (1, 9, 100, 3)], [(0, 9, 100, 3), (7, 10, 100, 3)]] as [[(Int, Int?, Int, Int)]] {
      let evidence = Self.evidence(hours: hours.map { (day: $0.0, hour: $0.1, calls: $0.2, opportunities: $0.3) })
      #expect(try check(plan, evidence, asOf: Examples.monday + 8).week.isEmpty)
    }
    var windowed = plan
    windowed.test.calling.windows = [
      CallWindow(name: "late", span: .hours(try #require(HourRange(start: 14 * 60, end: 18 * 60)))),
      CallWindow(name: "early", span: .hours(try #require(HourRange(start: 9 * 60, end: 12 * 60)))),
    ]
    var tally = Tally()
    for (day, window) in [(0, "early"), (0, "late"), (1, "early"), (1, nil)] as [(Int, String?)] {
      tally.byDay.add(
        CallCell(calls: 300, opportunities: 9),
        to: DayKey(variant: "pitch", date: Examples.monday + day, window: window))
    }
    let week = try check(windowed, Evidence(tally: tally), asOf: Examples.monday + 8).week
    #expect(week.map(\.part) == [.window("late"), .window("early"), .window("early")])
  }
}
