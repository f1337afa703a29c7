import Decision
import Experiment

extension ReadingJSON {
  func point(_ point: PathPoint) -> JSONValue {
    .object([
      "date": JSONValue(point.date), "variant": .string(point.variant), "calls": .integer(point.calls),
      "opportunities": .integer(point.opportunities), "mature": .bool(point.isMature), "tco": JSONValue(point.tco),
    ])
  }

  func pathMark(_ mark: PathMark) -> JSONValue {
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
}
