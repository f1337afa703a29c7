/// French text whose literal parts get the spaces that typography asks for: no-break before a colon and inside
/// quotation marks, narrow no-break before `;`, `!`, `?` and `%`. Interpolated names and figures stay as they are.
struct FrenchText: ExpressibleByStringInterpolation {
  let value: String

  init(stringLiteral value: String) {
    self.value = FrenchText.spaced(value)
  }

  init(stringInterpolation: Interpolation) {
    value = stringInterpolation.value
  }

  struct Interpolation: StringInterpolationProtocol {
    var value = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      value.reserveCapacity(literalCapacity)
    }

    mutating func appendLiteral(_ literal: String) { value += FrenchText.spaced(literal) }
    mutating func appendInterpolation(_ text: String) { value += text }
  }

  private static func spaced(_ literal: String) -> String {
    literal.replacing(" :", with: "\u{00A0}:").replacing("« ", with: "«\u{00A0}").replacing(" »", with: "\u{00A0}»")
      .replacing(" ;", with: "\u{202F};").replacing(" !", with: "\u{202F}!").replacing(" ?", with: "\u{202F}?")
      .replacing(" %", with: "\u{202F}%").replacing("'", with: "’")
  }
}

/// French text with its spaces.
func fr(_ text: FrenchText) -> String { text.value }
