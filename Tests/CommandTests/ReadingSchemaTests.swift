import Foundation
import Testing

/// The JSON of readings and verdicts against its schema: every key that is printed is described, every required key is
/// printed, and words are among those listed.
@Suite struct ReadingSchemaTests {
  @Test(arguments: [
    ("check", "new-haven-1998/batch-1"), ("decide", "new-haven-1998/batch-2"), ("decide", "odisha-2019"),
    ("check", "spring-hook"), ("decide", "spring-hook"),
  ])
  func `what is printed is what the schema describes`(command: String, experiment: String) throws {
    let printed = try Program.run(
      [command, "experiments/\(experiment)/plan.yaml", "--no-record", "--format", "json"]
    ).json()
    #expect(try Self.faults(of: printed) == [])
  }

  /// Where a printed reading and the schema part ways.
  static func faults(of printed: [String: Any]) throws -> [String] {
    let file = Program.root.appending(path: "Sources/Report/reading.schema.json")
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    return faults(of: printed, against: schema, definitions, at: "reading")
  }

  /// The parts of JSON Schema that this schema uses.
  private static func faults(
    of value: Any, against schema: [String: Any], _ definitions: [String: [String: Any]], at path: String
  ) -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      return definitions[name].map { faults(of: value, against: $0, definitions, at: path) } ?? [
        "\(path): \(reference)"
      ]
    }
    if let words = schema["enum"] as? [Any] {
      return words.contains { "\($0)" == "\(value)" } ? [] : ["\(path): \(value) is not among \(words)"]
    }
    let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
    if value is NSNull { return types.isEmpty || types.contains("null") ? [] : ["\(path) is null"] }
    if let object = value as? [String: Any] {
      guard types.isEmpty || types.contains("object") else { return ["\(path) is an object"] }
      guard let properties = schema["properties"] as? [String: [String: Any]] else { return [] }
      let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map {
        "\(path).\($0) is missing"
      }
      return missing
        + object.sorted { $0.key < $1.key }.flatMap { key, value in
          properties[key].map { faults(of: value, against: $0, definitions, at: "\(path).\(key)") }
            ?? ["\(path).\(key) is not described"]
        }
    }
    if let list = value as? [Any] {
      guard types.isEmpty || types.contains("array") else { return ["\(path) is a list"] }
      guard let items = schema["items"] as? [String: Any] else { return [] }
      return list.enumerated().flatMap { faults(of: $1, against: items, definitions, at: "\(path)[\($0)]") }
    }
    if value is String { return types.isEmpty || types.contains("string") ? [] : ["\(path) is a text"] }
    let isNumber = !Set(types).isDisjoint(with: ["number", "integer", "boolean"])
    return types.isEmpty || isNumber ? [] : ["\(path) is a number"]
  }
}
