import Compute
import Foundation
import Testing

@Suite("requests and answers")
struct ComputeSessionTests {
  let session = ComputeSession()

  @Test(
    "a request that cannot be answered says why, with a code",
    arguments: [
      ("nonsense", "null", "not-json"), ("", "null", "not-json"), ("{\"id\": 1}", "1", "invalid-input"),
      ("{\"id\": 1,}", "null", "not-json"), ("[1]", "null", "invalid-input"),
      (#"{"id": "a", "method": "special.log-gama", "input": {"x": 1}}"#, "\"a\"", "unknown-method"),
      (#"{"id": [1, {"b": null}], "method": "special.log-gamma"}"#, #"[1, {"b": null}]"#, "invalid-input"),
      (#"{"id": 7, "method": "special.log-gamma", "input": {"x": "one"}}"#, "7", "invalid-input"),
      (#"{"id": 7, "method": "special.log-gamma", "input": {"x": -1}}"#, "7", "invalid-input"),
      (#"{"id": 7, "method": "special.log-gamma", "input": {"x": 1, "y": 2}}"#, "7", "invalid-input"),
      (#"{"id": 7, "id": 8, "method": "special.log-gamma", "input": {"x": 1}}"#, "null", "not-json"),
      (String(repeating: "[", count: 100_000), "null", "not-json"),
    ])
  func faults(line: String, id: String, code: String) {
    let answer = session.answer(line: line)
    #expect(answer.contains(#""code": "\#(code)""#))
    #expect(answer.hasSuffix(#""id": \#(id)}"#))
  }

  @Test("an unknown method is answered with the nearest names")
  func nearest() {
    let answer = session.answer(line: #"{"id": 1, "method": "interval.difference.newcomb", "input": {}}"#)
    #expect(answer.contains("the nearest are interval.difference.newcombe"))
  }

  @Test("a misspelt field is named, with the one probably meant")
  func misspelt() {
    let answer = session.answer(
      line: #"{"id": 1, "method": "interval.ratio.log", "input": {"control": [1, 9], "varient": [1, 9]}}"#)
    #expect(answer.contains(#"no field \"varient\"; did you mean variant?"#))
  }

  @Test("keys are sorted, infinity is a word, and the id comes back as it was written")
  func format() {
    let answer = session.answer(
      line: #"{"method": "interval.ratio.log", "input": {"control": [0, 9], "variant": [1, 9]}, "id": 1.50e2}"#)
    #expect(answer == #"{"id": 1.50e2, "output": {"estimate": "infinity", "lower": 0, "upper": "infinity"}}"#)
    let exact = session.answer(
      line: #"{"id": "é\u00e9\n", "method": "test.difference.fisher", "input": {"control": [1, 3], "variant": [1, 3]}}"#
    )
    #expect(exact == #"{"id": "éé\n", "output": {"p": 1, "statistic": null}}"#)
  }

  @Test("every method says what it reads, what it answers, where it is from and when not to use it")
  func list() {
    let list = session.methodList
    #expect(list.map(\.name) == list.map(\.name).sorted())
    #expect(Set(list.map(\.name)).count == list.count)
    for method in list {
      #expect(!method.inputs.isEmpty && !method.outputs.isEmpty)
      #expect(!method.source.isEmpty && !method.notFor.isEmpty && !method.summary.isEmpty)
    }
    #expect(session.methodListLines.split(separator: "\n").count == list.count)
  }

  @Test("no input makes a method crash or answer without a number")
  func anything() {
    for method in session.methodList {
      for value in ["0", "-1", "1e400", "[]", "[[0, 0]]", "[[1, 1], [0, 1]]", "\"infinity\"", "null", "[0, 1]"] {
        let input = method.inputs.map { "\"\($0.name)\": \(value)" }.joined(separator: ", ")
        let answer = session.answer(line: "{\"id\": 1, \"method\": \"\(method.name)\", \"input\": {\(input)}}")
        #expect(answer.contains("\"output\"") || answer.contains("invalid-input"))
        #expect(!answer.contains("nan"))
      }
    }
  }
}
