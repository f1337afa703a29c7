import Cost
import Decision

extension ReadingJSON {
  /// Stands only where costs and a roll-out are stated.
  func projectionFields(_ projection: VariantProjection) -> [String: JSONValue] {
    [
      "probabilityBestRate": .optional(projection.probabilityBestRate),
      "cpqOfTest": JSONValue(projection.cpqOfTest), "profitPerCall": JSONValue(projection.profitPerCall),
      "expectedLoss": .optional(projection.expectedLoss), "breakEvenLift": .optional(projection.breakEvenLift),
      "marginPerOpportunity": .optional(projection.marginPerOpportunity),
      "basis": .object([
        "cpq": .string(projection.basis.cpq.rawValue), "profit": .string(projection.basis.profit.rawValue),
        "gain": .string(projection.basis.gain.rawValue),
        "hasUncertainCost": .bool(projection.basis.hasUncertainCost),
        "worth": .string(projection.basis.worth.rawValue),
        "saleValueError": .number(projection.basis.saleValueError),
      ]),
      "anyTime": projection.anyTime.map {
        .object([
          "cpq": JSONValue($0.indicators?.cpq), "cpqGuarantee": .optional($0.indicators?.cpqGuarantee?.rawValue),
          "roi": JSONValue($0.indicators?.roi), "marginRoi": JSONValue($0.indicators?.marginRoi),
          "profitPerCall": JSONValue($0.indicators?.profitPerCall), "profitPerMonth": JSONValue($0.profitPerMonth),
          "returnGuarantee": .optional($0.indicators?.returnGuarantee?.rawValue),
          "gainPerMonth": JSONValue($0.gainPerMonth), "gainOverRollout": JSONValue($0.gainOverRollout),
          "gainGuarantee": .optional($0.gainGuarantee?.rawValue),
        ])
      } ?? .null,
    ]
  }

  /// Indicators of an arm's test by ranges that hold at any look.
  func anyTime(_ indicators: AnyTimeIndicators?) -> JSONValue {
    indicators.map {
      .object([
        "tco": JSONValue($0.tco), "tcoGuarantee": .string($0.tcoGuarantee.rawValue), "cpq": JSONValue($0.cpq),
        "cpqGuarantee": .optional($0.cpqGuarantee?.rawValue), "roi": JSONValue($0.roi),
        "marginRoi": JSONValue($0.marginRoi), "returnGuarantee": .optional($0.returnGuarantee?.rawValue),
      ])
    } ?? .null
  }

  var limits: JSONValue {
    .array(
      reading.limits.map { limit in
        .object([
          "limit": .string(limit.limit.rawValue), "planned": .bool(limit.isPlanned), "best": .optional(limit.best),
          "projection": .array(
            limit.projections.map { arm in
              .object([
                "variant": .string(arm.variant), "callsPerMonth": .number(arm.callsPerMonth),
                "opportunitiesPerMonth": JSONValue(arm.opportunitiesPerMonth),
                "profitPerMonth": JSONValue(arm.profitPerMonth), "gainPerMonth": JSONValue(arm.gainPerMonth),
                "probabilityBest": .optional(arm.probabilityBest), "expectedLoss": .optional(arm.expectedLoss),
                "breakEvenLift": .optional(arm.breakEvenLift),
              ])
            }),
        ])
      })
  }

  var nextWeek: JSONValue {
    reading.nextWeek.map { week in
      .object([
        "calls": .integer(week.calls), "leader": .string(week.leader), "value": .number(week.value),
        "cost": .number(week.cost), "worthIt": .bool(week.isWorthIt), "delayCostPerWeek": .optional(week.delayCost),
        "prior": .string(week.isPriorPlanned ? "plan" : "uniform"),
        "sentence": .optional(wording.nextWeek(of: reading)),
      ])
    } ?? .null
  }

  func guardrailPower(_ power: GuardrailPower?) -> JSONValue {
    power.map { .object(["chanceOfPass": .number($0.chanceOfPass), "detectable": .number($0.detectable)]) } ?? .null
  }
}
