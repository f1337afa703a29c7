import Decision
import Experiment

extension French {
  func monitoringName(_ method: Monitoring.Method) -> String {
    switch method {
    case .fixed: "Une fois, à la fin"
    case .groupSequential: "Points d’étape"
    case .anytime: "À tout moment"
    }
  }

  func advice(of comparison: MonitoringComparison) -> String {
    let looks = comparison.worthwhile(.groupSequential)
    let once = chance(comparison.worthwhile(.fixed))
    let most = chance(looks) == once ? "" : fr(" au lieu de \(once)")
    switch comparison.advice.reason {
    case .looksSaveCalls:
      return fr(
        """
        Prévoyez des points d'étape (au plan : `method: group-sequential`) : si le challenger en vaut la peine, le test s'arrête en \
        moyenne après \(sooner(looks, comparison)), et le repère avec \(chance(looks)) de chances\(most).
        """)
    case .looksSaveDays:
      return fr(
        """
        Prévoyez des points d'étape (au plan : `method: group-sequential`) : si le challenger en vaut la peine, la réponse vient en \
        moyenne après \(sooner(looks, comparison, calls: false)), avec \(chance(looks)) de chances de le repérer\(most) ; \
        presque aucun appel n'est épargné, car la plupart sont émis avant les premiers points d'étape.
        """)
    case .looksSaveLittle:
      let still = looks.map {
        fr(
          """
           : même si le challenger en vaut la peine, des points d'étape demanderaient encore \
          \(stillNeeded($0, comparison)) en moyenne
          """)
      }
      return fr("Lisez le test une seule fois, à la fin (au plan : `method: fixed`)\(still ?? "").")
    case .looksCostChance:
      return fr(
        """
        Lisez le test une seule fois, à la fin (au plan : `method: fixed`) : avec des points d'étape, un challenger qui en vaut la \
        peine ne serait repéré qu'avec \(chance(looks)) de chances\(most).
        """)
    case .futilityCostsChance:
      let open = comparison.withoutFutility?.outcome(.worthDetecting)
      return fr(
        """
        Prévoyez des points d'étape sans arrêt faute d'espoir (au plan : `method: group-sequential, futility: none`) : un challenger \
        qui en vaut la peine est repéré avec \(chance(open)) de chances au lieu de \(chance(looks)), en moyenne après \
        \(sooner(open, comparison)).
        """)
    case .callsToSpare:
      let anytime = comparison.worthwhile(.anytime)
      return fr(
        """
        Lisez le test quand vous voulez (au plan : `method: anytime`) : il y a bien plus d'appels qu'il n'en faut, et un challenger \
        qui en vaut la peine est repéré avec \(chance(anytime)) de chances, en moyenne après \
        \(sooner(anytime, comparison)).
        """)
    case .anytimeReachesTheGoal:
      let anytime = comparison.worthwhile(.anytime)
      return fr(
        """
        Lisez le test quand vous voulez, comme prévu (au plan : `method: anytime`) : un challenger qui en vaut la peine est repéré \
        avec \(chance(anytime)) de chances, en moyenne après \(sooner(anytime, comparison)).
        """)
    case .onlyFixedFits(let refusal):
      return fr("Lisez le test une seule fois, à la fin (au plan : `method: fixed`) : \(why(refusal)).")
    }
  }

  func plannedMonitoring(of comparison: MonitoringComparison) -> String? {
    guard comparison.plannedMethod != comparison.advice.method,
      let outcome = comparison.worthwhile(comparison.plannedMethod)
    else { return nil }
    let isFixed = comparison.plannedMethod == .fixed
    let calls = plural(Int(outcome.expectedCalls.rounded()), "appel", "appels")
    let days = outcome.expectedDays.map { fr(" et \(decimalDays($0, places: isFixed ? 0 : 1))") } ?? ""
    return fr(
      """
      Le plan prévoit « \(monitoringName(comparison.plannedMethod)) » : \(numbers.chance(outcome.chanceAbove)) de chances, après \
      \(calls)\(days)\(isFixed ? "" : fr(" en moyenne")).
      """)
  }

  func unfit(_ unfit: MonitoringComparison.Unfit) -> String {
    fr("« \(monitoringName(unfit.method)) » ne peut pas servir avec ce plan : \(why(unfit.refusal)).")
  }

  func monitoringNotes(of comparison: MonitoringComparison) -> [String] {
    var notes = [fr("Les appels sont comptés tous scripts ensemble, dès qu'ils sont émis.")]
    if comparison.forecasts.contains(where: { $0.method != .fixed }) {
      notes = [
        fr(
          """
          Les appels sont comptés tous scripts ensemble, dès qu'ils sont émis, et l'équipe continue d'appeler pendant que \
          les précédents mûrissent ; un test s'arrête à la première lecture qui montre un challenger meilleur ou, si le \
          plan le cherche, moins bon.
          """)
      ]
    }
    if comparison.callsBasis == .needed {
      let spread = comparison.maximumDays == nil ? "" : fr(", répartis également sur les jours d'appel prévus")
      notes.append(
        fr(
          """
          Le plan n'indique pas d'équipe : les chiffres valent pour \
          \(plural(comparison.maximumCalls, "appel", "appels")), ce que demande un test lu une fois à la fin\(spread).
          """))
    }
    if comparison.maximumDays == nil {
      notes.append(
        fr(
          """
          Les jours ne sont pas prévus : les lectures sont séparées d'autant d'appels, et tous les appels sont tenus pour \
          mûrs.
          """))
    }
    if let first = comparison.looks.first, first.isAheadOfMaturity(in: comparison) {
      notes.append(
        fr(
          """
          Au premier point d'étape, \(numbers.integer(first.callsPlaced)) appels sur \
          \(numbers.integer(comparison.maximumCalls)) sont déjà émis, et \
          \(numbers.percent(first.information, places: 0)) du total sont assez anciens pour compter.
          """))
    }
    if comparison.challengers > 1 {
      notes.append(fr("Les chiffres valent pour un challenger, celui de la plus petite part, face au témoin."))
    }
    if !comparison.looks.isEmpty, !comparison.looksAreThePlans {
      notes.append(
        fr(
          """
          Le plan n'a pas de points d'étape : on montre un point chaque jour où des appels arrivent à maturité, avec un \
          risque réparti à la manière d'O'Brien–Fleming.
          """))
    }
    if comparison.callingDaysPerReading > 1 {
      notes.append(
        fr("Test long : une lecture pour \(plural(comparison.callingDaysPerReading, "jour", "jours")) d'appel."))
    }
    if let tests = comparison.forecast(.anytime)?.replicates, let error = comparison.largestChanceError {
      notes.append(
        fr(
          """
          « \(monitoringName(.anytime)) » est simulé, \(plural(tests, "test", "tests")) par ligne : les chances sont \
          justes à ± \(numbers.points(error, places: 1, signed: false)) près (erreur type).
          """))
    }
    return notes
  }

  private func chance(_ outcome: MonitoringComparison.Outcome?) -> String {
    outcome.map { numbers.chance($0.chanceAbove) } ?? NumberFormat.absent
  }

  private func decimalDays(_ days: Double, places: Int = 1) -> String {
    "\(numbers.decimal(days, places: places)) \(days < 2 ? "jour" : "jours")"
  }

  /// `22 174 appels au lieu de 28 800 et 9,6 jours au lieu de 14`.
  private func sooner(
    _ outcome: MonitoringComparison.Outcome?, _ comparison: MonitoringComparison, calls showsCalls: Bool = true
  ) -> String {
    guard let outcome else { return NumberFormat.absent }
    let calls = plural(Int(outcome.expectedCalls.rounded()), "appel", "appels")
    var parts = showsCalls ? [fr("\(calls) au lieu de \(numbers.integer(comparison.maximumCalls))")] : []
    if let expected = outcome.expectedDays, let days = comparison.maximumDays {
      parts.append(fr("\(decimalDays(expected)) au lieu de \(numbers.integer(days))"))
    }
    return parts.joined(separator: " et ")
  }

  /// `28 783 appels sur 28 800 et 20,0 jours sur 21`.
  private func stillNeeded(_ outcome: MonitoringComparison.Outcome, _ comparison: MonitoringComparison) -> String {
    let calls = plural(Int(outcome.expectedCalls.rounded()), "appel", "appels")
    var parts = ["\(calls) sur \(numbers.integer(comparison.maximumCalls))"]
    if let expected = outcome.expectedDays, let days = comparison.maximumDays {
      parts.append("\(decimalDays(expected)) sur \(numbers.integer(days))")
    }
    return parts.joined(separator: " et ")
  }

  private func why(_ refusal: Monitoring.Refusal) -> String {
    switch refusal {
    case .agentsAreFew: fr("les agents sont trop peu nombreux pour des lectures avant la fin")
    case .slotsAreFew: fr("les demi-journées se jugent en rejouant leur calendrier, une seule fois, à la fin")
    case .callsShareACompany: fr("les appels d'une même entreprise ne sont pas indépendants")
    case .dunnettNeedsJointBoundaries:
      fr("l'ajustement de Dunnett demanderait des bornes pour tous les challengers à la fois")
    case .hochbergNeedsTheJointLaw: fr("l'ajustement de Hochberg ne vaut pas pour des résultats lus plusieurs fois")
    }
  }
}
