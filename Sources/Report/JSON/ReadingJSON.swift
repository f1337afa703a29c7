import Cost
import Decision
import Experiment

/// The JSON of a reading: the fields other programs rely on, and the figures behind every chart beside them.
struct ReadingJSON {
  let reading: Reading
  let wording: any Wording
  let command: String?

  var value: JSONValue {
    .object([
      "schemaVersion": .integer(1), "experiment": .string(reading.experiment),
      "question": .optional(reading.question), "currency": .string(reading.currency),
      "asOf": JSONValue(reading.asOf), "status": .string(reading.conclusion.status.rawValue),
      "sentence": .string(wording.conclusion(of: reading)), "winner": .optional(reading.conclusion.winner),
      "progress": progress, "variants": .array(reading.variants.map(variant)),
      "comparisons": .array(reading.comparisons.map(comparison)),
      "factorial": reading.factorial.map(factorial) ?? .null,
      "guardrails": .array(reading.guardrails.map(guardrail)), "health": .array(reading.health.map(health)),
      "delays": .array(reading.delays.map { JSONValue($0) }), "path": .array(reading.path.map(point)),
      "pathMarks": .array(reading.pathMarks.map(pathMark)),
      "missedTargets": .array(
        reading.missedTargets.map { missed in
          .object([
            "variant": .string(missed.variant), "indicator": .string(missed.indicator.rawValue),
            "target": .number(missed.target), "value": .number(missed.value),
          ])
        }),
      "segments": .array(reading.segments.map(segment)), "segmentEffects": JSONValue(reading.segmentEffects),
      "week": .array(reading.week.map(weekCell)),
      "projection": .array(reading.projection.map(projection)), "limits": limits, "nextWeek": nextWeek,
      "campaign": reading.campaign.map(campaign) ?? .null,
      "attribution": JSONValue(reading.attribution, wording: wording), "method": method,
      "warnings": .array(reading.warnings.map { .string(wording.warning($0)) }),
      "warningCodes": .array(reading.warnings.map { .string($0.code) }),
      "notes": .array(reading.notes.map(JSONValue.string)), "intake": intake, "command": .optional(command),
      "provenance": reading.provenance.map(provenance) ?? .null,
    ])
  }

  private var progress: JSONValue {
    let progress = reading.progress
    return .object([
      "day": .optional(progress.day), "plannedDays": .optional(progress.plannedDays),
      "lastDay": JSONValue(progress.lastDay), "lastCallingDay": JSONValue(progress.lastCallingDay),
      "decisionDay": JSONValue(progress.decisionDay),
      "callingDaysLeft": .optional(progress.callingDaysLeft), "matureCalls": .integer(progress.matureCalls),
      "immatureCalls": .integer(progress.immatureCalls),
      "plannedCalls": .optional(progress.plannedCalls), "isComplete": .bool(progress.isComplete),
    ])
  }

  private func variant(_ arm: VariantReading) -> JSONValue {
    .object([
      "name": .string(arm.name), "role": .string(arm.role.rawValue), "plannedShare": .number(arm.plannedShare),
      "calls": .integer(arm.calls), "immatureCalls": .integer(arm.immatureCalls), "leads": .optional(arm.leads),
      "opportunities": .integer(arm.opportunities), "lateOpportunities": .integer(arm.lateOpportunities),
      "tco": JSONValue(arm.tco), "benchmark": .optional(arm.benchmark?.rawValue),
      "cost": JSONValue(arm.costs?.total), "recurringCost": JSONValue(arm.costs?.recurring),
      "costLines": .array((arm.costs?.lines ?? []).map(costLine)), "cpq": JSONValue(arm.indicators?.cpq),
      "cpqThreshold": .optional(arm.indicators?.cpqThreshold), "roi": JSONValue(arm.indicators?.roi),
      "marginRoi": JSONValue(arm.indicators?.marginRoi),
      "revenueIsObserved": arm.indicators.map { .bool($0.revenueIsObserved) } ?? .null,
      "costIsUncertain": arm.indicators.map { .bool($0.costIsUncertain) } ?? .null,
      "incomeIsUncertain": arm.indicators.map { .bool($0.incomeIsUncertain) } ?? .null,
      "accepted": arm.accepted.map {
        .object(["judged": .integer($0.judged), "accepted": .integer($0.accepted)])
      } ?? .null,
      "meanTalkSeconds": .optional(arm.meanTalkSeconds), "answeredShare": .optional(arm.answeredShare),
      "anyTime": anyTime(of: arm),
    ])
  }

  private func costLine(_ line: CostStatement.Line) -> JSONValue {
    .object([
      "item": .string(line.item), "per": .string(line.basis.rawValue), "split": .optional(line.split?.rawValue),
      "share": .number(line.share), "amount": JSONValue(line.amount), "once": .bool(line.once),
    ])
  }

  private func comparison(_ comparison: Comparison) -> JSONValue {
    .object([
      "variant": .string(comparison.variant), "control": .string(comparison.control),
      "method": .string(comparison.method.rawValue),
      "why": .string(wording.methodReason(comparison.method, unit: reading.method.unit)),
      "difference": JSONValue(comparison.difference), "newcombe": JSONValue(comparison.newcombe),
      "simultaneous": JSONValue(comparison.simultaneous),
      "relative": JSONValue(comparison.relative), "statistic": .optional(comparison.statistic),
      "p": .optional(comparison.p), "pAdjusted": .optional(comparison.pAdjusted),
      "probabilityBetter": .optional(comparison.probabilityBetter),
      "expectedLoss": .optional(comparison.expectedLoss), "designEffect": .optional(comparison.designEffect),
      "naive": comparison.naive.map {
        .object(["difference": JSONValue($0.difference), "p": .number($0.p)])
      } ?? .null,
      "complier": comparison.complier.map(complier) ?? .null,
      "homogeneityP": .optional(comparison.homogeneityP),
      "significant": .bool(comparison.isSignificant), "alwaysValid": comparison.alwaysValid.map(alwaysValid) ?? .null,
      "sequential": comparison.sequential.map(sequential) ?? .null,
      "uncorrected": comparison.uncorrected.map {
        .object([
          "difference": JSONValue($0.difference), "relative": JSONValue($0.relative), "p": .optional($0.p),
        ])
      } ?? .null,
    ])
  }

  private func guardrail(_ reading: GuardrailReading) -> JSONValue {
    .object([
      "metric": .string(reading.guardrail.metric.rawValue), "variant": .string(reading.variant),
      "status": .string(reading.status.rawValue), "worsening": JSONValue(reading.worsening),
      "worseByAtMost": .number(reading.guardrail.worseByAtMost),
      "unknown": .string(reading.guardrail.whenUnknown.rawValue), "detail": .string(wording.guardrail(reading)),
      "power": guardrailPower(reading.power),
    ])
  }

  private func provenance(_ provenance: Provenance) -> JSONValue {
    .object([
      "version": .string(provenance.version), "planFingerprint": .string(provenance.planFingerprint),
      "dataFingerprint": .string(provenance.dataFingerprint), "lockedOn": JSONValue(provenance.lockedOn),
      "amendments": .array(
        provenance.amendments.map { amendment in
          .object([
            "date": JSONValue(amendment.date), "reason": .string(amendment.reason),
            "paths": .array(amendment.paths.map(JSONValue.string)), "looksBefore": .integer(amendment.looksBefore),
          ])
        }),
    ])
  }

  private func projection(_ projection: VariantProjection) -> JSONValue {
    .object([
      "variant": .string(projection.variant), "callsPerMonth": .number(projection.callsPerMonth),
      "costPerCall": .number(projection.costPerCall),
      "opportunitiesPerMonth": JSONValue(projection.opportunitiesPerMonth), "cpq": JSONValue(projection.cpq),
      "roi": JSONValue(projection.roi), "marginRoi": JSONValue(projection.marginRoi),
      "profitPerMonth": JSONValue(projection.profitPerMonth), "gainPerMonth": JSONValue(projection.gainPerMonth),
      "gainOverRollout": JSONValue(projection.gainOverRollout),
      "probabilityBest": .optional(projection.probabilityBest),
    ]).adding(projectionFields(projection))
  }

  private func campaign(_ campaign: CampaignReading) -> JSONValue {
    let totals = campaign.indicators
    return .object([
      "verdict": .string(campaign.verdict.rawValue), "why": .string(wording.campaign(campaign)),
      "lever": campaign.lever.map {
        .object([
          "cause": .string($0.cause.rawValue), "figure": .number($0.figure), "reference": .number($0.reference),
          "detail": .string(wording.lever($0)),
        ])
      } ?? .null,
      "cost": JSONValue(totals.cost), "calls": .optional(totals.calls),
      "opportunities": .integer(totals.opportunities), "tco": .optional(totals.tco), "cpq": .optional(totals.cpq),
      "cpqThreshold": .optional(totals.cpqThreshold), "roi": .optional(totals.roi), "ratio": .optional(totals.ratio),
      "marginRoi": .optional(totals.marginRoi), "profit": .optional(totals.profit),
      "balance": .optional(totals.balance?.rawValue),
    ])
  }

  private var method: JSONValue {
    let method = reading.method
    return .object([
      "metric": .string(method.metric.rawValue), "confidence": .number(method.confidence),
      "alpha": .number(method.alpha), "sides": .integer(method.sides),
      "adjustment": .optional(method.adjustment?.rawValue), "comparisons": .integer(method.comparisons),
      "within": .optional(method.within), "strata": .array(method.strata.map(JSONValue.string)),
      "monitoring": .string(method.monitoring.rawValue),
      "sales": method.sales.map {
        .object([
          "call": .string($0.call.rawValue), "days": .integer($0.days),
          "sources": .array($0.sources.map(JSONValue.string)),
        ])
      } ?? .null,
    ])
  }

  private var intake: JSONValue {
    let findings = reading.intake.findings.map { ($0.key.rawValue, JSONValue.integer($0.value)) }
    var fields: [String: JSONValue] = [
      "sources": .array(
        reading.intake.sources.map {
          .object([
            "kind": .string($0.kind.rawValue), "name": .string($0.name), "rows": .integer($0.rows),
            "rejected": .integer($0.rejected),
          ])
        }),
      "findings": .object(Dictionary(findings) { first, _ in first }),
    ]
    fields["examples"] = JSONValue(reading.intake.examples)
    return .object(fields)
  }
}
