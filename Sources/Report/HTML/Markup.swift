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
    mutating func appendInterpolation(_ pieces: [Markup]) { pieces.forEach { source += $0.source } }
    mutating func appendInterpolation(_ number: Int) { source += String(number) }
    /// A coordinate with two decimals at most.
    mutating func appendInterpolation(_ coordinate: Double) { source += Markup.coordinate(coordinate) }
  }

  /// Text with the characters that mean something to HTML spelled out, fit for content and quoted attributes.
  private static func escaped(_ text: String) -> String {
    var output = ""
    for scalar in PlainText.clean(text).unicodeScalars {
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

  private static func coordinate(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let rounded = DecimalDigits(value).rounded(places: 2)
    var fraction = Substring(rounded.fraction)
    while fraction.hasSuffix("0") { fraction = fraction.dropLast() }
    let whole = (rounded.isNegative ? "-" : "") + rounded.whole
    return fraction.isEmpty ? whole : "\(whole).\(fraction)"
  }
}
