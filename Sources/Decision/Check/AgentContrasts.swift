import Experiment
import Statistics

/// Comparisons where agents were randomised: what one agent's calls have in common counts once, however many they are.
struct AgentContrasts {
  let test: TestProtocol
  /// Mature calls by variant, agent and date.
  let calls: Margin<AgentDayKey>

  init(test: TestProtocol, tally: Tally, through: CivilDate?) {
    self.test = test
    calls = tally.byAgentDay.grouped { key in
      guard let date = key.date, let through, date > through else { return key }
      return nil
    }
  }

  /// The difference with CR2 standard errors and Student's t (Bell & McCaffrey 2002); nil where an arm has no call by a
  /// named agent, or there is only one agent in all.
  func contrast(_ challenger: String, _ control: String, confidence: Double) throws(DecisionError) -> Contrast? {
    var cells: [ClusterRobustDifference.Cell] = []
    let byAgent = calls.grouped { key in
      key.agent.map { AgentStratumKey(variant: key.variant, agent: $0, stratum: nil) }
    }
    let agents = Set(byAgent.cells.keys.compactMap(\.agent)).sorted()
    for (index, agent) in agents.enumerated() {
      for (variant, isVariant) in [(control, false), (challenger, true)] {
        let cell = byAgent[AgentStratumKey(variant: variant, agent: agent, stratum: nil)]
        guard let counts = try MatureCalls.proportion(cell, variant) else { continue }
        cells.append(ClusterRobustDifference.Cell(cluster: index, isVariant: isVariant, counts: counts))
      }
    }
    guard Set(cells.map(\.cluster)).count > 1, Set(cells.map(\.isVariant)).count == 2 else { return nil }
    let arm = calls.total { $0.agent != nil && $0.variant == control }
    guard let reference = try MatureCalls.proportion(arm, control) else { return nil }
    return try asking { () throws(StatisticsError) in
      let clusters = try ClusterRobustDifference(cells)
      let difference = try clusters.difference(confidence: confidence)
      return Contrast(
        difference: difference, relative: difference.relative(to: reference),
        test: clusters.test(alternative: test.goal.alternative))
    }
  }
}
