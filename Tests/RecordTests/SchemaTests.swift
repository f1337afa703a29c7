import Decision
import Experiment
import Foundation
import Record
import Testing

@Suite("The schemas beside the sources name what the files hold")
struct SchemaTests {
  /// A JSON value, as far as keys matter.
  private enum Json: Decodable {
    case object([String: Json])
    case list([Json])
    case text(String)
    case other

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let object = try? container.decode([String: Json].self) {
        self = .object(object)
      } else if let list = try? container.decode([Json].self) {
        self = .list(list)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .other
      }
    }

    subscript(path: String...) -> Json? {
      path.reduce(Optional(self)) { value, key in
        if case .object(let object) = value { object[key] } else { nil }
      }
    }

    var keys: Set<String> { if case .object(let object) = self { Set(object.keys) } else { [] } }

    var first: Json? { if case .list(let list) = self { list.first } else { nil } }

    var texts: [String] {
      guard case .list(let list) = self else { return [] }
      return list.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }
  }

  private func schema(_ name: String) throws -> Json {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try JSONDecoder().decode(Json.self, from: Data(contentsOf: root.appending(path: "Sources/Record/\(name)")))
  }

  @Test func `lock.json holds the keys of its schema, no more and no less`() throws {
    let folder = try Campaign.running()
    var plan = Campaign.plan
    plan.locked["goal.alpha"] = "0.1"
    plan.free["costs[0].amount"] = "1"
    try folder.record.amend(plan, reason: "why", at: Campaign.morning(5))
    try folder.record.extend(
      Campaign.test(.anytime), plan: plan, by: .days(7), reason: "why", at: Campaign.morning(5))
    let lock = try JSONDecoder().decode(Json.self, from: Data(folder.text("lock.json").utf8))
    let schema = try schema("lock.schema.json")
    #expect(lock.keys == schema["properties"]?.keys)
    // Locks of tests that were never made longer do without these two.
    #expect(Set(schema["required"]?.texts ?? []) == lock.keys.subtracting(["extensions", "extensionsFingerprint"]))
    let extended = lock["extensions"]?.first?.keys
    #expect(extended?.union(["calls"]) == schema["properties", "extensions", "items", "properties"]?.keys)
    for list in ["amendments", "revisions"] {
      #expect(lock[list]?.first?.keys == schema["properties", list, "items", "properties"]?.keys)
      #expect(lock[list]?.first?["changes"]?.first?.keys == schema["$defs", "changes", "items", "properties"]?.keys)
    }
    #expect(lock["looks"]?.keys == schema["properties", "looks", "properties"]?.keys)
  }

  @Test func `a line of looks.jsonl holds the keys of its schema`() throws {
    let text = """
      {"asOf": "2026-03-02", "variant": "b", "control": "a", "counts": [{"variant": "a", "calls": 1, "opportunities": 0}],
       "statistic": 1, "look": 3, "information": 0.5, "boundary": 2.9, "harmBoundary": -2.9, "alphaSpent": 0.01, "status": "keep-running",
       "override": "why"}
      """
    let full = try JSONDecoder().decode(Look.self, from: Data(text.utf8))
    let folder = try Folder()
    var before = full
    before.counts[0].calls = 2
    try folder.record.append([before], dataFingerprint: "c", plan: Campaign.plan, at: Campaign.morning(2))
    try folder.record.append(
      [full], dataFingerprint: "d", plan: Campaign.plan, revising: "why", at: Campaign.morning(2))
    let lines = try folder.text("looks.jsonl").split(separator: "\n")
    let line = try JSONDecoder().decode(Json.self, from: Data(try #require(lines.last).utf8))
    let schema = try schema("look.schema.json")
    #expect(line.keys == schema["properties"]?.keys)
    #expect(line["revises"]?.keys == schema["properties", "revises", "properties"]?.keys)
    #expect(line["revises"]?["counts"]?.first?.keys == line["counts"]?.first?.keys)
    #expect(line["counts"]?.first?.keys == schema["properties", "counts", "items", "properties"]?.keys)
    #expect(schema["properties", "status", "enum"]?.texts == Conclusion.Status.allCases.map(\.rawValue))
    let required = schema["required"]?.texts ?? []
    #expect(!required.isEmpty && line.keys.isSuperset(of: required))
  }
}
