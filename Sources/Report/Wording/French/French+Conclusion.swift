import Decision
import Experiment
import Statistics

extension French {
  func status(_ status: Conclusion.Status) -> String {
    switch status {
    case .keepRunning: "Continuer"
    case .rollOut: "Généraliser"
    case .keepControl: "Garder le script actuel"
    case .noWinner: "Non concluant"
    case .unhealthy: "Données à corriger"
    }
  }

  func headline(of reading: Reading) -> String {
    switch reading.conclusion {
    case .rollOut(let winner, _): fr("Généraliser \(script(winner))")
    case .keepControl: fr("Garder \(script(reading.control))")
    case .noWinner where !reading.differingSegments.isEmpty: "Pas de gagnant unique"
    case .keepRunning, .noWinner, .unhealthy: status(reading.conclusion.status)
    }
  }

  func conclusion(of reading: Reading) -> String {
    let reason =
      switch reading.conclusion {
      case .keepRunning(let reason): keepRunning(reason, reading)
      case .rollOut(let winner, _): rollOut(winner, reading)
      case .keepControl(let reason): keepControl(reason, reading)
      case .noWinner(let reason) where !reading.differingSegments.isEmpty:
        fr(
          """
          \(reading.differingSegments.map { byPart($0, of: reading) }.joined(separator: "\u{202F}; ")) ; toutes parties \
          ensemble, \(noWinner(reason, reading))
          """)
      case .noWinner(let reason): fr("\(noWinner(reason, reading)) ; \(possible(reading))")
      case .unhealthy(let checks): unhealthy(checks)
      }
    return fr("\(headline(of: reading)) : \(reason).")
  }

  private func unhealthy(_ checks: [HealthCheckName]) -> String {
    fr(
      """
      \(plural(checks.count, "contrôle a échoué", "contrôles ont échoué")) \
      (\(list(checks.map { healthCheck($0).lowercased() }))) ; pas de verdict avant correction ou dérogation inscrite \
      au plan
      """)
  }

  private func keepRunning(_ reason: Conclusion.KeepRunning, _ reading: Reading) -> String {
    switch reason {
    case .weekPays(let week):
      return fr(
        """
        une semaine de plus vaut \(about(week.value)) et coûte \(numbers.roughMoney(week.cost)) \
        (règle de profit, qui ne maîtrise aucun risque d'erreur)
        """)
    case .beforePlannedEnd(let lastDay, let decisionDay):
      guard let days = reading.progress.callingDaysLeft, days > 0 else {
        return fr("appels jusqu'au \(numbers.date(lastDay)), décision le \(numbers.date(decisionDay))")
      }
      let next = reading.nextLook.map { fr(", prochain point d'étape le \(numbers.date($0))") } ?? ""
      return fr("encore \(plural(days, "jour", "jours")) d'appels\(next), décision le \(numbers.date(decisionDay))")
    case .beforePlannedCalls(let placed, let planned):
      return fr(
        """
        \(plural(placed, "appel émis", "appels émis")) sur \(numbers.integer(planned)) prévus, \
        encore \(numbers.integer(max(planned - placed, 0)))
        """)
    case .awaitingMaturity(let decisionDay, let calls):
      guard calls > 0 else { return fr("les appels sont terminés, décision le \(numbers.date(decisionDay))") }
      return fr(
        """
        les appels sont terminés ; \(plural(calls, "appel peut", "appels peuvent")) encore devenir \
        \(abs(calls) < 2 ? "une opportunité" : "des opportunités"), décision le \(numbers.date(decisionDay))
        """)
    case .ruleUnknown(let leader, let clauses):
      let open = clauses.filter { !$0.holds }.map { short($0.requirement, reading) }
      return fr("\(script(leader)) fait mieux, c'est établi, mais \(list(open))")
    case .noMatureCalls:
      if let names = reading.withoutCallsAlone {
        return fr(
          """
          aucun appel qui compte pour \(list(names.map(script))), alors que les autres en ont : appeler des fiches avec ce script, \
          vérifier que les données le nomment comme le plan, ou le retirer du prochain plan
          """)
      }
      let decision = reading.progress.decisionDay.map { fr(", décision le \(numbers.date($0))") } ?? ""
      return fr("aucun appel n'est encore assez ancien pour être compté\(decision)")
    }
  }

  private func rollOut(_ winner: String, _ reading: Reading) -> String {
    let rates = reading.rates(of: winner, in: numbers)
    let effect =
      reading.differenceWithinStrata(winner).map {
        fr("son taux est plus haut de \(numbers.points($0, signed: false)), à parts égales des scripts")
      }
      ?? rates.map {
        fr("\($0.challenger) des appels deviennent des opportunités, contre \($0.control)")
      }
    let rule =
      reading.isDecidedByProfit ? fr("décidé sur le profit attendu, ce qui ne maîtrise aucun risque d'erreur") : nil
    return [effect, rule, ending(of: winner, reading), gain(of: winner, reading)].compactMap { $0 }.joined(
      separator: "\u{202F}; ")
  }

  /// On which day looking early ended the comparison; nil at the planned end.
  private func ending(of name: String, _ reading: Reading) -> String? {
    guard let comparison = reading.comparison(name) else { return nil }
    if let ending = comparison.sequential?.ending, let date = ending.date, date != reading.progress.decisionDay {
      return fr("seuil du point d'étape \(numbers.integer(ending.look)) franchi le \(numbers.date(date))")
    }
    guard reading.method.monitoring == .anytime, let date = comparison.alwaysValid?.concludedOn else { return nil }
    return fr("établi le \(numbers.date(date)) par des chiffres valables à tout moment")
  }

  /// What switching brings or costs a month at roll-out.
  private func gain(of name: String, _ reading: Reading) -> String {
    guard let projection = reading.projection(name), let gain = projection.gainPerMonth else {
      return withoutGain(name, reading)
    }
    let calls = numbers.significant(projection.callsPerMonth, digits: 3)
    let amount = numbers.roughMoney(abs(gain.value))
    let direction = gain.value < 0 ? "en moins" : "en plus"
    return fr("à \(calls) appels par mois, c'est environ \(amount) de marge \(direction) par mois, coûts déduits")
  }

  /// What is known of money where the plan lacks what a gain takes.
  private func withoutGain(_ name: String, _ reading: Reading) -> String {
    guard let own = reading.cpq(of: name), let other = reading.cpq(of: reading.control) else {
      return reading.variants.allSatisfy { $0.costs == nil }
        ? fr("le plan n'énonce pas de coûts, l'effet n'a donc pas encore de prix")
        : fr("le plan ne dit pas ce que vaut une opportunité, l'effet n'a donc pas encore de prix")
    }
    let places = numbers.minorDigits
    let costs =
      "une opportunité a coûté \(numbers.money(own, places: places)) au lieu de \(numbers.money(other, places: places))"
    return reading.projection.isEmpty
      ? fr("\(costs) ; le plan n'énonce pas de déploiement auquel le rapporter")
      : fr("\(costs) ; le plan ne dit pas ce qu'elle vaut")
  }

  private func keepControl(_ reason: Conclusion.KeepControl, _ reading: Reading) -> String {
    switch reason {
    case .harm(let names):
      guard let name = names.first, names.count == 1 else {
        return fr("\(list(names.map(script))) font moins bien")
      }
      let rates = reading.rates(of: name, in: numbers)
      let effect = rates.map {
        fr(", \($0.challenger) des appels deviennent des opportunités, contre \($0.control)")
      }
      return fr("\(script(name)) fait moins bien\(effect ?? "")")
    case .futile(let names):
      return fr(
        "le gain recherché est hors d'atteinte pour \(list(names.map(script))), et continuer n'y changerait guère")
    case .earnsLess(let best, let gain):
      return fr(
        """
        aucun challenger ne devrait rapporter plus ; le meilleur, \(script(best)), \(numbers.roughMoney(gain, signed: true)) sur le \
        déploiement (règle de profit, qui ne maîtrise aucun risque d'erreur)
        """)
    case .ruleNotMet(let leader, let clauses):
      let failed = clauses.filter { !$0.holds }.map { short($0.requirement, reading) }
      if let losing = losingWinner(leader, clauses, reading) { return losing }
      return fr(
        "\(script(leader)) a le meilleur taux, mais \(failed.isEmpty ? "la règle n’est pas remplie" : list(failed))")
    }
  }

  /// A better rate that does not pay, with what its calls and opportunities cost.
  private func losingWinner(_ leader: String, _ clauses: [Clause], _ reading: Reading) -> String? {
    let open = clauses.filter { !$0.holds }
    guard open.count == 1, case .profit(let gain?) = open.first?.requirement,
      let rates = reading.rates(of: leader, in: numbers), let projection = reading.projection(leader)
    else { return nil }
    let opening = fr(
      """
      \(script(leader)) gagne sur le taux, \(rates.challenger) contre \(rates.control), et perd sur le profit, \
      \(numbers.roughMoney(gain, signed: true)) sur le déploiement
      """)
    if let monthly = projection.gainPerMonth, monthly.value > 0 {
      return opening
        + fr(" : changer coûte plus que ne rendent les \(numbers.roughMoney(monthly.value)) gagnés par mois")
    }
    let own = projection.cpq.value
    guard let other = reading.projection(reading.control)?.cpq.value, own.isFinite, other.isFinite, own > other
    else { return nil }
    let places = numbers.minorDigits
    return opening
      + fr(
        """
         : ses opportunités coûtent \
        \(numbers.money(own, places: places)) au lieu de \(numbers.money(other, places: places))
        """)
  }

  /// What the plan would have to state; empty where nothing of it is missing.
  private func lacking(_ reading: Reading) -> String {
    let missing = reading.missingForProfit
    return missing.isEmpty ? "" : fr(" : il manque au plan \(list(missing.map { "`\($0)`" }))")
  }

  private func short(_ requirement: Clause.Requirement, _ reading: Reading) -> String {
    switch requirement {
    case .significant: fr("l'écart peut être dû au hasard")
    case .healthy: fr("les données sont à corriger")
    case .guardrails(let failed, let unknown):
      failed.isEmpty
        ? fr("on ne sait pas encore ce que devient : \(list(unknown.map { guardrailMetric($0).lowercased() }))")
        : fr("ceci se dégrade trop : \(list(failed.map { guardrailMetric($0).lowercased() }))")
    case .profit(let gain):
      gain.map { fr("il ne rapporterait pas plus : \(numbers.roughMoney($0, signed: true)) sur le déploiement") }
        ?? fr("son profit est inconnu\(lacking(reading))")
    case .earnsMore: fr("il ne devrait pas rapporter plus")
    }
  }

  private func noWinner(_ reason: Conclusion.NoWinner, _ reading: Reading) -> String {
    let count = reading.comparisons.count
    let worse = reading.shownWorse.map(script)
    let verb = worse.count == 1 ? "fait" : "font"
    return switch reason {
    case .profitUnknown: fr("ce que rapporte un challenger ne peut être dit\(lacking(reading))")
    case .plannedEnd where !worse.isEmpty:
      fr(
        """
        le test est terminé ; aucun challenger n'est meilleur au-delà du hasard, et \(list(worse)) \(verb) moins bien au-delà \
        du hasard
        """)
    case .undatedCounts where !worse.isEmpty:
      fr(
        """
        d'après ces totaux aucun challenger n'est meilleur au-delà du hasard, et \(list(worse)) \(verb) moins bien au-delà du \
        hasard
        """)
    case .plannedEnd where count > 1:
      fr("le test est terminé et, avec \(numbers.integer(count)) challengers en lice, aucun écart ne dépasse le hasard")
    case .undatedCounts where count > 1:
      fr("avec \(numbers.integer(count)) challengers en lice, ces totaux ne montrent pas d'écart au-delà du hasard")
    case .plannedEnd: fr("le test est terminé et l'écart peut être dû au hasard")
    case .undatedCounts: fr("ces totaux ne montrent pas d'écart au-delà du hasard")
    }
  }

  private func possible(_ reading: Reading) -> String {
    guard let span = reading.possibleDifference else { return fr("rien n'a pu être comparé") }
    let places = NumberFormat.pointPlaces([span.lower, span.upper])
    let lower = numbers.percentFigure(span.lower, places: places, signed: true)
    let several = reading.comparisons.count > 1 ? ", tous challengers confondus" : ""
    return fr("ce qui reste possible : entre \(lower) et \(numbers.points(span.upper, places: places))\(several)")
  }

  func progress(of reading: Reading) -> String? {
    let progress = reading.progress
    if let day = progress.day, let planned = progress.plannedDays {
      return day > planned
        ? fr("Appels terminés après \(plural(planned, "jour", "jours"))")
        : fr("Jour \(numbers.integer(day)) sur \(numbers.integer(planned))")
    }
    if let planned = progress.plannedCalls {
      let placed = progress.matureCalls + progress.immatureCalls
      return fr("\(numbers.integer(placed)) appels sur \(numbers.integer(planned)) prévus")
    }
    return nil
  }

  func clause(_ clause: Clause, leader: String, reading: Reading) -> String {
    switch clause.requirement {
    case .significant(let p, let alpha):
      return clause.holds
        ? fr(
          "L'écart dépasse ce que le hasard explique (\(numbers.pEquation(p)), sous \(numbers.plainPercent(alpha))).")
        : fr(
          "L'écart peut être dû au hasard (\(numbers.pEquation(p)), pas sous \(numbers.plainPercent(alpha))).")
    case .healthy(let failed):
      let names = list(failed.map { healthCheck($0).lowercased() })
      return failed.isEmpty
        ? fr("Les données sont saines.")
        : clause.holds
          ? fr("Contrôles en échec, acceptés par le plan : \(names).") : fr("Les données sont à corriger : \(names).")
    case .guardrails(let failed, let unknown):
      let worse = list(failed.map { guardrailMetric($0).lowercased() })
      let open = list(unknown.map { guardrailMetric($0).lowercased() })
      if failed.isEmpty {
        return unknown.isEmpty
          ? fr("Rien ne s'est dégradé au-delà de ce que le plan permet.")
          : fr("Rien ne montre une dégradation au-delà de ce que le plan permet ; pas encore connu : \(open).")
      }
      return fr("Trop dégradé : \(worse).") + (unknown.isEmpty ? "" : fr(" Pas encore connu : \(open)."))
    case .profit(let gain):
      guard let gain else { return fr("Le gain sur le déploiement est inconnu\(lacking(reading)).") }
      let amount = numbers.roughMoney(gain, signed: true)
      return clause.holds
        ? fr("\(script(leader)) rapporte plus sur le déploiement : environ \(amount), changement compris.")
        : fr("\(script(leader)) ne rapporte pas plus sur le déploiement : environ \(amount), changement compris.")
    case .earnsMore(let gain, let probability):
      guard let gain else { return fr("Le gain sur le déploiement est inconnu\(lacking(reading)).") }
      let chance =
        probability.map { fr(", avec \(numbers.percent($0, places: 0)) de chances de rapporter le plus") } ?? ""
      return fr(
        """
        \(script(leader)) devrait rapporter \(numbers.roughMoney(gain, signed: true)) sur le déploiement, changement compris\(chance). \
        Cette règle suit le profit et ne maîtrise pas le risque de déclarer un vainqueur à tort.
        """)
    }
  }
}
