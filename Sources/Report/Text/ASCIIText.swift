import Foundation

/// Text for terminals that show no more than ASCII.
public enum ASCIIText {
  /// The text with every character outside ASCII replaced: lines and bars by their like, letters by the letter without its
  /// accent, the euro sign by `EUR`, anything else by `?`. Some signs take several letters, so that text is folded before it is laid out.
  public static func fold(_ text: String) -> String {
    var folded = ""
    folded.reserveCapacity(text.utf8.count)
    for character in text {
      if character.isASCII {
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
    "─": "-", "├": "|", "┤": "|", "┊": ":", "╌": ".", "●": "*", "◂": "<", "▸": ">", "•": "*", "·": "-", "✓": "+", "◷": "~",
    "■": "#", "◆": "X", "○": "o", "◉": "@", "▲": "!", "−": "-", "–": "-", "—": "-", "…": "...", "’": "'", "‘": "'", "“": "\"", "”": "\"", "«": "\"",
    "»": "\"", "≥": ">=", "≤": "<=", "×": "x", "±": "+/-", "→": "->", "∞": "inf", "√": "sqrt", "€": "EUR", "£": "GBP",
    "\u{00A0}": " ", "\u{202F}": " ", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "²": "2", "α": "alpha",
    "½": "1/2",
  ]
}

extension Character {
  fileprivate var decomposedStringWithCanonicalMapping: String {
    String(self).decomposedStringWithCanonicalMapping
  }
}
