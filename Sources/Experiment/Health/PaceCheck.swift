/// Calls per agent and day against the planned pace: is the team calling enough?
public struct PaceCheck: HealthCheck {
  /// Share of what is planned below which a pace is too slow: of the calls an agent places in a day, and of the calls a
  /// team has placed so far.
  public static let warnsBelow = 0.9

  /// The check.
  public init() {}

  /// `pace`.
  public var name: HealthCheckName { .pace }

  /// The state of the check.
  public func finding(for inspection: Inspection) -> HealthFinding {
    let agentDays = Set(
      inspection.tally.byAgentDay.cells.keys.compactMap { key in
        key.agent.flatMap { agent in key.date.map { AgentDay(agent: agent, date: $0) } }
      })
    let calls = inspection.tally.byAgentDay.total { $0.agent != nil && $0.date != nil }.calls
    guard let pace = inspection.test.calling.callsPerAgentDay, !agentDays.isEmpty else {
      return HealthFinding(check: name, status: .notApplicable, detail: .paceUnknown)
    }
    // Agents also call leads that take no part; those calls are not counted here.
    let planned = max(1, Int((Double(pace) * inspection.test.assignment.participation).rounded()))
    let mean = Double(calls) / Double(agentDays.count)
    return HealthFinding(
      check: name, status: mean < Self.warnsBelow * Double(planned) ? .warn : .pass,
      detail: .pace(mean: mean, planned: planned))
  }

  private struct AgentDay: Hashable {
    let agent: String
    let date: CivilDate
  }
}
