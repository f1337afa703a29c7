import ProofKit
import Statistics

/// The power that the formulas of `Statistics` promise for a design, beside that of simulated tests.
struct PowerStudy: Sendable {
  static let rate = FloorDesign.rates[0]
  static let promised = 0.8
  /// Calls a lead, and a company, with these retries.
  static let callsPerLead = 1.3
  static let leadsPerCompany = 3.0
  /// Variance of the lists' factors over calls, their mean being 1: 20 % at 1.45, 50 % at 1, 30 % at 0.7.
  static let listVariance = 0.0649

  let design: FloorDesign

  static let all = FloorDesign.Kind.allCases.map { PowerStudy(design: FloorDesign(kind: $0, rate: rate)) }

  /// The lift that the design detects with a power of 80 %, by its formula.
  func lift() throws -> Double? {
    let rate = design.rate
    let calls = Double(FloorDesign.calls)
    switch design.kind {
    case .hashed, .blocked, .crossed:
      return try TwoProportionPower(control: rate).detectableLift(controlTrials: calls / 2, power: Self.promised)
    case .company:
      let perCompany = Self.leadsPerCompany * Self.callsPerLead
      return try detectable(
        ClusterPower(control: rate, callsPerCluster: perCompany, intraclassCorrelation: correlation(Self.listVariance)),
        clusters: Int(calls / perCompany))
    case .agents: return try agents(perBlock: nil, variance: FloorDesign.agentSpread * FloorDesign.agentSpread)
    case .agentsInTeams:
      let team = FloorDesign.teamSpread * FloorDesign.teamSpread
      return try agents(
        perBlock: FloorDesign.agentsPerTeam, variance: FloorDesign.agentSpread * FloorDesign.agentSpread * (1 + team))
    case .switchback, .followSlot:
      let slots = 2 * FloorDesign.days
      return try detectable(
        ClusterPower(
          control: rate, callsPerCluster: calls / Double(slots),
          intraclassCorrelation: correlation(FloorDesign.slotSpread * FloorDesign.slotSpread),
          design: .parallel(perBlock: 2)), clusters: slots)
    case .crossOver: return try crossOver()
    }
  }

  /// The correlation of two calls that share a factor of this variance and mean 1.
  private func correlation(_ variance: Double) -> Double { variance * design.rate / (1 - design.rate) }

  private func detectable(_ power: ClusterPower, clusters: Int) throws -> Double? {
    try power.detectableRate(clusters: clusters, power: Self.promised).map { $0 / design.rate - 1 }
  }

  private func agents(perBlock: Int?, variance: Double) throws -> Double? {
    try detectable(
      ClusterPower(
        control: design.rate, callsPerCluster: Double(FloorDesign.calls / FloorDesign.agents),
        intraclassCorrelation: correlation(variance), design: .parallel(perBlock: perBlock)),
      clusters: FloorDesign.agents)
  }

  /// The effect differs between agents as their skill does: a share of each one's rate.
  private func crossOver() throws -> Double? {
    let correlation = correlation(FloorDesign.agentSpread * FloorDesign.agentSpread)
    var lift: Double? = 0.2
    for _ in 0..<5 {
      guard let known = lift else { return nil }
      lift = try detectable(
        ClusterPower(
          control: design.rate, callsPerCluster: Double(FloorDesign.calls / FloorDesign.agents),
          intraclassCorrelation: correlation,
          design: .crossOver(
            slots: 2 * FloorDesign.days, betweenSlots: correlation,
            effectDeviation: known * design.rate * FloorDesign.agentSpread)),
        clusters: FloorDesign.agents)
    }
    return lift
  }

  /// The table of power.
  static func section(_ effort: Effort) async throws -> String {
    let tests = effort.tests(FloorStudy.testsOfPower)
    var rows: [[String]] = []
    var failing: [String] = []
    for (number, study) in all.enumerated() {
      guard let lift = try study.lift() else { continue }
      let found = try await FloorStudy(design: study.design, lift: lift)
        .line(tests: tests, stream: 2000 + UInt64(number)).own[0]
      let falls = found.fallsShort(of: promised)
      if falls { failing.append(study.design.name) }
      rows.append([
        study.design.name, "+\(Markdown.percent(lift, 1))", Markdown.percent(promised, 0), found.text(1, fails: falls),
      ])
    }
    return """
      ## Is power what was promised?

      At \(Markdown.percent(rate, 0)), for the lift that the formulas of design (`TwoProportionPower` for leads, `ClusterPower` \
      for companies, agents and half-days) say is found in 80 % of tests, from what is true of agents, teams, lists and \
      half-days. Of crossed designs the main effect of the script. (!) marks power that falls short of the promise by more \
      than three standard errors: \(Markdown.list(failing)). \(Markdown.count(tests)) tests a line.

      \(Markdown.table(["design", "lift", "promised", "found"], rows))
      """
  }
}
