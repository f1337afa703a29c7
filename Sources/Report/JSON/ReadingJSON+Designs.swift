import Decision
import Experiment
import Statistics

extension ReadingJSON {
  /// The effect of hearing; the ends of a set that is no interval are those of the values excluded.
  func complier(_ reading: ComplierReading) -> JSONValue {
    let (shape, lower, upper): (String, Double?, Double?) =
      switch reading.set {
      case .interval(let lower, let upper): ("interval", lower, upper)
      case .complement(let below, let above): ("complement", below, above)
      case .wholeLine: ("whole-line", nil, nil)
      }
    return .object([
      "estimate": .optional(reading.estimate), "set": .string(shape), "lower": .optional(lower),
      "upper": .optional(upper), "heardAsAssigned": .number(reading.heardAsAssigned),
      "heardInControl": .number(reading.heardInControl), "firstStageF": .number(reading.firstStageF),
    ])
  }

  func factorial(_ reading: FactorialReading) -> JSONValue {
    .object([
      "mainEffects": .array(
        reading.mainEffects.map {
          .object([
            "factor": .string($0.factor.rawValue), "level": .string($0.level), "reference": .string($0.reference),
            "difference": JSONValue($0.difference), "p": .number($0.p), "pAdjusted": .number($0.pAdjusted),
          ])
        }),
      "interactions": .array(
        reading.interactions.map {
          .object([
            "script": .string($0.script), "window": .string($0.window), "difference": JSONValue($0.difference),
            "p": .number($0.p),
          ])
        }),
      "interactionP": .number(reading.interactionP),
    ])
  }
}
