import Cost
import Decision

extension French: AccountWording {
  func account(_ label: AccountLabel) -> String {
    switch label {
    case .title: "Comptes de la campagne"
    case .costsTitle: "Les coûts, ligne à ligne"
    case .costsLead:
      "Chaque coût tel qu’il est déclaré, ce par quoi il est multiplié, et ce que chaque script en supporte."
    case .how: "Comment il est calculé"
    case .partsLead: "Ce que chaque partie a coûté et rapporté\u{00A0}; les parties s’additionnent à la campagne."
    case .recurringCpq: "CPQ hors coûts ponctuels"
    case .unknownPart: "non précisé"
    case .callLog: "journal d’appels"
    case .fromCallLog: "selon les appels eux-mêmes"
    case .ownIncome: fr("CA et marge sont ceux des ventes observées, chacune là où son appel a été passé.")
    case .observedIncome:
      fr(
        """
        CA et marge sont ceux des ventes observées ; les opportunités d'une partie rapportent ce que les ventes de leur \
        script ont rapporté en moyenne.
        """)
    case .expectedIncome: fr("CA et marge sont attendus : opportunités × part vendue × valeur d'une vente.")
    case .rounding:
      fr(
        """
        Les montants sont exacts au millionième et arrondis une seule fois, au centime, de sorte que chaque colonne \
        s'additionne (plus fort reste).
        """)
    case .noCosts: "Aucun coût n’est déclaré."
    }
  }

  func division(_ division: AccountDivision) -> String {
    switch division {
    case .variant: "Par script"
    case .week: "Par semaine"
    case .day: "Par jour"
    case .list: "Par fichier"
    case .window: "Par plage d’appel"
    case .agent: "Par agent"
    }
  }

  func derivation(_ derivation: CostDerivation) -> String {
    let item = derivation.item
    var factors = [numbers.exactMoney(item.amount)]
    if item.share != 1 { factors.append(numbers.plainPercent(item.share)) }
    let volume = derivation.volume
    switch item.basis {
    case .campaign:
      if volume != 1 {
        factors.append(
          "\(numbers.plainPercent(volume)) \(item.period == CostItem.Period() ? "du test" : "de ses jours")")
      }
    case .call: factors.append("\(numbers.integer(Int(volume))) appels")
    case .talkHour: factors.append("\(numbers.decimal(volume, places: 2)) heures de conversation")
    case .agentDay: factors.append("\(numbers.decimal(volume, places: 1)) jours-agents")
    case .month: factors.append("\(numbers.decimal(volume, places: 3)) mois")
    }
    let whose = item.variant.map { "supporté par \($0)" } ?? costSplit(item.split)
    return ([factors.joined(separator: " × "), whose] + (item.once ? ["une fois"] : [])).joined(separator: ", ")
  }

  func immature(_ calls: Int) -> String {
    calls == 1
      ? "1 appel est trop récent pour être compté, et son coût de même."
      : "\(numbers.integer(calls)) appels sont trop récents pour être comptés, et leurs coûts de même."
  }

  func unattributed(sales: Int, revenue: String) -> String {
    let count = "\(numbers.integer(sales)) \(sales <= 1 ? "vente" : "ventes")"
    return fr(
      "Sans appel de la campagne auquel les rattacher : \(count), \(revenue), dans aucun des chiffres ci-dessus.")
  }
}
