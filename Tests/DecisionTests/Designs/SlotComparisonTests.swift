import Experiment
import Statistics
import Testing

@testable import Decision

@Suite("A schedule that was drawn is what is tested")
struct SlotComparisonTests {
  private func plan() throws -> Plan {
    var plan = try Examples.datedPlan()
    plan.test.unit = .slot
    plan.test.goal.within = nil
    plan.test.assignment = AssignmentRule(method: .switchback, seed: "slots-1")
    return plan
  }

  /// Every slot with 500 calls; opportunities by its arm and its place.
  private func evidence(
    _ test: TestProtocol, opportunities: (_ arm: Int, _ slot: Int) -> Int
  ) throws -> (Evidence, SlotSchedule) {
    let schedule = try SwitchbackScheduler(test).schedule(seed: test.assignment.seed)
    var tally = Tally()
    for (index, slot) in schedule.slots.enumerated() {
      let arm = schedule.rows[0].arms[index]
      let variant = test.variants.names[arm]
      let cell = CallCell(calls: 500, opportunities: opportunities(arm, index))
      tally.bySlot.add(cell, to: SlotKey(variant: variant, slot: slot))
      tally.byDay.add(cell, to: DayKey(variant: variant, date: slot.date))
    }
    return (Evidence(tally: tally, schedule: schedule, lastDay: Examples.monday + 13), schedule)
  }

  @Test func `a script that is better in every slot is shown, by the share of schedules that would look so`() throws {
    let plan = try plan()
    let (evidence, schedule) = try evidence(plan.test) { arm, _ in arm == 1 ? 25 : 15 }
    let comparison = try check(plan, evidence, asOf: Examples.monday + 13).comparisons[0]
    #expect(comparison.method == .slotRandomisation)
    #expect(try #require(comparison.p) <= 0.01)
    #expect(comparison.isSignificant)
    #expect(schedule.slots.count == 20)
    let difference = try #require(comparison.difference)
    #expect(difference.lower > 0 && abs(difference.value - 0.02) < 1e-12)
  }

  @Test func `half-days that differ for other reasons do not make a winner`() throws {
    let plan = try plan()
    // Afternoons are three times as good as mornings, whatever the script.
    let (evidence, _) = try evidence(plan.test) { _, slot in slot.isMultiple(of: 2) ? 10 : 30 }
    let comparison = try check(plan, evidence, asOf: Examples.monday + 13).comparisons[0]
    #expect(!comparison.isSignificant)
    #expect(try #require(comparison.p) > 0.2)
  }

  @Test func `evidence without a schedule is refused with the reason`() throws {
    let plan = try plan()
    var (evidence, _) = try evidence(plan.test) { _, _ in 10 }
    evidence.schedule = nil
    #expect(throws: DecisionError.scheduleMissing) { try check(plan, evidence, asOf: Examples.monday + 13) }
  }
}
