import Decision

extension French {
  func answerWord(_ answer: DesignResult.Answer) -> String {
    switch answer {
    case .yes: "Ce test peut répondre"
    case .no: "Ce test ne peut pas répondre"
    case .lessOften: "Répond moins souvent que souhaité"
    case .unknownCapacity: "Cela dépend de l’équipe"
    }
  }

  func answer(of design: DesignResult) -> String {
    let assumed = design.assumptions
    let places = NumberFormat.ratePlaces([assumed.baseline, assumed.target])
    let target = numbers.percent(assumed.target, places: places)
    let lift = fr("un script qui fait \(target) au lieu de \(numbers.percent(assumed.baseline, places: places))")
    let calls = design.capacity.map { fr("les \(plural($0.totalCalls, "appel prévu", "appels prévus"))") }
    let structure = design.structure
    let team = structure.flatMap { structure in structure.clusters.map { clusters($0, of: structure) } }
    let planned = team.map { team in calls.map { fr("\(team) et \($0)") } ?? team } ?? calls
    switch design.answer {
    case .yes(let power):
      let more = structure.flatMap { shown(by: $0, of: design) } ?? design.adaptive.map(equalAnswer)
      return fr(
        """
        Oui : avec \(planned ?? "les appels prévus"), \(lift) est repéré avec \(numbers.percent(power, places: 0)) \
        de chances.\(more.map { " \($0)" } ?? "")
        """)
    case .no(let power, let detectable, let days):
      let gain =
        detectable.map {
          fr("Ces appels peuvent montrer un gain de \(numbers.percent($0, places: 0, signed: true)) ou plus")
        } ?? fr("Aucun gain n'est assez grand pour ces appels")
      let time = days.map { fr(" ; celui-ci demande \(plural($0, "jour", "jours")) d'appel") } ?? ""
      let reach =
        structure.flatMap { shown(by: $0, of: design) } ?? design.adaptive.map(equalAnswer) ?? fr("\(gain)\(time).")
      return fr(
        """
        Non : avec \(planned ?? "les appels prévus"), \(lift) n'est repéré qu'avec \
        \(numbers.percent(power, places: 0)) de chances, pour \(numbers.percent(assumed.power, places: 0)) souhaitées. \
        \(reach)
        """)
    case .lessOften(let power):
      return fr(
        """
        Répond moins souvent que souhaité : avec \(planned ?? "les appels prévus"), \(lift) est repéré avec \
        \(numbers.percent(power, places: 0)) de chances, pour \(numbers.percent(assumed.power, places: 0)) souhaitées. \
        \(design.adaptive.map(equalAnswer) ?? "")
        """)
    case .unknownCapacity(let agents):
      if let structure {
        guard let agents, let calls = structure.callsPerCluster else {
          return fr(
            """
            Ce que ce test peut montrer dépend de l'équipe : ajoutez au plan les agents et leurs appels par jour.
            """)
        }
        return fr(
          """
          Pour repérer \(lift) avec \(numbers.percent(assumed.power, places: 0)) de chances, il faut \
          \(clusters(agents, of: structure)) de \(numbers.decimal(calls, places: 0)) appels chacun ; ajoutez au plan le \
          nombre d'agents pour savoir ce que les vôtres peuvent montrer.
          """)
      }
      let needed = design.sizes.first { $0.formula == .normal } ?? design.sizes.first
      let calls = needed.map { fr("il faut \(plural($0.total, "appel", "appels"))") } ?? fr("il faut des appels")
      let team =
        agents.map {
          fr("\(plural($0, "agent les émet", "agents les émettent")) dans les jours prévus.")
        } ?? fr("ajoutez au plan les agents et leurs appels par jour pour savoir combien de temps cela prend.")
      return fr(
        """
        Pour repérer \(lift) avec \(numbers.percent(assumed.power, places: 0)) de chances, \(calls) ; \(team)
        """)
    }
  }

  func planningFormula(_ formula: DesignResult.RequiredSize.Formula) -> String {
    switch formula {
    case .normal: "Approximation normale"
    case .arcsine: "Transformation arcsinus"
    case .cluster: "t de Student par agent ou demi-journée"
    }
  }
}
