import Decision

extension AnyTimeIndicators.Guarantee? {
  /// The weakest of some guarantees, which is that of all; nil without any.
  static func weakest(_ guarantees: [AnyTimeIndicators.Guarantee?]) -> Self {
    [AnyTimeIndicators.Guarantee.conditionalAsymptotic, .asymptotic, .conditional, .exact].first(
      where: guarantees.contains)
  }
}

/// What ranges that hold at any look rest on; one switch over the languages for each sentence.
extension Wording {
  /// One sentence for each kind of guarantee, with the figures it is true of.
  func anyTimeNotes(_ figures: [(name: String, guarantee: AnyTimeIndicators.Guarantee?)]) -> [String] {
    let kinds: [AnyTimeIndicators.Guarantee] = [.exact, .conditional, .asymptotic, .conditionalAsymptotic]
    return kinds.compactMap { kind in
      let names = figures.filter { $0.guarantee == kind }.map(\.name)
      return names.isEmpty ? nil : anyTimeNote(names.joined(separator: ", "), kind)
    }
  }

  private func anyTimeNote(_ names: String, _ guarantee: AnyTimeIndicators.Guarantee) -> String {
    switch (numbers.language, guarantee) {
    case (.english, .exact): "Ranges at any look (\(names)): exact, however often they are read."
    case (.french, .exact): fr("Fourchettes à tout moment (\(names)) : exactes, aussi souvent qu'on les lise.")
    case (.english, .conditional):
      "Ranges at any look (\(names)): as valid as those of the rate, at the value of an opportunity and the cost per call "
        + "shown."
    case (.french, .conditional):
      fr(
        """
        Fourchettes à tout moment (\(names)) : valables comme celles du taux, à la valeur d'une opportunité et au coût par \
        appel affichés.
        """)
    case (.english, .asymptotic):
      "Ranges at any look (\(names)): valid in the limit of many opportunities, not exactly."
    case (.english, .conditionalAsymptotic):
      "Ranges at any look (\(names)): valid in the limit of many opportunities, at the value of an opportunity and the cost per "
        + "call shown."
    case (.french, .conditionalAsymptotic):
      fr(
        """
        Fourchettes à tout moment (\(names)) : valables à la limite de nombreuses opportunités, à la valeur d'une opportunité \
        et au coût par appel affichés.
        """)
    case (.french, .asymptotic):
      fr("Fourchettes à tout moment (\(names)) : valables à la limite de nombreuses opportunités, non exactement.")
    }
  }

  /// What a table of such ranges is called.
  var anyTimeTitle: String {
    switch numbers.language {
    case .english: "However often you look"
    case .french: fr("Aussi souvent qu'on regarde")
    }
  }
}
