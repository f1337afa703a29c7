import Decision
import Foundation
import ProofKit
import Statistics

/// The table of power.
struct PowerSection {
  /// What one design promised, and what was found.
  struct Line {
    let study: PowerStudy
    let lift: Double
    /// By `hooktest design`; nil where it plans another question.
    let promise: Double?
    let found: Share

    var breaksFormula: Bool { found.fallsShort(of: PowerStudy.promised) }
    var breaksPromise: Bool { promise.map(found.fallsShort) ?? false }
  }

  let lines: [Line]

  init(_ effort: Effort) async throws {
    var lines: [Line] = []
    for (number, study) in try PowerStudy.all().enumerated() {
      guard let lift = try study.lift() else { continue }
      let found = try await FloorStudy(design: study.design, lift: lift)
        .line(tests: effort.tests(FloorStudy.testsOfPower), stream: 2000 + UInt64(number)).own[0]
      lines.append(Line(study: study, lift: lift, promise: try study.promise(lift: lift), found: found))
    }
    self.lines = lines
  }

  init(lines: [Line]) {
    self.lines = lines
  }

  func markdown() throws -> String {
    func names(_ lines: [Line]) -> String { Markdown.list(lines.map(\.study.design.name)) }
    let rows = lines.map { line in
      [
        line.study.design.name, "+\(Markdown.percent(line.lift, 1))",
        Markdown.percent(PowerStudy.promised, 0) + (line.breaksFormula ? " (!)" : ""),
        line.promise.map { Markdown.percent($0, 1) + (line.breaksPromise ? " (!)" : "") } ?? "", line.found.text(1),
      ]
    }
    let opening = """
      ## Is power what was promised?

      At \(Markdown.percent(PowerStudy.rate, 0)), for the lift that the formulas of design (`TwoProportionPower` for leads, \
      `ClusterPower` for companies, agents and half-days) say is found in \(Markdown.percent(PowerStudy.promised, 0)) of \
      tests, from what is true of agents, teams, lists and half-days. Beside it, what `hooktest design` says of this lift \
      when it is given a call log of the same floor. Of crossed designs the main effect of the script. (!) marks a promise \
      that is broken: found is less than that by more than three standard errors. Broken promises of the formulas: \
      \(names(lines.filter(\.breaksFormula))); of `hooktest design`: \(names(lines.filter(\.breaksPromise))). \
      \(Markdown.count(lines.first?.found.tests ?? 0)) tests a line.
      """
    let table = Markdown.table(["design", "lift", "promised", "by `hooktest design`", "found"], rows)
    return ([opening, table] + [try multiplied(), diluted(), try unlikeTeams(), try unexplained()].compactMap { $0 })
      .joined(separator: "\n\n")
  }

  private func line(_ kind: FloorDesign.Kind) -> Line? { lines.first { $0.study.design.kind == kind } }

  /// What a formula with one correlation for both scripts would have promised.
  private func multiplied() throws -> String? {
    guard let line = line(.agents), let (law, agents) = try line.study.clusters() else { return nil }
    let variant = law.control * (1 + line.lift)
    let alike = try ClusterPower(
      control: law.control, callsPerCluster: law.callsPerCluster, intraclassCorrelation: law.intraclassCorrelation,
      design: law.design
    ).power(variant: variant, clusters: agents)
    return """
      Skill multiplies the rate: agents with the better script differ by the same share of a higher rate, so that their \
      variance grows with its square. Design counts with that. One intraclass correlation for both scripts would promise \
      agents \(Markdown.percent(alike, 1)) for this lift.
      """
  }

  private func diluted() -> String? {
    guard let line = line(.followSlot), let kept = self.line(.switchback), let share = line.study.dilution?.effectShare
    else { return nil }
    return """
      Callbacks that follow the slot count for the slot of the first call and hear another script half of the time. With \
      \(String(format: "%.2f", line.study.callsPerLead)) calls a lead the comparison sees \(Markdown.percent(share, 0)) \
      of the effect, and design plans for that: it takes a lift of \(Markdown.percent(line.lift, 1)), where callbacks that \
      keep their script take one of \(Markdown.percent(kept.lift, 1)).
      """
  }

  private func unlikeTeams() throws -> String? {
    guard let line = line(.agentsInTeams), let power = try line.study.powerInUnlikeTeams(lift: line.lift) else {
      return nil
    }
    let teams = Double(FloorDesign.agents / FloorDesign.agentsPerTeam)
    return """
      Teams gain from a better script as unlike amounts as they differ, by \(Markdown.percent(FloorDesign.teamSpread, 0)): \
      the mean of \(Int(teams)) teams that stood for others would be uncertain by \
      \(Markdown.percent(FloorDesign.teamSpread / teams.squareRoot(), 0)) of the effect. Of these very teams it is known, \
      but standard errors by agent take \
      \(Markdown.percent(FloorDesign.teamSpread / Double(FloorDesign.agents).squareRoot(), 0)) of the effect for chance, \
      with which the formula would say \(Markdown.percent(power, 1)) instead of \
      \(Markdown.percent(PowerStudy.promised, 0)). It has the agents less the teams less one as degrees of freedom. \
      `hooktest design` does not know how many teams there are, and counts what teams have in common as differences \
      between agents.
      """
  }

  /// Lines that fall short for a reason that no paragraph gives, or further than their reason goes.
  private func unexplained() throws -> String? {
    let names = try lines.filter { line in
      guard line.breaksFormula || line.breaksPromise else { return false }
      guard let reason = try line.study.powerInUnlikeTeams(lift: line.lift) else { return true }
      return line.breaksPromise || line.found.fallsShort(of: reason)
    }.map(\.study.design.name)
    return names.isEmpty ? nil : "Broken without a reason given here: \(Markdown.list(names))."
  }
}
