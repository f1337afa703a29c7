/// A JSON value that keeps numbers as they were written, so that an id comes back exactly as it was sent.
enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// The literal, as read or as to be written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// A finite number, or the words the contract has for the rest.
  init(_ value: Double) {
    if value == .infinity {
      self = .string("infinity")
    } else if value == -.infinity {
      self = .string("-infinity")
    } else if value.isNaN {
      self = .null
    } else {
      let whole = value.magnitude < 1e15 ? Int(exactly: value) : nil
      self = .number(whole.map { "\($0)" } ?? "\(value)")
    }
  }

  init(_ value: Double?) {
    if let value { self = JSONValue(value) } else { self = .null }
  }

  init(_ values: [Double]) { self = .array(values.map { JSONValue($0) }) }

  /// What kind of value this is, for messages.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let literal): literal.count <= 40 ? literal : "a number of \(literal.count) characters"
    case .string(let text): text.count <= 40 ? "\"\(text)\"" : "a text of \(text.count) characters"
    case .array(let items): "a list of \(items.count)"
    case .object: "an object"
    }
  }

  /// One line of JSON, keys sorted.
  var line: String {
    var output = ""
    write(to: &output)
    return output
  }

  private func write(to output: inout String) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .number(let literal): output += literal
    case .string(let text): Self.write(text, to: &output)
    case .array(let items):
      output += "["
      for (index, item) in items.enumerated() {
        if index > 0 { output += ", " }
        item.write(to: &output)
      }
      output += "]"
    case .object(let members):
      output += "{"
      for (index, key) in members.keys.sorted().enumerated() {
        if index > 0 { output += ", " }
        Self.write(key, to: &output)
        output += ": "
        members[key]?.write(to: &output)
      }
      output += "}"
    }
  }

  private static func write(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
