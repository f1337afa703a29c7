import Compute
import Foundation
import Testing

/// Questions answered by other software (R, statsmodels, scipy, mpmath), each with its source and tolerance.
@Suite("figures of other software")
struct ReferenceTests {
  struct Question: Sendable, CustomTestStringConvertible {
    var line: String
    var method: String
    var expected: [String: Wanted]
    var tolerance: Double
    var testDescription: String { method }
  }

  enum Wanted: Sendable, Equatable {
    case number(Double)
    case list([Wanted])
    case none
  }

  static func wanted(_ value: Any?) -> Wanted {
    switch value {
    case let text as String: .number(text == "infinity" ? .infinity : -.infinity)
    case let list as [Any]: .list(list.map { wanted($0) })
    case let number as NSNumber: .number(number.doubleValue)
    default: .none
    }
  }

  static func questions() throws -> [Question] {
    let url = try #require(
      Bundle.module.url(forResource: "reference", withExtension: "jsonl", subdirectory: "Fixtures"))
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { line in
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let input = try JSONSerialization.data(withJSONObject: try #require(object["input"]))
      let method = try #require(object["method"] as? String)
      return Question(
        line: "{\"id\": 1, \"method\": \"\(method)\", \"input\": \(String(decoding: input, as: UTF8.self))}",
        method: method,
        expected: try #require(object["expect"] as? [String: Any]).mapValues { wanted($0) },
        tolerance: try #require(object["tolerance"] as? Double))
    }
  }

  /// Probabilities are compared relatively; bounds, estimates and statistics, which may be near 0, with a floor of 1e-3.
  static func agree(_ got: Wanted, _ want: Wanted, _ key: String, _ tolerance: Double) -> Bool {
    switch (got, want) {
    case (.none, .none): return true
    case (.list(let g), .list(let w)):
      return g.count == w.count && zip(g, w).allSatisfy { agree($0, $1, key, tolerance) }
    case (.number(let g), .number(let w)):
      if g.isInfinite || w.isInfinite { return g == w }
      let floor = ["lower", "upper", "estimate", "statistic"].contains(key) ? 1e-3 : 0
      return (g - w).magnitude <= tolerance * max(floor, w.magnitude)
    default: return false
    }
  }

  @Test("every figure is met within its tolerance")
  func figures() throws {
    let session = ComputeSession()
    let known = Set(session.methodList.map(\.name))
    let questions = try Self.questions()
    #expect(Set(questions.map(\.method)).isSubset(of: known))
    for question in questions {
      let answer = session.answer(line: question.line)
      let object = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
      let output = try #require(object?["output"] as? [String: Any], "\(question.method): \(answer)")
      for (key, wanted) in question.expected.sorted(by: { $0.key < $1.key }) {
        #expect(
          Self.agree(Self.wanted(output[key]), wanted, key, question.tolerance),
          "\(question.method) \(key): \(String(describing: output[key])), expected \(wanted)")
      }
    }
  }
}
