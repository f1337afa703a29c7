/// What plans may say but this version cannot honour: refused rather than ignored.
///
/// A line leaves this table when its feature arrives; nothing else changes.
struct NotYetSupported {
  /// Path of the key; `[]` stands for any entry of a list.
  let path: String
  /// The value refused; nil: the key whatever its value.
  let value: String?
  /// What to write instead.
  let instead: String

  private init(_ path: String, _ value: String? = nil, instead: String) {
    self.path = path
    self.value = value
    self.instead = instead
  }

  static let table = [
    NotYetSupported("goal.metric", "lead-conversion", instead: "metric: tco")
  ]

  /// Adds a fault for each thing in the plan that this version cannot honour.
  static func refuse(in root: PlanNode, log: FaultLog) {
    refuse(root, path: "", pattern: "", place: root.place, log: log)
  }

  private static func refuse(_ node: PlanNode, path: String, pattern: String, place: Place, log: FaultLog) {
    let text: String? = if case .scalar(let text, _, _) = node { text } else { nil }
    if let refusal = table.first(where: { $0.path == pattern && ($0.value == nil || $0.value == text) }) {
      log.add(
        PlanFault(
          kind: .notSupported, path: path, line: place.line, column: place.column,
          read: refusal.value ?? "the key \(path.split(separator: ".").last ?? "")",
          expected: "what this version supports",
          hint: refusal.value == nil ? "delete the key; use \(refusal.instead)" : "use \(refusal.instead)"
        ))
      return
    }
    switch node {
    case .scalar: break
    case .list(let nodes, _):
      for (index, node) in nodes.enumerated() {
        refuse(node, path: "\(path)[\(index)]", pattern: "\(pattern)[]", place: node.place, log: log)
      }
    case .mapping(let entries, _):
      for entry in entries {
        refuse(
          entry.value, path: Section.join(path, entry.key), pattern: Section.join(pattern, entry.key),
          place: entry.value.isNothing ? entry.keyPlace : entry.value.place, log: log)
      }
    }
  }
}
