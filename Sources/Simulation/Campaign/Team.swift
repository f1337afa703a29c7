import Experiment
import Foundation
import Statistics

/// The agents of a campaign and what each is worth.
struct Team: Sendable {
  /// Conversion factor of each agent; the mean over agents is exactly 1.
  let skills: [Double]
  /// The agents with their teams, where the plan draws agents by these.
  let agents: [RosteredAgent]
  /// The agent of the first lead; the others follow in turn. Drawn, so that each agent is as likely for every lead.
  let first: Int

  init(agents: Int, truth: Truth, rule: AssignmentRule, source: RandomSource) {
    var source = source
    first = Int.random(in: 0..<agents, using: &source)
    var drawn = [Double](repeating: 1, count: agents)
    if truth.agentSpread > 0 { drawn = Team.factors(agents, spread: truth.agentSpread, &source) }
    if truth.teamSpread > 0 {
      let size = truth.agentsPerTeam
      let teams = Team.factors((agents + size - 1) / size, spread: truth.teamSpread, &source)
      for agent in drawn.indices { drawn[agent] *= teams[agent / size] }
    }
    let mean = drawn.reduce(0, +) / Double(agents)
    skills = mean > 0 ? drawn.map { $0 / mean } : [Double](repeating: 1, count: agents)
    let digits = max(2, String(agents).utf8.count)
    let hasTeams = rule.goesByAgent && !rule.by.isEmpty
    self.agents = (0..<agents).map { agent in
      let number = String(agent + 1)
      let team = "team-\(agent / truth.agentsPerTeam + 1)"
      return RosteredAgent(
        id: "agent-" + String(repeating: "0", count: digits - number.utf8.count) + number,
        stratum: hasTeams ? rule.by.map { _ in team }.joined(separator: LeadStrata.separator) : nil)
    }
  }

  /// Gamma distributed factors of mean 1.
  private static func factors(_ count: Int, spread: Double, _ source: inout RandomSource) -> [Double] {
    let shape = 1 / (spread * spread)
    return (0..<count).map { _ in source.gamma(shape: shape) }
  }

  /// The agent who calls a lead: leads are dealt in turn, and an agent keeps the leads he or she was dealt.
  func agent(of lead: Int) -> Int { (first + lead) % skills.count }
}
