import Foundation

/// Text for terminals that show no more than ASCII.
public enum ASCIIText {
  /// The text with every character outside ASCII replaced: lines and bars by their like, letters by the letter without its
  /// accent, the euro sign by `EUR`, anything else by `?`. Some signs take several letters, so that text is folded before it is laid out.
  public static func fold(_ text: String) -> String {
    foldKeepingSpaces(text).replacing("\u{00A0}", with: " ")
  }

  /// The same with no-break spaces kept, so that lines are still not broken at them.
  static func foldKeepingSpaces(_ text: String) -> String {
    // What French puts between quotation marks and words has no place beside straight ones.
    let text = text.replacing("«\u{00A0}", with: "«").replacing("\u{00A0}»", with: "»")
    var folded = ""
    folded.reserveCapacity(text.utf8.count)
    for character in text {
      if character.isASCII || character == "\u{00A0}" {
        folded.append(character)
      } else if let known = signs[character] {
        folded += known
      } else if let letter = character.decomposedStringWithCanonicalMapping.unicodeScalars.first, letter.isASCII {
        folded.unicodeScalars.append(letter)
      } else {
        folded.append("?")
      }
    }
    return folded
  }

  private static let signs: [Character: String] = [
    "─": "-", "├": "|", "┤": "|", "┊": ":", "╌": ".", "●": "*", "◂": "<", "▸": ">", "•": "*", "·": "-", "✓": "+",
    "◷": "~",
    "■": "#", "◆": "X", "○": "o", "◉": "@", "▲": "!", "−": "-", "–": "-", "—": "-", "…": "...", "’": "'", "‘": "'",
    "“": "\"", "”": "\"", "«": "\"",
    "»": "\"", "≥": ">=", "≤": "<=", "×": "x", "±": "+/-", "→": "->", "∞": "inf", "√": "sqrt", "€": "EUR", "£": "GBP",
    "\u{202F}": "\u{00A0}", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "²": "2", "α": "alpha",
    "½": "1/2",
  ]
}

extension Character {
  fileprivate var decomposedStringWithCanonicalMapping: String {
    String(self).decomposedStringWithCanonicalMapping
  }
}
