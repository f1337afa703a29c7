/// The faults met while a plan is read.
final class FaultLog {
  private(set) var faults: [PlanFault] = []

  func add(_ fault: PlanFault) {
    faults.append(fault)
  }

  /// Whether a value was refused already, at this path or below it: what follows from it would be said twice.
  func refused(_ path: String) -> Bool {
    faults.contains { $0.path == path || $0.path.hasPrefix("\(path).") || $0.path.hasPrefix("\(path)[") }
  }
}

/// A value with the place it was read from, for checks that look at several values.
struct Located<Value> {
  var value: Value
  var path: String
  var place: Place
  /// What a fault says was read.
  var read: String
}

/// A mapping of the plan whose keys are asked for one by one; whatever is wrong goes to the log.
struct Section {
  let path: String
  let place: Place
  let log: FaultLog
  private let entries: [PlanNode.Entry]

  /// A mapping, with faults for duplicate keys and, where `table` names the known ones, unknown keys.
  ///
  /// Nil, with a fault, for anything but a mapping.
  init?(_ node: PlanNode, path: String, table: String?, log: FaultLog) {
    guard case .mapping(let entries, let place) = node else {
      let what = path.isEmpty ? "a mapping of keys, beginning with `name: …`" : "a mapping of keys"
      let known = table.flatMap { PlanKeys.table[$0] } ?? []
      log.add(
        PlanFault(
          kind: .value, path: path, line: node.place.line, column: node.place.column, read: node.summary,
          expected: what,
          hint: node.isNothing
            ? "fill it in, or delete the key" : known.isEmpty ? nil : "keys are \(known.joined(separator: ", "))"))
      return nil
    }
    self.path = path
    self.place = place
    self.log = log
    var first: [String: PlanNode.Entry] = [:]
    var kept: [PlanNode.Entry] = []
    for entry in entries {
      if let earlier = first[entry.key] {
        log.add(
          PlanFault(
            kind: .duplicateKey, path: Section.join(path, entry.key), line: entry.keyPlace.line,
            column: entry.keyPlace.column, read: "the key \(entry.key) a second time", expected: "each key once",
            hint: "it stands on line \(earlier.keyPlace.line) already: delete one of the two"))
      } else {
        first[entry.key] = entry
        kept.append(entry)
      }
    }
    self.entries = kept
    if let table { refuseUnknownKeys(PlanKeys.table[table] ?? []) }
  }

  /// The keys with their nodes, in the order of the file.
  var all: [(key: String, path: String, place: Place, node: PlanNode)] {
    entries.map { ($0.key, Section.join(path, $0.key), $0.keyPlace, $0.value) }
  }

  /// The node of a key, or nil where it is absent.
  func node(_ key: String) -> PlanNode? { entries.first { $0.key == key }?.value }

  /// The path of a key.
  func path(of key: String) -> String { Section.join(path, key) }

  /// The mapping under a key; nil where it is absent or, with a fault, none.
  func section(_ key: String, table: String?) -> Section? {
    node(key).flatMap { Section($0, path: path(of: key), table: table, log: log) }
  }

  /// The value of a key; nil where it is absent or, with a fault, not what was expected.
  func value<Value>(_ key: String, _ notation: Notation<Value>) -> Value? { located(key, notation)?.value }

  /// The value of a key with its place.
  func located<Value>(_ key: String, _ notation: Notation<Value>) -> Located<Value>? {
    node(key).flatMap { Section.scalar($0, path: path(of: key), notation, log: log) }
  }

  /// The value of a required key; nil, with a fault, where it is absent or not what was expected.
  func required<Value>(_ key: String, _ notation: Notation<Value>, hint: String? = nil) -> Value? {
    guard node(key) != nil else {
      missing(key, expected: notation.expected, hint: hint)
      return nil
    }
    return value(key, notation)
  }

  /// The values of a list; nil where the key is absent. Faulty and repeated entries are left out, with a fault.
  func list<Value: Hashable>(_ key: String, of notation: Notation<Value>) -> [Located<Value>]? {
    guard let node = node(key) else { return nil }
    return Section.list(node, path: path(of: key), of: notation, log: log)
  }

  /// The mappings of a list with their paths; nil where the key is absent.
  func sections(_ key: String, hint: String) -> [Section]? {
    guard let node = node(key) else { return nil }
    guard case .list(let nodes, _) = node else {
      fault(
        .value, key, read: node.summary, expected: "a list",
        hint: node.isNothing ? "fill it in, or delete the key" : hint)
      return []
    }
    return nodes.enumerated().compactMap { index, node in
      Section(node, path: "\(path(of: key))[\(index)]", table: "\(key)[]", log: log)
    }
  }

  /// Says that a required key is absent.
  func missing(_ key: String, expected: String, hint: String? = nil) {
    log.add(
      PlanFault(
        kind: .missing, path: path(of: key), line: place.line, column: place.column, read: "no key \(key)",
        expected: expected, hint: hint))
  }

  /// A fault of a key's value, or of the mapping itself where the key is absent.
  func fault(_ kind: PlanFault.Kind, _ key: String, read: String, expected: String, hint: String? = nil) {
    let place = node(key)?.place ?? place
    log.add(
      PlanFault(
        kind: kind, path: path(of: key), line: place.line, column: place.column, read: read, expected: expected,
        hint: hint))
  }

  /// A fault of the mapping itself.
  func fault(_ kind: PlanFault.Kind, in read: String, expected: String, hint: String? = nil) {
    log.add(
      PlanFault(
        kind: kind, path: path, line: place.line, column: place.column, read: read, expected: expected, hint: hint))
  }

  /// A fault of a value read before.
  func fault<Value>(_ kind: PlanFault.Kind, _ located: Located<Value>, expected: String, hint: String? = nil) {
    log.add(
      PlanFault(
        kind: kind, path: located.path, line: located.place.line, column: located.place.column, read: located.read,
        expected: expected, hint: hint))
  }

  private func refuseUnknownKeys(_ known: [String]) {
    for entry in entries where !known.contains(entry.key) {
      let near = NearMiss.of(entry.key, among: known)
      let homes = PlanKeys.homes(of: entry.key)
      let hint: String?
      if let first = entry.key.unicodeScalars.first, ("0"..."9").contains(first), entry.value.isNothing {
        hint = "a comma splits values here: write 3.6 % or \"3,6 %\""
      } else if near != nil {
        hint = nil
      } else if let advice = PlanKeys.elsewhere[entry.key.lowercased()] {
        hint = advice
      } else if PlanKeys.table[""]?.contains(entry.key) == true {
        hint = "\(entry.key) stands at the top level of the plan: check the indentation"
      } else if !homes.isEmpty {
        hint = "\(entry.key) belongs under \(Listing.oneOf(homes))"
      } else {
        hint = nil
      }
      log.add(
        PlanFault(
          kind: .unknownKey, path: Section.join(path, entry.key), line: entry.keyPlace.line,
          column: entry.keyPlace.column, read: "the unknown key \(PlanNode.quoted(entry.key))",
          expected: "one of \(known.joined(separator: ", "))", nearMiss: near, hint: hint))
    }
  }
}

extension Section {
  static func join(_ path: String, _ key: String) -> String {
    path.isEmpty ? key : "\(path).\(key)"
  }

  /// The value of a scalar; nil, with a fault, for anything else.
  static func scalar<Value>(
    _ node: PlanNode, path: String, _ notation: Notation<Value>, log: FaultLog
  ) -> Located<Value>? {
    func refuse(_ complaint: Complaint) {
      log.add(
        PlanFault(
          kind: .value, path: path, line: node.place.line, column: node.place.column, read: node.summary,
          expected: notation.expected, nearMiss: complaint.nearMiss, hint: complaint.hint))
    }
    guard case .scalar(let text, _, let place) = node else {
      refuse(Complaint("write one value"))
      return nil
    }
    guard !node.isNothing else {
      refuse(Complaint("fill it in, or delete the key"))
      return nil
    }
    do {
      return Located(value: try notation.read(text), path: path, place: place, read: node.summary)
    } catch {
      refuse(error)
      return nil
    }
  }

  /// The values of a list; faulty and repeated entries are left out, with a fault.
  static func list<Value: Hashable>(
    _ node: PlanNode, path: String, of notation: Notation<Value>, log: FaultLog
  ) -> [Located<Value>] {
    guard case .list(let nodes, _) = node else {
      let example =
        if case .scalar(let text, _, _) = node, !node.isNothing { "write [\(text)]" } else {
          node.isNothing ? "fill it in, or delete the key" : nil as String?
        }
      log.add(
        PlanFault(
          kind: .value, path: path, line: node.place.line, column: node.place.column, read: node.summary,
          expected: "a list, each entry \(notation.expected)", hint: example))
      return []
    }
    var seen: Set<Value> = []
    var values: [Located<Value>] = []
    for (index, node) in nodes.enumerated() {
      guard let entry = scalar(node, path: "\(path)[\(index)]", notation, log: log) else { continue }
      if seen.insert(entry.value).inserted {
        values.append(entry)
      } else {
        log.add(
          PlanFault(
            kind: .value, path: entry.path, line: entry.place.line, column: entry.place.column,
            read: "\(entry.read) a second time", expected: "each entry once", hint: "delete one of the two"))
      }
    }
    return values
  }
}
