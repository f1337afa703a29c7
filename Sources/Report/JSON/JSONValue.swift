/// A JSON value whose text is the same to the byte on every machine: keys sorted, numbers in their shortest form that
/// reads back to the same value, infinities as `"infinity"` and `"-infinity"`.
indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  static func optional(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }
  static func optional(_ value: Int?) -> JSONValue { value.map(JSONValue.integer) ?? .null }
  static func optional(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }

  /// The value over several lines, two spaces a level, with a newline at the end.
  var text: String {
    var output = ""
    write(to: &output, indent: "")
    return output + "\n"
  }

  private func write(to output: inout String, indent: String) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .integer(let value): output += String(value)
    case .number(let value): output += JSONValue.text(of: value)
    case .string(let value): JSONValue.write(value, to: &output)
    case .array(let values):
      JSONValue.write(values.map { (nil, $0) }, brackets: ("[", "]"), to: &output, indent: indent)
    case .object(let fields):
      let sorted = fields.sorted { $0.key < $1.key }.map { (Optional($0.key), $0.value) }
      JSONValue.write(sorted, brackets: ("{", "}"), to: &output, indent: indent)
    }
  }

  private static func write(
    _ members: [(key: String?, value: JSONValue)], brackets: (String, String), to output: inout String, indent: String
  ) {
    output += brackets.0
    let inner = indent + "  "
    for (index, member) in members.enumerated() {
      output += index == 0 ? "\n" : ",\n"
      output += inner
      if let key = member.key {
        write(key, to: &output)
        output += ": "
      }
      member.value.write(to: &output, indent: inner)
    }
    output += members.isEmpty ? brackets.1 : "\n" + indent + brackets.1
  }

  private static func text(of value: Double) -> String {
    if value.isNaN { return "null" }
    if value.isInfinite { return value < 0 ? "\"-infinity\"" : "\"infinity\"" }
    return value == 0 ? "0.0" : value.description
  }

  private static func write(_ string: String, to output: inout String) {
    output += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || (0x2028...0x2029).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
