import Decision
import Experiment
import Statistics
import Testing

@Suite struct `The three ways to watch a test` {
  static func plan(
    baseline: Double = 0.03, lift: Double = 0.2, agents: Int? = 40, pace: Int? = 80, within: Int? = 7,
    length: TestProtocol.Length = .days(14), starts: CivilDate? = Examples.monday, sides: Int = 2, power: Double = 0.8,
    alpha: Double = 0.05, challengers: Int = 1, closed: Set<CivilDate> = [Examples.monday + 7],
    windows: [CallWindow] = [], monitoring: Monitoring = Monitoring(), unit: RandomisationUnit = .lead
  ) throws -> Plan {
    let names = ["control"] + (1...challengers).map { "challenger-\($0)" }
    return Plan(
      test: TestProtocol(
        name: "spring-hook", starts: starts, length: length,
        calling: CallingCalendar(windows: windows, closed: closed, callsPerAgentDay: pace, agents: agents), unit: unit,
        assignment: AssignmentRule(seed: "s"), variants: try Examples.variants(names),
        goal: Goal(
          baseline: baseline, worthDetecting: .relative(lift), within: within, alpha: alpha, power: power,
          sides: sides),
        monitoring: monitoring))
  }

  static func comparison(_ plan: Plan, simulatedTests: Int = 400) throws -> MonitoringComparison {
    try #require(try design(plan, simulatedTests: simulatedTests).monitoring)
  }

  static func outcome(
    _ comparison: MonitoringComparison, _ method: Monitoring.Method, _ scenario: MonitoringComparison.Scenario
  ) throws -> MonitoringComparison.Outcome {
    try #require(comparison.forecast(method)?.outcome(scenario))
  }

  /// Five looks, O'Brien–Fleming-type spending, one side at 2.5 %, 5 % against 6 %: rpact 3.3.4 needs 16,718.78 calls for
  /// 80 % and expects 13,438.44 of them.
  @Test func `planned looks have the power and the expected calls of rpact`() throws {
    let comparison = try Self.comparison(
      try Self.plan(
        baseline: 0.05, agents: 1, pace: 3344, within: nil, length: .days(5), sides: 1, alpha: 0.025,
        monitoring: Monitoring(method: .groupSequential)))
    #expect(comparison.maximumCalls == 16_720 && comparison.looks.count == 5)
    let found = try Self.outcome(comparison, .groupSequential, .worthDetecting)
    #expect(abs(found.chanceAbove / 0.8 - 1) < 1e-4)
    #expect(abs(found.expectedCalls / 13_438.4388325696 - 1) < 2e-4)
  }

  /// gsDesign 3.10.1, non-binding, Hwang–Shih–DeCani −2 for a power of 90 %.
  @Test func `efficacy and futility bounds are those of gsDesign`() throws {
    let comparison = try Self.comparison(
      try Self.plan(
        agents: 1, pace: 3344, within: nil, length: .days(5), sides: 1, power: 0.9, alpha: 0.025,
        monitoring: Monitoring(
          method: .groupSequential, futility: try Spending(.hwangShihDeCani, parameter: -2))))
    let efficacy = [4.87688494877642, 3.35701179984048, 2.68028003102531, 2.28981665735983, 2.03103201355947]
    let futility = [-0.902582386874133, -0.0381119587052874, 0.692777234639317, 1.3575462978551]
    for (look, bound) in zip(comparison.looks, efficacy) { #expect(abs(look.efficacyBoundary / bound - 1) < 1e-5) }
    for (look, bound) in zip(comparison.looks, futility) {
      #expect(abs(try #require(look.futilityBoundary) / bound - 1) < 1e-4)
    }
    #expect(comparison.looks.map(\.harmBoundary) == [nil, nil, nil, nil, nil])
    #expect(comparison.looks.last?.futilityBoundary == nil)
    #expect(comparison.looks.last?.alphaSpent == 0.025)
    let followed = try Self.outcome(comparison, .groupSequential, .noEffect)
    let open = try #require(comparison.withoutFutility?.outcome(.noEffect))
    #expect(followed.expectedCalls < open.expectedCalls && followed.chanceAbove < open.chanceAbove)
  }

  /// A million tests of binomial counts a day, judged by the pooled z at these looks (numpy, seed 1): chance above, calls
  /// placed and days until the stop. The normal process is an approximation at these counts, so within 0.2 %.
  @Test(arguments: [
    (MonitoringComparison.Scenario.worthDetecting, 0.800309, 28_415.4, 16.5841),
    (.twiceWorthDetecting, 0.999735, 25_633.9, 11.4476),
  ])
  func `planned looks do what tests drawn at random do`(
    scenario: MonitoringComparison.Scenario, chance: Double, calls: Double, days: Double
  ) throws {
    let found = try Self.outcome(try Self.comparison(try Self.plan()), .groupSequential, scenario)
    #expect(abs(found.chanceAbove / chance - 1) < 2e-3)
    #expect(abs(found.expectedCalls / calls - 1) < 2e-3)
    #expect(abs(try #require(found.expectedDays) / days - 1) < 2e-3)
  }

  @Test func `a fixed test finds the effect with the power of the design, at its end`() throws {
    let result = try design(try Self.plan(), simulatedTests: 1)
    let comparison = try #require(result.monitoring)
    let found = try Self.outcome(comparison, .fixed, .worthDetecting)
    #expect(abs(found.chanceAbove / (try #require(result.capacity).power) - 1) < 1e-6)
    #expect(found.expectedCalls == 28_800 && found.expectedDays == 21 && comparison.maximumDays == 21)
    #expect(abs(comparison.fixedBoundary / 1.959963984540054 - 1) < 1e-12)
    #expect(abs(try Self.outcome(comparison, .fixed, .noEffect).chanceAbove / 0.025 - 1) < 1e-9)
  }

  @Test func `looks stand where calls mature, and count the calls placed meanwhile`() throws {
    let comparison = try Self.comparison(try Self.plan())
    let first = try #require(comparison.looks.first)
    #expect(first.date == Examples.monday + 7 && first.day == 8)
    #expect(first.callsPlaced == 5 * 3200 && abs(first.information * 9 - 1) < 1e-12)
    let last = try #require(comparison.looks.last)
    #expect(last.date == Examples.monday + 18 && last.information == 1 && last.alphaSpent == 0.05)
    #expect(comparison.looks.map(\.alphaSpent) == comparison.looks.map(\.alphaSpent).sorted())
    #expect(!comparison.looksAreThePlans && comparison.spending == .obrienFleming)
  }

  @Test func `a maturity window as long as the test leaves no call to save`() throws {
    let comparison = try Self.comparison(try Self.plan(within: 14))
    for method in Monitoring.Method.allCases {
      for outcome in try #require(comparison.forecast(method)).outcomes {
        #expect(abs(outcome.expectedCalls / 28_800 - 1) < 1e-12)
      }
    }
    #expect(comparison.advice.method != .anytime)
    #expect(comparison.advice.reason == .looksSaveDays)
  }

  @Test func `where a fixed test has 80 %, reading at any time has 60 to 70 %`() throws {
    let comparison = try Self.comparison(try Self.plan(agents: nil), simulatedTests: 2000)
    #expect(comparison.callsBasis == .needed && comparison.maximumCalls == 27_828)
    #expect(abs(try Self.outcome(comparison, .fixed, .worthDetecting).chanceAbove - 0.8) < 1e-3)
    let anytime = try Self.outcome(comparison, .anytime, .worthDetecting)
    #expect(anytime.chanceAbove > 0.6 && anytime.chanceAbove < 0.7)
    let error = try #require(anytime.chanceAboveError)
    #expect(error > 0.0101 && error < 0.0111)
  }

  static let examples = [
    "two weeks", "five agents", "many agents", "one side", "three challengers", "no first day", "by calls",
    "by calls without a team", "two years", "large effect", "windows by weekday", "five calls", "weekly with futility",
    "stated dates without a first day", "three looks by calls", "weekly by calls", "a million calls of one agent",
  ]

  static func example(_ name: String) throws -> Plan {
    let week = CallWindow(name: "week start", span: .weekdays([.monday, .tuesday]))
    func looks(_ looks: Monitoring.Looks) -> Monitoring { Monitoring(method: .groupSequential, looks: looks) }
    return switch name {
    case "five agents": try plan(agents: 5)
    case "many agents": try plan(agents: 160, within: nil)
    case "one side": try plan(sides: 1)
    case "three challengers": try plan(challengers: 3)
    case "no first day": try plan(starts: nil)
    case "by calls": try plan(length: .calls(20_000))
    case "by calls without a team": try plan(agents: nil, length: .calls(20_000))
    case "two years": try plan(agents: 1, length: .days(700))
    case "large effect": try plan(baseline: 0.4, lift: 1)
    case "windows by weekday": try plan(windows: [week])
    case "five calls": try plan(length: .calls(5))
    case "weekly with futility":
      try plan(monitoring: Monitoring(method: .groupSequential, looks: .weekly, futility: .obrienFleming))
    case "stated dates without a first day":
      try plan(starts: nil, monitoring: looks(.dates([Examples.monday + 9])))
    case "three looks by calls": try plan(agents: nil, length: .calls(900), monitoring: looks(.count(3)))
    case "weekly by calls": try plan(agents: nil, length: .calls(900), monitoring: looks(.weekly))
    case "a million calls of one agent": try plan(agents: 1, pace: 1, length: .calls(1_000_000))
    default: try plan()
    }
  }

  @Test(arguments: examples)
  func `looks find no more than a fixed test, and nothing exceeds its maximum`(example: String) throws {
    let comparison = try Self.comparison(try Self.example(example))
    #expect(comparison.forecasts.map(\.method) == Monitoring.Method.allCases)
    for forecast in comparison.forecasts {
      for outcome in forecast.outcomes {
        let fixed = try Self.outcome(comparison, .fixed, outcome.scenario)
        // A simulated chance of one has no spread although the true one is below.
        let slack = 1e-9 + 3 * (outcome.chanceAboveError ?? 0) + (forecast.replicates.map { 3 / Double($0) } ?? 0)
        #expect(outcome.chanceAbove <= fixed.chanceAbove + slack)
        #expect(outcome.chanceAbove >= 0 && outcome.chanceBelow >= 0)
        #expect(outcome.chanceAbove + outcome.chanceBelow <= 1 + 1e-9)
        #expect(outcome.expectedCalls > 0)
        #expect(outcome.expectedCalls <= Double(comparison.maximumCalls) * (1 + 1e-12))
        #expect((outcome.expectedDays == nil) == (comparison.maximumDays == nil))
        if let days = outcome.expectedDays, let most = comparison.maximumDays {
          #expect(days > 0 && days <= Double(most) * (1 + 1e-12))
        }
      }
      let chances = forecast.outcomes.map(\.chanceAbove)
      #expect(chances == chances.sorted())
    }
    #expect(comparison.looks.last?.information == 1)
    #expect(comparison.looks.count <= 100)
  }

  @Test(arguments: examples) func `the same plan gives the same figures`(example: String) throws {
    let plan = try Self.example(example)
    #expect(try design(plan, simulatedTests: 100) == design(plan, simulatedTests: 100))
  }

  @Test func `without a first day the looks have days and no dates, without a pace neither`() throws {
    let undated = try Self.comparison(try Self.plan(starts: nil))
    #expect(undated.looks.allSatisfy { $0.date == nil && $0.day != nil })
    let calls = try Self.comparison(try Self.plan(agents: nil, length: .calls(28_000)))
    #expect(calls.looks.count == 10 && calls.looks.allSatisfy { $0.date == nil && $0.day == nil })
    #expect(calls.maximumDays == nil)
  }

  @Test func `a test that ends by calls takes the days of its pace`() throws {
    let comparison = try Self.comparison(try Self.plan(length: .calls(28_000)))
    // Nine calling days at 3,200 a day, the last at less; the second Monday is closed.
    #expect(comparison.looks.count == 9 && comparison.maximumDays == 12 + 7)
    #expect(abs(comparison.looks[0].information / (3200.0 / 28_000) - 1) < 1e-12)
  }

  @Test func `a plan that looks for a fall has no comparison`() throws {
    #expect(try design(try Self.plan(lift: -0.2), simulatedTests: 1).monitoring == nil)
  }

  @Test func `twice a change that leaves no room is left out`() throws {
    let comparison = try Self.comparison(try Self.plan(baseline: 0.4, lift: 1))
    #expect(comparison.forecasts[0].outcomes.map(\.scenario) == [.noEffect, .worthDetecting])
  }

  @Test func `where agents are randomised only a fixed test goes with the plan`() throws {
    let comparison = try Self.comparison(try Self.plan(unit: .agent))
    #expect(comparison.forecasts.map(\.method) == [.fixed])
    #expect(comparison.unfit.map(\.refusal) == [.agentsAreFew, .agentsAreFew])
    #expect(comparison.looks.isEmpty)
    #expect(comparison.advice.method == .fixed && comparison.advice.reason == .onlyFixedFits(.agentsAreFew))
  }

  @Test func `the advice follows what looks save and cost`() throws {
    func advice(_ plan: Plan) throws -> (Monitoring.Method, String) {
      let advice = try Self.comparison(plan).advice
      return (advice.method, advice.reason.code)
    }
    #expect(try advice(Self.plan()) == (.groupSequential, "looks-save-days"))
    #expect(try advice(Self.plan(within: nil)) == (.groupSequential, "looks-save-calls"))
    #expect(try advice(Self.plan(agents: 5)) == (.fixed, "looks-save-little"))
    #expect(try advice(Self.plan(agents: 160)) == (.anytime, "calls-to-spare"))
    #expect(
      try advice(Self.plan(agents: 60, monitoring: Monitoring(method: .anytime)))
        == (.anytime, "anytime-reaches-the-goal"))
    #expect(
      try advice(Self.plan(monitoring: Monitoring(method: .anytime))) == (.groupSequential, "looks-save-days"))
    #expect(
      try advice(
        Self.plan(within: nil, monitoring: Monitoring(method: .groupSequential, futility: .obrienFleming)))
        == (.groupSequential, "futility-costs-chance"))
    #expect(
      try advice(
        Self.plan(
          within: nil, monitoring: Monitoring(method: .groupSequential, spending: try Spending(.pocock))))
        == (.fixed, "looks-cost-chance"))
  }
}
