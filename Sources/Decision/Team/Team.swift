public import Experiment

/// Reads how the calling goes: pace, days, right scripts and what is left of the list, without any outcome.
///
/// - Parameters:
///   - plan: the plan of the test.
///   - evidence: what is known.
///   - asOf: the day at whose end the reading stands; the last day of the evidence by default.
/// - Throws: `DecisionError.startMissing` for dated calls of a plan without a first day.
public func team(_ plan: Plan, _ evidence: Evidence, asOf: CivilDate? = nil) throws(DecisionError) -> TeamReading {
  let test = plan.test
  let asOf = evidence.tally.isUndated ? nil : asOf ?? evidence.lastDay
  if asOf != nil, test.starts == nil { throw .startMissing }
  let inspection = Inspection(test: test, evidence: evidence, asOf: asOf)
  let checks = checksOfConduct.filter { $0.concerns(inspection) }.map { $0.finding(for: inspection) }
  return TeamReading(
    experiment: test.name, asOf: asOf,
    progress: Progress(of: test, mature: MatureCalls(evidence.tally, asOf: asOf, within: test.goal.within), asOf: asOf),
    calls: evidence.tally.byDay.total().calls, plannedSoFar: asOf.flatMap { plannedCalls(of: test, through: $0) },
    callsPerAgentDay: test.calling.callsPerAgentDay.map { pace in
      max(1, Int((Double(pace) * test.assignment.participation).rounded()))
    },
    list: checks.lazy.compactMap(TeamReading.LeadList.init).first, days: days(of: evidence.tally),
    agents: agents(of: evidence.tally, seed: test.assignment.seed),
    checks: checks)
}

extension TeamReading.LeadList {
  /// What the check of the list found; nil for other checks.
  fileprivate init?(_ finding: HealthFinding) {
    guard case .list(let called, let all, let until, _) = finding.detail else { return nil }
    self.init(called: called, all: all, usedUpOn: until, isShort: finding.status == .warn)
  }
}

/// Checks that speak of the calling and not of what came of it.
private var checksOfConduct: [any HealthCheck] {
  [PaceCheck(), CrossoverCheck(), CallingDaysCheck(), CallingHoursCheck(), MissingDaysCheck(), ListCheck()]
}

private func plannedCalls(of test: TestProtocol, through day: CivilDate) -> Int? {
  guard let starts = test.starts, let perDay = test.callsPerDay else { return nil }
  let last = test.lastDay.map { min($0, day) } ?? day
  return last < starts ? 0 : perDay * test.calling.callingDays(from: starts, through: last).count
}

private func days(of tally: Tally) -> [TeamReading.Day] {
  let byDate = tally.byDay.grouped { key in key.date.map { TeamDate(date: $0) } }
  var agents: [CivilDate: Set<String>] = [:]
  for key in tally.byAgentDay.cells.keys {
    if let date = key.date, let agent = key.agent { agents[date, default: []].insert(agent) }
  }
  return byDate.sorted.map {
    TeamReading.Day(date: $0.key.date, calls: $0.cell.calls, agents: agents[$0.key.date]?.count)
  }
}

private struct TeamDate: Hashable, Comparable {
  let date: CivilDate

  static func < (left: TeamDate, right: TeamDate) -> Bool { left.date < right.date }
}

private func agents(of tally: Tally, seed: String) -> [TeamReading.Agent] {
  var days: [String: Set<CivilDate?>] = [:]
  var calls: [String: Int] = [:]
  for (key, cell) in tally.byAgentDay.cells {
    guard let agent = key.agent else { continue }
    days[agent, default: []].insert(key.date)
    calls[agent, default: 0] += cell.calls
  }
  let names = AgentPseudonyms(of: calls.keys.sorted(), seed: seed)
  return calls.map { agent, calls in
    TeamReading.Agent(pseudonym: names[agent], days: days[agent]?.count ?? 0, calls: calls)
  }.sorted { $0.pseudonym < $1.pseudonym }
}
