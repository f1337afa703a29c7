import Cost
import Decision
import Experiment

extension French {
  func planningCaption(_ caption: PlanningCaption) -> String {
    switch caption {
    case .watched: fr("Surveillé")
    case .tolerated: fr("Dégradation tolérée")
    case .takenAs: fr("Supposé à")
    case .toldBy: fr("Jugé sur")
    case .chanceOfPass: fr("Chance d'être correct")
    case .ruledOut: fr("Peut être exclu")
    case .callCost: fr("Coût d'un appel")
    case .callsPerMonth: fr("Appels par mois")
    case .callsInAll: fr("Appels en tout")
    }
  }

  func guardrails(_ forecasts: [GuardrailForecast], power: Double) -> String {
    let least = GuardrailForecast.leastChances(forecasts)
    let short = least.filter { $0.chance < power }
    guard let lowest = least.map(\.chance).min() else {
      return fr("Ce que ces appels peuvent en dire n'est pas connu avant le premier.")
    }
    guard !short.isEmpty else {
      let part = GuardrailForecast.missing(forecasts).isEmpty ? "" : fr(", pour ce qui peut être prévu")
      return fr(
        """
        Si rien ne se dégrade, ces appels le montrent avec \(numbers.chance(lowest, places: 0)) de chances ou \
        plus\(part).
        """)
    }
    let chances = short.map {
      fr("\(numbers.chance($0.chance, places: 0)) (\(guardrailMetric($0.metric).lowercased()))")
    }
    return fr(
      """
      Même si rien ne se dégrade, ces appels peuvent ne pas le montrer : la chance d'être correct n'est que de \
      \(list(chances)), pour \(numbers.percent(power, places: 0)) souhaitées.
      """)
  }

  func guardrailNotes(_ forecasts: [GuardrailForecast], alpha: Double) -> [String] {
    var notes = GuardrailForecast.missing(forecasts).map {
      fr("\(guardrailMetric($0.metric)) : \(takes($0.missing))")
    }
    let blocking = GuardrailForecast.leastChances(
      forecasts.filter { $0.guardrail.whenUnknown == .block && $0.figures != nil })
    notes += blocking.map {
      fr(
        """
        \(guardrailMetric($0.metric)) : le plan bloque le déploiement tant qu'on ne sait pas ; sans la moindre \
        dégradation, cela arrête \(numbers.chance(1 - $0.chance, places: 0)) des déploiements.
        """)
    }
    guard forecasts.contains(where: { $0.figures != nil }) else { return notes }
    if forecasts.contains(where: { $0.guardrail.metric == .opportunityToSale && $0.figures != nil }) {
      notes.append(fr("Les ventes sont comptées comme si toutes étaient venues ; avant, on en sait moins."))
    }
    notes.append(
      fr(
        """
        Calculé sans aucun changement, par le test unilatéral à \(numbers.plainPercent(alpha)) qui juge les garde-fous ; \
        les appels sont tenus pour indépendants.
        """))
    return notes
  }

  private func takes(_ missing: GuardrailForecast.Missing) -> String {
    switch missing {
    case .calls: fr("il y faut un nombre d'appels ; ajoutez au plan les agents et leurs appels par jour.")
    case .talkTimes:
      fr("ne peut être prévu sans appels passés qui disent leur durée ; nommez-les avec --history FICHIER.")
    case .answers:
      fr(
        "ne peut être prévu sans appels passés qui disent s'ils ont été décrochés ; nommez-les avec --history FICHIER.")
    case .dispositions:
      fr("ne peut être prévu sans appels passés qui ont fini ainsi et le disent ; nommez-les avec --history FICHIER.")
    case .judgements:
      fr(
        """
        ne peut être prévu sans opportunités passées acceptées ou refusées par les commerciaux ; nommez-les avec \
        --history FICHIER et --history-opportunities FICHIER.
        """)
    case .shareSold:
      fr("il y faut le taux de transformation ; ajoutez opportunity-to-sale à economics.")
    case .volume: fr("les appels prévus sont trop peu nombreux pour en rien dire.")
    }
  }

  func guardrailUnits(_ figures: GuardrailForecast.Figures, of forecast: GuardrailForecast) -> String {
    let isOfCalls = forecast.guardrail.metric.isOfCalls
    let units = plural(
      figures.variantUnits, isOfCalls ? "appel" : "opportunité", isOfCalls ? "appels" : "opportunités")
    return figures.controlUnits == figures.variantUnits
      ? fr("\(units) par script") : fr("\(numbers.integer(figures.controlUnits)) et \(units)")
  }

  func ruledOut(power: Double) -> String { fr("avec \(numbers.percent(power, places: 0)) de chances") }

  func payingLifts(of design: DesignResult) -> String {
    let lifts = design.payingLifts
    let sought = numbers.percent(design.assumptions.worthDetecting, places: 0, signed: true)
    let dear = design.payingLiftsBeyondSought
    let which = lifts.count == 1 ? "" : fr(" pour \(list(dear.map { script($0.variant) }))")
    let all = lifts.enumerated().map { place, lift in paying(lift, isFirst: place == 0) }
    return fr("\(list(all)) ; le test cherche \(sought)")
      + (dear.isEmpty ? "." : fr(", ce qui ne suffirait pas\(which)."))
  }

  private func paying(_ lift: DesignResult.PayingLift, isFirst: Bool) -> String {
    let (name, size) = (script(lift.variant), numbers.percent(lift.relative.magnitude, places: 1))
    if lift.relative <= -1 { return fr("\(name) est rentable quel que soit son taux") }
    if lift.rate >= 1 { return fr("\(name) n'est rentable à aucun taux") }
    if lift.relative.magnitude < 0.0005 { return fr("\(name) est rentable dès le taux actuel") }
    if lift.relative < 0 { return fr("\(name) est rentable même à un taux inférieur de \(size)") }
    return isFirst
      ? fr("\(name) est rentable à partir d'un gain de +\(size)") : fr("\(name) à partir de +\(size)")
  }

  func rolloutNotes(_ assumed: RolloutAssumptions) -> [String] {
    var notes: [String] = []
    switch assumed.limit {
    case .leads: notes.append(fr("Les fiches sont la limite : chaque script émet autant d'appels."))
    case .budget:
      let control = assumed.control
      let places = assumed.challengers.map {
        fr("\(numbers.decimal($0.callsPerMonth, places: 0)) avec \(script($0.variant))")
      }
      notes.append(
        fr(
          """
          Le budget est la limite : \(numbers.decimal(control.callsPerMonth, places: 0)) appels avec \(script(control.variant)) par \
          mois coûtent autant que \(list(places)).
          """))
    case .agentHours:
      notes.append(
        fr(
          """
          Les heures d'agent sont la limite. La durée des appels n'est pas connue avant le test : ceux de tous les scripts \
          sont tenus pour également longs.
          """))
    }
    if assumed.limit != .agentHours, assumed.assumesEqualTimes {
      notes.append(
        fr(
          """
          La durée des appels de chaque script n'est pas connue avant le test : dans ce qui en dépend, ceux de tous les \
          scripts sont tenus pour également longs.
          """))
    }
    if !assumed.leftOut.isEmpty {
      notes.append(fr("Non compté, car le plan n'en dit pas le volume : \(list(assumed.leftOut))."))
    }
    switch assumed.worth {
    case .opportunities: break
    case .accepted:
      notes.append(
        assumed.pastAcceptedShare.map {
          fr(
            """
            Seules comptent les opportunités acceptées : \(numbers.percent($0, places: 0)) d'entre elles, comme par le \
            passé, pour chaque script.
            """)
        } ?? fr("Seules comptent les opportunités acceptées ; avant le test, toutes sont tenues pour acceptées."))
    case .sales:
      notes.append(
        fr("Les opportunités comptent par leurs ventes ; avant le test, on prend le taux de transformation du plan."))
    }
    return notes
  }

  func lengthsRefusal(_ refusal: TestLengths.Refusal) -> String {
    switch refusal {
    case .clusters:
      fr(
        """
        Aucune durée n'est conseillée : on tire au sort des agents ou des demi-journées, et c'est leur nombre qui décide de \
        ce que dit le test, non celui des appels.
        """)
    case .margin:
      fr(
        """
        Aucune durée n'est conseillée : ajoutez opportunity-to-sale et margin-per-sale à economics, pour qu'une opportunité \
        ait une valeur.
        """)
    case .horizon: fr("Aucune durée n'est conseillée : elle se calcule pour un déploiement de 4 à 10 000 000 appels.")
    case .reach:
      fr(
        """
        Aucune durée n'est conseillée : ce qu'un script coûte par mois ne laisse aucun appel du budget du déploiement, il ne         peut donc être déployé.
        """)
    case .spread:
      fr(
        """
        Aucune durée n'est conseillée : les taux ne peuvent varier autant autour du taux de départ que le dit le plan \
        (prior-spread).
        """)
    }
  }
}
