import Decision

/// The assumptions that a gain depends on; one switch over the languages for each sentence.
extension Wording {
  /// An assumption and how far it moves.
  func assumption(_ assumption: TornadoBar.Assumption, of challenger: String) -> String {
    let swing = "±\(numbers.plainPercent(TornadoBar.swing))"
    return switch (numbers.language, assumption) {
    case (.english, .difference): "Difference of the rates, over its range"
    case (.french, .difference): fr("Écart des taux, sur sa fourchette")
    case (.english, .marginPerOpportunity): "Margin of an opportunity, both scripts, \(swing)"
    case (.french, .marginPerOpportunity): fr("Marge par opportunité, les deux scripts, \(swing)")
    case (.english, .challengerMargin): "Margin of an opportunity, \(script(challenger)) alone, \(swing)"
    case (.french, .challengerMargin): fr("Marge par opportunité, \(script(challenger)) seul, \(swing)")
    case (.english, .costPerCall): "Cost per call, both scripts, \(swing)"
    case (.french, .costPerCall): fr("Coût par appel, les deux scripts, \(swing)")
    case (.english, .handlingTime): "Handling time with \(script(challenger)), \(swing)"
    case (.french, .handlingTime): fr("Temps de traitement avec \(script(challenger)), \(swing)")
    case (.english, .callsPerMonth): "Calls a month, \(swing)"
    case (.french, .callsPerMonth): fr("Appels par mois, \(swing)")
    case (.english, .months): "Months of use, \(swing)"
    case (.french, .months): fr("Mois d'utilisation, \(swing)")
    case (.english, .switchingCost): "Cost of switching, \(swing)"
    case (.french, .switchingCost): fr("Coût du changement, \(swing)")
    }
  }

  /// That an assumption moves nothing: of costs, since both scripts spend as much in a month.
  func withoutInfluence(_ assumption: TornadoBar.Assumption) -> String {
    switch (numbers.language, assumption) {
    case (.english, .costPerCall): "no effect: both cost as much a month"
    case (.french, .costPerCall): fr("sans effet : les deux coûtent autant par mois")
    case (.english, _): "no effect"
    case (.french, _): "sans effet"
    }
  }
}
