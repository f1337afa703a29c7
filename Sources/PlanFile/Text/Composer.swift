import Yams

/// Turns parsed YAML into plan nodes; anchors, aliases and tags are faults, since a plan says each thing once.
struct Composer {
  private static let deepest = 16

  /// Keys that stand under a placeholder, by place.
  let originals: [Place: String]
  private(set) var faults: [PlanFault] = []

  init(originals: [Place: String]) {
    self.originals = originals
  }

  /// The plan node of a parsed one.
  mutating func node(_ node: Node, depth: Int) -> PlanNode {
    let place = place(of: node)
    if let anchor = node.anchor {
      refuse(
        place, read: "the YAML anchor &\(anchor.rawValue)", expected: "values without anchors and aliases",
        hint: "write each value out")
      return .scalar("", isPlain: true, place)
    }
    let tag = node.tag
    guard [Tag(.str), Tag(.seq), Tag(.map)].contains(tag) else {
      refuse(
        place, read: "the YAML tag \(tag.description)", expected: "values without tags", hint: "write the value alone")
      return .scalar("", isPlain: true, place)
    }
    guard depth <= Composer.deepest else {
      refuse(
        place, read: "more than \(Composer.deepest) levels of lists and mappings",
        expected: "the few levels of a plan", hint: "check the brackets and the indentation")
      return .scalar("", isPlain: true, place)
    }
    switch node {
    case .scalar(let scalar):
      return .scalar(scalar.string, isPlain: scalar.style == .plain || scalar.style == .any, place)
    case .sequence(let sequence):
      var entries: [PlanNode] = []
      for entry in sequence { entries.append(self.node(entry, depth: depth + 1)) }
      return .list(entries, place)
    case .mapping(let mapping):
      var entries: [PlanNode.Entry] = []
      for (key, value) in mapping {
        guard let entry = self.entry(key, value, depth: depth) else { continue }
        entries.append(entry)
      }
      return .mapping(entries, place)
    case .alias:
      refuse(place, read: "a YAML alias", expected: "values without anchors and aliases", hint: "write each value out")
      return .scalar("", isPlain: true, place)
    }
  }

  private mutating func entry(_ key: Node, _ value: Node, depth: Int) -> PlanNode.Entry? {
    let keyPlace = place(of: key)
    guard case .scalar(let scalar) = key, key.anchor == nil else {
      refuse(keyPlace, read: "a list or mapping as a key", expected: "a word as a key", hint: "check the brackets")
      return nil
    }
    return PlanNode.Entry(
      key: originals[keyPlace] ?? scalar.string, keyPlace: keyPlace, value: node(value, depth: depth + 1))
  }

  private func place(of node: Node) -> Place {
    node.mark.map { Place(line: $0.line, column: $0.column) } ?? .start
  }

  private mutating func refuse(_ place: Place, read: String, expected: String, hint: String) {
    // An aliased node is met again at the place of its anchor: said once.
    let fault = PlanFault.syntax(place, read: read, expected: expected, hint: hint)
    if !faults.contains(fault) { faults.append(fault) }
  }
}
