import Compute
import Foundation
import Testing

@Suite("questions about planned looks")
struct GroupSequentialMethodsTests {
  private func output(_ session: ComputeSession, _ method: String, _ input: Any) throws -> [String: Any] {
    let text = String(decoding: try JSONSerialization.data(withJSONObject: input), as: UTF8.self)
    let answer = session.answer(line: "{\"id\": 1, \"method\": \"\(method)\", \"input\": \(text)}")
    let object = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
    return try #require(object?["output"] as? [String: Any], "\(method): \(answer)")
  }

  /// A figure or a list of them, where null stands for a bound that cannot be reached.
  private func figures(_ value: Any?) -> [Double?] {
    if let list = value as? [Any] { return list.map { ($0 as? NSNumber)?.doubleValue } }
    return [(value as? NSNumber)?.doubleValue]
  }

  @Test("figures of rpact, gsDesign and recursive integration are met, all relatively")
  func reference() throws {
    let url = try #require(
      Bundle.module.url(forResource: "group-sequential", withExtension: "jsonl", subdirectory: "Fixtures"))
    let session = ComputeSession()
    var count = 0
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
      let question = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let method = try #require(question["method"] as? String)
      let tolerance = try #require(question["tolerance"] as? Double)
      let answer = try output(session, method, try #require(question["input"]))
      for (key, wanted) in try #require(question["expect"] as? [String: Any]) {
        let (got, want) = (figures(answer[key]), figures(wanted))
        #expect(got.count == want.count)
        for (one, other) in zip(got, want) {
          let value = try #require(one)
          let expected = try #require(other)
          #expect((value - expected).magnitude <= tolerance * expected.magnitude, "\(line) \(key)")
        }
      }
      count += 1
    }
    #expect(count == 95)
  }

  @Test("a bound that cannot be reached is null, on both ways")
  func unreachable() throws {
    let session = ComputeSession()
    let answer = try output(
      session, "sequential.spending-bounds",
      ["information": [0.001, 1], "spending": "obrien-fleming", "alpha": 0.05, "sides": 2] as [String: Any])
    let bounds = figures(answer["bounds"])
    #expect(bounds[0] == nil && bounds[1] != nil)
    let crossing = try output(
      session, "sequential.crossing",
      ["bounds": ["infinity", 1.959963984540054], "drift": 0, "sides": 1] as [String: Any])
    #expect(figures(crossing["upper"])[0] == 0)
    #expect(figures(crossing["lower"]) == [0, 0])
  }

  @Test(
    "what is not a design is refused with the field and what it should hold",
    arguments: [
      ("sequential.spending-bounds", #"{"information": [0.5, 0.4], "spending": "pocock"}"#, "information is 0.4"),
      ("sequential.spending-bounds", #"{"information": [0.5, 1], "spending": "pocock", "alpha": 0}"#, "alpha is 0"),
      ("sequential.spending-bounds", #"{"information": [1], "spending": "kim-demets"}"#, "parameter of kim-demets"),
      ("sequential.spending-bounds", #"{"information": [1], "spending": "haybittle"}"#, "one of obrien-fleming"),
      ("sequential.classical-bounds", #"{"looks": 0, "shape": "pocock"}"#, "looks is 0"),
      ("sequential.classical-bounds", #"{"looks": 9, "shape": "haybittle-peto", "interim": 1}"#, "interim bound is 1"),
      ("sequential.crossing", #"{"bounds": [2, 2], "information": [1]}"#, "list of 2 numbers"),
      ("sequential.crossing", #"{"bounds": [-2], "sides": 2}"#, "lower bound is 2"),
      (
        "sequential.analysis",
        #"{"control": [[3, 10], [2, 20]], "variant": [[1, 10], [2, 20]], "plannedPerArm": 30, "spending": "pocock"}"#,
        "control goes from 3 of 10 to 2 of 20"
      ),
      (
        "sequential.analysis", #"{"control": [[3, 10]], "variant": [], "plannedPerArm": 30, "spending": "pocock"}"#,
        "expected the same number"
      ),
      (
        "power.sample-size.group-sequential",
        #"{"control": 0.01, "variant": 0.01, "looks": 3, "spending": "pocock"}"#, "variant rate is 0.01"
      ),
    ])
  func refused(method: String, input: String, reason: String) {
    let answer = ComputeSession().answer(line: "{\"id\": 1, \"method\": \"\(method)\", \"input\": \(input)}")
    #expect(answer.contains("invalid-input") && answer.contains(reason), "\(answer)")
  }
}
