import Cost
import Decision
import Experiment
import Statistics

extension JSONValue {
  /// An estimate with its interval; null where there is none.
  init(_ estimate: Estimate?) {
    guard let estimate else {
      self = .null
      return
    }
    self = .object([
      "estimate": .number(estimate.value), "lower": .number(estimate.lower), "upper": .number(estimate.upper),
    ])
  }

  /// A date as `YYYY-MM-DD`; null where there is none.
  init(_ date: CivilDate?) {
    self = date.map { .string($0.description) } ?? .null
  }

  /// An amount in currency units; null where there is none.
  init(_ amount: Money?) {
    self = amount.map { .number($0.units) } ?? .null
  }

  /// The first rows of findings at intake, by finding; nil where none is known.
  init?(_ examples: [Intake.Finding: Intake.Example]) {
    guard !examples.isEmpty else { return nil }
    let places = examples.map { finding, row -> (String, JSONValue) in
      (finding.rawValue, .object(["file": .string(row.file), "line": .integer(row.line), "id": .string(row.id)]))
    }
    self = .object(Dictionary(places, uniquingKeysWith: { first, _ in first }))
  }

  /// The object with the fields of another beside its own, which win.
  func adding(_ fields: [String: JSONValue]) -> JSONValue {
    guard case .object(let own) = self else { return self }
    return .object(own.merging(fields) { own, _ in own })
  }
}
