import Cost
import Decision
import Experiment
import Statistics
import Testing

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
    #expect(effects.isCredible)
    #expect(effects.parts.map(\.advice) == [.challenger, .challenger, .control, .control])
    #expect(effects.p < 1e-6)
  }

  @Test func `one effect in all parts is drawn together and advises nothing by part`() throws {
    let effects = try #require(
      try Self.reading(control: [120, 118, 121, 122], variant: [150, 146, 152, 151]).segmentEffects.first)
    #expect(!effects.isCredible)
    #expect(effects.parts.allSatisfy { $0.advice == .open })
    let differences = effects.parts.map(\.difference.value)
    let spread = (differences.max() ?? 0) - (differences.min() ?? 0)
    #expect(spread < 0.0005)
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
      let effects = try Self.reading(control: control, variant: variant).segmentEffects
      if effects.contains(where: { $0.parts.contains { $0.advice != .open } }) { advised += 1 }
    }
    #expect(Double(advised) / Double(runs) <= 0.05 + 3 * 0.0049)
  }

  /// Effects drawn from a normal law: pooled intervals, at 98.75 % each for four parts, cover their own effects.
  @Test func `pooled intervals cover the effects they are of`() throws {
    var source = RandomSource(seed: 7)
    var covered = 0
    var asked = 0
    for spread in [0.0, 0.004, 0.01] {
      for _ in 0..<200 {
        let truths = Self.names.map { _ in min(0.03, max(-0.025, 0.006 + spread * source.normal())) }
        let control = Self.names.map { _ in source.binomial(4000, 0.03) }
        let variant = truths.map { source.binomial(4000, 0.03 + $0) }
        for effects in try Self.reading(control: control, variant: variant).segmentEffects {
          for (part, truth) in zip(effects.parts, truths) where effects.parts.count == truths.count {
            asked += 1
            if part.difference.lower <= truth, truth <= part.difference.upper { covered += 1 }
          }
        }
      }
    }
    #expect(asked > 2000)
    #expect(Double(covered) / Double(asked) >= 0.9875 - 0.005)
  }
}
