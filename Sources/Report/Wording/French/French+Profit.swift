import Cost
import Decision
import Experiment

extension French {
  func profitCaption(_ caption: ProfitCaption) -> String {
    switch caption {
    case .risks: fr("Ce que chaque choix rapporte, et risque")
    case .cpqOfTest: fr("CPQ du test")
    case .cpqAtRollout: fr("CPQ au déploiement")
    case .marginRoi: fr("ROI sur marge")
    case .profitPerCall: fr("Profit par appel")
    case .probabilityBest: fr("Chance de rapporter le plus")
    case .probabilityBestRate: fr("Chance du meilleur taux")
    case .expectedLoss: fr("Manque à gagner en cas d'erreur")
    case .breakEvenLift: fr("Rentable à partir de")
    case .atAnyLook: fr("à tout moment")
    case .limits: fr("Si autre chose est la limite")
    case .limitedBy: fr("Limité par")
    case .earnsMost: fr("Rapporte le plus")
    case .planned: fr("limite du plan")
    case .nextWeek: fr("Une semaine de plus vaut-elle la peine ?")
    case .lengths: fr("Combien de temps tester pour le plus grand profit")
    case .perArm: fr("Appels par script")
    case .gain: fr("Rapporté par le test")
    case .regret: fr("Manque à gagner face à l'information parfaite")
    case .errorRate: fr("Moins bon script choisi")
    case .length: fr("Durée")
    case .calledForProfit: fr("Décidé au profit")
    }
  }

  func limit(_ limit: Rollout.Limit) -> String {
    switch limit {
    case .leads: "les fiches"
    case .agentHours: "les heures d’agent"
    case .budget: "le budget"
    }
  }

  func limits(_ limits: [LimitProjection]) -> String? {
    guard let planned = limits.first(where: \.isPlanned), let best = planned.best else { return nil }
    let others = limits.filter { !$0.isPlanned && $0.best != nil && $0.best != best }
    guard !others.isEmpty else {
      return limits.count > 1 ? fr("\(script(best)) rapporte le plus quelle que soit la limite.") : nil
    }
    let turned = others.map { fr("avec \(limit($0.limit)) pour limite, ce serait \(script($0.best ?? ""))") }
    return fr("\(script(best)) rapporte le plus avec \(limit(planned.limit)) pour limite ; \(list(turned)).")
  }

  func nextWeek(of reading: Reading) -> String? {
    guard let week = reading.nextWeek else { return nil }
    let (value, cost) = (about(week.value), numbers.roughMoney(week.cost))
    let sentence = fr(
      "Une semaine de plus, soit \(numbers.integer(week.calls)) appels, vaut \(value) et coûte \(cost)")
    let prior =
      week.isPriorPlanned
      ? fr(" Ces chiffres partent de ce que le plan croit des scripts, et comptent moins l'avance observée.") : ""
    let whole =
      sentence + (week.isWorthIt ? "." : fr(" : ce qu'elle peut encore apprendre ne la paie pas."))
    guard let delay = week.delayCost, delay > 0 else { return whole + prior }
    if reading.isBoundToItsEnd {
      let end = reading.progress.decisionDay.map { fr("le \(numbers.dayAndMonth($0))") } ?? fr("à sa fin prévue")
      return whole
        + fr(
          """
           Ces chiffres ne terminent pas le test, qui décide \(end). Si ce qui paraît mieux l'est, chaque semaine \
          d'attente coûte \(about(delay)).\(prior)
          """)
    }
    return whole
      + fr(
        " Pour l'instant \(script(week.leader)) rapporte le plus : chaque semaine où tous les appels restent à \(script(reading.control)) coûte \(about(delay)).\(prior)"
      )
  }

  func worthMissing(_ missing: MoneyBasis.WorthMissing) -> String {
    let reason =
      switch missing {
      case .notJudged(let variant):
        fr("Les données ne disent pas quelles opportunités de \(script(variant)) ont été acceptées")
      case .salesComing: fr("Toutes les ventes ne sont pas connues")
      case .withoutSales: fr("Aucune vente n'est venue")
      case .withoutOpportunities(let variant): fr("\(script(variant)) n'a aucune opportunité à vendre")
      case .moreSalesThanOpportunities(let variant):
        fr("\(script(variant)) a plus de ventes que d'opportunités, aucun taux de transformation ne peut être dit")
      case .withoutMargin: fr("Ni les ventes ni le plan ne disent la marge de chaque vente")
      }
    return reason + fr(" : au déploiement, chaque opportunité compte à la valeur du plan.")
  }

  func salesWithoutMargin(_ count: Int, of all: Int, _ standIn: Double?) -> String {
    let which =
      count == all
      ? fr("Aucune vente n'indique sa marge")
      : fr("\(numbers.integer(count)) sur \(plural(all, "vente", "ventes")) n'indiquent pas leur marge")
    guard let standIn else {
      return fr("\(which), et le plan n'indique pas margin-per-sale : ce qu'ont rapporté les ventes n'est pas connu.")
    }
    return fr(
      "\(which) : les \(numbers.money(standIn, places: numbers.minorDigits)) par vente du plan en tiennent lieu.")
  }

  func moneyNotes(of reading: Reading) -> [String] {
    guard let first = reading.projection.first else { return [] }
    var notes: [String] = []
    let basis = reading.projection.map(\.basis)
    for arm in reading.projection where arm.callsPerMonth == 0 {
      notes.append(fr("Ce que \(script(arm.variant)) coûte par mois ne laisse aucun appel du budget."))
    }
    switch first.basis.worth {
    case .opportunities: break
    case .accepted:
      notes.append(
        fr("Seules les opportunités acceptées par les commerciaux valent quelque chose ; chaque script a sa part."))
    case .sales:
      notes.append(
        fr("Une opportunité vaut ce que ses ventes ont rapporté ; chaque script a son taux de transformation."))
    }
    if basis.contains(where: \.hasUncertainCost) {
      notes.append(fr("Le coût d'un appel porte la dispersion des temps de traitement."))
    }
    if first.basis.saleValueError > 0 { notes.append(fr("La valeur d'une vente porte la dispersion des ventes.")) }
    if first.basis.countsAllSources {
      notes.append(fr("Les scripts se comparent sur les opportunités de toutes les sources, et le déploiement aussi."))
    }
    let gains = reading.gainMethods
    let isAlike = first.basis.profit == first.basis.cpq && gains == [first.basis.cpq]
    if first.profitPerCall != nil, isAlike {
      notes.append(fr("Toutes les fourchettes d'argent : \(moneyMethod(first.basis.cpq))."))
    } else {
      let which = first.basis.incomeIsUncertain ? "Fourchettes du CPQ" : "Fourchettes du CPQ et des retours"
      notes.append(fr("\(which) : \(moneyMethod(first.basis.cpq))."))
    }
    if !gains.isEmpty, first.profitPerCall != nil, !isAlike {
      let profit = moneyMethod(first.basis.profit)
      notes.append(
        gains == [first.basis.profit]
          ? fr("Fourchettes \(first.basis.incomeIsUncertain ? "des retours, " : "")du profit et du gain : \(profit).")
          : fr("Fourchettes du profit : \(profit) ; du gain : \(gains.map(moneyMethod).joined(separator: ", ou "))."))
    }
    let anyTime = reading.projection.compactMap(\.anyTime)
    let indicators = anyTime.compactMap(\.indicators)
    notes += anyTimeNotes([
      ("CPQ", .weakest(indicators.map(\.cpqGuarantee))), ("retours", .weakest(indicators.map(\.returnGuarantee))),
      ("profit", .weakest(indicators.map(\.returnGuarantee))),
      ("gain", .weakest(anyTime.map(\.gainGuarantee))),
    ])
    return notes
  }

  func indicatorRanges(costIsUncertain: Bool, incomeIsUncertain: Bool) -> String {
    switch (costIsUncertain, incomeIsUncertain) {
    case (false, false):
      fr(
        """
        Les fourchettes portent l'incertitude du TCO, au coût par appel et à la valeur d'une opportunité affichés ici.
        """)
    case (true, false):
      fr(
        """
        Les fourchettes portent l'incertitude du TCO et des temps de traitement, à la valeur d'une opportunité affichée \
        ici.
        """)
    case (false, true):
      fr(
        """
        Les fourchettes portent l'incertitude du TCO, de la part vendue et de la valeur des ventes, au coût par appel \
        affiché ici.
        """)
    case (true, true):
      fr(
        """
        Les fourchettes portent l'incertitude du TCO, des temps de traitement, de la part vendue et de la valeur des \
        ventes.
        """)
    }
  }

  private func moneyMethod(_ method: MoneyBasis.Method) -> String {
    switch method {
    case .knownCost: fr("celle du taux, à un coût par appel connu")
    case .squareAndAdd: fr("les bornes des deux taux combinées (square-and-add)")
    case .recoveredLimits: fr("les bornes du coût par appel et du taux, incertains tous deux, combinées")
    case .posteriorDraws: fr("quantiles de tirages a posteriori, car les taux ne sont pas seuls incertains")
    }
  }

  func guardrailPower(_ power: GuardrailPower, of metric: Guardrail.Metric) -> String {
    let excluded =
      power.excludable(of: metric).map {
        fr("elles peuvent exclure une dégradation de \(numbers.percent($0, places: 0))")
      }
      ?? "elles ne peuvent exclure aucune dégradation"
    return fr(
      """
      Si rien ne se dégradait, ces données le montreraient avec \(numbers.percent(power.chanceOfPass, places: 0)) de \
      chances ; \(excluded).
      """)
  }

  func lengthKind(_ kind: TestLengths.Length.Kind) -> String {
    switch kind {
    case .profit: fr("plus grand profit")
    case .planned: fr("comme prévu, le meilleur généralisé")
    case .classical: fr("classique, généralisé si significatif")
    }
  }
}
