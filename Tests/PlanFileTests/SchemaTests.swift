import Foundation
import PlanFile
import Testing

@Suite("The schema beside the reader knows the same keys")
struct SchemaTests {
  /// Mappings with named keys in a schema, by path as the reader writes them.
  private func mappings(_ schema: Any, path: String, in root: [String: Any]) -> [String: Set<String>] {
    guard let schema = schema as? [String: Any] else { return [:] }
    var found: [String: Set<String>] = [:]
    if let reference = schema["$ref"] as? String {
      let keys = reference.split(separator: "/").dropFirst()
      let target = keys.reduce(root as Any?) { ($0 as? [String: Any])?[String($1)] }
      return target.map { mappings($0, path: path, in: root) } ?? ["\(path) -> \(reference)": []]
    }
    if let properties = schema["properties"] as? [String: Any] {
      found[path] = Set(properties.keys)
      for (key, value) in properties {
        found.merge(mappings(value, path: path.isEmpty ? key : "\(path).\(key)", in: root)) { $0.union($1) }
      }
    }
    if let items = schema["items"] { found.merge(mappings(items, path: "\(path)[]", in: root)) { $0.union($1) } }
    for choice in schema["oneOf"] as? [Any] ?? [] {
      found.merge(mappings(choice, path: path, in: root)) { $0.union($1) }
    }
    return found
  }

  private var schema: [String: Any] {
    get throws {
      let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
      let data = try Data(contentsOf: root.appending(path: "Sources/PlanFile/plan.schema.json"))
      return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
  }

  @Test func `every key of the reader is in the schema and the other way round`() throws {
    let root = try schema
    #expect(mappings(root, path: "", in: root) == PlanFile.keys.mapValues { Set($0) })
  }

  @Test func `no mapping of the schema takes unknown keys`() throws {
    func open(_ schema: Any) -> Int {
      guard let schema = schema as? [String: Any] else { return (schema as? [Any])?.map(open).reduce(0, +) ?? 0 }
      let here =
        schema["properties"] != nil && schema["type"] != nil && schema["additionalProperties"] as? Bool != false
      return schema.values.map(open).reduce(here ? 1 : 0, +)
    }
    #expect(open(try schema) == 0)
  }

  /// Paths of the schema and the words it allows there, each put into a plan that it makes sense in.
  @Test(arguments: [
    ("goal.adjust", "goal: {adjust: %}"), ("goal.metric", "goal: {metric: %}"),
    ("monitoring.method", "starts: 2026-03-02\nmonitoring: {method: %}"),
    (
      "monitoring.clock",
      "starts: 2026-03-02\ncalling: {agents: 1, calls-per-agent-day: 9}\nmonitoring: {method: group-sequential, clock: %}"
    ),
    (
      "decide.when",
      "economics: {opportunity-to-sale: 0.1, margin-per-sale: 4}\ncosts: [{item: salaries, amount: 1}]\nrollout: {calls-per-month: 1}\ndecide: {when: %}"
    ),
    ("rollout.limit", "rollout: {calls-per-month: 1, limit: %}"), ("data.encoding", "data: {encoding: %}"),
    ("goal.sides", "goal: {sides: %}"), ("calling.rules", "timezone: Europe/Paris\ncalling: {rules: %}"),
  ])
  func `every word the schema allows is taken`(path: String, plan: String) throws {
    var node: [String: Any] = try schema
    for key in path.split(separator: ".") {
      node = try #require((node["properties"] as? [String: Any])?[String(key)] as? [String: Any])
    }
    let words = try #require(node["enum"] as? [Any])
    for word in words {
      let text = Text.plan(plan.replacingOccurrences(of: "%", with: "\(word)"))
      #expect(faults(of: text).isEmpty, "\(word)")
    }
  }

  /// What each word of the design needs beside it.
  @Test(arguments: [
    ("unit", "lead", "{seed: s}"), ("unit", "company", "{seed: s}"), ("unit", "agent", "{method: agents, seed: s}"),
    ("unit", "slot", "{method: switchback, seed: s}"),
  ])
  func `every unit the schema allows is taken`(key: String, word: String, assignment: String) throws {
    let words = try #require(
      ((try schema["properties"] as? [String: Any])?[key] as? [String: Any])?["enum"] as? [String])
    #expect(words.contains(word) && words.count == 4)
    #expect(faults(of: Text.plan("starts: 2026-03-02\n\(key): \(word)", assignment: assignment)).isEmpty)
  }

  @Test func `every method the schema allows is taken`() throws {
    let section = try #require((try schema["properties"] as? [String: Any])?["assignment"] as? [String: Any])
    let method = try #require((section["properties"] as? [String: Any])?["method"] as? [String: Any])
    for word in try #require(method["enum"] as? [String]) {
      let shares = word == "waves" ? ", by: [wave], shares: {one: {a: 0.5, b: 0.5}}" : ""
      let text = Text.plan("starts: 2026-03-02", assignment: "{method: \(word), seed: s\(shares)}")
      #expect(faults(of: text).isEmpty, "\(word)")
    }
  }
}
