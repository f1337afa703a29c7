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
        anyTime($0.indicators).adding([
          "profitPerMonth": JSONValue($0.profitPerMonth), "gainPerMonth": JSONValue($0.gainPerMonth),
          "gainOverRollout": JSONValue($0.gainOverRollout), "gainGuarantee": .optional($0.gainGuarantee?.rawValue),
        ])
      } ?? .null,
    ]
  }

  /// Indicators by ranges that hold at any look; each null where there is none.
  private func anyTime(_ indicators: AnyTimeIndicators?) -> JSONValue {
    .object([
      "tco": JSONValue(indicators?.tco), "tcoGuarantee": .optional(indicators?.tcoGuarantee.rawValue),
      "cpq": JSONValue(indicators?.cpq), "cpqGuarantee": .optional(indicators?.cpqGuarantee?.rawValue),
      "roi": JSONValue(indicators?.roi), "marginRoi": JSONValue(indicators?.marginRoi),
      "profitPerCall": JSONValue(indicators?.profitPerCall),
      "returnGuarantee": .optional(indicators?.returnGuarantee?.rawValue),
    ])
  }

  /// Indicators of an arm's test at any look; null at its end.
  func anyTime(of arm: VariantReading) -> JSONValue { arm.anyTime.map(anyTime) ?? .null }

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
    power.map { .object(["chanceOfPass": .number($0.chanceOfPass), "detectable": .number($0.excludedWorsening)]) }
      ?? .null
  }
}
