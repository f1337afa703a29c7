import Decision
import Experiment

extension French {
  func samplingRule(_ rule: AdaptiveShares.Rule) -> String {
    switch rule {
    case .thompson: fr("échantillonnage de Thompson")
    case .exploration: fr("échantillonnage d'exploration")
    }
  }

  func adaptiveCaption(_ caption: AdaptiveCaption) -> String {
    switch caption {
    case .title: fr("Gagner en apprenant")
    case .equalShares: fr("parts égales")
    case .worseShare: fr("Appels avec un moins bon script")
    case .testGain: fr("Gagné pendant le test")
    case .rolloutGain: fr("Gagné au déploiement")
    case .gain: fr("Gagné en tout")
    case .ofEqualShares: fr("À parts égales : des parts qui suivent les résultats trouvent moins.")
    case .withEqualShares: fr("à parts égales")
    case .scriptsAsUsual: fr("scripts aux écarts habituels")
    }
  }

  func adaptive(_ comparison: AdaptiveComparison) -> String {
    let rule = comparison.adaptive
    let every = rule.every == 1 ? fr("chaque jour") : fr("tous les \(numbers.integer(rule.every)) jours")
    let start = fr(
      """
      Les parts suivent les résultats \(every) par \(samplingRule(rule.rule)), avec au moins \
      \(numbers.plainPercent(rule.floor)) pour chaque script.
      """)
    guard let better = comparison.outcomes(.worthDetecting), let worse = better.following.worseShare,
      let equal = better.equal.worseShare
    else { return start }
    let price = fr(
      """
       Si un challenger est meilleur du gain recherché, \(numbers.percent(worse, places: 0)) des appels vont à un moins bon \
      script au lieu de \(numbers.percent(equal, places: 0)), et l'écart est montré avec \
      \(numbers.percent(better.following.chanceAbove, places: 0)) de chances au lieu de \
      \(numbers.percent(better.equal.chanceAbove, places: 0)).
      """)
    guard let usual = comparison.outcomes(.usual) else { return start + price }
    let (mine, other) = (gain(usual.following.gain, comparison), gain(usual.equal.gain, comparison))
    let conclusion =
      switch comparison.gainingMore(in: .usual) {
      case .following: fr("suivre les résultats paie donc")
      case .equal: fr("les parts égales paient donc")
      case nil: fr("ce que la simulation ne départage pas")
      }
    return start + price
      + fr(
        """
         En moyenne sur des scripts aux écarts habituels, test et déploiement gagnent \(mine) avec ces parts et \(other) \
        avec des parts égales : \(conclusion).
        """)
  }

  func adaptiveNotes(_ comparison: AdaptiveComparison) -> [String] {
    let error = [comparison.outcomes(.worthDetecting)?.following.chanceAboveError].compactMap { $0 }.max() ?? 0
    let unit =
      comparison.isMoney
      ? fr("Les gains sont la marge des opportunités moins les coûts propres des scripts par appel")
      : fr("Les gains sont des opportunités")
    let after =
      comparison.rolloutCalls > 0
      ? fr(", pour \(plural(comparison.rolloutCalls, "appel", "appels")) après le test.")
      : fr(" ; le plan ne prévoit pas de déploiement.")
    return [
      fr(
        """
        \(unit), au-delà de ceux du script actuel gardé pour tous les appels ; est généralisé ce qui est montré meilleur\(after)
        """),
      fr(
        """
        Les parts suivent les appels dont le délai de maturité est écoulé : les premiers jours d'un test sont partagés \
        également. Les parts adaptatives sont analysées à l'intérieur des jours de mêmes parts, les parts égales sur tous les \
        appels.
        """),
      fr(
        """
        Simulé, \(plural(comparison.replicates, "test", "tests")) par chiffre (graine \(numbers.integer(Int(comparison.seed)))) : les chances sont \
        bonnes à ± \(numbers.points(error, places: 1, signed: false)) près (erreur type). Les courbes et les appels \
        nécessaires de cette page sont ceux de parts égales.
        """),
    ]
  }

  func equalAnswer(_ comparison: AdaptiveComparison) -> String {
    guard let better = comparison.outcomes(.worthDetecting) else { return "" }
    let chance = numbers.percent(better.equal.chanceAbove, places: 0)
    return fr("Les parts suivent les résultats ; à parts égales, les chances seraient de \(chance).")
  }

  private func gain(_ gain: Double, _ comparison: AdaptiveComparison) -> String {
    comparison.isMoney
      ? numbers.roughMoney(gain, signed: true)
      : fr("\(numbers.decimal(gain, places: 0, signed: true)) opportunités")
  }
}
