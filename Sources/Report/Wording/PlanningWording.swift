public import Decision
import Experiment

/// The sentences of one language about what a plan can tell of guardrails and money before its first call.
public protocol PlanningWording {
  /// A caption of the tables about plans.
  func planningCaption(_ caption: PlanningCaption) -> String
  /// How well the planned calls can tell that nothing gets worse, in one sentence.
  func guardrails(_ forecasts: [GuardrailForecast], power: Double) -> String
  /// What is missing for guardrails that cannot be planned, what an undecided one does, and what the figures rest on: each a
  /// sentence.
  func guardrailNotes(_ forecasts: [GuardrailForecast], alpha: Double) -> [String]
  /// A number of calls or opportunities of both arms, by which a guardrail is told.
  func guardrailUnits(_ figures: GuardrailForecast.Figures, of forecast: GuardrailForecast) -> String
  /// With what chance a worsening is ruled out.
  func ruledOut(power: Double) -> String
  /// From which lift on each challenger pays, against the lift that the test looks for.
  func payingLifts(of design: DesignResult) -> String
  /// What figures of a roll-out take for granted before the test, each a sentence.
  func rolloutNotes(_ assumed: RolloutAssumptions) -> [String]
  /// Why no length is advised.
  func lengthsRefusal(_ refusal: TestLengths.Refusal) -> String
}

/// Captions of tables about plans.
public enum PlanningCaption: CaseIterable, Hashable, Sendable {
  case watched, tolerated, takenAs, toldBy, chanceOfPass, ruledOut, callCost, callsPerMonth, callsInAll
}

extension GuardrailForecast {
  /// Forecasts with those of several challengers taken together where they are the same; the variant is nil then.
  static func merged(
    _ forecasts: [GuardrailForecast]
  ) -> [(forecast: GuardrailForecast, variant: String?)] {
    var rows: [(forecast: GuardrailForecast, variant: String?)] = []
    var seen: [Guardrail.Metric] = []
    for forecast in forecasts where !seen.contains(forecast.guardrail.metric) {
      seen.append(forecast.guardrail.metric)
      let own = forecasts.filter { $0.guardrail.metric == forecast.guardrail.metric }
      if own.allSatisfy({ $0.outlook == forecast.outlook }) {
        rows.append((forecast, nil))
      } else {
        rows += own.map { ($0, $0.variant) }
      }
    }
    return rows
  }

  /// Every metric once, in order, with the smallest chance of any challenger; without those of which nothing is known.
  static func leastChances(
    _ forecasts: [GuardrailForecast]
  ) -> [(metric: Guardrail.Metric, chance: Double)] {
    var least: [(metric: Guardrail.Metric, chance: Double)] = []
    for forecast in forecasts {
      guard let chance = forecast.figures?.chanceOfPass else { continue }
      let metric = forecast.guardrail.metric
      if let place = least.firstIndex(where: { $0.metric == metric }) {
        least[place].chance = min(least[place].chance, chance)
      } else {
        least.append((metric, chance))
      }
    }
    return least
  }

  /// What is missing for each metric, once.
  static func missing(_ forecasts: [GuardrailForecast]) -> [(metric: Guardrail.Metric, missing: Missing)] {
    var all: [(metric: Guardrail.Metric, missing: Missing)] = []
    for forecast in forecasts {
      guard let missing = forecast.missing else { continue }
      if !all.contains(where: { $0.metric == forecast.guardrail.metric && $0.missing == missing }) {
        all.append((forecast.guardrail.metric, missing))
      }
    }
    return all
  }
}

extension Guardrail.Metric {
  /// Whether calls are what a figure is of; otherwise opportunities.
  var isOfCalls: Bool {
    switch self {
    case .talkSeconds, .answeredShare, .complaintShare: true
    case .opportunityToSale, .acceptedShare: false
    }
  }
}
