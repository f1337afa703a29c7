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

  private func health(_ finding: HealthFinding) -> JSONValue {
    var fields: [String: JSONValue] = [
      "check": .string(finding.check.rawValue), "status": .string(finding.status.rawValue),
      "p": .optional(finding.p), "detail": .string(wording.healthDetail(finding)),
    ]
    if case .callingHours(let hours) = finding.detail { fields["conduct"] = conduct(hours.conduct) }
    return .object(fields)
  }

  /// How calls stand before the law; what is not known or not asked for is null.
  private func conduct(_ conduct: CallConduct) -> JSONValue {
    func breaches(_ breaches: CallConduct.Breaches?) -> JSONValue {
      breaches.map { .object(["leads": .integer($0.leads), "calls": .integer($0.calls)]) } ?? .null
    }
    return .object([
      "calls": .integer(conduct.calls), "withoutTime": .integer(conduct.withoutTime),
      "inOwnZone": .integer(conduct.inOwnZone), "onHolidays": .integer(conduct.onHolidays),
      "outsideHours": .integer(conduct.outsideHours), "outsideWindows": .integer(conduct.outsideWindows),
      "tooMany": breaches(conduct.tooMany), "inRest": breaches(conduct.inRest),
    ])
  }

  private func point(_ point: PathPoint) -> JSONValue {
    .object([
      "date": JSONValue(point.date), "variant": .string(point.variant), "calls": .integer(point.calls),
      "opportunities": .integer(point.opportunities), "mature": .bool(point.isMature), "tco": JSONValue(point.tco),
    ])
  }

  private func pathMark(_ mark: PathMark) -> JSONValue {
    var days: Int?
    var calls: Int?
    var reason: String?
    let kind: String
    switch mark.kind {
    case .withoutCalls: kind = "without-calls"
    case .extended(.days(let added)): (kind, days) = ("extended", added)
    case .extended(.calls(let added)): (kind, calls) = ("extended", added)
    case .amended(let why): (kind, reason) = ("amended", why)
    }
    return .object([
      "date": JSONValue(mark.date), "kind": .string(kind), "days": .optional(days), "calls": .optional(calls),
      "reason": .optional(reason),
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

  private func segment(_ segment: Segment) -> JSONValue {
    .object([
      "dimension": .string(segment.dimension.rawValue), "name": .string(segment.name),
      "variant": .string(segment.variant), "calls": .integer(segment.calls),
      "opportunities": .integer(segment.opportunities), "tco": JSONValue(segment.tco),
      "difference": JSONValue(segment.difference),
    ])
  }

  private func weekCell(_ cell: WeekCell) -> JSONValue {
    let hour: Int? = if case .hour(let hour) = cell.part { hour } else { nil }
    let window: String? = if case .window(let name) = cell.part { name } else { nil }
    return .object([
      "weekday": .string(cell.weekday.rawValue), "hour": .optional(hour), "window": .optional(window),
      "calls": .integer(cell.calls), "opportunities": .integer(cell.opportunities), "tco": JSONValue(cell.tco),
      "isThin": .bool(cell.isThin),
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
    return .object([
      "sources": .array(
        reading.intake.sources.map {
          .object([
            "kind": .string($0.kind.rawValue), "name": .string($0.name), "rows": .integer($0.rows),
            "rejected": .integer($0.rejected),
          ])
        }),
      "findings": .object(Dictionary(findings) { first, _ in first }),
    ])
  }
}
