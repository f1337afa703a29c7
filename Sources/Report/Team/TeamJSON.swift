import Decision
import Experiment

/// A team reading as JSON.
struct TeamJSON {
  let reading: TeamReading
  let wording: any Wording

  var value: JSONValue {
    .object([
      "schemaVersion": .integer(1), "experiment": .string(reading.experiment),
      "asOf": .optional(reading.asOf?.description), "sentence": .string(wording.teamSentence(of: reading)),
      "calls": .integer(reading.calls), "plannedCallsSoFar": .optional(reading.plannedSoFar),
      "plannedCallsPerAgentDay": .optional(reading.callsPerAgentDay),
      "callsPerAgentDay": .optional(reading.meanCallsPerAgentDay),
      "isBehind": reading.isBehind.map(JSONValue.bool) ?? .null,
      "list": list,
      "days": .array(
        reading.days.map { day in
          .object([
            "date": .string(day.date.description), "calls": .integer(day.calls), "agents": .optional(day.agents),
          ])
        }),
      "agents": .array(
        reading.agents.map { agent in
          .object([
            "pseudonym": .string(agent.pseudonym), "days": .integer(agent.days), "calls": .integer(agent.calls),
          ])
        }),
      "health": .array(
        reading.checks.map { finding in
          .object([
            "check": .string(finding.check.rawValue), "status": .string(finding.status.rawValue),
            "detail": .string(wording.healthDetail(finding)),
          ])
        }),
    ])
  }

  private var list: JSONValue {
    guard let list = reading.list else { return .null }
    return .object([
      "called": .integer(list.called), "leads": .integer(list.all), "left": .integer(list.left),
      "usedUpOn": JSONValue(list.usedUpOn), "isShort": .bool(list.isShort),
    ])
  }
}
