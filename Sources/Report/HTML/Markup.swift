/// HTML or SVG source. Text that is put into it by interpolation is escaped; only literals and other markup are taken
/// as they are, so that no name or note can become markup.
struct Markup: ExpressibleByStringInterpolation {
  private(set) var source: String

  init(stringLiteral value: String) { source = value }
  init(stringInterpolation: Interpolation) { source = stringInterpolation.source }

  /// Pieces one after the other.
  init(_ pieces: [Markup], separator: String = "") { source = pieces.map(\.source).joined(separator: separator) }

  static func + (left: Markup, right: Markup) -> Markup { Markup([left, right]) }

  var isEmpty: Bool { source.isEmpty }

  struct Interpolation: StringInterpolationProtocol {
    var source = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      source.reserveCapacity(literalCapacity)
    }

    mutating func appendLiteral(_ literal: String) { source += literal }
    mutating func appendInterpolation(_ text: String) { source += Markup.escaped(text) }
    mutating func appendInterpolation(_ markup: Markup) { source += markup.source }
    mutating func appendInterpolation(_ pieces: [Markup]) {
      for piece in pieces { source += piece.source }
    }
    mutating func appendInterpolation(_ number: Int) { source += String(number) }
    /// A coordinate with two decimals at most.
    mutating func appendInterpolation(_ coordinate: Double) { source += Markup.coordinate(coordinate) }
  }

  /// Text with the characters that mean something to HTML spelled out, fit for content and quoted attributes; a sign and
  /// the currency after it stay on one line.
  private static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy(isPlain) { return text }
    var output = ""
    var previous: Unicode.Scalar?
    for scalar in PlainText.clean(text).unicodeScalars {
      if previous == "+" || previous == "\u{2212}", scalar.properties.generalCategory == .currencySymbol {
        output += "\u{2060}"
      }
      previous = scalar
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  /// Bytes that stand for themselves in every place: printable ASCII that means nothing to HTML and is no currency.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "$"):
      false
    default: (0x20..<0x7F).contains(byte)
    }
  }

  private static func coordinate(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let (whole, part) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    guard part > 0 else { return "\(sign)\(whole)" }
    let fraction = part % 10 == 0 ? "\(part / 10)" : part < 10 ? "0\(part)" : "\(part)"
    return "\(sign)\(whole).\(fraction)"
  }
}
