import Experiment
import Statistics
import Testing

@Suite struct CrossOverSchedulerTests {
  static func agents(_ count: Int, strata: Int = 1) -> [RosteredAgent] {
    (0..<count).map { RosteredAgent(id: "agent \($0)", stratum: strata == 1 ? nil : "team \($0 % strata)") }
  }

  @Test(arguments: [[1.0, 1], [2, 1], [1, 1, 1]], [1, 2, 3])
  func `in every slot a block holds the planned shares`(weights: [Double], weeks: Int) throws {
    let variants = try arms(weights)
    let block = try BlockComposition(variants)
    let scheduler = try CrossOverScheduler(
      slots: halfDays(weeks: weeks), variants: variants, agents: Self.agents(4 * block.size, strata: 2))
    let schedule = scheduler.schedule(seed: "s")
    let groups = Dictionary(grouping: schedule.rows) { "\($0.stratum ?? "") \($0.block)" }
    #expect(groups.count == 4)
    for (_, rows) in groups {
      for slot in schedule.slots.indices {
        #expect(counts(rows.map { $0.arms[slot] }, of: weights.count) == block.counts)
      }
    }
  }

  @Test(arguments: [[1.0, 1], [1, 1, 1]], [["2026-03-09"], []])
  func `every agent meets weekdays and parts of the day with every script equally`(
    weights: [Double], closed: [String]
  ) throws {
    let slots = halfDays(weeks: weights.count, closed: closed)
    let scheduler = try CrossOverScheduler(slots: slots, variants: arms(weights), agents: Self.agents(7))
    var source = RandomSource(seed: 3)
    for row in scheduler.draw(&source) {
      for (_, cell) in Dictionary(grouping: slots.indices, by: { [slots[$0].date.weekday.number, slots[$0].part] }) {
        let met = counts(cell.map { row[$0] }, of: weights.count)
        #expect((met.max() ?? 0) - (met.min() ?? 0) <= (cell.count == weights.count ? 0 : 1))
      }
    }
  }

  @Test func `agents who join later continue the blocks`() throws {
    let slots = halfDays(weeks: 2)
    let few = try CrossOverScheduler(slots: slots, variants: arms([1, 1]), agents: Self.agents(5, strata: 2))
    let more = try CrossOverScheduler(slots: slots, variants: arms([1, 1]), agents: Self.agents(9, strata: 2))
    #expect(few.schedule(seed: "s").rows == Array(more.schedule(seed: "s").rows.prefix(5)))
  }

  @Test func `a few agents' schedules are all listed, those of many are drawn`() throws {
    let slots = halfDays(weeks: 2)
    let four = try CrossOverScheduler(slots: slots, variants: arms([1, 1]), agents: Self.agents(4))
    #expect(try #require(four.all()).count == 252 * 252)
    let six = try CrossOverScheduler(slots: slots, variants: arms([1, 1]), agents: Self.agents(6))
    #expect(six.all() == nil)
    #expect(try six.reassignment().count == nil)
  }

  @Test func `every listed schedule is one that can be drawn`() throws {
    let slots = halfDays(weeks: 1)
    let scheduler = try CrossOverScheduler(slots: slots, variants: arms([1, 1]), agents: Self.agents(3))
    let all = Set(try #require(scheduler.all()))
    #expect(all.count == 32 * 32)
    var source = RandomSource(seed: 5)
    for _ in 0..<200 { #expect(all.contains(scheduler.draw(&source))) }
    #expect(all.contains(scheduler.schedule(seed: "s").rows.map(\.arms)))
  }

  @Test func `the randomisation test of many agents draws schedules that the scheduler could have drawn`() throws {
    let slots = halfDays(weeks: 2)
    let scheduler = try CrossOverScheduler(slots: slots, variants: arms([1, 1]), agents: Self.agents(7))
    let orders = Set(try #require(try SwitchbackScheduler(slots: slots, variants: arms([1, 1])).all()))
    var first: [Int] = []
    let test = try RandomisationTest(scheduler.reassignment(), replicates: 2000)
    _ = try test.test(actual: scheduler.schedule(seed: "s").rows.map(\.arms)) { rows in
      #expect(rows.allSatisfy(orders.contains))
      for pair in [0, 2, 4] { #expect(zip(rows[pair], rows[pair + 1]).allSatisfy { $0 + $1 == 1 }) }
      first.append(rows[0][0])
      return 0
    }
    // Five standard errors of a fair coin.
    #expect(abs(first.reduce(0, +) - first.count / 2) < 120)
  }

  @Test func `rosters without agents, or with one named twice, are refused`() throws {
    let slots = halfDays(weeks: 2)
    #expect(throws: AssignmentError.noAgents) {
      try CrossOverScheduler(slots: slots, variants: arms([1, 1]), agents: [])
    }
    #expect(throws: AssignmentError.repeatedAgent("ana")) {
      try CrossOverScheduler(slots: slots, variants: arms([1, 1]), agents: [.init(id: "ana"), .init(id: "ana")])
    }
  }
}
