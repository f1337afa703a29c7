import Foundation
import Statistics
import Testing

/// Campaigns drawn with agents, teams and half-days that differ, analysed by CR2: the planned power is what comes out.
@Suite("plans with clusters against campaigns drawn by their own law")
struct ClusterPowerSimulationTests {
  struct Plan: Sendable, CustomTestStringConvertible {
    var name: String
    var design: ClusterDesign
    var clusters: Int
    var calls: Double
    var variation = 0.0
    var correlation: Double
    var variant: Double
    var testDescription: String { name }

    func power() throws -> Double {
      try ClusterPower(
        control: 0.15, callsPerCluster: calls, intraclassCorrelation: correlation, design: design,
        coefficientOfVariation: variation
      ).power(variant: variant, clusters: clusters)
    }
  }

  static let plans = [
    Plan(
      name: "20 agents in two arms", design: .parallel(perBlock: nil), clusters: 20, calls: 300, correlation: 0.01,
      variant: 0.19),
    Plan(
      name: "30 agents of unequal diligence", design: .parallel(perBlock: nil), clusters: 30, calls: 200,
      variation: 0.6,
      correlation: 0.01, variant: 0.19),
    Plan(
      name: "24 agents in teams of 4", design: .parallel(perBlock: 4), clusters: 24, calls: 200, correlation: 0.01,
      variant: 0.19),
    Plan(
      name: "a switchback of 20 half-days in pairs", design: .parallel(perBlock: 2), clusters: 20, calls: 250,
      correlation: 0.01, variant: 0.2),
    Plan(
      name: "a switchback of 24 half-days, each weekday and part of the day twice", design: .recurring(strata: 12),
      clusters: 24, calls: 250, correlation: 0.01, variant: 0.2),
    Plan(
      name: "10 agents who use both scripts in 8 half-days",
      design: .crossOver(slots: 8, betweenSlots: 0.01, effectDeviation: 0.01), clusters: 10, calls: 320,
      correlation: 0.025, variant: 0.19),
    Plan(
      name: "no effect, 20 agents in two arms", design: .parallel(perBlock: nil), clusters: 20, calls: 300,
      correlation: 0.01, variant: 0.15),
    Plan(
      name: "no effect, 8 agents who use both scripts",
      design: .crossOver(slots: 6, betweenSlots: 0.01, effectDeviation: 0.01), clusters: 8, calls: 240,
      correlation: 0.025, variant: 0.15),
  ]

  /// Sizes whose mean and coefficient of variation are those of the plan, alike in both arms.
  private static func sizes(_ plan: Plan) -> [Int] {
    (0..<plan.clusters).map { index in
      Int((plan.calls * (1 + (index / 2 % 2 == 0 ? plan.variation : -plan.variation))).rounded())
    }
  }

  private static func spread(_ rate: Double, _ correlation: Double) -> Double {
    (correlation * rate * (1 - rate)).squareRoot()
  }

  private static func cells(_ plan: Plan, _ source: inout RandomSource) throws -> [BlockedClusterDifference.Cell] {
    var cells: [BlockedClusterDifference.Cell] = []
    var blockEffects: [Int: Double] = [:]
    func counts(_ trials: Int, _ rate: Double) throws -> Proportion {
      try Proportion(source.binomial(trials, min(1, max(0, rate))), of: trials)
    }
    for (cluster, size) in sizes(plan).enumerated() {
      switch plan.design {
      case .parallel, .recurring:
        let perBlock: Int? =
          switch plan.design {
          case .parallel(let perBlock): perBlock
          case .recurring(let strata): plan.clusters / strata
          case .crossOver: nil
          }
        let block = perBlock.map { cluster / $0 } ?? 0
        // Teams and days differ by more than agents do; the comparison inside blocks does not see it.
        let blockEffect = blockEffects[block] ?? (perBlock == nil ? 0 : 0.03 * source.normal())
        blockEffects[block] = blockEffect
        let rate = cluster % 2 == 1 ? plan.variant : 0.15
        let own = spread(rate, plan.correlation) * source.normal()
        cells.append(
          .init(
            cluster: cluster, block: block, isVariant: cluster % 2 == 1,
            counts: try counts(size, rate + blockEffect + own)))
      case .crossOver(let slots, let betweenSlots, let effectDeviation):
        let (agent, liking) = (source.normal(), effectDeviation * source.normal())
        for slot in 0..<slots {
          let isVariant = (slot + cluster) % 2 == 1
          let rate = isVariant ? plan.variant : 0.15
          let effects =
            spread(rate, betweenSlots) * agent + spread(rate, plan.correlation - betweenSlots) * source.normal()
            + (isVariant ? liking : 0)
          cells.append(
            .init(
              cluster: cluster, block: cluster, isVariant: isVariant, counts: try counts(size / slots, rate + effects)))
        }
      }
    }
    return cells
  }

  @Test("power as planned, within two points", arguments: plans)
  func power(plan: Plan) throws {
    let source = RandomSource(seed: 1)
    let rounds = 3000
    var rejected = 0
    for round in 0..<rounds {
      var stream = source.split(UInt64(round))
      let result = try BlockedClusterDifference(Self.cells(plan, &stream))
      rejected += result.test().pValue < 0.05 ? 1 : 0
    }
    let (simulated, planned) = (Double(rejected) / Double(rounds), try plan.power())
    #expect((simulated - planned).magnitude < 0.02, "planned \(planned), simulated \(simulated)")
  }
}
