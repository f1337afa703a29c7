import Decision
import Experiment

extension DesignJSON {
  /// Stands only where the script goes by half-day or day.
  var schedule: [String: JSONValue] {
    guard let schedule = design.schedule else { return [:] }
    return [
      "schedule": .object([
        "isByAgent": .bool(schedule.isByAgent), "washOutMinutes": .integer(schedule.washOut),
        "parts": .array(
          schedule.parts.map { part in
            .object(["name": .string(part.name), "hours": .optional(part.hours?.description)])
          }),
        "slots": .array(
          schedule.entries.map { entry in
            .object([
              "date": .string(entry.slot.date.description), "part": .string(schedule.parts[entry.slot.part].name),
              "variant": .string(entry.variant),
            ])
          }),
      ])
    ]
  }
}
