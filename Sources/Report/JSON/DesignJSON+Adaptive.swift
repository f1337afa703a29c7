import Decision
import Experiment

extension DesignJSON {
  /// Stands only where shares follow results.
  var adaptive: [String: JSONValue] {
    guard let comparison = design.adaptive else { return [:] }
    func outcome(_ outcome: AdaptiveComparison.Outcome) -> JSONValue {
      .object([
        "scenario": .string(outcome.scenario.rawValue), "chanceAbove": .number(outcome.chanceAbove),
        "chanceAboveError": .number(outcome.chanceAboveError), "worseShare": .optional(outcome.worseShare),
        "testGain": .number(outcome.testGain), "rolloutGain": .number(outcome.rolloutGain),
        "gain": .number(outcome.gain), "gainError": .number(outcome.gainError),
      ])
    }
    return [
      "adaptive": .object([
        "rule": .string(comparison.adaptive.rule.rawValue), "floor": .number(comparison.adaptive.floor),
        "every": .integer(comparison.adaptive.every), "calls": .integer(comparison.calls),
        "rolloutCalls": .integer(comparison.rolloutCalls),
        "gainsIn": .string(comparison.isMoney ? "currency" : "opportunities"),
        "equalShares": .array(comparison.equal.map(outcome)),
        "adaptiveShares": .array(comparison.following.map(outcome)), "replicates": .integer(comparison.replicates),
        "seed": .integer(Int(comparison.seed)), "sentence": .string(wording.adaptive(comparison)),
      ])
    ]
  }
}
