import Decision
import Experiment
import Simulation
import Statistics

/// One simulated test of a design, read at its planned end by the product's own check.
struct FloorTest {
  /// The p-values of the design's own analysis, by the questions that it answers.
  let own: [Double]
  /// Those of a test that takes every call for independent; nil where there is none.
  let naive: [Double?]
  /// That of the design's analysis when it ignores the blocks, where agents were drawn in blocks.
  let withoutBlocks: Double?
  /// Largest deviations of shares from the planned ones.
  let balance: BalanceFigures

  /// Draws a test and reads it.
  init(_ design: FloorDesign, lift: Double, _ source: inout RandomSource) throws {
    let plan = try design.plan(seed: "floor-\(source.next())")
    let campaign = try Campaign(plan: plan, truth: try design.truth(plan, lift: lift), seed: source.next())
    let asOf = (plan.test.lastDay ?? campaign.roster.dates.upperBound) + (plan.test.goal.within ?? 0)
    let evidence = campaign.evidence(asOf: asOf)
    let reading = try check(plan, evidence, asOf: asOf)
    if let factorial = reading.factorial {
      own = factorial.mainEffects.map(\.p) + [factorial.interactionP]
      naive = try [Factor.script, .window].map { try FloorTest.pooled(plan.test, evidence.tally, by: $0) } + [nil]
    } else {
      own = [reading.comparisons[0].p ?? 1]
      naive = [
        try FloorTest.pValue(
          evidence.tally.byDay.total { $0.variant == plan.test.variants.control.name },
          evidence.tally.byDay.total { $0.variant != plan.test.variants.control.name })
      ]
    }
    if design.hasTeams {
      var ignoring = plan
      ignoring.test.assignment.by = []
      withoutBlocks = try check(ignoring, evidence, asOf: asOf).comparisons[0].p ?? 1
    } else {
      withoutBlocks = nil
    }
    balance = BalanceFigures(campaign, evidence.tally)
  }

  /// What the questions of a design are called.
  static func questions(_ kind: FloorDesign.Kind) -> [String] {
    kind == .crossed ? ["main effect of the script", "main effect of the window", "interaction"] : ["the script"]
  }

  /// The levels of a factor against each other, all calls pooled.
  private static func pooled(_ test: TestProtocol, _ tally: Tally, by factor: Factor) throws -> Double {
    func level(_ variant: Variant) -> String? { factor == .script ? variant.script : variant.window }
    let reference = Set(test.variants.all.filter { level($0) == level(test.variants.control) }.map(\.name))
    return try pValue(
      tally.byDay.total { reference.contains($0.variant) }, tally.byDay.total { !reference.contains($0.variant) })
  }

  private static func pValue(_ control: CallCell, _ variant: CallCell) throws -> Double {
    TwoProportions(
      control: try Proportion(control.opportunities, of: control.calls),
      variant: try Proportion(variant.opportunities, of: variant.calls)
    ).primaryPValue()
  }
}
