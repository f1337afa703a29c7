import Cost
import Decision
import Experiment
import Statistics

extension French: CalculatorWording {
  func title(_ calculation: Calculation) -> String {
    switch calculation {
    case .compare: "Comparaison d’effectifs"
    case .size: "Appels nécessaires"
    case .indicators: "Indicateurs de campagne"
    case .waves: "Parts par vague"
    }
  }

  func answer(of comparison: CountsComparison) -> String {
    guard comparison.pairs.count == 1, let pair = comparison.pairs.first else {
      let shown = comparison.shownPairs.map(\.name)
      return shown.isEmpty
        ? "Aucun écart avec A n’est établi, compte tenu des \(comparison.pairs.count) comparaisons (Holm)."
        : "\(list(shown)) \(shown.count == 1 ? "s’écarte" : "s’écartent") de A au-delà du hasard, compte tenu des "
          + "\(comparison.pairs.count) comparaisons (Holm)."
    }
    let places = NumberFormat.ratePlaces(comparison.arms.map(\.proportion.rate))
    let rates = comparison.arms.map { numbers.percent($0.proportion.rate, places: places) }
    let range = numbers.pointRange(
      pair.primary.difference,
      places: NumberFormat.pointPlaces([pair.primary.difference.lower, pair.primary.difference.upper]))
    let chance = "le hasard seul produit un tel écart dans \(numbers.percent(pair.primary.test.pValue)) des tests"
    return comparison.showsDifference
      ? "B est \(pair.primary.difference.value > 0 ? "meilleur" : "moins bon")\u{00A0}: \(rates[1]) contre \(rates[0]), un écart "
        + "de \(range)\u{202F}; \(chance)."
      : "Ces effectifs ne départagent pas A (\(rates[0])) et B (\(rates[1]))\u{00A0}: l’écart est de \(range), et \(chance)."
  }

  func answerWord(of comparison: CountsComparison) -> String {
    comparison.showsDifference ? "Un écart" : "Aucun écart établi"
  }

  func sizeAnswer(of design: DesignResult) -> String {
    let assumed = design.assumptions
    let calls = design.sizes.first { $0.formula == .normal }?.control ?? 0
    let places = NumberFormat.ratePlaces([assumed.baseline, assumed.target])
    return "\(numbers.integer(calls)) appels par script\u{00A0}: un passage de "
      + "\(numbers.percent(assumed.baseline, places: places)) à \(numbers.percent(assumed.target, places: places)) est "
      + "alors détecté dans \(numbers.percent(assumed.power, places: 0)) des tests, pour "
      + "\(numbers.plainPercent(assumed.alpha)) de fausses alertes."
  }

  func answer(of advice: IndicatorsAdvice) -> String {
    let indicators = advice.indicators
    guard let cpq = indicators.cpq else { return "Rien n’a été dépensé et rien n’a été gagné." }
    guard cpq.isFinite else { return "De l’argent a été dépensé sans produire d’opportunité." }
    let price = "Une opportunité coûte \(numbers.money(cpq, places: numbers.minorDigits))"
    guard indicators.cost > .zero else {
      return "Aucun coût n’est déclaré\u{00A0}: on ignore ce que coûte une opportunité."
    }
    guard let earned = indicators.marginPerOpportunity, let balance = indicators.balance else { return price + "." }
    let limit = numbers.money(earned, places: numbers.minorDigits)
    return switch balance {
    case .breakEven: "\(price), exactement ce qu’elle rapporte\u{00A0}: point mort."
    case .profit: "\(price) et rapporte \(limit)\u{00A0}: la campagne gagne de l’argent."
    case .loss: "\(price) et peut coûter au plus \(limit)\u{00A0}: la campagne perd de l’argent."
    }
  }

  func answerWord(of advice: IndicatorsAdvice) -> String {
    if let campaign = advice.campaign { return campaignVerdict(campaign.verdict) }
    return "Indicateurs"
  }

  func primaryMethod(_ primary: PrimaryComparison) -> String {
    let expected = numbers.significant(primary.smallestExpected, digits: 3)
    return switch primary.pair {
    case .score where primary.smallestExpected < PrimaryComparison.enoughExpected:
      "Repose sur le test du score et l’intervalle qui l’inverse (n-minus-one et miettinen-nurminen\u{00A0}; Miettinen & "
        + "Nurminen 1985), bien que le plus petit effectif attendu, \(expected), soit inférieur à 5\u{00A0}: le test exact "
        + "du score, qui conviendrait, n’atteint pas de tels effectifs. À lire avec prudence."
    case .score:
      "Repose sur le test du score et l’intervalle qui l’inverse (n-minus-one et miettinen-nurminen\u{00A0}; Miettinen & "
        + "Nurminen 1985), car le plus petit effectif attendu, \(expected), est d’au moins 5. Les appels sont supposés "
        + "indépendants\u{00A0}; test et intervalle ne se contredisent jamais sur le zéro."
    case .exactScore:
      "Repose sur le test exact du score et l’intervalle qui l’inverse (exact-score\u{00A0}; Chan & Zhang 1999, Berger & "
        + "Boos 1994), car le plus petit effectif attendu, \(expected), est inférieur à 5\u{00A0}: la même statistique "
        + "que pour de plus grands effectifs, avec sa loi exacte au lieu de la loi normale. Les appels sont supposés "
        + "indépendants\u{00A0}; test et intervalle ne se contredisent jamais sur le zéro."
    }
  }

  func label(_ label: CalculatorLabel) -> String {
    switch label {
    case .counts: "Effectifs"
    case .used: "retenu"
    case .apart: "Chaque intervalle vaut pour sa comparaison\u{00A0}; le p de la phrase tient compte de toutes (Holm)."
    case .belief: "A priori uniformes"
    case .probabilityBetter: "Probabilité que le taux soit plus élevé"
    case .expectedLoss: "Perte attendue de taux en cas de choix"
    case .wave: "Vague"
    case .nextWave: "prochaine"
    case .planned: "Au plan"
    case .called: "Des appels"
    case .sampled: "Selon les résultats d’avant"
    case .probabilityBest: "Chance d’être le meilleur"
    case .rate: "Taux"
    case .test: "Test"
    case .statistic: "Statistique"
    case .method: "Intervalle"
    case .difference: "Écart"
    case .ratio: "Rapport"
    case .oddsRatio: "Rapport de cotes"
    case .allTests: "Tous les tests, bilatéraux"
    case .allRates: "Tous les intervalles des taux"
    case .indicator: "Indicateur"
    case .value: "Valeur"
    case .meaning: "Ce que c’est"
    case .ratioOfReturn: "CA / coût"
    case .marginRoi: "ROI sur marge"
    case .cpqThreshold: "Seuil du CPQ"
    case .balance: "Bilan"
    case .against: "contre"
    case .adjusted: "p corrigé (Holm)"
    case .leftOut: "Omis à cette taille"
    }
  }

  func answer(of waves: [WaveShares]) -> String {
    let arms = waves.last?.arms ?? []
    let shares = arms.map { fr("\(script($0.variant)) \(numbers.percent($0.sampled, places: 1))") }
    return fr("Prochaine vague : \(list(shares)).")
  }

  func answer(of waves: [WaveShares], under adaptive: AdaptiveShares) -> String {
    guard let next = waves.last, next.wave == nil, let day = next.firstDay else {
      return fr("Le dernier bloc de jours a ses parts : aucune ne suit.")
    }
    let shares = next.arms.map { fr("\(script($0.variant)) \(numbers.percent($0.sampled, places: 1))") }
    let basis =
      next.knownThrough.map { fr("d'après les appels mûrs jusqu'au \(numbers.date($0))") }
      ?? fr("avant tout résultat")
    return fr("À partir du \(numbers.date(day)) : \(list(shares)), par \(samplingRule(adaptive.rule)), \(basis).")
  }

  func adaptiveNote(_ adaptive: AdaptiveShares) -> String {
    let floor = numbers.plainPercent(adaptive.floor)
    let term =
      adaptive.rule == .thompson ? fr("la probabilité d'être le meilleur") : fr("p(1 − p) rapporté à leur somme")
    return fr(
      """
      Chaque part vaut plancher + (1 − K · plancher) · q, où q est \(term), pour K scripts et un plancher de \(floor). \
      Les parts ne sont écrites que sur demande, et jamais modifiées ensuite.
      """)
  }

  var wavesNote: String {
    fr(
      """
      Les parts suivent les résultats des vagues passées : les scripts se comparent à l'intérieur des vagues, jamais sur \
      tous les appels ensemble.
      """)
  }
}
