import Decision

extension JSONValue {
  /// Whether effects differ between segments, and what to do in each.
  init(_ effects: [SegmentEffects]) {
    self = .array(
      effects.map { effect in
        .object([
          "dimension": .string(effect.dimension.rawValue), "variant": .string(effect.variant), "p": .number(effect.p),
          "pAdjusted": .number(effect.pAdjusted), "spread": effect.difference.map { .number($0.spread) } ?? .null,
          "parts": .array(
            (effect.difference?.parts ?? []).map { part in
              .object([
                "name": .string(part.name), "difference": JSONValue(part.difference),
                "advice": .string(part.advice.rawValue),
              ])
            }),
        ])
      })
  }
}
