public import Experiment

/// How the units of a campaign came to their variant: what the files of its design hold.
public struct CampaignDesign: Hashable, Sendable {
  /// The protocol.
  public let test: TestProtocol
  /// Names of the strata that units are drawn or compared in, by number; one empty name without strata.
  public let strata: [String]
  /// Whether leads belong to companies.
  public let hasCompanies: Bool
  /// Whether the data can be read only with a file of assignments.
  public let needsAssignments: Bool
  /// The agents, with their teams where the plan draws agents by these.
  public let agents: [RosteredAgent]
  /// The variants of agents, where these are drawn.
  public let agentAssignments: [AgentAssigner.Assigned]
  /// The schedule, where the script goes by slot.
  public let schedule: SlotSchedule?
  let leadStrata: LeadStrata

  init(_ test: TestProtocol, _ allotment: Allotment, _ team: Team) {
    self.test = test
    leadStrata = allotment.strata
    strata = allotment.strata.names
    hasCompanies = allotment.hasCompanies
    needsAssignments = allotment.needsAssignments
    agents = team.agents
    agentAssignments = if case .agents(let assigned) = allotment.rule { assigned } else { [] }
    schedule = allotment.slotPlan?.schedule
  }

  /// Whether another system drew the variants: then a call names the assigned variant, and what was heard is not known.
  public var callsNameAssignment: Bool { test.assignment.method == .recorded }
}
