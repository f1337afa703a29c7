import Decision
import Experiment

/// The JSON of the methods of monitoring side by side.
struct MonitoringJSON {
  let comparison: MonitoringComparison
  let wording: any Wording

  var value: JSONValue {
    .object([
      "maximumCalls": .integer(comparison.maximumCalls), "callsBasis": .string(comparison.callsBasis.rawValue),
      "maximumDays": .optional(comparison.maximumDays), "challengers": .integer(comparison.challengers),
      "callingDaysPerReading": .integer(comparison.callingDaysPerReading),
      "methods": .array(comparison.forecasts.map(forecast)),
      "withoutFutility": comparison.withoutFutility.map(forecast) ?? .null,
      "unfit": .array(comparison.unfit.map(unfit)),
      "fixedBoundary": .number(comparison.fixedBoundary), "schedule": schedule,
      "plannedMethod": .string(comparison.plannedMethod.rawValue), "advice": advice,
    ])
  }

  private func forecast(_ forecast: MonitoringComparison.Forecast) -> JSONValue {
    .object([
      "method": .string(forecast.method.rawValue), "simulatedTests": .optional(forecast.replicates),
      "outcomes": .array(forecast.outcomes.map(outcome)),
    ])
  }

  private func outcome(_ outcome: MonitoringComparison.Outcome) -> JSONValue {
    .object([
      "scenario": .string(outcome.scenario.rawValue), "rate": .number(outcome.rate),
      "chanceAbove": .number(outcome.chanceAbove), "chanceAboveError": .optional(outcome.chanceAboveError),
      "chanceBelow": .number(outcome.chanceBelow), "expectedCalls": .number(outcome.expectedCalls),
      "expectedCallsError": .optional(outcome.expectedCallsError), "expectedDays": .optional(outcome.expectedDays),
      "expectedDaysError": .optional(outcome.expectedDaysError),
    ])
  }

  private func unfit(_ unfit: MonitoringComparison.Unfit) -> JSONValue {
    .object(["method": .string(unfit.method.rawValue), "why": .string(wording.unfit(unfit))])
  }

  private var schedule: JSONValue {
    .object([
      "isThePlans": .bool(comparison.looksAreThePlans), "spending": .string(comparison.spending.text),
      "looks": .array(
        comparison.looks.map { look in
          .object([
            "date": JSONValue(look.date), "day": .optional(look.day), "callsPlaced": .integer(look.callsPlaced),
            "informationFraction": .number(look.information), "efficacyBoundary": .number(look.efficacyBoundary),
            "harmBoundary": .optional(look.harmBoundary), "futilityBoundary": .optional(look.futilityBoundary),
            "alphaSpent": .number(look.alphaSpent),
          ])
        }),
    ])
  }

  private var advice: JSONValue {
    .object([
      "method": .string(comparison.advice.method.rawValue), "reason": .string(comparison.advice.reason.code),
      "sentence": .string(wording.advice(of: comparison)),
      "plannedSentence": .optional(wording.plannedMonitoring(of: comparison)),
    ])
  }
}
