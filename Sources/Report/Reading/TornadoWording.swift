import Decision

/// The assumptions that a gain depends on; one switch over the languages for each sentence.
extension Wording {
  /// An assumption and how far it moves.
  func assumption(_ assumption: TornadoBar.Assumption, of challenger: String) -> String {
    switch (numbers.language, assumption) {
    case (.english, .difference): "Difference of the rates, over its range"
    case (.french, .difference): fr("Écart des taux, sur sa fourchette")
    case (.english, .marginPerOpportunity): "Margin of an opportunity, both scripts, ±20%"
    case (.french, .marginPerOpportunity): fr("Marge par opportunité, les deux scripts, ±20 %")
    case (.english, .challengerMargin): "Margin of an opportunity, \(script(challenger)) alone, ±20%"
    case (.french, .challengerMargin): fr("Marge par opportunité, \(script(challenger)) seul, ±20 %")
    case (.english, .costPerCall): "Cost per call, both scripts, ±20%"
    case (.french, .costPerCall): fr("Coût par appel, les deux scripts, ±20 %")
    case (.english, .handlingTime): "Handling time with \(script(challenger)), ±20%"
    case (.french, .handlingTime): fr("Temps de traitement avec \(script(challenger)), ±20 %")
    case (.english, .callsPerMonth): "Calls a month, ±20%"
    case (.french, .callsPerMonth): fr("Appels par mois, ±20 %")
    case (.english, .months): "Months of use, ±20%"
    case (.french, .months): fr("Mois d'utilisation, ±20 %")
    case (.english, .switchingCost): "Cost of switching, ±20%"
    case (.french, .switchingCost): fr("Coût du changement, ±20 %")
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
