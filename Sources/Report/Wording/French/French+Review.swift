import Cost
import Decision
import Experiment
import Statistics

extension French {
  func headline(of review: Review) -> String {
    switch review.outcome {
    case .confirmed: "Décision confirmée"
    case .reversed: "Infirmé"
    case .heldBack: "Rapporte plus, mais retenu"
    case .undecided: "Les ventes ne tranchent pas"
    case .notDecided: "Pas encore de décision"
    case .tooEarly: "Trop tôt"
    }
  }

  func sentence(of review: Review) -> String {
    let outcome =
      review.age.hasForecast && !review.isFollowedThrough
      ? fr("d'après la prévision à \(days(review.horizon))")
      : fr("d'après ce qui est venu en \(days(review.horizonReached))")
    let atLimit =
      switch review.limit {
      case .leads: ""
      case .agentHours: fr(", à heures d'agent égales")
      case .budget: fr(", à budget égal")
      }
    if let followUp = review.followUp, review.isSettledByRollout {
      return followUpOutcome(followUp, control: review.control)
    }
    let basis = outcome + atLimit
    switch review.outcome {
    case .tooEarly(let day):
      return fr("Trop tôt : aucun appel n'a \(days(review.age.days)) avant le \(numbers.date(day)).")
    case .notDecided:
      return fr(
        "Pas encore de décision : la lecture dit « \(status(review.decided).lowercased()) », il n'y a rien à confirmer."
      )
    case .confirmed:
      guard let winner = review.winner else {
        return fr("Confirmé : aucun challenger ne rapporte plus par appel, \(basis).")
      }
      return fr("Confirmé : \(basis), \(script(winner)) rapporte \(more(of: winner, in: review)).")
    case .reversed(let name):
      return review.winner == nil
        ? fr(
          "Infirmé : \(script(name)) rapporte plus par appel que le script gardé, \(basis)\(figure(of: name, in: review))."
        )
        : fr(
          "Infirmé : \(script(name)) a été généralisé et rapporte moins par appel, \(basis)\(figure(of: name, in: review))."
        )
    case .heldBack(let name):
      return fr(
        "\(script(name)) rapporte plus par appel, \(basis)\(figure(of: name, in: review)), mais ce qui ne devait pas se dégrader s'est dégradé : la règle du plan le retient."
      )
    case .undecided:
      if let missing = review.incomparable {
        let why =
          switch missing {
          case .costs: "le plan n'énonce pas de coûts"
          case .margin: "ni les ventes ni le plan ne disent ce que rapporte une vente"
          case .forecast: "il n'y a pas de prévision"
          case .sales: "un script a moins de \(numbers.integer(Review.fewestSales)) ventes"
          }
        return fr("Les ventes ne tranchent pas : le profit par appel ne se compare pas, car \(why). La décision reste.")
      }
      return fr(
        "Les ventes ne tranchent pas : le profit par appel, \(basis), peut être plus haut ou plus bas. La décision reste."
      )
    }
  }

  private func more(of name: String, in review: Review) -> String {
    guard let gain = review.gains.first(where: { $0.variant == name })?.profitPerCall else { return "plus par appel" }
    let places = numbers.minorDigits
    return fr(
      "\(numbers.money(gain.value, places: places)) de plus par appel (\(numbers.moneyRange(gain, places: places, signed: true)))"
    )
  }

  private func figure(of name: String, in review: Review) -> String {
    guard let gain = review.gains.first(where: { $0.variant == name })?.profitPerCall else { return "" }
    let places = numbers.minorDigits
    return fr(
      ", soit \(numbers.money(gain.value, places: places, signed: true)) (\(numbers.moneyRange(gain, places: places, signed: true)))"
    )
  }

  func noForecast(_ reason: Review.NoForecast, _ review: Review) -> String {
    let remedy = fr(
      "Attendez, nommez une campagne passée (--history-calls et --history-sales), ou écrivez le délai dans le plan (economics.delay-to-sale)."
    )
    switch reason {
    case .withoutSales:
      return fr("Pas de prévision : aucune vente n'est encore venue, rien ne dit combien elles tardent. \(remedy)")
    case .tailNotSeen(let unseen, let longest):
      let share =
        unseen.map {
          fr("jusqu'à \(numbers.chance($0)) des ventes peuvent venir après les \(days(longest)) de suivi des appels")
        } ?? fr("les ventes ne disent pas encore combien elles tardent, avec \(days(longest)) de suivi au plus")
      return fr("Pas de prévision : \(share). \(remedy)")
    }
  }

  func noForecastBefore(_ reason: Review.NoForecast, _ review: Review) -> String {
    let day = review.forecastDay.map { fr("le \(numbers.date($0))") } ?? fr("alors")
    switch reason {
    case .withoutSales: return fr("Aucune prévision n'était possible \(day) : aucune vente n'était encore venue.")
    case .tailNotSeen(let unseen, let longest):
      let share =
        unseen.map {
          fr("jusqu'à \(numbers.chance($0)) des ventes pouvaient venir après les \(days(longest)) de suivi des appels")
        } ?? fr("les ventes ne disaient pas encore combien elles tardent, avec \(days(longest)) de suivi au plus")
      return fr("Aucune prévision n'était possible \(day) : \(share).")
    }
  }

  func delays(_ source: Review.DelaySource, _ review: Review) -> String {
    let from =
      switch source {
      case .own: fr("de ces ventes, pour chaque script, car leurs délais diffèrent")
      case .pooled: fr("de ces ventes, tous scripts confondus")
      case .history: fr("de la campagne passée, pesée contre ces ventes")
      case .stated: fr("du plan, pesé contre ces ventes")
      }
    let interval = numbers.plainPercent(review.confidence)
    return fr(
      "Ventes dans les \(days(review.horizon)) de chaque appel ; les délais viennent \(from). Les fourchettes contiennent ce qui vient avec \(interval) de chances si les délais suivent une des lois ajustées ; une seconde vague de ventes n'est pas prévue. La fourchette du profit par appel est celle d'appels comme ceux-ci, dont elle porte aussi le hasard."
    )
  }

  func contradicted(_ review: Review) -> String {
    let source =
      review.arms.compactMap(\.delays).first == .history
      ? "la campagne passée" : "le plan (economics.delay-to-sale)"
    return fr(
      """
      Ces ventes ne viennent pas comme le dit \(source) : la prévision s'appuie sur des délais qu'elles contredisent. \
      Corrigez-les, ou laissez parler les ventes seules.
      """)
  }

  func held(_ isInside: Bool) -> String { isInside ? fr("dans la prévision") : fr("hors de la prévision") }

  func younger(_ calls: Int, _ review: Review) -> String {
    calls == 1 ? fr("1 plus récent") : fr("\(numbers.integer(calls)) plus récents")
  }

  func gain(_ gain: Review.Gain) -> String? {
    gain.profitPerCall.map {
      let places = numbers.minorDigits
      return fr(
        "\(script(gain.variant)) : \(numbers.money($0.value, places: places, signed: true)) par appel (\(numbers.moneyRange($0, places: places, signed: true)))"
      )
    }
  }

  func followUp(_ followUp: Review.FollowUp, control: String) -> String {
    let share = numbers.plainPercent(followUp.holdOut)
    let opening = fr(
      "\(script(followUp.script)) est généralisé depuis le \(numbers.date(followUp.starts)) ; \(share) des fiches gardent \(script(control))."
    )
    let rates = followUp.rates.compactMap { rate in
      rate.tco.map {
        fr(
          "\(script(rate.variant)) \(numbers.percent($0.value, places: 1)) de \(plural(rate.calls, "appel", "appels"))")
      }
    }
    guard !rates.isEmpty else { return opening + " Aucun appel n’est encore assez ancien pour compter." }
    let difference = followUp.difference.map {
      let places = NumberFormat.pointPlaces([$0.lower, $0.upper])
      return fr(" ; l'écart est de \(numbers.pointRange($0, places: places))")
    }
    return opening + fr(" Opportunités depuis : \(list(rates))\(difference ?? "").")
  }

  func followUpOutcome(_ followUp: Review.FollowUp, control: String) -> String {
    let places = numbers.minorDigits
    let gain = followUp.gain?.profitPerCall
    let amount = gain.map { fr("\(numbers.money($0.value.magnitude, places: places)) de ") } ?? ""
    let figure = gain.map { fr(" (\(numbers.moneyRange($0, places: places, signed: true)))") } ?? ""
    guard followUp.isSplitAsPlanned else {
      return fr(
        """
        Les fiches ne sont pas réparties comme prévu entre \(script(followUp.script)) et \(script(control)) : on ne conclut rien du \
        déploiement. Voyez qui décide du script qu'une fiche entend.
        """)
    }
    return switch followUp.outcome {
    case .confirmed:
      fr(
        """
        Confirmé par le déploiement : \(script(followUp.script)) rapporte \(amount)plus par appel que \(script(control)) auprès des fiches mises \
        de côté\(figure).
        """)
    case .reversed:
      fr(
        """
        Infirmé par le déploiement : \(script(followUp.script)) rapporte \(amount)moins par appel que \(script(control)) auprès des fiches mises \
        de côté\(figure). Revenez à \(script(control)).
        """)
    case .heldBack, .undecided, .notDecided:
      fr(
        """
        Le déploiement ne tranche pas encore : le gain par appel peut être plus haut ou plus bas qu'auprès des fiches \
        mises de côté.
        """)
    case .tooEarly(let day):
      fr("Trop tôt pour le déploiement : aucun de ses appels n'est assez ancien avant le \(numbers.date(day)).")
    }
  }

  func overridden(_ reason: String) -> String {
    fr("La décision a été prise contre la lecture (\(reason)). Ce qui suit porte sur ce que disait la lecture.")
  }

  func unattributed(_ review: Review) -> String {
    fr(
      """
      Ventes sans appel du test dans la fenêtre d'attribution, ou conclues avant leur appel : \
      \(numbers.integer(review.unattributed.sales)), pour \(numbers.money(review.unattributed.revenue)) ; elles ne sont \
      dans aucun chiffre \(review.followUp == nil ? "ci-dessus" : "du test").\
      \(review.followUp == nil ? "" : " Celles des appels depuis le déploiement sont comptées avec lui.")
      """)
  }

  func caption(_ caption: ReviewCaption, _ review: Review) -> String {
    switch caption {
    case .title: fr("Relecture à \(days(review.age.days))")
    case .came: fr("Ce qui est venu dans les \(days(min(review.age.days, review.horizon))) de chaque appel")
    case .forecast:
      review.isFollowedThrough
        ? fr("Ce qui est venu en \(days(review.horizon))") : fr("Prévision à \(days(review.horizon))")
    case .beside: fr("Prévision du \(review.forecastDay.map(numbers.date) ?? "–"), et ce qui est venu")
    case .sales: "Ventes"
    case .revenue: fr("CA attribué")
    case .profitPerCall: fr("Profit par appel")
    case .salesForecast: fr("Ventes prévues")
    case .salesCame: fr("Ventes venues")
    case .revenueForecast: fr("CA prévu")
    case .revenueCame: fr("CA venu")
    case .interval: "Fourchette"
    case .gain: fr("Profit par appel face au témoin")
    case .gainLead:
      fr("Marge moins coût récurrent d'un appel, celui du témoin déduit ; les coûts sont pris comme connus.")
    case .gainLimited:
      fr("Pour chaque appel du témoin, un script compte avec autant d'appels que la limite du plan lui en laisse.")
    case .campaignOfTest: fr("D'après les appels du test et leur coût, non d'après ceux du déploiement.")
    case .curve: "Quand viennent les ventes"
    case .curveLead:
      fr(
        """
        Part des appels qui ont vendu, par jours depuis l'appel ; chaque appel compte aussi longtemps qu'il a été suivi \
        (Kaplan–Meier), les plus jeunes aussi.
        """)
    case .soldShare: "Appels qui ont vendu"
    case .followUp: "Depuis le déploiement"
    case .duringTest: "Pendant le test"
    case .noForecastBefore: "Sans prévision antérieure"
    case .method:
      fr(
        "Seuls comptent les appels d'au moins cet âge, chacun avec les ventes du même nombre de jours. Prévisions : modèles à fraction sans vente (exponentiel, Weibull, log-normal), appels censurés à leur âge, pondérés par le critère d'Akaike. Les scripts se comparent sur toutes les ventes des fiches qui leur sont attribuées."
      )
    }
  }
}
