import Decision
import Experiment

/// The JSON of a design.
struct DesignJSON {
  let design: DesignResult
  let wording: any Wording
  let command: String?

  var value: JSONValue {
    .object(
      fields.merging(structure) { $1 }.merging(lengths) { $1 }.merging(history) { $1 }.merging(adaptive) { $1 }
        .merging(schedule) { $1 })
  }

  var fields: [String: JSONValue] {
    [
      "schemaVersion": .integer(1), "experiment": .string(design.experiment), "question": .optional(design.question),
      "currency": .string(design.currency), "sentence": .string(wording.answer(of: design)), "answer": answer,
      "assumptions": assumptions, "sizes": .array(design.sizes.map(size)),
      "callingDays": .array(design.callingDays.map { .string($0.description) }),
      "decisionDay": JSONValue(design.decisionDay), "capacity": design.capacity.map(capacity) ?? .null,
      "guardrails": .array(design.guardrails.map(guardrail)), "rollout": rollout,
      "payingLift": design.payingLift.map(payingLift) ?? .null,
      "payingLifts": .array(design.payingLifts.map(payingLift)), "cost": design.cost.map(cost) ?? .null,
      "monitoring": design.monitoring.map { MonitoringJSON(comparison: $0, wording: wording).value } ?? .null,
      "powerCurve": .array(design.powerCurve.map { point($0, "power") }),
      "sizeCurve": .array(design.sizeCurve.map { point($0, "controlCalls") }), "command": .optional(command),
    ]
  }

  private var answer: JSONValue {
    switch design.answer {
    case .yes(let power):
      .object(["canAnswer": .string("yes"), "power": .number(power)])
    case .no(let power, let detectableLift, let callingDaysNeeded):
      .object([
        "canAnswer": .string("no"), "power": .number(power), "detectableLift": .optional(detectableLift),
        "callingDaysNeeded": .optional(callingDaysNeeded),
      ])
    case .lessOften(let power):
      .object(["canAnswer": .string("less-often"), "power": .number(power)])
    case .unknownCapacity(let agentsNeeded):
      .object(["canAnswer": .string("unknown"), "agentsNeeded": .optional(agentsNeeded)])
    }
  }

  /// Stands only where the script goes by agent or by half-day.
  private var structure: [String: JSONValue] {
    guard let structure = design.structure else { return [:] }
    return [
      "structure": .object([
        "kind": .string(structure.kind.rawValue), "clusters": .optional(structure.clusters),
        "clustersNeeded": .optional(structure.clustersNeeded), "slots": .optional(structure.slots),
        "slotLength": .optional(structure.slotLength?.rawValue),
        "callsPerCluster": .optional(structure.callsPerCluster), "sizeVariation": .number(structure.sizeVariation),
        "correlation": correlation(structure.correlation),
        "withinSlot": structure.withinSlot.map(correlation) ?? .null, "power": .optional(structure.power),
        "callbacks": structure.callbacks.map {
          .object(["callsPerLead": .optional($0.callsPerLead), "effectShare": .optional($0.effectShare)])
        } ?? .null,
        "detectableRate": .optional(structure.detectableRate),
        "degreesOfFreedom": .optional(structure.degreesOfFreedom),
      ])
    ]
  }

  /// Stands only where past calls were read.
  private var history: [String: JSONValue] {
    guard let past = design.history else { return [:] }
    return [
      "history": .object([
        "firstDay": JSONValue(past.dates?.lowerBound), "lastDay": JSONValue(past.dates?.upperBound),
        "calls": .integer(past.calls), "opportunities": .integer(past.opportunities), "rate": .optional(past.rate),
        "callsPerLead": .optional(past.callsPerLead), "agents": .integer(past.agents),
        "callsPerAgentDay": .optional(past.callsPerAgentDay), "byAgent": clustering(past.byAgent),
        "byAgentDay": clustering(past.byAgentDay), "bySlot": clustering(past.bySlot),
        "byUnit": clustering(past.byUnit), "designEffect": .optional(past.designEffect),
        "delay": .optional(past.delay), "suppliesBaseline": .bool(design.assumptions.isBaselineOfHistory),
      ])
    ]
  }

  private func clustering(_ clustering: DesignHistory.Clustering?) -> JSONValue {
    guard let clustering else { return .null }
    return .object([
      "clusters": .integer(clustering.clusters), "meanSize": .number(clustering.meanSize),
      "sizeVariation": .number(clustering.sizeVariation), "correlation": .number(clustering.correlation),
      "upperLimit": .optional(clustering.upperLimit),
    ])
  }

  private func correlation(_ correlation: DesignStructure.Correlation) -> JSONValue {
    let source: [String: JSONValue] =
      switch correlation.source {
      case .assumed(let variation): ["source": .string("assumed"), "variation": .number(variation)]
      case .history(let clusters): ["source": .string("history"), "clusters": .integer(clusters)]
      }
    return .object(source.merging(["value": .number(correlation.value)]) { $1 })
  }

  private var assumptions: JSONValue {
    let assumed = design.assumptions
    return .object([
      "baseline": .number(assumed.baseline), "target": .number(assumed.target), "alpha": .number(assumed.alpha),
      "alphaPerComparison": .number(assumed.alphaPerComparison), "power": .number(assumed.power),
      "sides": .integer(assumed.sides), "comparisons": .integer(assumed.comparisons),
      "shares": .array(assumed.shares.map(JSONValue.number)), "within": .optional(assumed.within),
      "agents": .optional(assumed.agents), "callsPerAgentDay": .optional(assumed.callsPerAgentDay),
    ])
  }

  private func size(_ size: DesignResult.RequiredSize) -> JSONValue {
    .object([
      "formula": .string(size.formula.rawValue), "control": .integer(size.control),
      "challenger": .integer(size.challenger), "total": .integer(size.total),
      "agentDays": .optional(size.agentDays), "callingDays": .optional(size.callingDays),
    ])
  }

  private func capacity(_ capacity: DesignResult.Capacity) -> JSONValue {
    .object([
      "totalCalls": .integer(capacity.totalCalls), "control": .integer(capacity.control),
      "challenger": .integer(capacity.challenger), "power": .number(capacity.power),
      "detectableLift": .optional(capacity.detectableLift),
    ])
  }

  private func cost(_ cost: DesignResult.DesignCost) -> JSONValue {
    .object([
      "total": .number(cost.total),
      "lines": .array(cost.lines.map { .object(["item": .string($0.item), "amount": .number($0.amount)]) }),
      "unforeseen": .array(cost.unforeseen.map(JSONValue.string)),
    ])
  }

  private func point(_ point: DesignResult.CurvePoint, _ name: String) -> JSONValue {
    .object(["lift": .number(point.lift), name: .number(point.value)])
  }
}
