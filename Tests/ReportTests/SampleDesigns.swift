import Cost
import Experiment
import Foundation

@testable import Decision

extension Sample {
  static func design(agents: Int, answer: DesignResult.Answer) -> DesignResult {
    let perArm = agents * 80 * 9 / 2
    let power = min(0.99, 0.2 + Double(perArm) / 14_400 * 0.618)
    let start = date("2026-03-02")
    return DesignResult(
      experiment: "spring-hook", question: "Does opening with a question beat the product pitch?", currency: "EUR",
      assumptions: DesignResult.Assumptions(
        baseline: 0.03, target: 0.036, alpha: 0.05, alphaPerComparison: 0.05, power: 0.8, sides: 2, comparisons: 1,
        shares: [0.5, 0.5], within: 7, agents: agents, callsPerAgentDay: 80, isBaselineOfHistory: false),
      answer: answer,
      sizes: [
        DesignResult.RequiredSize(
          formula: .normal, control: 13_914, challenger: 13_914, total: 27_828, agentDays: 348,
          callingDays: (348 + agents - 1) / agents),
        DesignResult.RequiredSize(
          formula: .arcsine, control: 13_894, challenger: 13_894, total: 27_788, agentDays: 348,
          callingDays: (348 + agents - 1) / agents),
      ],
      callingDays: [0, 1, 2, 3, 4, 8, 9, 10, 11].map { start + $0 }, decisionDay: date("2026-03-20"),
      capacity: DesignResult.Capacity(
        totalCalls: perArm * 2, control: perArm, challenger: perArm, power: power,
        detectableLift: agents > 20 ? 0.197 : 0.6),
      guardrails: guardrails,
      payingLifts: [
        DesignResult.PayingLift(
          variant: "question", relative: 0.0042, rate: 0.030126, switchingCost: Money(1500), rolloutCalls: 360_000,
          marginPerOpportunity: 50)
      ],
      cost: DesignResult.DesignCost(
        total: 6_878,
        lines: [
          DesignResult.DesignCost.Line(item: "salaries", amount: 2600),
          DesignResult.DesignCost.Line(item: "telephony", amount: Double(perArm * 2) * 0.06),
          DesignResult.DesignCost.Line(item: "training", amount: 300),
        ], unforeseen: ["coaching"]),
      monitoring: Sample.monitoring(),
      powerCurve: (0...40).map {
        let lift = Double($0) / 80
        let effect = lift * 0.03 / (2 * 0.031 * 0.969 / Double(perArm)).squareRoot()
        return DesignResult.CurvePoint(
          lift: lift, value: 0.025 + 0.5 * erfc(-(effect - 1.96) / 2.0.squareRoot()) * 0.975)
      },
      sizeCurve: (2...40).map {
        let lift = Double($0) / 80
        return DesignResult.CurvePoint(lift: lift, value: (556 / (lift * lift)).rounded(.up))
      })
  }

  /// One that can be told, one that cannot, and one of which nothing is known beforehand.
  static let guardrails = [
    GuardrailForecast(
      guardrail: Guardrail(metric: .talkSeconds, worseByAtMost: 0.15), variant: "question",
      outlook: .known(
        GuardrailForecast.Figures(
          baseline: 84, controlUnits: 14_400, variantUnits: 14_400, chanceOfPass: 0.9999, excludedWorsening: 0.034,
          isExact: false))),
    GuardrailForecast(
      guardrail: Guardrail(metric: .opportunityToSale, worseByAtMost: 0.1, whenUnknown: .block), variant: "question",
      outlook: .known(
        GuardrailForecast.Figures(
          baseline: 0.125, controlUnits: 432, variantUnits: 432, chanceOfPass: 0.14, excludedWorsening: 0.4,
          isExact: true))),
    GuardrailForecast(
      guardrail: Guardrail(metric: .acceptedShare, worseByAtMost: 0.1), variant: "question",
      outlook: .unknown(.judgements)),
  ]

  static let sufficient = design(agents: 40, answer: .yes(power: 0.818))
  static let insufficient: DesignResult = {
    var design = Sample.design(agents: 5, answer: .no(power: 0.28, detectableLift: 0.6, callingDaysNeeded: 70))
    design.monitoring = Sample.fixedOnly
    return design
  }()
  static let unknownTeam: DesignResult = {
    var design = Sample.design(agents: 40, answer: .unknownCapacity(agentsNeeded: 39))
    design.capacity = nil
    design.cost = nil
    design.assumptions.agents = nil
    design.monitoring = Sample.bareMonitoring
    return design
  }()

  static func structured(
    _ kind: DesignStructure.Kind, clusters: Int?, needed: Int?, answer: DesignResult.Answer, isMeasured: Bool = false
  ) -> DesignResult {
    var design = Sample.design(agents: 12, answer: answer)
    design.monitoring = Sample.fixedOnly
    let source: (Double) -> DesignStructure.Correlation.Source = {
      isMeasured ? .history(clusters: 38) : .assumed(variation: $0)
    }
    design.structure = DesignStructure(
      kind: kind, clusters: clusters, clustersNeeded: needed, slotLength: kind == .agents ? nil : .halfDay,
      slots: kind == .agents ? nil : 18, callsPerCluster: 720, sizeVariation: isMeasured ? 0.31 : 0,
      correlation: DesignStructure.Correlation(value: 0.00193, source: source(0.25)),
      withinSlot: kind == .agentsCrossOver ? DesignStructure.Correlation(value: 0.00031, source: source(0.1)) : nil,
      power: clusters == nil ? nil : 0.24, detectableRate: clusters == nil ? nil : 0.0435,
      degreesOfFreedom: clusters.map { Double($0 - 2) })
    if clusters == nil { design.capacity = nil }
    return design
  }

  static let byAgent = structured(
    .agents, clusters: 12, needed: 46, answer: .no(power: 0.24, detectableLift: 0.45, callingDaysNeeded: nil))
  static let crossOver = structured(
    .agentsCrossOver, clusters: 12, needed: 31,
    answer: .no(power: 0.24, detectableLift: 0.45, callingDaysNeeded: 24), isMeasured: true)
  static let switchback = structured(
    .switchback, clusters: 18, needed: 48, answer: .no(power: 0.24, detectableLift: 0.45, callingDaysNeeded: 24))
  static let byUnknownAgents = structured(
    .agents, clusters: nil, needed: 46, answer: .unknownCapacity(agentsNeeded: 46))
}
