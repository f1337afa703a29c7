/// Texts as YAML scalars.
enum QuotedScalar {
  /// The text as it stands where YAML reads it back unchanged whatever surrounds it, otherwise between double quotes.
  static func of(_ text: String) -> String {
    isPlain(text) ? text : "\"\(escaped(text))\""
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, isLetter(first), text.last?.isWhitespace == false else { return false }
    // Words YAML or its users take for something else than a text.
    let reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
    guard !reserved.contains(text.lowercased()) else { return false }
    return text.unicodeScalars.allSatisfy {
      isLetter($0) || ("0"..."9").contains($0) || "-_. ?!'/".unicodeScalars.contains($0)
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic && scalar.value < 0xE000
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { written, scalar in
      switch scalar {
      case "\"": written += "\\\""
      case "\\": written += "\\\\"
      case "\n": written += "\\n"
      case "\t": written += "\\t"
      // Line separators and invisible signs as well: YAML folds some of them and refuses others.
      case _ where [.control, .lineSeparator, .paragraphSeparator, .format].contains(scalar.properties.generalCategory):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let width = digits.count > 4 ? 8 : 4
        written += (width == 4 ? "\\u" : "\\U") + String(repeating: "0", count: width - digits.count) + digits
      default: written.unicodeScalars.append(scalar)
      }
    }
  }
}
