import Cost
import Decision
import Experiment
import Statistics

/// The JSON of a review.
struct ReviewJSON {
  let review: Review
  let wording: any Wording
  let command: String?

  var value: JSONValue {
    fields.adding(JSONValue(review.intake.examples).map { ["intakeExamples": $0] } ?? [:])
  }

  private var fields: JSONValue {
    .object([
      "schemaVersion": .integer(1), "experiment": .string(review.experiment), "question": .optional(review.question),
      "currency": .string(review.currency), "asOf": JSONValue(review.asOf), "at": .string("\(review.age.days)d"),
      "horizonDays": .integer(review.horizon), "confidence": .number(review.confidence),
      "decided": .string(review.decided.rawValue), "winner": .optional(review.winner),
      "override": .optional(review.override), "rollout": review.followUp.map(followUp) ?? .null,
      "priorChance": .optional(review.priorChance), "limit": .string(review.limit.rawValue),
      "outcome": .string(word(review.outcome)),
      "sentence": .string(wording.sentence(of: review)),
      "variants": .array(review.arms.map(arm)),
      "gains": .array(
        review.gains.map {
          .object(["variant": .string($0.variant), "profitPerCall": JSONValue($0.profitPerCall)])
        }),
      "delays": .array(review.delays.map { JSONValue($0, events: "sales") }), "noForecast": reason(review.noForecast),
      "forecastAsOf": JSONValue(review.forecastDay),
      "noForecastBefore": reason(review.noForecastBefore),
      "campaign": review.campaign.map {
        .object(["verdict": .string($0.verdict.rawValue), "why": .string(wording.campaign($0))])
      } ?? .null,
      "unattributed": .object([
        "sales": .integer(review.unattributed.sales), "revenue": JSONValue(review.unattributed.revenue),
      ]),
      "otherSources": review.otherSources.map {
        .object(["sales": .integer($0.sales), "revenue": JSONValue($0.revenue)])
      } ?? .null,
      "warnings": .array(review.warnings.map { .string(wording.warning($0)) }),
      "warningCodes": .array(review.warnings.map { .string($0.code) }),
      "intake": .object(
        Dictionary(
          review.intake.findings.map { ($0.key.rawValue, JSONValue.integer($0.value)) }, uniquingKeysWith: { $1 })),
      "command": .optional(command),
    ])
  }

  private func followUp(_ followUp: Review.FollowUp) -> JSONValue {
    .object([
      "script": .string(followUp.script), "starts": JSONValue(followUp.starts), "holdOut": .number(followUp.holdOut),
      "isSplitAsPlanned": .bool(followUp.isSplitAsPlanned), "outcome": .string(word(followUp.outcome)),
      "sentence": .string(wording.followUpOutcome(followUp, control: review.control)),
      "rates": .array(
        followUp.rates.map {
          .object([
            "variant": .string($0.variant), "calls": .integer($0.calls), "opportunities": .integer($0.opportunities),
            "tco": JSONValue($0.tco),
          ])
        }),
      "difference": JSONValue(followUp.difference), "variants": .array(followUp.arms.map(arm)),
      "profitPerCall": JSONValue(followUp.gain?.profitPerCall),
    ])
  }

  private func word(_ outcome: Review.Outcome) -> String {
    switch outcome {
    case .confirmed: "confirmed"
    case .reversed: "reversed"
    case .heldBack: "held-back"
    case .undecided: "undecided"
    case .notDecided: "not-decided"
    case .tooEarly: "too-early"
    }
  }

  private func arm(_ arm: Review.Arm) -> JSONValue {
    .object([
      "name": .string(arm.variant), "role": .string(arm.role.rawValue), "calls": .integer(arm.calls),
      "youngerCalls": .integer(arm.youngerCalls), "cost": .optional(arm.cost), "came": figures(arm.came),
      "forecast": figures(arm.forecast), "forecastBefore": figures(arm.forecastBefore),
      "delays": .optional(arm.delays.map(source)),
    ])
  }

  private func figures(_ figures: Review.Figures?) -> JSONValue {
    guard let figures else { return .null }
    return .object([
      "sales": JSONValue(figures.sales), "revenue": JSONValue(figures.revenue), "roi": JSONValue(figures.roi),
      "marginRoi": JSONValue(figures.marginRoi), "profitPerCall": JSONValue(figures.profitPerCall),
    ])
  }

  private func source(_ source: Review.DelaySource) -> String {
    switch source {
    case .own: "own"
    case .pooled: "pooled"
    case .history: "history"
    case .stated: "stated"
    }
  }

  private func reason(_ reason: Review.NoForecast?) -> JSONValue {
    guard let reason else { return .null }
    var fields: [String: JSONValue] = ["detail": .string(wording.noForecast(reason, review))]
    switch reason {
    case .withoutSales: fields["reason"] = .string("without-sales")
    case .tailNotSeen(let unseen, let longest):
      fields["reason"] = .string("tail-not-seen")
      fields["unseen"] = .optional(unseen)
      fields["longestAge"] = .integer(longest)
    }
    return .object(fields)
  }
}
