import Cost
import Decision
import Experiment

extension DesignJSON {
  func guardrail(_ forecast: GuardrailForecast) -> JSONValue {
    let figures = forecast.figures
    return .object([
      "metric": .string(forecast.guardrail.metric.rawValue), "variant": .string(forecast.variant),
      "worseByAtMost": .number(forecast.guardrail.worseByAtMost),
      "unknown": .string(forecast.guardrail.whenUnknown.rawValue), "baseline": .optional(figures?.baseline),
      "controlUnits": .optional(figures?.controlUnits), "variantUnits": .optional(figures?.variantUnits),
      "chanceOfPass": .optional(figures?.chanceOfPass), "detectable": .optional(figures?.excludedWorsening),
      "exact": figures.map { .bool($0.isExact) } ?? .null, "missing": .optional(forecast.missing?.rawValue),
    ])
  }

  /// What figures of a roll-out rest on; null without economics or roll-out.
  var rollout: JSONValue {
    guard let assumed = design.rollout else { return .null }
    func arm(_ arm: RolloutAssumptions.Arm) -> JSONValue {
      .object([
        "variant": .string(arm.variant), "costPerCall": .number(arm.costPerCall),
        "callsPerMonth": .number(arm.callsPerMonth), "onceInTest": .number(arm.onceInTest),
      ])
    }
    return .object([
      "limit": .string(assumed.limit.rawValue), "months": .integer(assumed.months),
      "switchingCost": JSONValue(assumed.switchingCost),
      "marginPerOpportunity": .number(assumed.marginPerOpportunity), "worth": .string(assumed.worth.rawValue),
      "pastAcceptedShare": .optional(assumed.pastAcceptedShare), "equalTimes": .bool(assumed.assumesEqualTimes),
      "leftOut": .array(assumed.leftOut.map(JSONValue.string)),
      "variants": .array(([assumed.control] + assumed.challengers).map(arm)),
      "notes": .array(wording.rolloutNotes(assumed).map(JSONValue.string)),
    ])
  }

  func payingLift(_ lift: DesignResult.PayingLift) -> JSONValue {
    .object([
      "variant": .string(lift.variant), "relative": .number(lift.relative), "rate": .number(lift.rate),
      "switchingCost": JSONValue(lift.switchingCost), "rolloutCalls": .integer(lift.rolloutCalls),
      "marginPerOpportunity": .number(lift.marginPerOpportunity),
    ])
  }

  /// Stands only where the plan says enough, or is told why not.
  var lengths: [String: JSONValue] {
    if let refusal = design.lengthsRefusal {
      return ["lengths": .object(["refused": .string(wording.lengthsRefusal(refusal))])]
    }
    guard let lengths = design.lengths else { return [:] }
    return [
      "lengths": .object([
        "horizon": .integer(lengths.horizon), "marginPerOpportunity": .number(lengths.marginPerOpportunity),
        "priorSpread": .number(lengths.priorSpread), "priorSpreadStated": .bool(lengths.isSpreadStated),
        "normalPerArm": .optional(lengths.normalPerArm), "sentence": .string(wording.lengths(lengths)),
        "controlsError": .bool(false), "leader": .string(lengths.leader), "onceInTest": .number(lengths.onceInTest),
        "classicalBeyond": .optional(lengths.classicalBeyond),
        "notes": .array(wording.lengthNotes(lengths, rollout: design.rollout).map(JSONValue.string)),
        "lengths": .array(
          lengths.lengths.map { length in
            .object([
              "kind": .string(length.kind.rawValue), "perArm": .integer(length.perArm),
              "calls": .object(
                Dictionary(zip(lengths.variants, length.calls.map(JSONValue.integer))) { first, _ in first }),
              "total": .integer(length.total), "callingDays": .optional(length.callingDays),
              "gain": .number(length.gain), "regret": .number(length.regret), "errorRate": .number(length.errorRate),
            ])
          }),
      ])
    ]
  }
}
