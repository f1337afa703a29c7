import Cost
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

  /// The object with the fields of another beside its own, which win.
  func adding(_ fields: [String: JSONValue]) -> JSONValue {
    guard case .object(let own) = self else { return self }
    return .object(own.merging(fields) { own, _ in own })
  }
}
