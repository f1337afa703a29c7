import Decision

extension English {
  func answerWord(_ answer: DesignResult.Answer) -> String {
    switch answer {
    case .yes: "This test can answer"
    case .no: "This test cannot answer"
    case .unknownCapacity: "Depends on the team"
    }
  }

  func answer(of design: DesignResult) -> String {
    let assumed = design.assumptions
    let places = NumberFormat.ratePlaces([assumed.baseline, assumed.target])
    let rates =
      "\(numbers.percent(assumed.target, places: places)) from \(numbers.percent(assumed.baseline, places: places))"
    switch design.answer {
    case .yes(let power):
      let calls = design.capacity.map { "the \(plural($0.totalCalls, "planned call", "planned calls"))" }
      return "Yes: \(calls ?? "the planned calls") tell \(rates) with a chance of \(numbers.percent(power, places: 0))."
    case .no(let power, let detectable, let days):
      let calls = design.capacity.map { "the \(plural($0.totalCalls, "planned call", "planned calls"))" }
      var sentence =
        "No: \(calls ?? "the planned calls") tell \(rates) with a chance of only \(numbers.percent(power, places: 0)), "
        + "\(numbers.percent(assumed.power, places: 0)) wished"
      if let detectable {
        sentence += "; they can show \(numbers.percent(detectable, places: 0, signed: true)) or more"
      } else {
        sentence += "; no lift is large enough for them"
      }
      if let days { sentence += ", and this one takes \(plural(days, "calling day", "calling days"))" }
      return sentence + "."
    case .unknownCapacity(let agents):
      let needed = design.sizes.first { $0.formula == .normal } ?? design.sizes.first
      let calls = needed.map { "\(plural($0.total, "call", "calls"))" } ?? "A number of calls"
      let team =
        agents.map { "\(plural($0, "agent places", "agents place")) them in the planned days." }
        ?? "add the agents and their calls a day to the plan to know how long that takes."
      return "\(calls) tell \(rates) with a chance of \(numbers.percent(assumed.power, places: 0)); \(team)"
    }
  }

  func payingLift(_ lift: DesignResult.PayingLift, worthDetecting: Double) -> String {
    let least = numbers.percent(lift.relative, places: 1, signed: true)
    let sought = numbers.percent(worthDetecting, places: 0, signed: true)
    return lift.relative <= worthDetecting
      ? "A lift of \(least) already pays for the roll-out; the test looks for \(sought)."
      : "Only a lift of \(least) pays for the roll-out; the test looks for \(sought), which would not pay."
  }

  func planningFormula(_ formula: DesignResult.RequiredSize.Formula) -> String {
    switch formula {
    case .normal: "Normal approximation"
    case .arcsine: "Arcsine transformation"
    }
  }
}
