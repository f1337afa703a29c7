import Experiment
import Testing

@Suite("Looks are settled before the first call")
struct LookScheduleTests {
  /// Two weeks from Monday 2 March 2026, Monday to Friday, closed on the 9th: nine calling days.
  private static func test(
    _ looks: Monitoring.Looks, within: Int? = 7, length: TestProtocol.Length = .days(14), starts: Int? = 2
  ) throws -> TestProtocol {
    TestProtocol(
      name: "hook", starts: starts.map(march), length: length, calling: CallingCalendar(closed: [march(9)]),
      assignment: AssignmentRule(seed: "s"),
      variants: try Variants([Variant(name: "a", role: .control), Variant(name: "b")]), goal: Goal(within: within),
      monitoring: Monitoring(method: .groupSequential, looks: looks))
  }

  /// A day of March 2026, counted on into April.
  private static func march(_ day: Int) -> CivilDate { CivilDate(dayNumber: 20_512 + day) }

  private func schedule(_ test: TestProtocol) throws -> LookSchedule { try #require(LookSchedule(test)) }

  @Test func `a daily look follows each calling day once its calls are mature, and the last decides`() throws {
    let schedule = try schedule(Self.test(.daily))
    #expect(schedule.looks.map(\.date) == [9, 10, 11, 12, 13, 17, 18, 19, 20, 22].map(Self.march))
    #expect(schedule.looks.map(\.callingDays) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 9])
    #expect(schedule.looks.map(\.isLast) == Array(repeating: false, count: 9) + [true])
    #expect(schedule.callingDays == 9)
  }

  @Test func `a weekly look stands at the end of each seven days, and waits for maturity`() throws {
    let schedule = try schedule(Self.test(.weekly))
    #expect(schedule.looks.map(\.date) == [15, 22].map(Self.march))
    #expect(schedule.looks.map(\.callingDays) == [5, 9])
    #expect(schedule.looks.map(\.isLast) == [false, true])
    let longer = try self.schedule(Self.test(.weekly, length: .days(17)))
    #expect(longer.looks.map(\.date) == [15, 22, 25].map(Self.march))
  }

  @Test func `stated dates are kept, those after the decision are not, and the decision is added`() throws {
    let schedule = try schedule(Self.test(.dates([12, 19, 30].map(Self.march))))
    #expect(schedule.looks.map(\.date) == [12, 19, 22].map(Self.march))
    // What is mature on Thursday 12 are the calls up to Thursday 5.
    #expect(schedule.looks.map(\.callingDays) == [4, 8, 9])
    let closing = try self.schedule(Self.test(.dates([12, 22].map(Self.march))))
    #expect(closing.looks.map(\.date) == [12, 22].map(Self.march))
    #expect(closing.looks.last?.isLast == true)
  }

  @Test(arguments: [
    (1, [22]), (2, [13, 22]), (3, [11, 17, 22]), (4, [11, 13, 18, 22]),
    (9, [9, 10, 11, 12, 13, 17, 18, 19, 22]), (40, [9, 10, 11, 12, 13, 17, 18, 19, 20, 22]),
  ])
  func `a number of looks is spread over the calling days, the last being the decision`(
    count: Int, days: [Int]
  ) throws {
    let schedule = try schedule(Self.test(.count(count)))
    #expect(schedule.looks.map(\.date) == days.map(Self.march))
    #expect(schedule.looks.filter(\.isLast).count == 1)
  }

  @Test(arguments: [nil, 0])
  func `calls that are mature at once are looked at on the same evening`(within: Int?) throws {
    let schedule = try schedule(Self.test(.daily, within: within))
    #expect(schedule.looks.map(\.date) == [2, 3, 4, 5, 6, 10, 11, 12, 13, 15].map(Self.march))
    #expect(schedule.looks.first?.callingDays == 1)
  }

  @Test func `a test that ends on a calling day is decided at its last daily look`() throws {
    let schedule = try schedule(Self.test(.daily, length: .days(12)))
    #expect(schedule.looks.count == 9)
    #expect(schedule.looks.last?.date == Self.march(20) && schedule.looks.last?.isLast == true)
  }

  @Test(arguments: [Monitoring.Looks.daily, .weekly, .count(5), .dates([march(10), march(40)])])
  func `a test that ends by calls has no last date`(looks: Monitoring.Looks) throws {
    let schedule = try schedule(Self.test(looks, length: .calls(28_000)))
    #expect(schedule.callingDays == nil)
    #expect(!schedule.looks.isEmpty)
    #expect(schedule.looks.allSatisfy { !$0.isLast })
  }

  @Test func `without a first day there are no looks`() throws {
    #expect(LookSchedule(try Self.test(.daily, starts: nil)) == nil)
  }

  @Test(
    arguments: [Monitoring.Looks.daily, .weekly, .count(4), .dates([march(12), march(16)])],
    [(0, 1), (0, 14), (3, 14), (14, 14), (14, 90), (3, 3)])
  func `looks come in order of what is mature, each date once`(looks: Monitoring.Looks, span: (Int, Int)) throws {
    let (within, days) = span
    let schedule = try schedule(Self.test(looks, within: within, length: .days(days)))
    let dates = schedule.looks.map(\.date)
    #expect(dates == dates.sorted() && Set(dates).count == dates.count)
    #expect(schedule.looks.map(\.callingDays) == schedule.looks.map(\.callingDays).sorted())
    #expect(schedule.looks.last?.callingDays == schedule.callingDays)
    #expect(schedule.looks.last?.date == Self.march(2) + (days - 1 + within))
    #expect(schedule.looks.filter(\.isLast) == schedule.looks.suffix(1))
  }

  @Test func `a longer test has the same looks before, and more after`() throws {
    let (short, long) = (try schedule(Self.test(.daily)), try schedule(Self.test(.daily, length: .days(21))))
    #expect(Array(long.looks.prefix(9)) == Array(short.looks.prefix(9)))
    #expect(long.looks.last?.date == Self.march(29))
    #expect(long.callingDays == 14)
  }

  @Test(arguments: [Monitoring.Looks.daily, .weekly, .count(3), .count(5), .dates([march(11), march(18), march(27)])])
  func `looks taken before a test was made longer stay looks of it`(looks: Monitoring.Looks) throws {
    let planned = try Self.test(looks)
    var longer = try Self.test(looks, length: .days(21))
    longer.extensions = [.init(decidedOn: Self.march(18), before: planned.length)]
    let before = try schedule(planned).looks.map(\.date).filter { $0 <= Self.march(18) }
    let after = try schedule(longer).looks
    #expect(after.map(\.date).filter { $0 <= Self.march(18) } == before)
    #expect(after.last?.date == Self.march(29) && after.filter(\.isLast).count == 1)
    var again = try Self.test(looks, length: .days(28))
    again.extensions = longer.extensions + [.init(decidedOn: Self.march(26), before: longer.length)]
    let kept = after.map(\.date).filter { $0 <= Self.march(26) }
    #expect(try schedule(again).looks.map(\.date).filter { $0 <= Self.march(26) } == kept)
  }
}
