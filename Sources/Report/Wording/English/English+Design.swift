import Decision

extension English {
  func answerWord(_ answer: DesignResult.Answer) -> String {
    switch answer {
    case .yes: "This test can answer"
    case .no: "This test cannot answer"
    case .lessOften: "Answers less often than wished"
    case .unknownCapacity: "Depends on the team"
    }
  }

  func answer(of design: DesignResult) -> String {
    let assumed = design.assumptions
    let places = NumberFormat.ratePlaces([assumed.baseline, assumed.target])
    let lift =
      "a script that makes \(numbers.percent(assumed.target, places: places)) instead of "
      + numbers.percent(assumed.baseline, places: places)
    let calls = design.capacity.map { "the \(plural($0.totalCalls, "planned call", "planned calls"))" }
    let structure = design.structure
    let team = structure.flatMap { structure in structure.clusters.map { clusters($0, of: structure) } }
    let planned = team.map { team in calls.map { "\(team) and \($0)" } ?? team } ?? calls
    switch design.answer {
    case .yes(let power):
      return "Yes: with \(planned ?? "the planned calls"), \(lift) is found with a chance of "
        + "\(numbers.percent(power, places: 0))."
        + ((structure.flatMap { shown(by: $0, of: design) } ?? design.adaptive.map(equalAnswer)).map { " \($0)" } ?? "")
    case .no(let power, let detectable, let days):
      let time = days.map { "; this one takes \(plural($0, "calling day", "calling days"))" } ?? ""
      let gain =
        detectable.map { "These calls can show a lift of \(numbers.percent($0, places: 0, signed: true)) or more" }
        ?? "No lift is large enough for these calls"
      let reach =
        structure.flatMap { shown(by: $0, of: design) } ?? design.adaptive.map(equalAnswer) ?? "\(gain)\(time)."
      return "No: with \(planned ?? "the planned calls"), \(lift) is found with a chance of only "
        + "\(numbers.percent(power, places: 0)), where \(numbers.percent(assumed.power, places: 0)) is wished. "
        + reach
    case .lessOften(let power):
      return
        "Answers less often than wished: with \(planned ?? "the planned calls"), \(lift) is found with a chance of "
        + "\(numbers.percent(power, places: 0)) where \(numbers.percent(assumed.power, places: 0)) is wished. "
        + (design.adaptive.map(equalAnswer) ?? "")
    case .unknownCapacity(let agents):
      if let structure {
        guard let agents, let calls = structure.callsPerCluster else {
          return "What this test can show depends on the team: add the agents and their calls a day to the plan."
        }
        return
          "\(clusters(agents, of: structure)) with \(numbers.decimal(calls, places: 0)) calls each find \(lift) with a "
          + "chance of \(numbers.percent(assumed.power, places: 0)); add the number of agents to the plan to know what "
          + "yours can show."
      }
      let needed = design.sizes.first { $0.formula == .normal } ?? design.sizes.first
      let calls = needed.map { "\(plural($0.total, "call", "calls"))" } ?? "A number of calls"
      let team =
        agents.map { "\(plural($0, "agent places", "agents place")) them in the planned days." }
        ?? "add the agents and their calls a day to the plan to know how long that takes."
      return "\(calls) find \(lift) with a chance of \(numbers.percent(assumed.power, places: 0)); \(team)"
    }
  }

  func planningFormula(_ formula: DesignResult.RequiredSize.Formula) -> String {
    switch formula {
    case .normal: "Normal approximation"
    case .arcsine: "Arcsine transformation"
    case .cluster: "Student’s t by agent or half-day"
    }
  }
}
