import Cost
import Decision
import Experiment
import Testing

/// Forty agents on nine days: 14,400 calls a script at 3 %, so 432 opportunities each. Chances are those of an enumeration
/// in Python (scipy), as in `RatioMarginPowerTests`.
@Suite("What a plan can tell of guardrails")
struct GuardrailForecastTests {
  static func plan(_ guardrails: [Guardrail], weights: [Double] = [1, 1]) throws -> Plan {
    let names = ["pitch", "question", "story"].prefix(weights.count)
    let variants = try Variants(
      zip(names, weights).enumerated().map { place, arm in
        Variant(name: arm.0, role: place == 0 ? .control : .challenger, weight: arm.1)
      })
    var test = TestProtocol(
      name: "spring-hook", starts: Examples.monday,
      calling: CallingCalendar(closed: [Examples.monday + 7], callsPerAgentDay: 80, agents: 40),
      assignment: AssignmentRule(seed: "s"), variants: variants,
      goal: Goal(baseline: 0.03, worthDetecting: .relative(0.2), within: 7))
    test.guardrails = guardrails
    return Plan(
      test: test, economics: Economics(opportunityToSale: 0.125, saleValue: Money(1200), marginPerSale: Money(400)))
  }

  static func forecasts(_ plan: Plan, history: DesignHistory? = nil) throws -> [GuardrailForecast] {
    try design(plan, history: history, simulatedTests: 1).guardrails
  }

  @Test func `432 opportunities a script pass opportunity-to-sale within 10 % in 14 % of tests`() throws {
    let plan = try Self.plan([Guardrail(metric: .opportunityToSale, worseByAtMost: 0.1)])
    let forecast = try #require(try Self.forecasts(plan).first)
    let figures = try #require(forecast.figures)
    #expect(forecast.variant == "question" && forecast.missing == nil)
    #expect(figures.controlUnits == 432 && figures.variantUnits == 432 && figures.isExact)
    #expect(figures.baseline == 0.125)
    #expect(abs(figures.chanceOfPass - 0.140415446972) < 1e-9)
    #expect(abs(try #require(figures.excludedWorsening) - 0.36292) < 1e-4)
  }

  @Test func `the plan's power says what can be ruled out, and its alpha how strictly`() throws {
    var plan = try Self.plan([Guardrail(metric: .opportunityToSale, worseByAtMost: 0.1)])
    plan.test.goal.power = 0.9
    #expect(try #require(try Self.forecasts(plan).first?.figures?.excludedWorsening) > 0.37)
    plan.test.goal.alpha = 0.2
    #expect(try #require(try Self.forecasts(plan).first?.figures).chanceOfPass > 0.3)
  }

  @Test func `without past calls talk, answers, complaints and acceptance cannot be planned, and each says why`() throws
  {
    let plan = try Self.plan([
      Guardrail(metric: .talkSeconds, worseByAtMost: 0.15), Guardrail(metric: .answeredShare, worseByAtMost: 0.1),
      Guardrail(metric: .complaintShare, worseByAtMost: 0.25, dispositions: ["complaint"]),
      Guardrail(metric: .acceptedShare, worseByAtMost: 0.1),
    ])
    #expect(try Self.forecasts(plan).map(\.missing) == [.talkTimes, .answers, .dispositions, .judgements])
    // Past calls that do not tell them change nothing.
    let silent = DesignHistory(calls: 10_000, opportunities: 300)
    #expect(
      try Self.forecasts(plan, history: silent).map(\.missing) == [.talkTimes, .answers, .dispositions, .judgements])
  }

  @Test func `past calls tell the rest`() throws {
    let plan = try Self.plan([
      Guardrail(metric: .talkSeconds, worseByAtMost: 0.15),
      Guardrail(metric: .complaintShare, worseByAtMost: 0.25, dispositions: ["complaint"]),
      Guardrail(metric: .acceptedShare, worseByAtMost: 0.1), Guardrail(metric: .answeredShare, worseByAtMost: 0.1),
    ])
    var history = DesignHistory(calls: 20_000, opportunities: 600)
    history.talk = DesignHistory.Talk(calls: 20_000, mean: 84, deviation: 96)
    history.complaints = DesignHistory.Share(50, of: 10_000)
    history.accepted = DesignHistory.Share(240, of: 300)
    history.answered = DesignHistory.Share(0, of: 0)
    let forecasts = try Self.forecasts(plan, history: history)
    // Talk: Φ(log 1.15/s − z) is 1; exp((z + z′)s) − 1 by scipy with s = 96/84 √(2/14,400).
    let talk = try #require(forecasts[0].figures)
    #expect(!talk.isExact && talk.chanceOfPass > 0.9999 && talk.controlUnits == 14_400)
    #expect(abs(try #require(talk.excludedWorsening) - 0.034056674415597774) < 1e-9)
    // Half of the calls tell how they ended, half of the opportunities were judged.
    let complaints = try #require(forecasts[1].figures)
    #expect(complaints.controlUnits == 7200 && complaints.baseline == 0.005)
    #expect(complaints.chanceOfPass < 0.3838)
    let accepted = try #require(forecasts[2].figures)
    #expect(accepted.controlUnits == 216 && accepted.baseline == 0.8)
    #expect(accepted.chanceOfPass > 0.66 && accepted.chanceOfPass < 0.8)
    #expect(forecasts[3].missing == .answers)
  }

  @Test func `a few calls: the chance that 300 a script pass 15 % of talk`() throws {
    var plan = try Self.plan([Guardrail(metric: .talkSeconds, worseByAtMost: 0.15)])
    plan.test.length = .calls(600)
    var history = DesignHistory(calls: 20_000, opportunities: 600)
    history.talk = DesignHistory.Talk(calls: 20_000, mean: 84, deviation: 96)
    let figures = try #require(try Self.forecasts(plan, history: history).first?.figures)
    #expect(abs(figures.chanceOfPass - 0.44152958049308016) < 1e-9)
    #expect(abs(try #require(figures.excludedWorsening) - 0.2611482985122831) < 1e-9)
  }

  @Test func `each challenger is told by its own share of the calls`() throws {
    let plan = try Self.plan([Guardrail(metric: .opportunityToSale, worseByAtMost: 0.2)], weights: [2, 1, 1])
    let forecasts = try Self.forecasts(plan)
    #expect(forecasts.map(\.variant) == ["question", "story"])
    #expect(forecasts[0].figures?.controlUnits == 432 && forecasts[0].figures?.variantUnits == 216)
    #expect(forecasts[0].outlook == forecasts[1].outlook)
  }

  @Test func `without a share sold or a number of calls it says so`() throws {
    var plan = try Self.plan([Guardrail(metric: .opportunityToSale, worseByAtMost: 0.1)])
    plan.economics = nil
    #expect(try Self.forecasts(plan).map(\.missing) == [.shareSold])
    plan.economics = Economics(opportunityToSale: 0.125)
    plan.test.length = .calls(20)
    #expect(try Self.forecasts(plan).map(\.missing) == [.volume])
    // Without a team, the calls that the power takes are judged.
    plan = try Self.plan([Guardrail(metric: .opportunityToSale, worseByAtMost: 0.1)])
    plan.test.calling.agents = nil
    #expect(try Self.forecasts(plan).first?.figures?.controlUnits == 417)
    #expect(try Self.forecasts(try Self.plan([])).isEmpty)
  }

  @Test("far beyond what is enumerated the plan's power says what can be ruled out too", arguments: [0.8, 0.9])
  func manyUnits(power: Double) throws {
    var plan = try Self.plan([Guardrail(metric: .answeredShare, worseByAtMost: 0.1)])
    plan.test.length = .calls(30_000_000)
    plan.test.goal.power = power
    var history = DesignHistory(calls: 20_000, opportunities: 600)
    history.answered = DesignHistory.Share(6_000, of: 20_000)
    let figures = try #require(try Self.forecasts(plan, history: history).first?.figures)
    #expect(!figures.isExact && figures.controlUnits == 15_000_000)
    // (z + z′) √(0.7/0.3 · 2/15,000,000) by Python's statistics.
    let excluded = power == 0.8 ? 0.0013868894151884297 : 0.0016322708306688138
    #expect(abs(try #require(figures.excludedWorsening) - excluded) < 1e-12)
  }

  @Test func `a share of a few calls beside millions cannot be shown to fall by more than its whole`() throws {
    var plan = try Self.plan([Guardrail(metric: .answeredShare, worseByAtMost: 0.1)], weights: [1_000_000, 1])
    plan.test.length = .calls(30_000_030)
    var history = DesignHistory(calls: 20_000, opportunities: 600)
    history.answered = DesignHistory.Share(200, of: 20_000)
    let figures = try #require(try Self.forecasts(plan, history: history).first?.figures)
    #expect(!figures.isExact && figures.variantUnits == 30)
    #expect(figures.excludedWorsening == nil)
  }

  @Test func `a log tells talk times, answers, complaints and acceptance`() throws {
    var cell = CallCell(calls: 1000, opportunities: 40)
    (cell.timedCalls, cell.talkSeconds, cell.talkSecondsSquared) = (500, 50_000, 8_000_000)
    (cell.answered, cell.answerKnown, cell.complaints, cell.dispositionKnown) = (300, 900, 7, 800)
    (cell.acceptedOpportunities, cell.judgedOpportunities) = (24, 32)
    var tally = Tally()
    tally.byDay.add(cell, to: DayKey(variant: "", date: nil))
    let past = try DesignHistory(tally, test: try Self.plan([]).test, asOf: nil)
    let talk = try #require(past.talk)
    #expect(talk.calls == 500 && talk.mean == 100)
    // Mean square 16,000 less 10,000, on 499 degrees of freedom.
    #expect(abs(talk.deviation - (6000.0 * 500 / 499).squareRoot()) < 1e-9)
    #expect(past.answered == DesignHistory.Share(300, of: 900))
    #expect(past.complaints == DesignHistory.Share(7, of: 800))
    #expect(past.accepted.value == 0.75)
  }
}
