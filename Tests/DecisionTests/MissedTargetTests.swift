import Cost
import Experiment
import Statistics
import Testing

@testable import Decision

@Suite("Targets of a plan, and the last day of calls")
struct MissedTargetTests {
  @Test func `an arm below its wished rate misses it, one above does not`() throws {
    var plan = try Examples.datedPlan()
    plan.targets = Targets(tco: 0.03)
    let evidence = Examples.daily(["pitch": (1_000, 20), "question": (1_000, 40)])
    let reading = try check(plan, evidence, asOf: Examples.monday + 21)
    #expect(
      reading.missedTargets == [MissedTarget(variant: "pitch", indicator: .tco, target: 0.03, value: 0.02)])
    #expect(reading.targets == plan.targets)
    plan.targets = Targets(cpq: Money(1))
    #expect(try check(plan, evidence, asOf: Examples.monday + 21).missedTargets.isEmpty, "the plan states no costs")
  }

  @Test func `without an opportunity the CPQ is infinite, and misses its target`() throws {
    var plan = try Examples.datedPlan(ledger: Ledger(items: [CostItem(item: "salaries", amount: Money(8000))]))
    plan.targets = Targets(cpq: Money(1_000_000))
    let evidence = Examples.daily(["pitch": (1_000, 0), "question": (1_000, 40)])
    #expect(
      try check(plan, evidence, asOf: Examples.monday + 21).missedTargets == [
        MissedTarget(variant: "pitch", indicator: .cpq, target: 1_000_000, value: .infinity)
      ])
  }

  @Test func `calls end on the last calling day, the decision stays on the day the last one is mature`() throws {
    let plan = try Examples.datedPlan()
    let reading = try check(
      plan, Examples.daily(["pitch": (100, 3), "question": (100, 3)], days: 5), asOf: Examples.monday + 4)
    #expect(reading.progress.lastDay == Examples.monday + 13)
    #expect(reading.progress.lastCallingDay == Examples.monday + 11)
    #expect(
      reading.conclusion
        == .keepRunning(.beforePlannedEnd(lastDay: Examples.monday + 11, decisionDay: Examples.monday + 20)))
    #expect(try design(plan).decisionDay == reading.progress.decisionDay)
    let over = try check(
      plan, Examples.daily(["pitch": (100, 3), "question": (100, 3)]), asOf: Examples.monday + 12)
    guard case .keepRunning(.awaitingMaturity) = over.conclusion else {
      Issue.record("\(over.conclusion)")
      return
    }
  }

  @Test func `costs without a volume are no alert while no call counts yet`() throws {
    let ledger = Ledger(items: [CostItem(item: "agents", amount: Money(20), basis: .talkHour)])
    let plan = try Examples.datedPlan(ledger: ledger)
    let evidence = Examples.daily(["pitch": (100, 3), "question": (100, 3)])
    func isAlerted(_ day: Int) throws -> Bool {
      try check(plan, evidence, asOf: Examples.monday + day).warnings.contains {
        if case .costWithoutVolume = $0 { true } else { false }
      }
    }
    #expect(try !isAlerted(0))
    #expect(try isAlerted(21))
  }

  @Test func `a share cannot be shown to fall by more than its whole`() throws {
    let power = try #require(
      GuardrailPower(controlTotal: 40, variantTotal: 40, count: 4, limit: 0.1, alpha: 0.025))
    #expect(power.excludedWorsening > 1)
    #expect(power.excludable(of: .opportunityToSale) == nil && power.excludable(of: .answeredShare) == nil)
    #expect(power.excludable(of: .talkSeconds) == power.excludedWorsening)
    let large = try #require(
      GuardrailPower(controlTotal: 40_000, variantTotal: 40_000, count: 4_000, limit: 0.1, alpha: 0.025))
    #expect(large.excludable(of: .opportunityToSale) == large.excludedWorsening)
  }

  @Test func `an assumption that moves nothing is known as such`() {
    #expect(TornadoBar(assumption: .costPerCall, low: 107_000, high: 107_000.000_000_1).isWithoutEffect)
    #expect(!TornadoBar(assumption: .costPerCall, low: 100_000, high: 107_000).isWithoutEffect)
  }
}
