import Experiment
import Statistics

/// Comparisons where agents were randomised: what one agent's calls have in common counts once, however many they are.
struct AgentContrasts {
  let test: TestProtocol
  /// Mature calls by variant, agent and date.
  let calls: Margin<AgentDayKey>
  /// Calls by agent and stratum.
  let strata: Margin<AgentStratumKey>

  init(test: TestProtocol, tally: Tally, through: CivilDate?) {
    self.test = test
    strata = tally.byAgentStratum.grouped { AgentStratumKey(variant: "", agent: $0.agent, stratum: $0.stratum) }
    calls = tally.byAgentDay.grouped { key in
      guard let date = key.date, let through, date > through else { return key }
      return nil
    }
  }

  /// The difference with CR2 standard errors and Student's t, inside the strata that agents were drawn in (Bell & McCaffrey
  /// 2002; Pustejovsky & Tipton 2018); nil where no stratum has calls of named agents in both arms, or only one agent has.
  func contrast(_ challenger: String, _ control: String, confidence: Double) throws(DecisionError) -> Contrast? {
    var cells: [BlockedClusterDifference.Cell] = []
    let byAgent = calls.grouped { key in
      key.agent.map { AgentStratumKey(variant: key.variant, agent: $0, stratum: nil) }
    }
    let agents = Set(byAgent.cells.keys.compactMap(\.agent)).sorted()
    let blocks = blocks
    for (index, agent) in agents.enumerated() {
      for (variant, isVariant) in [(control, false), (challenger, true)] {
        let cell = byAgent[AgentStratumKey(variant: variant, agent: agent, stratum: nil)]
        guard let counts = try MatureCalls.proportion(cell, variant) else { continue }
        cells.append(
          BlockedClusterDifference.Cell(
            cluster: index, block: blocks[agent] ?? 0, isVariant: isVariant, counts: counts))
      }
    }
    let arm = calls.total { $0.agent != nil && $0.variant == control }
    guard let reference = try MatureCalls.proportion(arm, control) else { return nil }
    let clusters: BlockedClusterDifference
    do {
      clusters = try BlockedClusterDifference(cells)
    } catch .tooFew {
      return nil
    } catch {
      throw .statistics(error)
    }
    return try asking { () throws(StatisticsError) in
      let difference = try clusters.difference(confidence: confidence)
      return Contrast(
        difference: difference, relative: difference.relative(to: reference),
        test: clusters.test(alternative: test.goal.alternative))
    }
  }

  /// The stratum of each agent as a number: the one in which it placed most calls, where the plan draws agents in strata.
  private var blocks: [String: Int] {
    guard !test.assignment.by.isEmpty else { return [:] }
    let numbers = Dictionary(
      Set(strata.cells.keys.compactMap(\.stratum)).sorted().enumerated().map { ($1, $0 + 1) },
      uniquingKeysWith: { first, _ in first })
    var most: [String: (calls: Int, block: Int)] = [:]
    for (key, cell) in strata.sorted {
      guard let agent = key.agent else { continue }
      if cell.calls > most[agent]?.calls ?? 0 { most[agent] = (cell.calls, key.stratum.flatMap { numbers[$0] } ?? 0) }
    }
    return most.mapValues(\.block)
  }
}
