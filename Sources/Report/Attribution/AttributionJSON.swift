import Cost
import Decision

extension JSONValue {
  /// What the phone is credited with under each rule; null without touches.
  init(_ attribution: AttributionReading?, wording: any Wording) {
    guard let attribution else {
      self = .null
      return
    }
    func byName(_ names: [String], _ amounts: [Money]) -> JSONValue {
      .object(Dictionary(zip(names, amounts.map { JSONValue($0) }), uniquingKeysWith: { first, _ in first }))
    }
    func row(_ row: Receipts.Row) -> JSONValue {
      .object(["sales": .integer(row.sales), "revenue": JSONValue(row.revenue)])
    }
    self = .object([
      "rules": .array(
        attribution.rules.map { rule in
          .object([
            "rule": .string(rule.rule.rawValue), "phoneRevenue": JSONValue(rule.phone.revenue),
            "phoneSales": .number(rule.phone.sales), "phoneShare": .optional(rule.share),
            "phoneMargin": JSONValue(rule.margin), "costPerSale": .optional(rule.costPerSale),
            "cpq": .optional(rule.cpq), "roi": JSONValue(rule.roi), "marginRoi": JSONValue(rule.marginRoi),
            "byChannel": byName(attribution.channels, rule.byChannel),
            "byVariant": byName(attribution.variants, rule.byVariant),
          ])
        }),
      "attributed": row(attribution.attributed), "unattributed": row(attribution.unattributed),
      "attributionDays": .integer(attribution.attributionDays), "halfLifeDays": .integer(attribution.halfLifeDays),
      "revenueInDispute": JSONValue(attribution.revenueInDispute), "isStillComing": .bool(attribution.isStillComing),
      "sentence": .string(wording.dependence(of: attribution)),
    ])
  }
}
