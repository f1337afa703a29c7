import Cost
import Decision
import Experiment
import Statistics

extension French {
  func healthCheck(_ check: HealthCheckName) -> String {
    switch check {
    case .sampleRatio: "Parts prévues"
    case .crossovers: "Fiches au mauvais script"
    case .callingDays: "Jours d’appel"
    case .callingHours: "Horaires légaux"
    case .missingDays: "Jours sans appel"
    case .duplicates: "Lignes répétées"
    case .pace: "Cadence d’appel"
    case .joins: "Rapprochement des fichiers"
    case .delays: "Délais de qualification"
    case .contactRate: "Appels décrochés"
    case .repeatedCalls: "Appels par fiche"
    case .lateOpportunities: "Opportunités tardives"
    case .novelty: "Premiers et derniers jours"
    case .list: "Fiches restantes"
    case .balanceLists: "Répartition sur les listes"
    case .balanceAgents: "Répartition sur les agents"
    case .balanceWeekdays: "Répartition sur la semaine"
    case .balanceWindows: "Répartition sur les plages"
    }
  }

  func healthStatus(_ status: HealthFinding.Status) -> String {
    switch status {
    case .pass: "correct"
    case .warn: "à regarder"
    case .fail: "en échec"
    case .notApplicable: "sans objet"
    }
  }

  func healthDetail(_ finding: HealthFinding) -> String {
    switch finding.detail {
    case .sampleRatio(let units, let unit, let test):
      let arms = units.map {
        fr(
          "\(script($0.variant)) \(numbers.integer($0.units)), \(numbers.decimal($0.expected, places: 0)) \(unit == .agent ? "attendus" : "attendues")"
        )
      }
      let rule =
        switch test {
        case .chiSquare:
          fr(
            """
            Test du khi-deux d'une lecture unique ; en échec sous \(numbers.decimal(SampleRatioCheck.failsBelow, places: 3)).
            """)
        case .sequential:
          fr(
            """
            Test séquentiel, valable à chaque lecture : au plus \(numbers.percent(SampleRatioCheck.failsAtSequential, places: 0)) \
            des tests sains y échouent un jour, quel que soit le nombre de lectures.
            """)
        }
      return fr("\(many(unit).capitalisedFirst) par script : \(arms.joined(separator: "\u{202F}; ")). \(rule)")
    case .unitsUnknown:
      return fr(
        "Seuls les appels sont connus, et ce ne sont pas eux qui ont été tirés au sort : une fiche est rappelée.")
    case .crossovers(let count, let total):
      let share = total > 0 ? fr(" (\(numbers.percent(Double(count) / Double(total))))") : ""
      return fr(
        """
        \(numbers.integer(count)) \(count < 2 ? "appel" : "appels") sur \(numbers.integer(total)) avec un autre script \
        que le script prévu\(share).
        """)
    case .deliveryUnknown: return fr("Les données ne disent pas quel script a servi à chaque appel.")
    case .callingDays(let before, let after, let other):
      if before + after + other == 0 { return fr("Tous les appels tombent sur des jours prévus.") }
      return fr(
        """
        \(plural(before, "appel", "appels")) avant le début, \(numbers.integer(after)) après la fin, \
        \(numbers.integer(other)) sur des jours non prévus.
        """)
    case .missingDays(let days, let total):
      if days.isEmpty {
        return fr("Des appels chaque jour prévu (\(plural(total, "jour", "jours"))).")
      }
      let more = days.count > 5 ? [days.count == 6 ? "1 autre" : "\(days.count - 5) autres"] : []
      let shown = days.prefix(5).map { numbers.dayAndMonth($0) } + more
      return fr(
        "Aucun appel sur \(numbers.integer(days.count)) des \(plural(total, "jour prévu", "jours prévus")) : \(list(shown))."
      )
    case .duplicates(let repeated, let conflicting):
      if repeated + conflicting == 0 { return fr("Aucun appel n'apparaît deux fois.") }
      return fr(
        """
        \(plural(repeated, "ligne répète", "lignes répètent")) un appel à l'identique, \
        \(numbers.integer(conflicting)) avec un autre contenu ; chaque appel compte une fois.
        """)
    case .pace(let mean, let planned):
      let share = planned > 0 ? fr(", soit \(numbers.percent(mean / Double(planned), places: 0)) du plan") : ""
      return fr(
        "\(numbers.significant(mean, digits: 3)) appels par agent et par jour, \(numbers.integer(planned)) prévus\(share)."
      )
    case .joins(let joined, let unjoined, let unassigned, let changing):
      var parts: [String] = []
      if unjoined > 0 {
        parts.append(
          fr(
            """
            \(numbers.integer(unjoined)) opportunités sur \(numbers.integer(joined + unjoined)) ne retrouvent pas d'appel : \
            les fiches s'écrivent-elles de même dans la téléphonie et le CRM ?
            """))
      }
      if unassigned > 0 {
        parts.append(fr("\(plural(unassigned, "appel à une fiche", "appels à des fiches")) sans affectation."))
      }
      if changing > 0 {
        parts.append(fr("\(plural(changing, "fiche change", "fiches changent")) de script d'un appel à l'autre."))
      }
      return parts.isEmpty ? fr("Chaque opportunité trouve son appel.") : parts.joined(separator: " ")
    case .callingHours(let finding): return callingHours(finding)
    case .callTimesUnknown: return fr("Les données ne disent pas quand chaque appel a été passé.")
    case .paceUnknown: return fr("Les données ne nomment pas d'agents, ou le plan ne prévoit pas de cadence.")
    case .delays(let finding): return delays(finding)
    case .delaysUnknown(let least):
      return fr("Il faut les dates d'au moins \(plural(least, "opportunité", "opportunités")) par script.")
    case .contactRate(let arms): return fr("Décrochés : \(list(shares(arms, places: 1))) des appels.")
    case .answersUnknown: return fr("Les données ne disent pas quels appels ont été décrochés.")
    case .repeatedCalls(let arms):
      let means = arms.map { fr("\(script($0.variant)) \(numbers.decimal($0.mean, places: 2))") }
      let most = arms.map(\.most).max() ?? 0
      return fr("Appels par fiche : \(list(means)) ; au plus \(numbers.integer(most)) pour une même fiche.")
    case .leadsUnknown: return fr("Les données ne disent pas comment les appels se répartissent sur les fiches.")
    case .lateOpportunities(let arms, let within):
      return fr(
        """
        Qualifiées plus de \(days(within)) après l'appel, à l'heure près si les données la donnent, et non comptées : \(list(shares(arms, places: 1))) des \
        opportunités.
        """)
    case .noMaturityWindow:
      return fr("Le plan ne prévoit pas de délai d'attente des opportunités, ou les données n'ont pas de dates.")
    case .novelty(let finding):
      return fr(
        """
        \(script(finding.variant)) : \(numbers.points(finding.first)) avant le \(numbers.dayAndMonth(finding.since)), \
        \(numbers.points(finding.second)) ensuite.
        """)
    case .noveltyUnknown(let least):
      return fr(
        """
        Il faut \(plural(least, "opportunité", "opportunités")) de chaque script dans les deux moitiés du test.
        """)
    case .list(let called, let all, let until, let planned):
      let counted = "\(plural(called, "fiche appelée", "fiches appelées")) sur \(numbers.integer(all))"
      guard called < all else { return fr("\(counted) : le fichier est épuisé.") }
      guard let until else { return fr("\(counted) ; à ce rythme le fichier dure des années.") }
      let end = planned.map { fr(" ; le dernier jour d'appel est le \(numbers.dayAndMonth($0))") }
      return fr("\(counted) ; à ce rythme le fichier sera épuisé le \(numbers.dayAndMonth(until))\(end ?? "").")
    case .balance(nil): return fr("Trop peu d'appels pour le dire.")
    case .balance(let departure?):
      return fr(
        """
        Le plus loin de l'équilibre : \(script(departure.variant)), \(list(levels(departure, of: finding.check))), avec \
        \(plural(departure.calls, "appel", "appels")) pour \(numbers.decimal(departure.expected, places: 0)) attendus.
        """)
    case .balanceUnknown: return fr("Un script n'a pas encore d'appels.")
    case .undated: return fr("Les données n'ont pas de dates.")
    }
  }

  private func levels(_ departure: HealthFinding.Departure, of check: HealthCheckName) -> [String] {
    guard check == .balanceWeekdays else { return departure.levels }
    return departure.levels.map { level in Weekday(rawValue: level).map { weekday($0) } ?? level }
  }

  private func shares(_ arms: [HealthFinding.ArmShare], places: Int) -> [String] {
    arms.map { fr("\(script($0.variant)) \(numbers.percent($0.share, places: places))") }
  }

  func guardrailMetric(_ metric: Guardrail.Metric) -> String {
    switch metric {
    case .talkSeconds: "Durée de conversation (DMC)"
    case .opportunityToSale: "Taux de transformation"
    case .acceptedShare: "Opportunités acceptées par les commerciaux"
    case .answeredShare: "Appels décrochés"
    case .complaintShare: "Appels qui finissent par une réclamation"
    }
  }

  func guardrailStatus(_ status: GuardrailReading.Status) -> String {
    switch status {
    case .pass: "correct"
    case .fail: "trop dégradé"
    case .unknown: "inconnu"
    }
  }

  func guardrail(_ reading: GuardrailReading) -> String {
    let limit = numbers.percent(reading.guardrail.worseByAtMost, places: 0)
    func change(_ value: Double) -> String {
      let size = numbers.percent(abs(value), places: 1)
      return value > 0 ? fr("\(size) de moins bien") : value < 0 ? fr("\(size) de mieux") : "aucun changement"
    }
    guard let worsening = reading.worsening else {
      guard let mean = reading.meanWorsening else {
        return fr("Rien à comparer pour l’instant ; au plus \(limit) de dégradation est toléré.")
      }
      return fr(
        """
        En moyenne \(change(mean)), mais on ne sait pas combien les appels diffèrent entre eux : les données ne disent \
        pas si cela reste dans les \(limit) tolérés.
        """)
    }
    let between = fr("Entre \(change(worsening.lower)) et \(change(worsening.upper))")
    return switch reading.status {
    case .pass: fr("\(between) : dans les \(limit) tolérés.")
    case .fail: fr("\(between) : au-delà des \(limit) tolérés.")
    case .unknown: fr("\(between) : les données ne disent pas si cela reste dans les \(limit) tolérés.")
    }
  }

  func warning(_ warning: ReadingWarning) -> String {
    switch warning {
    case .sharesFollowedResults:
      fr(
        """
        Les parts ont suivi les résultats : le taux propre de chaque script mêle scripts et jours. Comparez par l'écart, pris à \
        l'intérieur des jours, non par les deux taux.
        """)
    case .decidedByProfit:
      fr(
        """
        La règle du plan suit le profit : elle généralise ce qui devrait rapporter le plus et ne maîtrise pas le risque de \
        déclarer un vainqueur à tort.
        """)
    case .worthNotObserved(let missing): worthMissing(missing)
    case .salesWithoutMargin(let count, let all, let standIn): salesWithoutMargin(count, of: all, standIn)
    case .campaignNotJudged(let checks):
      fr("Aucun conseil sur la campagne : contrôle échoué : \(list(checks.map { healthCheck($0).lowercased() })).")
    case .noMaturityWindow:
      fr(
        """
        Le plan ne prévoit pas de délai de maturité (`within`) : un script dont les opportunités sont seulement \
        qualifiées plus tôt paraît meilleur qu'il n'est.
        """)
    case .interimOfFixedTest:
      fr(
        """
        Le test n'est pas terminé : son seul test de significativité est à la fin prévue. D'ici là les chiffres \
        bougent, et un écart vu aujourd'hui peut disparaître.
        """)
    case .fewerCallsThanPlanned(let placed, let planned):
      fr(
        """
        Le test s'est terminé avec \(numbers.integer(placed)) des \(plural(planned, "appel prévu", "appels prévus")) : \
        sa chance de détecter un écart est plus faible que prévu.
        """)
    case .observedMarginDiffers(let observed, let planned, let turns):
      fr(
        """
        Les retours ci-dessus viennent des ventes observées : \(numbers.money(observed, places: numbers.minorDigits)) de \
        marge par opportunité. Le déploiement suit les \(numbers.money(planned, places: numbers.minorDigits)) du plan.\
        \(turns ? " Avec l'une de ces marges un script rapporte, avec l'autre il perd de l'argent." : "")
        """)
    case .fewOpportunities(let variant, let opportunities):
      fr(
        """
        \(script(variant)) n'a que \(plural(opportunities, "opportunité", "opportunités")) : les fourchettes sont \
        approximatives.
        """)
    case .repeatedCallsUnknown:
      fr(
        """
        Des fiches ont été rappelées, mais les données ne rattachent pas les appels aux fiches : les fourchettes \
        peuvent être un peu trop étroites.
        """)
    case .rejectedRows(let rejected, let total):
      fr(
        """
        \(numbers.integer(rejected)) \(rejected < 2 ? "ligne" : "lignes") sur \(numbers.integer(total)) \
        \(rejected < 2 ? "illisible" : "illisibles") ; le fichier des rejets donne le motif de chacune.
        """)
    case .intake(let finding, let rows, let example): intake(finding, rows: rows, example: example)
    case .waived(let check, let reason):
      fr("\(healthCheck(check)) : contrôle en échec, accepté par le plan : \(reason)")
    case .tooFewSlots(let smallest):
      fr(
        """
        Le calendrier n'a pu se former que de si peu de façons que p n'est jamais inférieur à \
        \(numbers.percent(smallest, places: 1)) : quoi que fassent les scripts, ce test ne peut pas le montrer. Un test plus \
        long, ou des demi-journées au lieu de journées, le peut.
        """)
    case .adherenceUnused:
      fr(
        """
        Le script réellement entendu a été lu sans être utilisé : l'effet de l'écoute ne se distingue que si l'on tire \
        des fiches ou des entreprises, avec un seul challenger.
        """)
    case .unadjusted(let comparisons):
      fr(
        """
        \(plural(comparisons, "comparaison lue", "comparaisons lues")) sans ajustement : plus il y en a, plus une \
        fausse alerte est probable.
        """)
    case .revenueStillComing(let days, let isForecast):
      fr(
        """
        Les ventes sont comptées jusqu'à \(plural(days, "jour", "jours")) après l'appel et d'autres viendront : \
        \(isForecast ? fr("le retour est une prévision d'après les chiffres du plan") : fr("il n'y a pas de retour avant")).
        """)
    case .creditsLose(let losing, let rules, let margin): creditsLose(losing, of: rules, margin)
    case .otherSources(let sales):
      fr(
        """
        \(plural(sales.sales, "vente", "ventes")) pour \(numbers.money(sales.revenue)) par des sources que le plan \
        n'accepte pas : elles comptent dans les comparaisons, pas dans le CA.
        """)
    case .costOutsideTest(let item):
      fr("Le coût \(numbers.language.quoted(item)) n'est pas compté dans le test : tous ses jours en sont dehors.")
    case .costsAreNothing:
      fr(
        """
        Les coûts du plan font zéro : coût par opportunité, retours et profit ne disent rien. Écrivez ce que coûtent les \
        appels sous « costs ».
        """)
    case .handlingTimeUnknown:
      fr(
        """
        Les heures d'agent sont la limite, mais les données ne donnent pas de durées : chaque script est projeté avec \
        autant d'appels.
        """)
    case .talkTimesMissing(let variant, let share):
      fr(
        """
        \(script(variant)) : \(numbers.percent(share, places: 1)) de ses appels n'ont pas de durée de conversation ; \
        les autres comptent pour eux.
        """)
    case .salesDisagree(let variant, let own, let control, let other):
      fr(
        """
        D'après les ventes venues, un appel de \(script(variant)) a rapporté \
        \(numbers.money(own, places: numbers.minorDigits, signed: true)) et un appel de \(script(control)) \
        \(numbers.money(other, places: numbers.minorDigits, signed: true)) : le plan compte toutes les opportunités de même. \
        Pour décider sur les ventes, écrivez « economics: {worth: sales} ».
        """)
    case .splitByCallsInstead(let item):
      fr(
        """
        Le coût \(numbers.language.quoted(item)) est réparti au prorata des appels : les données ne donnent pas de durées de \
        traitement (DMT).
        """)
    case .variantWithoutCosts(let variant):
      fr(
        """
        \(script(variant)) ne supporte aucun coût : son coût par opportunité et son gain sont trop beaux pour être vrais. \
        Donnez-lui sa part sous « costs ».
        """)
    case .costWithoutVolume(let item, let basis):
      fr(
        """
        Le coût \(numbers.language.quoted(item)) (\(costBasis(basis))) manque aux chiffres du test : les données n'en donnent \
        pas le volume.
        """)
    }
  }
}
