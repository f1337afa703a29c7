import ProofKit

/// The page of simulated tests that are read early.
enum Page {
  static func markdown(_ effort: Effort = Effort()) async throws -> String {
    let sections = [
      opening, try ErrorStudy.section(effort), try PowerStudy.section(effort),
      try await EveryCallStudy.section(effort), try await EstimateStudy.section(effort),
      try await DelayStudy.section(effort), try await SmallCountsStudy.section(effort),
      try await ExtensionStudy.section(effort),
    ]
    return sections.joined(separator: "\n\n") + "\n"
  }

  private static let opening = """
    # Looking early: how often simulated tests err

    Written by `make proof`; do not edit. The tests are drawn with known rates and read by the product's own code, seed \
    \(Replicates.seed). Unless a table says otherwise: two weeks of ten calling days, 2,880 calls a day, a window of seven \
    days until calls are mature, two-sided at 5 %. Each test stops by the rule of `hooktest check` itself, at the first \
    reading that concludes.

    After ± stands the standard error of the simulation, in points. (!) marks what fails a claim: an error of more than \
    2.5 % on a side by over three standard errors, or what the table says.
    """
}
