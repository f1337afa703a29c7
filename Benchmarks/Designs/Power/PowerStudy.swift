import Decision
import Experiment
import Simulation
import Statistics

/// The power that the formulas of `Statistics` promise for a design, beside that of simulated tests.
struct PowerStudy: Sendable {
  static let rate = FloorDesign.rates[0]
  static let promised = 0.8
  static let leadsPerCompany = 3.0
  /// Variance of the lists' factors over calls, their mean being 1: 20 % at 1.45, 50 % at 1, 30 % at 0.7.
  static let listVariance = 0.0649

  let design: FloorDesign

  /// Calls a lead, counted in one campaign without an effect.
  let callsPerLead: Double

  init(design: FloorDesign) throws {
    self.design = design
    let plan = try design.plan(seed: "calls a lead")
    let campaign = try Campaign(plan: plan, truth: try design.truth(plan, lift: 0), seed: 1)
    let asOf = campaign.roster.dates.upperBound + (plan.test.goal.within ?? 0)
    callsPerLead = campaign.evidence(asOf: asOf).tally.leads.callsPerLead
  }

  static func all() throws -> [PowerStudy] {
    try FloorDesign.Kind.allCases.map { try PowerStudy(design: FloorDesign(kind: $0, rate: rate)) }
  }

  /// The lift that the design detects with a power of 80 %, by its formula.
  func lift() throws -> Double? {
    guard let clusters = try clusters() else {
      return try TwoProportionPower(control: design.rate).detectableLift(
        controlTrials: Double(FloorDesign.calls) / 2, power: Self.promised)
    }
    return try clusters.law.detectableRate(clusters: clusters.number, power: Self.promised).map { $0 / design.rate - 1 }
  }

  /// The plan by agents, companies or half-days, and how many there are; nil where leads are assigned.
  func clusters() throws -> (law: ClusterPower, number: Int)? {
    let agent = FloorDesign.agentSpread * FloorDesign.agentSpread
    let team = FloorDesign.teamSpread * FloorDesign.teamSpread
    let (agents, slots) = (FloorDesign.agents, 2 * FloorDesign.days)
    switch design.kind {
    case .hashed, .blocked, .crossed: return nil
    case .company:
      let companies = Int(Double(FloorDesign.calls) / (Self.leadsPerCompany * callsPerLead))
      return (try law(companies, variance: Self.listVariance), companies)
    case .agents: return (try law(agents, variance: agent), agents)
    case .agentsInTeams:
      return (
        try law(agents, variance: agent * (1 + team), .parallel(perBlock: FloorDesign.agentsPerTeam)), agents
      )
    case .crossOver:
      let design = ClusterDesign.crossOver(slots: slots, betweenSlots: correlation(agent), effectDeviation: 0)
      return (try law(agents, variance: agent, design), agents)
    case .switchback, .followSlot:
      let variance = FloorDesign.slotSpread * FloorDesign.slotSpread
      return (try law(slots, variance: variance, .recurring(strata: slots / 2)), slots)
    }
  }

  /// What callbacks leave of the effect where they follow the slot.
  var dilution: CallbackDilution? {
    design.kind == .followSlot
      ? CallbackDilution(callsPerLead: callsPerLead, slotsOfWeek: FloorDesign.days) : nil
  }

  /// Clusters whose own rates have this variance over their squared mean, whatever the script.
  private func law(
    _ clusters: Int, variance: Double, _ kind: ClusterDesign = .parallel(perBlock: nil)
  ) throws -> ClusterPower {
    try ClusterPower(
      control: design.rate, callsPerCluster: Double(FloorDesign.calls) / Double(clusters),
      intraclassCorrelation: correlation(variance), variantCorrelation: .sameVariation,
      effectShare: dilution?.effectShare ?? 1, design: kind)
  }

  /// The correlation of two calls that share a factor of this variance and mean 1.
  private func correlation(_ variance: Double) -> Double { variance * design.rate / (1 - design.rate) }

  /// The power that the formula would promise for agents in teams if it knew that lifts multiply rates which differ between
  /// teams: inside teams, standard errors by agent take effects that differ by a share of v for chance, v²/K of the
  /// squared effect with K agents.
  func powerInUnlikeTeams(lift: Double) throws -> Double? {
    guard design.hasTeams, let (law, agents) = try clusters() else { return nil }
    let variant = design.rate * (1 + lift)
    let error = law.standardError(variant: variant, clusters: agents)
    let unlike = lift * design.rate * FloorDesign.teamSpread / Double(agents).squareRoot()
    return try ClusterPower(
      control: law.control, callsPerCluster: law.callsPerCluster, intraclassCorrelation: law.intraclassCorrelation,
      variantCorrelation: law.variantCorrelation, effectShare: error / (error * error + unlike * unlike).squareRoot(),
      design: law.design
    ).power(variant: variant, clusters: agents)
  }

  /// The power that `hooktest design` promises for a lift, given a call log of this floor: how alike calls of an agent and
  /// of a half-day are, and how often a lead is called. Of scripts crossed with windows it plans single variants, not main effects: nil.
  func promise(lift: Double) throws -> Double? {
    guard design.kind != .crossed else { return nil }
    var plan = try design.plan(seed: "promise")
    plan.test.goal.worthDetecting = .relative(lift)
    let team = design.hasTeams ? FloorDesign.teamSpread * FloorDesign.teamSpread : 0
    let agent = FloorDesign.agentSpread * FloorDesign.agentSpread
    func clustering(_ clusters: Int, _ variance: Double) -> DesignHistory.Clustering {
      DesignHistory.Clustering(
        clusters: clusters, meanSize: Double(FloorDesign.calls / clusters), sizeVariation: 0,
        correlation: correlation(variance))
    }
    let agents = clustering(FloorDesign.agents, agent * (1 + team) + team)
    let history = DesignHistory(
      calls: FloorDesign.calls, opportunities: Int(Double(FloorDesign.calls) * design.rate), callsPerLead: callsPerLead,
      agents: FloorDesign.agents, byAgent: agents, byAgentDay: agents,
      bySlot: clustering(2 * FloorDesign.days, FloorDesign.slotSpread * FloorDesign.slotSpread))
    let result = try Decision.design(plan, history: history, simulatedTests: 1)
    return result.structure?.power ?? result.capacity?.power
  }
}
