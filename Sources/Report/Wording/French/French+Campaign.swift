import Cost
import Decision

extension French {
  func campaignVerdict(_ verdict: CampaignVerdict) -> String {
    switch verdict {
    case .raise: "Augmenter le budget"
    case .keep: "Maintenir"
    case .correct: "Corriger"
    case .cut: "Arrêter"
    }
  }

  func campaign(_ reading: CampaignReading) -> String {
    let advice = campaignVerdict(reading.verdict)
    func back(_ marginRoi: Double) -> String {
      let amount = numbers.money(abs(marginRoi), places: numbers.minorDigits)
      let one = numbers.money(1.0, places: 0)
      return marginRoi < 0
        ? fr("chaque dépense de \(one) perd \(amount)") : fr("chaque dépense de \(one) rapporte \(amount) en plus")
    }
    return switch reading.reason {
    case .profitableAndOnTarget(let value): fr("\(advice) : \(back(value)), et aucun objectif n’est manqué.")
    case .profitableBelowTarget(let value, let cause):
      fr("\(advice) : \(back(value)), mais \(indicator(cause)) n'est pas au niveau voulu.")
    case .breakEven: fr("\(advice) : la marge couvre exactement les coûts, point mort.")
    case .uncertain(let value):
      value < 0
        ? fr("\(advice) : \(back(value)) à ce qu'il semble, mais un gain n'est pas exclu.")
        : fr("\(advice) : \(back(value)) à ce qu'il semble, mais une perte n'est pas exclue.")
    case .losing(let value): fr("\(advice) : \(back(value)).")
    case .losingBadly(let value, let hasRange):
      hasRange
        ? fr("\(advice) : \(back(value)), et même au mieux plus de la moitié est perdue.")
        : fr("\(advice) : \(back(value)) ; plus de la moitié est perdue.")
    }
  }

  private func indicator(_ cause: Lever.Cause) -> String {
    switch cause {
    case .tco: fr("le taux de conversion des appels en opportunité")
    case .cpq: fr("le coût par opportunité qualifiée")
    case .roi: "le retour"
    }
  }

  private func opportunityCost(_ lever: Lever) -> String {
    let most = numbers.money(lever.reference)
    return lever.figure.isFinite
      ? "Une opportunité coûte \(numbers.money(lever.figure)), contre \(most)"
      : "Aucune opportunité n'est venue de ce qui a été dépensé ; une seule peut coûter \(most)"
  }

  private func returnShown(_ lever: Lever) -> String {
    lever.figure == 0 && lever.reference == 0
      ? "Ce qui revient ne fait que couvrir les coûts"
      : "Le retour est de \(numbers.percent(lever.figure, places: 0)), contre "
        + numbers.percent(lever.reference, places: 0)
  }

  func lever(_ lever: Lever) -> String {
    switch lever.cause {
    case .tco:
      fr(
        """
        Le taux de conversion des appels en opportunité est de \(numbers.percent(lever.figure)), contre \
        \(numbers.percent(lever.reference)) : agir sur le script et la formation (jeux de rôle, réécoutes), les plages \
        et jours d'appel, l'enrichissement des fiches.
        """)
    case .cpq:
      fr(
        """
        \(opportunityCost(lever)) : agir sur le coût d'émission (horaires, numéros locaux), la qualité du fichier \
        d'appels et le script.
        """)
    case .roi:
      fr(
        """
        \(returnShown(lever)) : agir sur le coût par appel, la valeur d'une vente (montée en \
        gamme, offres groupées), le taux de transformation et les segments.
        """)
    }
  }

  func benchmark(_ benchmark: TCOBenchmark) -> String {
    switch benchmark {
    case .low: fr("faible pour des appels sortants (moins de 1 %)")
    case .targeted: fr("usuel pour des fichiers très ciblés (1 à 2 %)")
    case .fair: fr("correct (2 à 3 %)")
    case .good: fr("bon pour la plupart des campagnes (3 à 6 %)")
    case .strong: fr("script ou fichier très fort (plus de 6 %)")
    }
  }

  func breakEven(threshold: Double, costs: [(name: String, cpq: Double)]) -> String {
    let places = numbers.minorDigits
    let arms = costs.map { name, cpq in
      cpq.isFinite
        ? fr("\(numbers.money(cpq, places: places)) avec \(script(name))")
        : fr("aucun montant fini avec \(script(name)) (pas encore d'opportunité)")
    }
    return fr(
      """
      Point mort : une opportunité peut coûter au plus \(numbers.money(threshold, places: places)), la marge qu'elle \
      apporte ; elle coûte \(list(arms)).
      """)
  }

  func costBasis(_ basis: CostItem.Basis) -> String {
    switch basis {
    case .campaign: "pour le test"
    case .call: "par appel"
    case .talkHour: "par heure de conversation"
    case .agentDay: "par agent et par jour"
    case .month: "par mois, selon les jours"
    }
  }

  func costSplit(_ split: CostItem.Split) -> String {
    switch split {
    case .calls: "au prorata des appels"
    case .handlingTime: "au prorata de la durée de traitement"
    case .plannedShare: "au prorata des parts prévues"
    }
  }
}
