import Cost
import Experiment
import Foundation
import Statistics
import Testing

@testable import Decision

@Suite("A script by segment is advised only where effects are shown to differ")
struct SegmentEffectsTests {
  static let names = ["east", "north", "south", "west"]

  static func reading(control: [Int], variant: [Int], calls: Int = 4000) throws -> Reading {
    var plan = try Examples.undatedPlan(["pitch", "question"], by: ["list"])
    plan.economics = Economics(opportunityToSale: 0.125, saleValue: Money(1200), marginPerSale: Money(400))
    var rows: [(String, Int, Int, String?)] = []
    for (index, name) in names.enumerated() {
      rows.append(("pitch", calls, control[index], name))
      rows.append(("question", calls, variant[index], name))
    }
    return try check(plan, Examples.counts(rows))
  }

  @Test func `opposite effects are shown, and each part gets its own script`() throws {
    let effects = try #require(
      try Self.reading(control: [120, 120, 120, 120], variant: [220, 200, 60, 55]).segmentEffects.first)
    #expect(effects.dimension == .stratum)
    #expect(effects.difference?.parts.map(\.advice) == [.challenger, .challenger, .control, .control])
    #expect(effects.p < 1e-6)
  }

  @Test func `one effect in all parts is drawn together and advises nothing by part`() throws {
    let effects = try #require(
      try Self.reading(control: [120, 118, 121, 122], variant: [150, 146, 152, 151]).segmentEffects.first)
    #expect(effects.difference == nil && effects.pAdjusted > 0.9)
    let pooled = PartialPooling(
      estimates: [0.0075, 0.007, 0.00775, 0.00725], variances: [Double](repeating: 1.6e-5, count: 4))
    #expect((pooled.means.max() ?? 0) - (pooled.means.min() ?? 0) < 0.0005)
  }

  /// The analysis alone, of four lists with 4,000 calls of each arm.
  static func effects(control: [Int], variant: [Int]) throws -> [SegmentEffects] {
    let plan = try Examples.undatedPlan(["pitch", "question"], by: ["list"])
    var segments: [Segment] = []
    for (name, counts) in [("pitch", control), ("question", variant)] {
      for (part, opportunities) in zip(names, counts) {
        segments.append(
          Segment(
            dimension: .stratum, name: part, variant: name, calls: 4000, opportunities: opportunities))
      }
    }
    return try SegmentAnalysis(
      test: plan.test, segments: segments, isComplete: true, paying: [:], designEffects: [:]
    ).effects()
  }

  /// 2,000 campaigns without interaction: at most 5 % advise by segment, within three standard errors of the simulation
  /// (√(0.05 × 0.95 / 2000) = 0.49 %).
  @Test func `without interaction a script by segment is advised in at most 5 % of tests`() throws {
    var source = RandomSource(seed: 20_260_302)
    var advised = 0
    let runs = 2000
    for _ in 0..<runs {
      let control = Self.names.indices.map { source.binomial(4000, 0.025 + 0.005 * Double($0)) }
      let variant = Self.names.indices.map { source.binomial(4000, 0.031 + 0.005 * Double($0)) }
      let effects = try Self.effects(control: control, variant: variant)
      if effects.contains(where: { $0.difference?.parts.contains { $0.advice != .open } == true }) { advised += 1 }
    }
    #expect(Double(advised) / Double(runs) <= 0.05 + 3 * 0.0049)
  }

  /// Effects whose spread follows the prior: intervals of 98.75 % hold their own effects in 98.75 % of 4,000 campaigns,
  /// within three standard errors of parts that stand or fall together (√(0.0125 × 0.9875 / 4000) = 0.18 %).
  @Test func `pooled intervals cover as stated where the spread follows the prior`() throws {
    var source = RandomSource(seed: 7)
    let campaigns = 4000
    var covered = 0
    for _ in 0..<campaigns {
      let spread = tan(Double.pi * source.uniform() / 2)
      let truths = Self.names.map { _ in spread * source.normal() }
      let pooled = PartialPooling(
        estimates: truths.map { $0 + source.normal() }, variances: Self.names.map { _ in 1 })
      for (part, truth) in truths.enumerated() {
        let below = pooled.probability(below: truth, of: part)
        if below >= 0.00625, below <= 0.99375 { covered += 1 }
      }
    }
    #expect(abs(Double(covered) / Double(4 * campaigns) - 0.9875) < 3 * 0.0018)
  }

  @Test func `a quantile is where its probability lies, and the spread of one common effect is small`() {
    let pooled = PartialPooling(estimates: [0.01, 0.02, 0.05], variances: [1e-4, 2e-4, 1e-4])
    for part in 0..<3 {
      for p in [0.001, 0.025, 0.5, 0.975] {
        #expect(abs(pooled.probability(below: pooled.quantile(p, of: part), of: part) - p) < 1e-9)
      }
    }
    #expect(pooled.means[0] > 0.01 && pooled.means[2] < 0.05)
    let same = PartialPooling(estimates: [0.01, 0.01, 0.01], variances: [1e-4, 1e-4, 1e-4])
    #expect(same.means.allSatisfy { abs($0 - 0.01) < 1e-12 })
    #expect(same.spread < pooled.spread)
  }
}
