import Decision
import Experiment

extension French {
  func clusters(_ count: Int, of structure: DesignStructure) -> String {
    switch structure.kind {
    case .agents, .agentsCrossOver: plural(count, "agent", "agents")
    case .switchback:
      structure.slotLength == .day
        ? plural(count, "jour", "jours") : plural(count, "demi-journée", "demi-journées")
    }
  }

  func shown(by structure: DesignStructure, of design: DesignResult) -> String? {
    guard let planned = structure.clusters else { return nil }
    let assumed = design.assumptions
    func lift(_ rate: Double) -> String { numbers.percent(rate / assumed.baseline - 1, places: 0, signed: true) }
    let team = clusters(planned, of: structure)
    let can = planned < 2 ? "peut" : "peuvent"
    let cannot = planned < 2 ? "ne peut" : "ne peuvent"
    let seen =
      structure.detectableRate.map { fr("\(team) \(can) montrer \(lift($0)) ou plus") }
      ?? fr("\(team) \(cannot) montrer aucun gain, si grand soit-il")
    guard case .no(_, _, let days) = design.answer else { return fr("\(seen).") }
    let needed = structure.clustersNeeded.map { clusters($0, of: structure) }
    let longer = days.map { fr("\(plural($0, "jour", "jours")) d'appel") }
    switch (structure.kind, needed, longer) {
    case (.switchback, let needed?, let longer?):
      return fr("\(seen) ; \(lift(assumed.target)) demande \(needed), soit \(longer).")
    case (_, let needed?, let longer?):
      return fr("\(seen) ; \(lift(assumed.target)) demande \(needed), ou \(longer) avec \(team).")
    case (_, let needed?, nil):
      return fr("\(seen) ; \(lift(assumed.target)) demande \(needed).")
    case (_, nil, let longer?):
      return fr("\(seen) ; \(lift(assumed.target)) demande \(longer) avec \(team).")
    case (_, nil, nil): return fr("\(seen).")
    }
  }

  func lesson(of structure: DesignStructure) -> String {
    switch structure.kind {
    case .agents:
      fr(
        """
        Chaque agent garde un script : ce sont les agents qui comptent, pas les appels ; plus d'appels des mêmes agents \
        apportent peu.
        """)
    case .agentsCrossOver:
      fr(
        """
        Chaque agent utilise tour à tour tous les scripts et se compare à lui-même : ce qui distingue les agents \
        s'annule.
        """)
    case .switchback:
      fr(
        """
        Toute l'équipe change de script ensemble : ce sont les plages d'un même script qui comptent, pas les appels ; \
        plus d'agents apportent peu.
        """)
    }
  }

  func advice(on callbacks: CallbackDilution) -> String? {
    guard let calls = callbacks.callsPerLead, let share = callbacks.effectShare else {
      return fr(
        """
        Un rappel entend le script de la plage où il tombe et compte pour celle du premier appel, ce qui cache une partie \
        de l'écart : indiquez des appels passés (--history) et le plan en tient compte, ou laissez aux fiches leur script \
        (`callbacks: keep-script`), ce qui ne cache rien.
        """)
    }
    guard share < 1 else { return nil }
    return fr(
      """
      Un rappel entend le script de la plage où il tombe et compte pour celle du premier appel : avec \
      \(numbers.decimal(calls, places: 2)) appels par fiche, la comparaison voit \(numbers.percent(share, places: 0)) de \
      l'écart, et le plan en tient compte. Si les fiches gardent leur script (`callbacks: keep-script`), rien n'est caché.
      """)
  }

  func source(of correlation: DesignStructure.Correlation, _ share: CorrelationShare) -> String {
    switch correlation.source {
    case .assumed(let variation):
      let what =
        switch share {
        case .agents: "les taux des agents varient"
        case .agentSlots: "les taux d'un agent varient d'une plage à l'autre"
        case .slots: "les taux des plages varient"
        case .units: "les taux des fiches varient"
        }
      return fr("hypothèse : \(what) de \(numbers.percent(variation, places: 0)) du taux de base")
    case .history(let clusters): return fr("mesurée sur \(groups(clusters, share)) des appels passés")
    }
  }

  private func groups(_ count: Int, _ share: CorrelationShare) -> String {
    switch share {
    case .agents: plural(count, "agent", "agents")
    case .agentSlots: plural(count, "journée d'agent", "journées d'agents")
    case .slots: plural(count, "plage d'appel", "plages d'appel")
    case .units: plural(count, "fiche", "fiches")
    }
  }

  func alike(_ groups: DesignHistory.Clustering, _ share: CorrelationShare) -> String {
    let estimate = numbers.decimal(groups.correlation, places: 5)
    let measured = self.groups(groups.clusters, share)
    guard let most = groups.upperLimit else { return fr("\(estimate) (\(measured))") }
    return fr("\(estimate) (\(measured) ; au plus \(numbers.decimal(most, places: 5)) à 95 % de confiance)")
  }

  func advice(of past: DesignHistory, for assumed: DesignResult.Assumptions) -> [String] {
    var advice: [String] = []
    if let rate = past.rate {
      if assumed.isBaselineOfHistory {
        advice.append(
          fr(
            "Le plan n'indique pas de taux de base : celui des appels passés, \(numbers.percent(rate, places: 2)), sert."
          ))
      } else if past.contradicts(baseline: assumed.baseline) {
        advice.append(
          fr(
            """
            Le plan attend \(numbers.percent(assumed.baseline, places: 2)), les appels passés ont donné \
            \(numbers.percent(rate, places: 2)) : tous les chiffres suivent ici le plan ; corrigez `goal.baseline` s'il est \
            faux.
            """))
      }
    }
    if let delay = past.delay {
      let key = "within: \(delay)d"
      if let within = assumed.within, within < delay {
        advice.append(
          fr(
            """
            99 % des opportunités sont venues en \(days(delay)), et le plan en attend \(numbers.integer(within)) : écrivez \
            `\(key)`, pour qu'un script ne soit pas préféré parce qu'il est plus rapide.
            """))
      } else if assumed.within == nil {
        advice.append(
          fr("99 % des opportunités sont venues en \(days(delay)) : écrivez `\(key)` sous `goal`."))
      }
    }
    return advice
  }
}
