import Decision
import Experiment

extension English {
  func clusters(_ count: Int, of structure: DesignStructure) -> String {
    switch structure.kind {
    case .agents, .agentsCrossOver: plural(count, "agent", "agents")
    case .switchback:
      structure.slotLength == .day ? plural(count, "day", "days") : plural(count, "half-day", "half-days")
    }
  }

  func shown(by structure: DesignStructure, of design: DesignResult) -> String? {
    guard let planned = structure.clusters else { return nil }
    let assumed = design.assumptions
    func lift(_ rate: Double) -> String { numbers.percent(rate / assumed.baseline - 1, places: 0, signed: true) }
    let team = clusters(planned, of: structure)
    let seen =
      structure.detectableRate.map { "\(team) can show \(lift($0)) or more" }
      ?? "\(team) can show no lift, however large"
    guard case .no(_, _, let days) = design.answer else { return "\(seen)." }
    let needed = structure.clustersNeeded.map { clusters($0, of: structure) }
    let longer = days.map { plural($0, "calling day", "calling days") }
    switch (structure.kind, needed, longer) {
    case (.switchback, let needed?, let longer?):
      return "\(seen); \(lift(assumed.target)) takes \(needed), which is \(longer)."
    case (_, let needed?, let longer?):
      return "\(seen); \(lift(assumed.target)) takes \(needed), or \(longer) with \(team)."
    case (_, let needed?, nil):
      return "\(seen); \(lift(assumed.target)) takes \(needed)."
    case (_, nil, let longer?):
      return "\(seen); \(lift(assumed.target)) takes \(longer) with \(team)."
    case (_, nil, nil): return "\(seen)."
    }
  }

  func lesson(of structure: DesignStructure) -> String {
    switch structure.kind {
    case .agents:
      "Each agent keeps one script, so agents count, not calls: more calls of the same agents add little."
    case .agentsCrossOver:
      "Each agent uses every script in turn and is compared with itself, so what sets agents apart cancels out."
    case .switchback:
      "The whole team changes script together, so stretches of one script count, not calls: more agents add little."
    }
  }

  func advice(on callbacks: CallbackDilution) -> String? {
    guard let calls = callbacks.callsPerLead, let share = callbacks.effectShare else {
      return """
        Callbacks hear the script of the slot they fall into and count for that of the first call, which hides part of the \
        difference: state past calls (--history) and the plan allows for it, or let leads keep their script \
        (`callbacks: keep-script`), which hides nothing.
        """
    }
    guard share < 1 else { return nil }
    return """
      Callbacks hear the script of the slot they fall into and count for that of the first call: with \
      \(numbers.decimal(calls, places: 2)) calls a lead the comparison sees \(numbers.percent(share, places: 0)) of the \
      difference, and the plan allows for it. Where leads keep their script (`callbacks: keep-script`) nothing is hidden.
      """
  }

  func source(of correlation: DesignStructure.Correlation, _ share: CorrelationShare) -> String {
    switch correlation.source {
    case .assumed(let variation):
      let what =
        switch share {
        case .agents: "rates of agents"
        case .agentSlots: "rates of one agent from slot to slot"
        case .slots: "rates of slots"
        case .units: "rates of leads"
        }
      return "assumed: \(what) vary by \(numbers.percent(variation, places: 0)) of the baseline"
    case .history(let clusters): return "measured on \(groups(clusters, share)) of the past calls"
    }
  }

  private func groups(_ count: Int, _ share: CorrelationShare) -> String {
    switch share {
    case .agents: plural(count, "agent", "agents")
    case .agentSlots: plural(count, "agent-day", "agent-days")
    case .slots: plural(count, "slot", "slots")
    case .units: plural(count, "lead", "leads")
    }
  }

  func alike(_ groups: DesignHistory.Clustering, _ share: CorrelationShare) -> String {
    let most = groups.upperLimit.map { "; at most \(numbers.decimal($0, places: 5)) with 95 % confidence" }
    return "\(numbers.decimal(groups.correlation, places: 5)) (\(self.groups(groups.clusters, share))\(most ?? ""))"
  }

  func advice(of past: DesignHistory, for assumed: DesignResult.Assumptions) -> [String] {
    var advice: [String] = []
    if let rate = past.rate {
      if assumed.isBaselineOfHistory {
        advice.append(
          "The plan states no baseline: that of the past calls, \(numbers.percent(rate, places: 2)), is used.")
      } else if past.contradicts(baseline: assumed.baseline) {
        advice.append(
          "The plan expects \(numbers.percent(assumed.baseline, places: 2)), the past calls had "
            + "\(numbers.percent(rate, places: 2)): all figures here go by the plan; correct `goal.baseline` if it is wrong."
        )
      }
    }
    if let delay = past.delay {
      if let within = assumed.within, within < delay {
        advice.append(
          "99 % of opportunities came within \(days(delay)), and the plan waits \(within): write `within: \(delay)d` "
            + "so that a script is not preferred for being faster.")
      } else if assumed.within == nil {
        advice.append("99 % of opportunities came within \(days(delay)): write `within: \(delay)d` under `goal`.")
      }
    }
    return advice
  }
}
