import Decision
import Experiment

extension ReadingJSON {
  func segment(_ segment: Segment) -> JSONValue {
    .object([
      "dimension": .string(segment.dimension.rawValue), "name": .string(segment.name),
      "variant": .string(segment.variant), "calls": .integer(segment.calls),
      "opportunities": .integer(segment.opportunities), "tco": JSONValue(segment.tco),
      "difference": JSONValue(segment.difference),
    ])
  }

  func weekCell(_ cell: WeekCell) -> JSONValue {
    let hour: Int? = if case .hour(let hour) = cell.part { hour } else { nil }
    let window: String? = if case .window(let name) = cell.part { name } else { nil }
    return .object([
      "weekday": .string(cell.weekday.rawValue), "hour": .optional(hour), "window": .optional(window),
      "calls": .integer(cell.calls), "opportunities": .integer(cell.opportunities), "tco": JSONValue(cell.tco),
      "isThin": .bool(cell.isThin),
    ])
  }
}
