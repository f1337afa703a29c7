import ProofKit

/// The page of simulated designs.
enum Page {
  static func markdown(_ effort: Effort = Effort()) async throws -> String {
    var lines: [FloorStudy.Line] = []
    for (number, design) in FloorDesign.all.enumerated() {
      lines.append(
        try await FloorStudy(design: design, lift: 0)
          .line(tests: effort.tests(FloorStudy.tests), stream: 1000 + UInt64(number)))
    }
    let alike = Array(zip(FloorDesign.all, lines))
    let sections = [
      opening, ErrorSection(lines: alike).markdown, BlocksSection(lines: alike).markdown,
      BalanceSection(lines: alike).markdown, try await PowerSection(effort).markdown(),
    ]
    return sections.joined(separator: "\n\n") + "\n"
  }

  private static var opening: String {
    """
    # Designs: how often their analyses err

    Written by `make proof`; do not edit. Campaigns are simulated call by call, assigned by the product's own assigners and \
    schedulers, each with a seed of its own, and read at their end by the product's own `check`; seed \(Replicates.seed). Two \
    weeks of ten calling days in two half-days, \(FloorDesign.agents) agents of \(FloorDesign.callsPerAgentDay) calls a day, \
    \(Markdown.count(FloorDesign.calls)) calls in all, two-sided at 5 %. Agents differ in skill (coefficient of variation \
    \(Markdown.percent(FloorDesign.agentSpread, 0))), and so do lists, weekdays and hours; half-days are good or bad beyond \
    that (\(Markdown.percent(FloorDesign.slotSpread, 0)), not where windows are what is varied). Where agents are drawn in \
    teams of \(FloorDesign.agentsPerTeam), teams differ too (\(Markdown.percent(FloorDesign.teamSpread, 0))). Unanswered calls \
    are tried again up to twice, in later half-days.

    After ± stands the standard error of the simulation, in points. (!) marks what fails a claim, as each table says.
    """
  }
}
