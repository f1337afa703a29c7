import Decision
import Experiment

extension Campaign {
  /// A campaign whose shares follow its results: told again block by block, each time up to the evening before the next
  /// one, whose shares then follow from what is known.
  static func following(_ plan: Plan, truth: Truth, calls: Int?, seed: UInt64) throws(CampaignError) -> Campaign {
    var plan = plan
    plan.test.assignment.plannedShares = PlannedShares(byStratum: [:])
    var campaign = try Campaign(settled: plan, truth: truth, calls: calls, seed: seed)
    for block in plan.test.assignment.adaptive?.blocks(of: campaign.schedule.days, in: plan.test) ?? [] {
      var known = CampaignTally(asOf: block.firstDay - 1)
      campaign.generate(into: &known, through: block.firstDay - 1)
      let shares = try shares(of: block, plan, known.evidence)
      plan.test.assignment.plannedShares?.byStratum[block.firstDay.description] = shares
      campaign = try Campaign(settled: plan, truth: truth, calls: calls, seed: seed)
    }
    return campaign
  }

  /// The shares of a block as `hooktest waves` writes them.
  static func shares(
    of block: AdaptiveShares.Block, _ plan: Plan, _ known: Evidence
  ) throws(CampaignError) -> [String: Double] {
    do throws(DecisionError) {
      guard let next = try waves(plan, known, asOf: block.firstDay - 1).last, next.wave == nil else {
        throw .wavesMissing
      }
      let counts = try next.tenThousandths()
      return Dictionary(
        uniqueKeysWithValues: zip(plan.test.variants.names, counts).map { ($0, Double($1) / 10_000) })
    } catch {
      throw .shares(of: block.firstDay, error)
    }
  }
}
