import Foundation
import Statistics

/// The members of a request's `input`, read by name and kind. Every complaint says which field, what it held, and what
/// it should hold.
struct Fields: Hashable, Sendable {
  private let members: [String: JSONValue]
  private let path: String

  init(_ members: [String: JSONValue], path: String = "") {
    self.members = members
    self.path = path
  }

  /// Refuses members that no field names, so that a misspelt option is not silently the default.
  func requireKnown(_ names: [String]) throws(ComputeFault) {
    for name in members.keys.sorted() where !names.contains(name) {
      let near = nearest(to: name, among: names, count: 1).first.map { "; did you mean \($0)?" } ?? ""
      throw .invalid("input has no field \"\(path)\(name)\"\(near) Expected: \(names.joined(separator: ", ")).")
    }
  }

  /// Refuses members that another choice leaves without a meaning.
  func requireAbsent(_ names: [String], because reason: String) throws(ComputeFault) {
    for name in names where members[name] != nil && members[name] != .null {
      throw .invalid("\(path)\(name) has no meaning where \(reason); expected it to be left out.")
    }
  }

  private func fault(_ name: String, _ value: JSONValue?, _ expected: String) -> ComputeFault {
    .invalid("\(path)\(name) is \(value?.kind ?? "missing"); expected \(expected).")
  }

  private func read<Value>(
    _ name: String, _ expected: String, default standard: Value?, _ convert: (JSONValue) -> Value?
  ) throws(ComputeFault) -> Value {
    let value = members[name]
    switch value {
    case nil, .null?:
      guard let standard else { throw fault(name, value, expected) }
      return standard
    case let value?:
      guard let converted = convert(value) else { throw fault(name, value, expected) }
      return converted
    }
  }

  /// Whether there is something under `name`.
  func isGiven(_ name: String) -> Bool { members[name] != nil && members[name] != .null }

  func number(_ name: String, default standard: Double? = nil) throws(ComputeFault) -> Double {
    try read(name, "a number", default: standard, \.double)
  }

  func integer(_ name: String, default standard: Int? = nil) throws(ComputeFault) -> Int {
    try read(name, "a whole number", default: standard, \.integer)
  }

  func flag(_ name: String, default standard: Bool) throws(ComputeFault) -> Bool {
    try read(name, "true or false", default: standard) { if case .bool(let value) = $0 { value } else { nil } }
  }

  func text(_ name: String, default standard: String? = nil) throws(ComputeFault) -> String {
    try read(name, "a text", default: standard) { if case .string(let value) = $0 { value } else { nil } }
  }

  func numbers(_ name: String) throws(ComputeFault) -> [Double] {
    try read(name, "a list of numbers", default: nil) { $0.list(\.double) }
  }

  func numbers(_ name: String, count: Int, default standard: [Double]) throws(ComputeFault) -> [Double] {
    try read(name, "a list of \(count) numbers", default: standard) {
      $0.list(\.double).flatMap { $0.count == count ? $0 : nil }
    }
  }

  func integers(_ name: String) throws(ComputeFault) -> [Int] {
    try read(name, "a list of whole numbers", default: nil) { $0.list(\.integer) }
  }

  func integerRows(_ name: String, width: Int, of meaning: String) throws(ComputeFault) -> [[Int]] {
    try read(name, "a list of \(meaning)", default: nil) { value in
      value.list { row in row.list(\.integer).flatMap { $0.count == width ? $0 : nil } }
    }
  }

  /// A list of lists of numbers; nil when there is none.
  func optionalNumberRows(_ name: String) throws(ComputeFault) -> [[Double]]? {
    guard members[name] != nil, members[name] != .null else { return nil }
    return try read(name, "a list of lists of numbers", default: nil) { value in value.list { $0.list(\.double) } }
  }

  /// A list of rows of pairs.
  func integerTable(_ name: String, of meaning: String) throws(ComputeFault) -> [[[Int]]] {
    try read(name, "a list of rows, each a list of \(meaning)", default: nil) { value in
      value.list { row in row.list { pair in pair.list(\.integer).flatMap { $0.count == 2 ? $0 : nil } } }
    }
  }

  func objects(_ name: String) throws(ComputeFault) -> [Fields] {
    let prefix = "\(path)\(name)"
    return try read(name, "a list of objects", default: nil) { value in
      guard case .array(let items) = value else { return nil }
      var fields: [Fields] = []
      for (index, item) in items.enumerated() {
        guard case .object(let members) = item else { return nil }
        fields.append(Fields(members, path: "\(prefix)[\(index)]."))
      }
      return fields
    }
  }

  /// The object under `name`; nil when there is none or something else.
  func optionalObject(_ name: String) -> Fields? {
    guard case .object(let members)? = members[name] else { return nil }
    return Fields(members, path: "\(path)\(name).")
  }

  func choice<Choice: CaseIterable & RawRepresentable>(
    _ name: String, default standard: Choice? = nil
  ) throws(ComputeFault) -> Choice where Choice.RawValue == String {
    let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    return try read(name, "one of \(names)", default: standard) { value in
      if case .string(let text) = value { Choice(rawValue: text) } else { nil }
    }
  }

  /// `[successes, trials]`.
  func proportion(_ name: String) throws(ComputeFault) -> Proportion {
    let pair = try read(name, "[successes, trials]", default: nil) { value in
      value.list(\.integer).flatMap { $0.count == 2 ? $0 : nil }
    }
    return try answering { () throws(StatisticsError) in try Proportion(pair[0], of: pair[1]) }
  }

  func proportions(_ name: String) throws(ComputeFault) -> [Proportion] {
    var arms: [Proportion] = []
    for pair in try integerRows(name, width: 2, of: "[successes, trials]") {
      arms.append(try answering { () throws(StatisticsError) in try Proportion(pair[0], of: pair[1]) })
    }
    return arms
  }

  func confidence() throws(ComputeFault) -> Double { try number("confidence", default: 0.95) }

  func sides() throws(ComputeFault) -> Sides {
    try read("sides", "1 or 2", default: .two) { $0.integer.flatMap(Sides.init(rawValue:)) }
  }
}

extension JSONValue {
  var double: Double? {
    switch self {
    case .number(let literal): Double(literal).flatMap { $0.isFinite ? $0 : nil }
    case .string("infinity"): .infinity
    case .string("-infinity"): -.infinity
    default: nil
    }
  }

  /// A whole number, also when written as 3.0 or 1e3.
  var integer: Int? {
    guard case .number(let literal) = self else { return nil }
    if let whole = Int(literal) { return whole }
    return Double(literal).flatMap { Int(exactly: $0) }
  }

  func list<Item>(_ convert: (JSONValue) -> Item?) -> [Item]? {
    guard case .array(let values) = self else { return nil }
    var items: [Item] = []
    items.reserveCapacity(values.count)
    for value in values {
      guard let item = convert(value) else { return nil }
      items.append(item)
    }
    return items
  }
}
