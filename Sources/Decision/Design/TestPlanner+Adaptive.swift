import Cost
import Experiment
import Statistics

extension TestPlanner {
  private static let mostAdaptiveTests = 10_000
  private static let adaptiveSeed: UInt64 = 1

  /// Adaptive shares beside equal ones; nil where the plan asks for none, looks for a fall, or tells no calling days or no
  /// number of calls.
  func adaptiveComparison(simulatedTests: Int) throws(DecisionError) -> AdaptiveComparison? {
    let test = plan.test
    guard let adaptive = test.assignment.adaptive, test.starts != nil, let total = plannedCalls?.total, total > 0,
      assumptions.target > assumptions.baseline,
      let control = test.variants.all.firstIndex(where: { $0.role == .control }),
      let challenger = test.variants.all.firstIndex(where: { $0.role == .challenger })
    else { return nil }
    let dates = callingDays.isEmpty ? test.callingDays(forCalls: total) : callingDays
    guard !dates.isEmpty else { return nil }
    let margin = plan.economics?.marginPerOpportunity
    let rollout = plan.rollout.map { Double($0.callsPerMonth) * Double($0.months) } ?? 0
    var simulation = AdaptiveSimulation(
      adaptive: nil, calls: dates.indices.map { total * ($0 + 1) / dates.count - total * $0 / dates.count },
      blocks: adaptive.blocks(of: dates, in: test), control: control, margin: margin ?? 1,
      ownCosts: test.variants.names.map { margin == nil ? 0 : ownCostPerCall($0) }, rolloutCalls: rollout,
      switchingCost: margin == nil ? 0 : plan.rollout?.switchingCost.units ?? 0,
      alpha: assumptions.alphaPerComparison, alternative: assumptions.sides == 2 ? .twoSided : .greater)
    let replicates = max(1, min(simulatedTests, TestPlanner.mostAdaptiveTests))
    var goal = test.goal
    goal.baseline = assumptions.baseline
    let prior = try goal.scriptPrior()
    let (baseline, target) = (assumptions.baseline, assumptions.target)
    let names = test.variants.names
    func outcomes(_ adaptive: AdaptiveShares?) throws(DecisionError) -> [AdaptiveComparison.Outcome] {
      simulation.adaptive = adaptive
      let asked = simulation
      var outcomes: [AdaptiveComparison.Outcome] = []
      for (place, scenario) in AdaptiveComparison.Scenario.allCases.enumerated() {
        let rates: @Sendable (inout RandomSource) -> [Double]
        switch scenario {
        case .noEffect: rates = { _ in names.map { _ in baseline } }
        case .worthDetecting: rates = { _ in names.indices.map { $0 == challenger ? target : baseline } }
        case .usual:
          guard let prior else { continue }
          rates = { source in names.map { _ in source.draw(prior.beta) } }
        }
        let sums = try asking { () throws(StatisticsError) in
          try asked.run(
            replicates: replicates, source: RandomSource(seed: TestPlanner.adaptiveSeed).split(UInt64(place)), rates)
        }
        outcomes.append(AdaptiveComparison.Outcome(scenario, sums, calls: total))
      }
      return outcomes
    }
    let equal = try outcomes(nil)
    return AdaptiveComparison(
      adaptive: adaptive, calls: total, rolloutCalls: Int(rollout), isMoney: margin != nil, equal: equal,
      following: try outcomes(adaptive), replicates: replicates, seed: TestPlanner.adaptiveSeed)
  }
}

extension AdaptiveComparison.Outcome {
  init(_ scenario: AdaptiveComparison.Scenario, _ sums: AdaptiveSimulation.Sums, calls: Int) {
    let tests = Double(sums.tests)
    let chance = Double(sums.above) / tests
    let mean = (sums.testGain + sums.rolloutGain) / tests
    self.init(
      scenario: scenario, chanceAbove: chance, chanceAboveError: (chance * (1 - chance) / tests).squareRoot(),
      worseShare: scenario == .noEffect ? nil : Double(sums.worseCalls) / tests / Double(calls),
      testGain: sums.testGain / tests, rolloutGain: sums.rolloutGain / tests,
      gainError: (max(0, sums.gainSquares / tests - mean * mean) / tests).squareRoot())
  }
}
