import Decision

extension ReadingJSON {
  /// The curve of an arm: the share of calls with an opportunity by days since the call.
  func delayCurve(_ curve: DelayCurve) -> JSONValue {
    .object([
      "variant": .string(curve.variant),
      "points": .array(
        curve.points.map {
          .object([
            "day": .integer($0.day), "atRisk": .integer($0.atRisk), "opportunities": .integer($0.opportunities),
            "share": JSONValue($0.share),
          ])
        }),
    ])
  }
}
