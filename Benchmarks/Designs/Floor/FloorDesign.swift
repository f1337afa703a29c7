import Decision
import Experiment
import Simulation

/// A design at a base rate: the plan of the test, and what is true on the floor that calls for it.
///
/// Two weeks of ten calling days in two half-days, 24 agents of 60 calls a day: 14,400 calls. Agents differ by a quarter
/// (coefficient of variation), lists and weekdays and hours as they usually do, half-days by 15 % beyond that; unanswered
/// calls are tried again.
struct FloorDesign: Hashable, Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case hashed = "leads by hash"
    case blocked = "leads in blocks of each list"
    case company = "companies by hash"
    case agents = "agents"
    case agentsInTeams = "agents in teams"
    case crossOver = "agents cross over"
    case switchback = "switchback, callbacks keep their script"
    case followSlot = "switchback, callbacks follow the slot"
    case crossed = "scripts crossed with windows"
  }

  var kind: Kind
  /// Rate of the control.
  var rate: Double

  static let agents = 24
  static let agentsPerTeam = 4
  static let callsPerAgentDay = 60
  static let days = 10
  static let calls = agents * callsPerAgentDay * days
  static let agentSpread = 0.25
  static let teamSpread = 0.35
  static let slotSpread = 0.15
  static let rates = [0.03, 0.01]

  /// Each design at both rates.
  static let all = Kind.allCases.flatMap { kind in rates.map { FloorDesign(kind: kind, rate: $0) } }

  var name: String { kind.rawValue }

  var hasTeams: Bool { kind == .agentsInTeams }

  /// Whether the law of the test has few values, so that it cannot use up its 5 %.
  var isDiscrete: Bool { kind == .switchback || kind == .followSlot }

  /// Whether a test that takes calls for independent must be seen to fail: whole agents or half-days hear one script.
  var deceivesNaiveTests: Bool { [.agents, .agentsInTeams, .switchback, .followSlot].contains(kind) }

  private var rule: AssignmentRule {
    switch kind {
    case .hashed, .company, .crossed: AssignmentRule(seed: "")
    case .blocked: AssignmentRule(method: .blocked, by: ["list"], seed: "")
    case .agents: AssignmentRule(method: .agents, seed: "")
    case .agentsInTeams: AssignmentRule(method: .agents, by: ["team"], seed: "")
    case .crossOver: AssignmentRule(method: .agentsCrossOver, seed: "")
    case .switchback: AssignmentRule(method: .switchback, seed: "")
    case .followSlot: AssignmentRule(method: .switchback, seed: "", slots: SlotRule(callbacks: .followSlot))
    }
  }

  private var unit: RandomisationUnit {
    switch kind {
    case .hashed, .blocked, .crossed: .lead
    case .company: .company
    case .agents, .agentsInTeams, .crossOver: .agent
    case .switchback, .followSlot: .slot
    }
  }

  private func variants() throws -> Variants {
    guard kind == .crossed else {
      return try Variants([Variant(name: "control", role: .control), Variant(name: "challenger")])
    }
    return try Variants([
      Variant(name: "control morning", role: .control, script: "control", window: "morning"),
      Variant(name: "challenger morning", script: "challenger", window: "morning"),
      Variant(name: "control afternoon", script: "control", window: "afternoon"),
      Variant(name: "challenger afternoon", script: "challenger", window: "afternoon"),
    ])
  }

  /// The plan with a seed.
  func plan(seed: String) throws -> Plan {
    var rule = rule
    rule.seed = seed
    let windows = [("morning", "09:00-12:30"), ("afternoon", "14:00-17:30")].compactMap { name, hours in
      HourRange(hours).map { CallWindow(name: name, span: .hours($0)) }
    }
    return Plan(
      test: TestProtocol(
        name: "floor", starts: CivilDate(iso: "2026-03-02"), length: .days(14),
        calling: CallingCalendar(windows: windows, callsPerAgentDay: Self.callsPerAgentDay, agents: Self.agents),
        unit: unit, factors: kind == .crossed ? [.script, .window] : [.script], assignment: rule,
        variants: try variants(), goal: Goal(baseline: rate, within: 7)))
  }

  /// What is true where the challenger's script changes the rate by a share of it.
  func truth(_ plan: Plan, lift: Double) throws -> Truth {
    var truth = try Truth.realistic(plan)
    for index in truth.variants.indices where truth.variants[index].name.hasPrefix("challenger") {
      truth.variants[index].rate *= 1 + lift
    }
    truth.agentSpread = Self.agentSpread
    truth.agentsPerTeam = Self.agentsPerTeam
    truth.teamSpread = hasTeams ? Self.teamSpread : 0
    truth.slotSpread = kind == .crossed ? 0 : Self.slotSpread
    return truth
  }
}
