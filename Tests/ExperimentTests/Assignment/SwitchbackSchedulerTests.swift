import Experiment
import Statistics
import Testing

@Suite struct SwitchbackSchedulerTests {
  struct Design: Sendable, CustomTestStringConvertible {
    var weights: [Double]
    var weeks: Int
    var closed: [String] = []

    var testDescription: String { "\(weights) over \(weeks) weeks without \(closed)" }
  }

  static let designs = [
    Design(weights: [1, 1], weeks: 1), Design(weights: [1, 1], weeks: 2), Design(weights: [1, 1], weeks: 3),
    Design(weights: [2, 1], weeks: 1), Design(weights: [2, 1], weeks: 2), Design(weights: [2, 1], weeks: 3),
    Design(weights: [1, 1, 1], weeks: 1), Design(weights: [1, 1, 1], weeks: 2), Design(weights: [1, 1, 1], weeks: 3),
    Design(weights: [1, 1], weeks: 2, closed: ["2026-03-09"]),
    Design(weights: [1, 1], weeks: 3, closed: ["2026-03-05", "2026-03-20"]),
    Design(weights: [1, 1, 1], weeks: 3, closed: ["2026-03-09"]), Design(weights: [1, 1, 1, 1], weeks: 2),
  ]

  @Test(arguments: designs)
  func `every order meets weeks, weekdays and parts of the day as equally as whole slots can`(design: Design) throws {
    let slots = halfDays(weeks: design.weeks, closed: design.closed)
    let variants = try arms(design.weights)
    let scheduler = try SwitchbackScheduler(slots: slots, variants: variants)
    var source = RandomSource(seed: 1)
    for _ in 0..<50 {
      let order = scheduler.draw(&source)
      #expect(order.count == slots.count)
      func isFair(_ members: [Int]) -> Bool {
        zip(counts(members.map { order[$0] }, of: design.weights.count), variants.shares).allSatisfy { count, share in
          let exact = share * Double(members.count)
          return Double(count) > exact - 1 + 1e-9 && Double(count) < exact + 1 - 1e-9
        }
      }
      #expect(isFair(Array(slots.indices)))
      for week in 0..<design.weeks {
        #expect(isFair(slots.indices.filter { (slots[$0].date - slots[0].date) / 7 == week }))
      }
      for (_, cell) in Dictionary(grouping: slots.indices, by: { [slots[$0].date.weekday.number, slots[$0].part] }) {
        #expect(isFair(cell))
      }
    }
  }

  @Test func `two weeks of half-days give p of one per cent a chance`() throws {
    let all = try #require(
      try SwitchbackScheduler(slots: halfDays(weeks: 2), variants: arms([1, 1])).all())
    // Five of ten cells have A first: C(10, 5).
    #expect(all.count == 252)
    #expect(Set(all).count == 252)
    // Every order has its mirror image.
    #expect(Set(all.map { $0.map { 1 - $0 } }) == Set(all))
  }

  static let lists: [(weights: [Double], weeks: Int, orders: Int)] = [([1, 1], 1, 32), ([1, 1], 3, 252 * 32)]

  @Test(arguments: lists)
  func `orders are counted`(weights: [Double], weeks: Int, expected: Int) throws {
    let scheduler = try SwitchbackScheduler(slots: halfDays(weeks: weeks), variants: arms(weights))
    let all = try #require(scheduler.all())
    #expect(all.count == expected)
  }

  @Test func `draws have the law of the list`() throws {
    let scheduler = try SwitchbackScheduler(slots: halfDays(weeks: 1), variants: arms([2, 1]))
    let list = try #require(scheduler.all())
    var expected: [[Int]: Double] = [:]
    for order in list { expected[order, default: 0] += 1 / Double(list.count) }
    var source = RandomSource(seed: 7)
    let draws = 40_000
    var drawn: [[Int]: Int] = [:]
    for _ in 0..<draws { drawn[scheduler.draw(&source), default: 0] += 1 }
    #expect(Set(drawn.keys).isSubset(of: expected.keys))
    var chiSquare = 0.0
    for (order, share) in expected {
      let gap = Double(drawn[order] ?? 0) - share * Double(draws)
      chiSquare += gap * gap / (share * Double(draws))
    }
    // Far beyond what chance gives: five standard deviations of a chi-square.
    let freedom = Double(expected.count - 1)
    #expect(chiSquare < freedom + 5 * (2 * freedom).squareRoot())
  }

  @Test func `a schedule is the same for good, and another for another seed`() throws {
    let slots = halfDays(weeks: 2)
    let scheduler = try SwitchbackScheduler(slots: slots, variants: arms([1, 1]))
    let schedule = scheduler.schedule(seed: "spring-hook-1")
    #expect(schedule == scheduler.schedule(seed: "spring-hook-1"))
    #expect(schedule.rows[0].arms == [0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0])
    #expect(schedule.rows[0].arms != scheduler.schedule(seed: "spring-hook-2").rows[0].arms)
    #expect(schedule.arm(in: slots[3]) == schedule.rows[0].arms[3])
  }

  @Test func `a longer test keeps the schedule it had`() throws {
    var test = TestProtocol(
      name: "t", starts: CivilDate(iso: "2026-03-02"), assignment: AssignmentRule(method: .switchback, seed: "s"),
      variants: try arms([1, 1]))
    let before = try SwitchbackScheduler(test).schedule(seed: "s")
    test.extensions = [.init(decidedOn: try #require(CivilDate(iso: "2026-03-12")), before: test.length)]
    test.length = .days(19)
    let after = try SwitchbackScheduler(test).schedule(seed: "s")
    #expect(after.slots.count == 30)
    #expect(Array(after.rows[0].arms.prefix(20)) == before.rows[0].arms)
    #expect(counts(after.rows[0].arms.suffix(10), of: 2) == [5, 5])
  }

  @Test func `the randomisation test of a schedule is exact`() throws {
    let scheduler = try SwitchbackScheduler(slots: halfDays(weeks: 2), variants: arms([1, 1]))
    let actual = scheduler.schedule(seed: "s").rows[0].arms
    let units = try actual.map { try UnitOutcome(trials: 100, successes: $0 == 1 ? 9 : 3) }
    let result = try RandomisationTest(scheduler.reassignment()).test(units, actual: actual)
    #expect(result.reference == .exact(assignments: 252))
    #expect(result.pValue == 2.0 / 252)
  }

  @Test func `tests without slots, or with too few, are refused`() throws {
    #expect(throws: AssignmentError.noSlots) { try SwitchbackScheduler(slots: [], variants: arms([1, 1])) }
    let day = Array(halfDays(weeks: 1).prefix(2))
    #expect(throws: AssignmentError.fewerThanABlock(unit: .slot, found: 2, block: 3)) {
      try SwitchbackScheduler(slots: day, variants: arms([1, 1, 1]))
    }
    let undated = TestProtocol(name: "t", assignment: AssignmentRule(seed: "s"), variants: try arms([1, 1]))
    #expect(throws: AssignmentError.noSlots) { try SwitchbackScheduler(undated) }
  }
}
