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

  func source(of correlation: DesignStructure.Correlation, _ share: CorrelationShare) -> String {
    switch correlation.source {
    case .assumed(let variation):
      let what =
        switch share {
        case .agents: "rates of agents"
        case .agentSlots: "rates of one agent from slot to slot"
        case .slots: "rates of slots"
        }
      return "assumed: \(what) vary by \(numbers.percent(variation, places: 0)) of the baseline"
    case .history(let clusters):
      let groups =
        switch share {
        case .agents: plural(clusters, "agent", "agents")
        case .agentSlots: plural(clusters, "agent-day", "agent-days")
        case .slots: plural(clusters, "slot", "slots")
        }
      return "measured on \(groups) of the past calls"
    }
  }
}
