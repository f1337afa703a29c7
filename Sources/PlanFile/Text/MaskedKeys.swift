/// A plan's text in which keys that stand twice are hidden under names of their own.
///
/// The YAML parser stops at the first mapping with a duplicate key and says where only one of them stands. Hiding one
/// under a placeholder of the same length lets it go on without moving anything.
struct MaskedKeys {
  private var scalars: [Unicode.Scalar]
  /// Hidden keys by place.
  private(set) var originals: [Place: String] = [:]

  init(text: String) {
    scalars = Array(text.unicodeScalars)
  }

  /// The text with its keys hidden.
  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// Hides the key at a place; false where its text is not what stands there.
  mutating func hide(_ key: String, at place: Place) -> Bool {
    guard let start = offset(of: place), !key.isEmpty, let placeholder = Unicode.Scalar(0xE000 + originals.count) else {
      return false
    }
    let length = key.unicodeScalars.count
    let isQuoted = start < scalars.count && (scalars[start] == "\"" || scalars[start] == "'")
    let first = isQuoted ? start + 1 : start
    guard first + length <= scalars.count, scalars[first..<(first + length)].elementsEqual(key.unicodeScalars),
      originals[place] == nil
    else { return false }
    for index in first..<(first + length) { scalars[index] = placeholder }
    originals[place] = key
    return true
  }

  /// Index of a place, lines being broken as YAML 1.1 breaks them.
  private func offset(of place: Place) -> Int? {
    var line = 1
    var index = 0
    while line < place.line {
      guard index < scalars.count else { return nil }
      switch scalars[index] {
      case "\r":
        index += index + 1 < scalars.count && scalars[index + 1] == "\n" ? 2 : 1
        line += 1
      case "\n", "\u{85}", "\u{2028}", "\u{2029}":
        index += 1
        line += 1
      default: index += 1
      }
    }
    let target = index + place.column - 1
    return target < scalars.count ? target : nil
  }
}
