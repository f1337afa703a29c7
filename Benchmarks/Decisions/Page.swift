import ProofKit

/// The page of simulated campaigns that are decided in euros.
enum Page {
  static func markdown(_ effort: Effort = Effort()) async throws -> String {
    let sections = [
      opening, try await VerdictStudy.section(effort), try await CoverageStudy.section(effort),
      try await IndicatorStudy.section(effort), try await AnyLookStudy.section(effort),
      try await TouchStudy.section(effort), try await LengthStudy.section(effort),
    ]
    return sections.joined(separator: "\n\n") + "\n"
  }

  private static let opening = """
    # Decisions in euros: how often simulated verdicts are right

    Written by `make proof`; do not edit. Campaigns are drawn with a known truth and decided by the product's own code, seed \
    \(Replicates.seed): \(Markdown.count(Campaign.callsPerArm)) calls per script, read once at the end, two-sided at 5 %, rolled \
    out when significant and when the projected profit is higher. An opportunity is worth 40 EUR of margin unless a line says \
    otherwise.

    After ± stands the standard error of the simulation, in points. (!) marks what fails a claim.
    """
}
