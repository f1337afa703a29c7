import Experiment

/// Tells the dispositions that mean one thing, for one worker: each text is folded once.
struct DispositionReader: ~Copyable {
  private let words: DispositionWords
  private var texts = Interner()
  private var isMeant: [Bool] = []

  init(_ words: DispositionWords) { self.words = words }

  /// Whether a disposition is one of the words; false for an empty one.
  mutating func isMeant(_ field: Field) -> Bool {
    guard field.count > 0 else { return false }
    let number = Int(texts.number(of: field))
    while isMeant.count < texts.texts.count { isMeant.append(words.contains(texts.texts[isMeant.count])) }
    // A column with more texts than are kept holds remarks: each is read by itself.
    return number < isMeant.count ? isMeant[number] : words.contains(field.text)
  }
}
