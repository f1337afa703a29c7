import Decision

extension JSONValue {
  /// The curve of an arm: the share of calls with an opportunity by days since the call; of a review, with a sale.
  init(_ curve: DelayCurve, events: String = "opportunities") {
    self = .object([
      "variant": .string(curve.variant),
      "points": .array(
        curve.points.map {
          .object([
            "day": .integer($0.day), "atRisk": .integer($0.atRisk), events: .integer($0.opportunities),
            "share": JSONValue($0.share),
          ])
        }),
    ])
  }
}
