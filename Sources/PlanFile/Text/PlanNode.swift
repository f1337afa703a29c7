/// A part of a plan's text with its place; scalars keep the text as it was typed, untyped.
indirect enum PlanNode {
  /// A scalar, and whether it was written without quotes.
  case scalar(String, isPlain: Bool, Place)
  /// A list.
  case list([PlanNode], Place)
  /// A mapping; keys may repeat, which the reader reports.
  case mapping([Entry], Place)

  /// One key of a mapping with its value.
  struct Entry {
    var key: String
    var keyPlace: Place
    var value: PlanNode
  }

  /// Where the node starts.
  var place: Place {
    switch self {
    case .scalar(_, _, let place), .list(_, let place), .mapping(_, let place): place
    }
  }

  /// Whether nothing was written: an empty plain scalar, `~` or `null`.
  var isNothing: Bool {
    if case .scalar(let text, true, _) = self { return ["", "~", "null", "Null", "NULL"].contains(text) }
    return false
  }

  /// Whether a list without entries was written.
  var isEmptyList: Bool {
    if case .list(let nodes, _) = self { return nodes.isEmpty }
    return false
  }

  /// What a fault says was read.
  var summary: String {
    switch self {
    case _ where isNothing: "nothing"
    case .scalar(let text, _, _): PlanNode.quoted(text)
    case .list(let nodes, _): nodes.count == 1 ? "a list of 1 entry" : "a list of \(nodes.count) entries"
    case .mapping(let entries, _): entries.count == 1 ? "a mapping of 1 key" : "a mapping of \(entries.count) keys"
    }
  }

  /// A text between quotes on one line, shortened when long.
  static func quoted(_ text: String) -> String {
    let line = String(text.prefix(61).map { $0.isNewline ? " " : $0 })
    return line.count > 60 ? "\"\(line.prefix(57))…\"" : "\"\(line)\""
  }
}

/// A line and column of a file, both from 1.
struct Place: Hashable {
  var line: Int
  var column: Int

  static let start = Place(line: 1, column: 1)
}
