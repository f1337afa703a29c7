import Cost
import Decision
import Experiment
import Statistics
import Testing

@Suite struct CheckTests {
  static let winner: [String: (calls: Int, opportunities: Int)] = ["pitch": (1400, 42), "question": (1400, 56)]

  @Test func `before the planned end nothing is concluded, whatever the figures`() throws {
    let plan = try Examples.datedPlan()
    let reading = try check(plan, Examples.daily(Self.winner), asOf: Examples.monday + 10)
    #expect(
      reading.conclusion
        == .keepRunning(
          .beforePlannedEnd(lastDay: Examples.monday + 11, decisionDay: Examples.monday + 20)))
    #expect(reading.warnings.contains(.interimOfFixedTest))
  }

  @Test func `calls over but opportunities still to come is waiting, not deciding`() throws {
    let plan = try Examples.datedPlan()
    let reading = try check(plan, Examples.daily(Self.winner), asOf: Examples.monday + 15)
    guard case .keepRunning(.awaitingMaturity(let day, let immature)) = reading.conclusion else {
      Issue.record("\(reading.conclusion)")
      return
    }
    #expect(day == Examples.monday + 20)
    #expect(immature == reading.progress.immatureCalls && immature > 0)
  }

  @Test func `at the decision day the better script rolls out`() throws {
    let plan = try Examples.datedPlan()
    let reading = try check(plan, Examples.daily(Self.winner), asOf: Examples.monday + 20)
    #expect(reading.conclusion.status == .rollOut)
    #expect(reading.progress.isComplete && reading.progress.immatureCalls == 0)
    #expect(reading.path.count == 20)
    #expect(reading.segments.count { $0.dimension == .weekday } == 10)
  }

  @Test func `calls and opportunities inside an open window are shown and not compared`() throws {
    let plan = try Examples.datedPlan()
    let reading = try check(plan, Examples.daily(Self.winner), asOf: Examples.monday + 8)
    // Mature through Tuesday 3 March: two of the days.
    #expect(reading.variants.map(\.calls) == [2800, 2800])
    #expect(reading.variants.map(\.immatureCalls) == [11_200, 11_200])
    #expect(reading.variants.map(\.opportunities) == [84, 112])
  }

  @Test func `a challenger that is worse leaves the control in place`() throws {
    let plan = try Examples.datedPlan()
    let reading = try check(
      plan, Examples.daily(["pitch": (1400, 56), "question": (1400, 42)]), asOf: Examples.monday + 20)
    #expect(reading.conclusion == .keepControl(.harm(["question"])))
  }

  @Test func `a split that does not follow the plan is unhealthy until waived with a reason`() throws {
    var plan = try Examples.datedPlan()
    let evidence = Examples.daily(["pitch": (1400, 42), "question": (1250, 56)])
    let reading = try check(plan, evidence, asOf: Examples.monday + 20)
    #expect(reading.conclusion == .unhealthy([.sampleRatio]))
    plan.waivers = ["sample-ratio": "the dialer dropped a list by mistake, at random"]
    let waived = try check(plan, evidence, asOf: Examples.monday + 20)
    #expect(waived.conclusion.status == .rollOut)
    #expect(
      waived.warnings.first
        == .waived(check: .sampleRatio, reason: "the dialer dropped a list by mistake, at random"))
  }

  @Test func `a roll-out that loses money fails the plan's profit clause`() throws {
    let ledger = Ledger(items: [
      CostItem(item: "salaries", amount: Money(9000)),
      CostItem(item: "concierge", amount: Money(1), basis: .call, variant: "question"),
    ])
    var plan = try Examples.datedPlan(ledger: ledger, rollout: Rollout(callsPerMonth: 10_000, months: 6))
    plan.rule = DecisionRule(and: [.healthy, .guardrails, .profit])
    let reading = try check(plan, Examples.daily(Self.winner), asOf: Examples.monday + 20)
    guard case .keepControl(.ruleNotMet(leader: "question", let clauses)) = reading.conclusion else {
      Issue.record("\(reading.conclusion)")
      return
    }
    #expect(clauses.filter { !$0.holds }.count == 1)
    // 10 % more margin would be 1 point × 50 EUR = 0.5 EUR a call, less than the concierge's 1 EUR.
    let gain = try #require(reading.projection.last?.gainPerMonth)
    #expect(abs(gain.value - 10_000 * (0.01 * 50 - 1)) < 1e-6)
  }

  @Test func `a variant the plan does not know is refused by name`() throws {
    let plan = try Examples.datedPlan()
    #expect(throws: DecisionError.unknownVariant("questoin", known: ["pitch", "question"])) {
      try check(plan, Examples.daily(["pitch": (10, 1), "questoin": (10, 1)]))
    }
  }

  @Test func `more opportunities than calls are refused by name`() throws {
    let plan = try Examples.undatedPlan(["a", "b"])
    #expect(throws: DecisionError.moreOpportunitiesThanCalls(variant: "b", opportunities: 11, calls: 10)) {
      try check(plan, Examples.counts([("a", 10, 1, nil), ("b", 10, 11, nil)]))
    }
  }

  @Test func `dated data need a first day in the plan`() throws {
    let plan = try Examples.undatedPlan(["pitch", "question"])
    #expect(throws: DecisionError.startMissing) { try check(plan, Examples.daily(Self.winner)) }
  }

  @Test func `an arm without calls keeps the test running instead of crashing`() throws {
    let plan = try Examples.undatedPlan(["a", "b"])
    let reading = try check(plan, Examples.counts([("a", 10, 1, nil)]))
    #expect(reading.conclusion == .keepRunning(.noMatureCalls))
    #expect(reading.comparisons.first?.p == nil)
    #expect(reading.variants.last?.tco == nil)
  }

  @Test func `leads called more than once are compared by ratio of sums`() throws {
    let plan = try Examples.undatedPlan(["a", "b"])
    var evidence = Examples.counts([("a", 2000, 60, nil), ("b", 2000, 90, nil)])
    for (variant, opportunities) in [("a", 60), ("b", 90)] {
      evidence.tally.leads.add(
        LeadTable.Row(leads: 1000 - opportunities),
        to: LeadTable.Key(variant: variant, calls: 2, opportunities: 0))
      evidence.tally.leads.add(
        LeadTable.Row(leads: opportunities), to: LeadTable.Key(variant: variant, calls: 2, opportunities: 1))
    }
    let comparison = try #require(try check(plan, evidence).comparisons.first)
    #expect(comparison.method == .ratioOfSums)
    #expect(abs(try #require(comparison.difference).value - 0.015) < 1e-12)
    #expect(comparison.isSignificant == (try #require(comparison.difference).lower > 0))
  }

  @Test func `any legal counts give a reading without a NaN`() throws {
    let plan = try Examples.undatedPlan(["a", "b"])
    for (x, n) in [(0, 1), (1, 1), (0, 10), (10, 10), (3, 10_000_000)] {
      for (y, m) in [(0, 1), (1, 1), (0, 20), (20, 20), (9, 10_000_000)] {
        let reading = try check(plan, Examples.counts([("a", n, x, nil), ("b", m, y, nil)]))
        let comparison = try #require(reading.comparisons.first)
        let figures = [
          comparison.p, comparison.difference?.lower, comparison.difference?.upper, comparison.relative?.lower,
          comparison.relative?.upper, comparison.probabilityBetter, comparison.expectedLoss,
        ]
        for figure in figures { #expect(try !#require(figure).isNaN, "\(x)/\(n) against \(y)/\(m)") }
      }
    }
  }
}
