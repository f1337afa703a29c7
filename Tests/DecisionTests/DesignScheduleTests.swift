import Experiment
import Testing

@testable import Decision

@Suite("The schedule of a design")
struct DesignScheduleTests {
  @Test func `a switchback shows the script of each half-day, as it is assigned`() throws {
    let plan = try StructuredDesignPlans.plan(.slot, .switchback)
    let schedule = try #require(DesignSchedule(plan.test))
    let drawn = try SwitchbackScheduler(plan.test).schedule(seed: "s")
    #expect(!schedule.isByAgent && schedule.entries.map(\.slot) == drawn.slots)
    #expect(schedule.entries.map(\.variant) == drawn.rows[0].arms.map { plan.test.variants.names[$0] })
    #expect(schedule.parts.map(\.name) == ["morning", "afternoon"])
    #expect(schedule.parts.map(\.hours?.description) == ["00:00-13:00", "13:00-24:00"])
    #expect(schedule.variant(on: Examples.monday, part: 0) == schedule.entries[0].variant)
    #expect(schedule.variant(on: Examples.monday + 5, part: 0) == nil)
    #expect(try design(plan).schedule == schedule)
  }

  @Test func `agents who cross over have orders of their own, other designs have none`() throws {
    let crossOver = try #require(DesignSchedule(try StructuredDesignPlans.plan(.agent, .agentsCrossOver).test))
    #expect(crossOver.isByAgent && crossOver.entries.isEmpty && crossOver.parts.count == 2)
    #expect(DesignSchedule(try StructuredDesignPlans.plan(.agent, .agents).test) == nil)
    #expect(DesignSchedule(try StructuredDesignPlans.plan(.lead, .hashed).test) == nil)
  }

  @Test func `a plan without a first day, or too short for its shares, has no schedule`() throws {
    var plan = try StructuredDesignPlans.plan(.slot, .switchback)
    plan.test.length = .days(1)
    plan.test.assignment.slots.length = .day
    #expect(DesignSchedule(plan.test) == nil)
    plan.test.starts = nil
    #expect(DesignSchedule(plan.test) == nil)
  }
}

private typealias StructuredDesignPlans = `Designs by agent and by half-day`
