/// Text from plans and data, made safe for every page: control characters could drive a terminal, and direction
/// overrides could make a name read as another.
enum PlainText {
  /// The text on one line, with what must not be printed replaced by U+FFFD.
  static func clean(_ text: String) -> String {
    var output = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: output.append(" ")
      case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0xFEFF, 0xFFFE, 0xFFFF:
        output.append("\u{FFFD}")
      default: output.append(scalar)
      }
    }
    return String(output)
  }

  /// Columns the text takes in a terminal: two for East Asian wide characters and most symbols of emoji, none for
  /// combining marks.
  static func width(_ text: String) -> Int {
    text.reduce(0) { $0 + width($1) }
  }

  private static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.properties.generalCategory == .nonspacingMark { return 0 }
    switch scalar.value {
    case 0x200B...0x200D: return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// Lines of at most `width` columns, broken at spaces, inside a word only where one is longer than a line.
  static func wrap(_ text: String, width limit: Int) -> [String] {
    let limit = max(limit, 4)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ").map(String.init) {
      for piece in pieces(of: word, width: limit) {
        if line.isEmpty {
          line = piece
        } else if width(line) + 1 + width(piece) <= limit {
          line += " " + piece
        } else {
          lines.append(line)
          line = piece
        }
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  private static func pieces(of word: String, width limit: Int) -> [String] {
    guard width(word) > limit else { return [word] }
    var pieces: [String] = []
    var piece = ""
    var size = 0
    for character in word {
      let step = width(character)
      if size + step > limit, !piece.isEmpty {
        pieces.append(piece)
        piece = ""
        size = 0
      }
      piece.append(character)
      size += step
    }
    if !piece.isEmpty { pieces.append(piece) }
    return pieces
  }
}
