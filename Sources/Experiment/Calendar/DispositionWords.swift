import Foundation

/// Values of the `disposition` column that mean one thing: a refusal of further calls, or a complaint.
///
/// Case, accents, spaces and signs do not count: `Not interested`, `not-interested` and `NOT_INTERESTED` are one value.
public struct DispositionWords: Hashable, Sendable {
  private let folded: Set<String>

  /// The words of a plan; those without letters and digits are left out.
  public init(_ words: some Sequence<String>) {
    folded = Set(words.map(DispositionWords.fold).filter { !$0.isEmpty })
  }

  /// Whether a disposition is one of them.
  public func contains(_ disposition: String) -> Bool {
    folded.contains(DispositionWords.fold(disposition))
  }

  /// The words without case, accents and signs, in order: the same for all spellings.
  public var sorted: [String] { folded.sorted() }

  private static func fold(_ word: String) -> String {
    word.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
      .filter { $0.isLetter || $0.isNumber }
  }
}
