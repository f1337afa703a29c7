import Decision
import Experiment

/// The JSON of a verdict: the reading it rests on, with what decided beside it.
struct VerdictJSON {
  let verdict: Verdict
  let wording: any Wording
  let command: String?

  var value: JSONValue {
    let reading = verdict.reading
    return ReadingJSON(reading: reading, wording: wording, command: command).value.adding([
      "leader": .optional(verdict.leader), "override": .optional(verdict.override),
      "clauses": .array(reading.conclusion.clauses.map(clause)),
      "tornado": .array(
        verdict.tornado.map {
          .object([
            "assumption": .string($0.assumption.rawValue), "low": .number($0.low), "high": .number($0.high),
          ])
        }),
    ])
  }

  private func clause(_ clause: Clause) -> JSONValue {
    let leader = verdict.leader ?? verdict.reading.conclusion.winner ?? ""
    var fields: [String: JSONValue] = [
      "holds": .bool(clause.holds),
      "detail": .string(wording.clause(clause, leader: leader, reading: verdict.reading)),
    ]
    switch clause.requirement {
    case .significant(let pAdjusted, let alpha):
      fields["requirement"] = .string("significant")
      fields["pAdjusted"] = .number(pAdjusted)
      fields["alpha"] = .number(alpha)
    case .healthy(let failed):
      fields["requirement"] = .string("healthy")
      fields["failed"] = .array(failed.map { .string($0.rawValue) })
    case .guardrails(let failed, let unknown):
      fields["requirement"] = .string("guardrails")
      fields["failed"] = .array(failed.map { .string($0.rawValue) })
      fields["unknown"] = .array(unknown.map { .string($0.rawValue) })
    case .profit(let gain):
      fields["requirement"] = .string("profit")
      fields["gain"] = .optional(gain)
    case .earnsMore(let gain, let probability):
      fields["requirement"] = .string("earns-more")
      fields["gain"] = .optional(gain)
      fields["probabilityBest"] = .optional(probability)
      fields["controlsError"] = .bool(false)
    }
    return .object(fields)
  }
}
