import Experiment
import Statistics

/// How the leads of a simulated campaign come to their variant: by the product's own assigners and schedulers, with the
/// plan's seed, so that whoever draws again finds the same.
///
/// Every answer depends on the seeds, the lead's number and its place in its stratum alone, so that a retry years of calls
/// later hears the same script and nothing has to be remembered.
struct Allotment: Sendable {
  enum Rule: Sendable {
    /// The published hash of the unit's id.
    case hashed(HashedAssigner)
    /// The same with shares of its own for each stratum; where shares follow results, for the blocks of days that have
    /// theirs so far.
    case hashedByStratum([HashedAssigner])
    /// Permuted blocks of each stratum.
    case blocked([BlockSequence])
    /// Another system's draws, independent with these cumulative shares.
    case drawn([Double])
    /// By agent.
    case agents([AgentAssigner.Assigned])
    /// By slot, the same for the whole team or agent by agent.
    case slots(SlotPlan)
  }

  /// Where a unit stands in the test and what it gets.
  struct Assigned: Hashable, Sendable {
    var variant: Int
    var place: BlockedAssigner.Place?
    var standing = LeadRow.Standing.inTest
  }

  /// Leads of one company.
  static let companySize = 3

  let rule: Rule
  let hasCompanies: Bool
  let strata: LeadStrata
  private let team: Team
  private let layer: Namespace?
  private let control: Int
  private let source: RandomSource

  init(
    test: TestProtocol, lists: [ListTruth], team: Team, slots: [CallingSlot], blocks: [AdaptiveShares.Block],
    source: RandomSource
  ) throws(CampaignError) {
    hasCompanies = test.unit == .company
    strata = try LeadStrata(test, lists: lists.map(\.name), agents: team.agents.map(\.id), blocks: blocks)
    do throws(AssignmentError) {
      rule = try Allotment.rule(test, strata: strata, team: team, slots: slots)
    } catch {
      throw .assignment(error)
    }
    self.team = team
    layer = test.assignment.layer
    control = test.variants.all.firstIndex { $0.role == .control } ?? 0
    self.source = source
  }

  private static func rule(
    _ test: TestProtocol, strata: LeadStrata, team: Team, slots: [CallingSlot]
  ) throws(AssignmentError) -> Rule {
    let assignment = test.assignment
    switch assignment.method {
    case .switchback:
      let schedule = try SwitchbackScheduler(test).schedule(seed: assignment.seed)
      return .slots(try SlotPlan(schedule, calling: slots, test: test))
    case .agentsCrossOver:
      let schedule = try CrossOverScheduler(test, agents: team.agents).schedule(seed: assignment.seed)
      return .slots(try SlotPlan(schedule, calling: slots, test: test))
    case .agents:
      let assigner = try AgentAssigner(
        agents: team.agents, variants: test.variants, blockSize: assignment.blockSize)
      return .agents(try assigner.assignments(seed: assignment.seed))
    case .blocked:
      let assigner = try BlockedAssigner(test)
      var sequences: [BlockSequence] = []
      for stratum in strata.names { sequences.append(try assigner.sequence(of: stratum)) }
      return .blocked(sequences)
    case .recorded:
      var sum = 0.0
      return .drawn(
        test.variants.shares.map { share in
          sum += share
          return sum
        })
    case .hashed, .waves:
      guard let planned = assignment.plannedShares else {
        guard assignment.method == .hashed else { throw .noPlannedShares }
        return .hashed(HashedAssigner(test))
      }
      var assigners: [HashedAssigner] = []
      let settled = strata.areBlocksOfDays ? Array(strata.names.prefix { planned.byStratum[$0] != nil }) : strata.names
      for stratum in settled { assigners.append(try HashedAssigner(test, stratum: stratum)) }
      return .hashedByStratum(assigners)
    }
  }

  /// The schedule, where the script goes by slot.
  var slotPlan: SlotPlan? { if case .slots(let plan) = rule { plan } else { nil } }

  /// Whether units have places in the blocks of their stratum.
  var isBlocked: Bool { if case .blocked = rule { true } else { false } }

  /// Whether a reader of the data needs a file of assignments: the variant neither stands in the calls nor follows from
  /// the lead's id or a schedule.
  var needsAssignments: Bool {
    switch rule {
    case .hashed: hasCompanies
    case .hashedByStratum, .blocked, .agents: true
    case .drawn, .slots: false
    }
  }

  /// Whether a lead takes a new place in the blocks of its stratum: it is the first of its unit, which the test may use.
  func takesPlace(_ lead: Int) -> Bool {
    guard !hasCompanies || lead % Allotment.companySize == 0 else { return false }
    return admits(lead)
  }

  /// The stratum of a lead's unit, by which it is drawn; `block` is the block of days of its first lead's first call,
  /// where shares follow results.
  func stratum(of lead: Int, list: Int, block: Int) -> Int {
    if strata.areBlocksOfDays { return block }
    return strata.number(list: list, agent: team.agent(of: firstLead(ofUnitOf: lead)), window: 0)
  }

  /// The lead of a lead's unit that is called first.
  func firstLead(ofUnitOf lead: Int) -> Int { hasCompanies ? unit(of: lead) * Allotment.companySize : lead }

  /// The draw, uniform in 0..<1, that decides the list of all leads of a company; nil where leads have their own.
  func listPlace(of lead: Int) -> Double? {
    guard hasCompanies else { return nil }
    var draw = source.split(2).split(UInt64(unit(of: lead)))
    return draw.uniform()
  }

  /// What a lead is assigned; `rank` is its unit's place in the stratum, `slot` that of its first call, `block` its unit's
  /// block of days.
  func assigned(lead: Int, list: Int, rank: Int, slot: Int, block: Int) -> Assigned {
    switch rule {
    case .hashed(let assigner): return assigned(assigner, lead)
    case .hashedByStratum(let assigners): return assigned(assigners[stratum(of: lead, list: list, block: block)], lead)
    case .blocked(let sequences):
      guard admits(lead) else { return Assigned(variant: control, standing: .otherTest) }
      var sequence = sequences[stratum(of: lead, list: list, block: block)]
      let (block, place) = rank.quotientAndRemainder(dividingBy: sequence.blockSize)
      let drawn = sequence.unit(inBlock: block, at: place)
      return Assigned(variant: drawn.variant, place: drawn)
    case .drawn(let ends):
      var draw = source.split(4).split(UInt64(unit(of: lead)))
      let u = draw.uniform()
      return Assigned(variant: ends.firstIndex { u < $0 } ?? ends.count - 1)
    case .agents(let agents): return Assigned(variant: agents[team.agent(of: lead)].place.variant)
    case .slots(let plan): return Assigned(variant: plan.arm(slot: slot, agent: team.agent(of: lead)))
    }
  }

  /// The variant that is due in a call of a lead: the assigned one, or that of the slot where callbacks follow it.
  func due(_ assigned: Assigned, lead: Int, slot: Int) -> Int {
    guard let plan = slotPlan, plan.followsSlot else { return assigned.variant }
    return plan.arm(slot: slot, agent: team.agent(of: lead))
  }

  func unit(of lead: Int) -> Int { hasCompanies ? lead / Allotment.companySize : lead }

  private func assigned(_ assigner: HashedAssigner, _ lead: Int) -> Assigned {
    var id = unitID(of: lead)
    return switch id.withBytes({ assigner.outcome(unit: $0) }) {
    case .variant(let variant): Assigned(variant: variant)
    case .heldOut: Assigned(variant: control, standing: .heldOut)
    case .otherTest: Assigned(variant: control, standing: .otherTest)
    }
  }

  private func admits(_ lead: Int) -> Bool {
    guard let layer else { return true }
    var id = unitID(of: lead)
    return id.withBytes { layer.contains($0) }
  }

  private func unitID(of lead: Int) -> LeadID {
    hasCompanies ? LeadID(company: unit(of: lead)) : LeadID(lead: lead)
  }
}
