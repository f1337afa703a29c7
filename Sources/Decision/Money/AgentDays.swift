import Experiment

/// Agents' days with calls, each divided among the variants it was spent on by their share of its calls.
struct AgentDays {
  /// What a variant has of an agent's day.
  struct Part {
    let variant: String
    let agent: String
    let date: CivilDate?
    /// Its share of the day's calls, 0...1.
    let share: Double
  }

  /// In the order of variant, agent and date; empty where the data name no agents.
  let parts: [Part]

  init(_ tally: Tally) {
    struct Day: Hashable {
      let agent: String
      let date: CivilDate?
    }
    let named = tally.byAgentDay.sorted.compactMap { key, cell in key.agent.map { (key: key, agent: $0, cell: cell) } }
    var calls: [Day: Int] = [:]
    for entry in named { calls[Day(agent: entry.agent, date: entry.key.date), default: 0] += entry.cell.calls }
    parts = named.compactMap { entry in
      guard let all = calls[Day(agent: entry.agent, date: entry.key.date)], all > 0 else { return nil }
      return Part(
        variant: entry.key.variant, agent: entry.agent, date: entry.key.date,
        share: Double(entry.cell.calls) / Double(all))
    }
  }
}
