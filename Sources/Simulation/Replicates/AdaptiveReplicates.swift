public import Decision
public import Experiment

/// Many replicates of a test whose shares follow its results, drawn as counts by day and variant.
///
/// The law is that of ``CountLevelReplicates``: one call a lead, a day's opportunities binomial given its calls. Each block
/// of days is drawn by the shares that the plan's rule makes of the mature calls before it, to the ten-thousandth that
/// assignment cuts, and the plan's own rule decides at the planned end, within blocks. Each replicate has a stream of
/// random numbers of its own: results do not depend on the number of threads.
public struct AdaptiveReplicates: Sendable {
  private let base: CountLevelReplicates
  private let adaptive: AdaptiveShares
  private let blocks: [AdaptiveShares.Block]

  /// Replicates of a plan.
  ///
  /// - Parameters:
  ///   - plan: the plan, with a first day and shares that follow results; those that stand in it are not used.
  ///   - truth: what is true of it.
  ///   - calls: calls of each replicate; nil: what the plan gives (see ``Campaign``).
  ///   - replicates: 1...1,000,000,000.
  ///   - seed: any number.
  public init(
    plan: Plan, truth: Truth, calls: Int? = nil, replicates: Int, seed: UInt64
  ) throws(CampaignError) {
    guard let adaptive = plan.test.assignment.adaptive else { throw .sharesDoNotFollow }
    var plan = plan
    plan.test.assignment.plannedShares = PlannedShares(byStratum: [:])
    base = try CountLevelReplicates(settled: plan, truth: truth, calls: calls, replicates: replicates, seed: seed)
    self.adaptive = adaptive
    blocks = adaptive.blocks(of: base.model.dates, in: plan.test)
  }

  /// Replicates under the plan's own rule, asked once, at the planned end; `threads`: as many as there are processors
  /// unless stated.
  ///
  /// Throws what the rule throws, for the first replicate that fails.
  public func runPlan(threads: Int? = nil) throws(DecisionError) -> Replication {
    let end = Array(base.looks.suffix(1))
    return try base.replicate(threads: threads, dates: end, state: base.plan) { source, plan throws(DecisionError) in
      var history = CountHistory(nothingOf: base.model)
      for block in blocks {
        let shares = try shares(of: block, after: history)
        let name = block.firstDay.description
        plan.test.assignment.plannedShares?.byStratum[name] = Dictionary(
          uniqueKeysWithValues: zip(base.model.names, shares))
        for day in block.days { history.draw(day: day, stratum: (name, shares), from: &source) }
      }
      let conclusion = try check(plan, history.evidence(asOf: end[0]), asOf: end[0]).conclusion
      return (Declaration(conclusion, variants: base.model.names) ?? .noWinner, 0)
    }
  }

  /// The shares of a block, in the order of the plan.
  private func shares(of block: AdaptiveShares.Block, after history: CountHistory) throws(DecisionError) -> [Double] {
    let known = base.model.names.indices.map { history.mature($0, days: block.known) }
    return try adaptive.tenThousandths(calls: known.map(\.calls), opportunities: known.map(\.opportunities))
      .map { Double($0) / 10_000 }
  }
}
