/// A language that pages are written in.
public enum Language: String, CaseIterable, Hashable, Sendable {
  /// English: 3.6%, €12,000, 9 March 2026.
  case english = "en"
  /// French: 3,6 %, 12 000 €, 9 mars 2026.
  case french = "fr"

  /// What stands between a label and its text.
  private var colon: String {
    switch self {
    case .english: ": "
    case .french: "\u{00A0}: "
    }
  }

  /// A label with its value, as the language joins them: `Difference: +0.6`, `Écart : +0,6`.
  func labelled(_ label: String, _ value: String) -> String { label + colon + value }

  /// A name of the user's between quotation marks, as it stands in a sentence: `“question”`, `« question »`.
  func quoted(_ name: String) -> String {
    switch self {
    case .english: "“\(name)”"
    case .french: "«\u{00A0}\(name)\u{00A0}»"
    }
  }

  /// The sentences of the language, with amounts in a currency (ISO 4217).
  public func wording(currency: String = "EUR") -> any Wording {
    let numbers = NumberFormat(language: self, currency: currency)
    return switch self {
    case .english: English(numbers: numbers)
    case .french: French(numbers: numbers)
    }
  }
}
