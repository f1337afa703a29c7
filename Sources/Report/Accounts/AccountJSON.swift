import Cost
import Decision
import Experiment
import Statistics

/// The JSON of an account.
struct AccountJSON {
  let account: CampaignAccount
  let wording: any AccountWording
  let command: String?

  var value: JSONValue {
    .object([
      "schemaVersion": .integer(1), "experiment": .string(account.experiment), "currency": .string(account.currency),
      "asOf": JSONValue(account.asOf), "by": .string(account.division.rawValue),
      "confidence": .number(account.confidence), "immatureCalls": .integer(account.immatureCalls),
      "incomeIsObserved": .bool(account.incomeIsObserved),
      "incomeIsOwn": .bool(account.incomeIsOwn), "costs": .array(costs),
      "parts": .array(account.rows.map { row($0) }), "total": row(account.total),
      "unattributed": .object([
        "sales": .integer(account.unattributed.sales), "revenue": JSONValue(account.unattributed.revenue),
      ]),
      "warnings": .array(account.warnings.map { .string(wording.warning($0)) }),
      "lever": account.lever.map { lever in
        .object([
          "cause": .string(lever.cause.rawValue), "figure": .number(lever.figure),
          "reference": .number(lever.reference), "sentence": .string(wording.lever(lever)),
        ])
      } ?? .null,
      "campaign": account.campaign.map { campaign in
        .object(["verdict": .string(campaign.verdict.rawValue), "why": .string(wording.campaign(campaign))])
      } ?? .null, "sentence": .string(wording.answer(of: account.advice)), "command": .optional(command),
    ])
  }

  private var costs: [JSONValue] {
    let stated = account.costs.map { cost in
      JSONValue.object([
        "item": .string(cost.item.item), "amount": JSONValue(cost.item.amount),
        "per": .string(cost.item.basis.rawValue), "share": .number(cost.item.share), "volume": .number(cost.volume),
        "variant": .optional(cost.item.variant),
        "split": .optional(cost.item.variant == nil ? cost.item.split.rawValue : nil), "once": .bool(cost.item.once),
        "how": .string(wording.derivation(cost)), "total": JSONValue(cost.total), "byVariant": byVariant(cost.amounts),
      ])
    }
    guard !account.logged.isEmpty else { return stated }
    let logged = JSONValue.object([
      "item": .string(Ledger.callLogItem), "how": .string(wording.account(.fromCallLog)), "once": .bool(false),
      "total": JSONValue(account.logged.reduce(.zero, +)), "byVariant": byVariant(account.logged.map(Optional.some)),
    ])
    return stated + [logged]
  }

  private func byVariant(_ amounts: [Money?]) -> JSONValue {
    guard amounts.count == account.variants.count else { return .null }
    return .object(Dictionary(uniqueKeysWithValues: zip(account.variants, amounts.map(JSONValue.init))))
  }

  private func row(_ row: CampaignAccount.Row) -> JSONValue {
    let indicators = row.indicators
    return .object([
      "part": .optional(row.part.flatMap(AccountJSON.name)), "calls": .optional(indicators.calls),
      "opportunities": .integer(indicators.opportunities), "cost": .number(indicators.cost.units),
      "recurringCost": .number(row.recurring.units), "tco": JSONValue(row.tco),
      "benchmark": .optional(row.benchmark?.rawValue), "cpq": JSONValue(row.estimates?.cpq),
      "cpqThreshold": .optional(indicators.cpqThreshold), "revenue": .optional(indicators.revenue),
      "margin": .optional(indicators.margin), "roi": JSONValue(row.estimates?.roi),
      "ratio": .optional(indicators.ratio), "marginRoi": JSONValue(row.estimates?.marginRoi),
      "profit": .optional(indicators.profit), "balance": .optional(indicators.balance?.rawValue),
      "costIsUncertain": row.estimates.map { .bool($0.costIsUncertain) } ?? .null,
      "incomeIsUncertain": row.estimates.map { .bool($0.incomeIsUncertain) } ?? .null,
    ])
  }

  private static func name(_ part: AccountPart) -> String? {
    switch part {
    case .week(let date), .day(let date): date.description
    case .named(let name): name
    case .unknown: nil
    }
  }
}
