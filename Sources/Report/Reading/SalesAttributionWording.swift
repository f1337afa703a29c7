import Cost
import Decision

extension Wording {
  /// The call that a sale belongs to, and which sales are revenue; one switch over the languages.
  func salesAttribution(_ sales: SalesAttribution) -> String {
    switch (numbers.language, sales.call) {
    case (.english, .last):
      "the call of their opportunity, else the last call before them, within \(days(sales.days))" + accepted(sales)
    case (.english, .first):
      "the first call of their lead within the \(days(sales.days)) before them" + accepted(sales)
    case (.french, .last):
      fr("l'appel de leur opportunité, sinon le dernier appel avant elles, sous \(days(sales.days))") + accepted(sales)
    case (.french, .first):
      fr("le premier appel de la fiche dans les \(days(sales.days)) avant elles") + accepted(sales)
    }
  }

  private func accepted(_ sales: SalesAttribution) -> String {
    guard !sales.sources.isEmpty else { return "" }
    let sources = sales.sources.map(numbers.language.quoted).joined(separator: ", ")
    return switch numbers.language {
    case .english: "; revenue counts those of source \(sources) only"
    case .french: fr(" ; seule la source \(sources) compte en CA")
    }
  }
}
