import Experiment
import Statistics
import Testing

@testable import Decision

@Suite("Scripts crossed with windows")
struct FactorialReadingTests {
  private let names = ["pitch-morning", "question-morning", "pitch-afternoon", "question-afternoon"]

  private func plan() throws -> Plan {
    var plan = try Examples.datedPlan()
    plan.test.factors = [.script, .window]
    plan.test.variants = try Variants(
      names.enumerated().map { index, name in
        Variant(
          name: name, role: index == 0 ? .control : .challenger, script: index % 2 == 0 ? "pitch.md" : "question.md",
          window: index < 2 ? "morning" : "afternoon")
      })
    return plan
  }

  private func evidence(_ opportunities: [Int]) -> Evidence {
    Examples.daily(
      Dictionary(uniqueKeysWithValues: zip(names, opportunities.map { (calls: 1000, opportunities: $0) })))
  }

  private func reading(_ opportunities: [Int]) throws -> FactorialReading {
    try #require(try check(plan(), evidence(opportunities), asOf: Examples.monday + 20).factorial)
  }

  @Test func `each factor has its own effect, and additive rates no interaction`() throws {
    let reading = try reading([30, 40, 36, 46])
    #expect(reading.mainEffects.map(\.level) == ["question.md", "afternoon"])
    #expect(reading.mainEffects.map(\.reference) == ["pitch.md", "morning"])
    #expect(abs(reading.mainEffects[0].difference.value - 0.01) < 1e-12)
    #expect(abs(reading.mainEffects[1].difference.value - 0.006) < 1e-12)
    #expect(reading.interactionP > 0.99 && !reading.showsInteraction(at: 0.05))
    #expect(abs(reading.interactions[0].difference.value) < 1e-12)
    for effect in reading.mainEffects { #expect(effect.pAdjusted >= effect.p) }
  }

  @Test func `a script that works in one window only is an interaction`() throws {
    let reading = try reading([30, 60, 40, 40])
    #expect(reading.interactionP < 1e-6 && reading.showsInteraction(at: 0.05))
    #expect(reading.interactions[0].script == "question.md" && reading.interactions[0].window == "afternoon")
    #expect(abs(reading.interactions[0].difference.value + 0.03) < 1e-12)
  }

  @Test func `a pair without mature calls leaves the factors open`() throws {
    var evidence = evidence([30, 40, 36, 46])
    evidence.tally.byDay = Margin(evidence.tally.byDay.cells.filter { $0.key.variant != "question-afternoon" })
    #expect(try check(plan(), evidence, asOf: Examples.monday + 20).factorial == nil)
  }

  @Test func `plans that do not cross have no factors`() throws {
    let reading = try check(
      Examples.datedPlan(), Examples.daily(CheckTests.winner), asOf: Examples.monday + 20)
    #expect(reading.factorial == nil)
  }

  @Test func `leads called twice widen the effects by how alike their calls are, and no more`() throws {
    /// Ten days of 1000 calls of each pair, each lead called twice.
    func width(isAlike: Bool) throws -> Double {
      var evidence = evidence([30, 40, 36, 46])
      evidence.tally.leads = LeadTable()
      for (name, hits) in zip(names, [300, 400, 360, 460]) {
        let double = isAlike ? hits / 2 : 0
        evidence.tally.leads.add(
          LeadTable.Row(leads: double), to: LeadTable.Key(variant: name, calls: 2, opportunities: 2))
        evidence.tally.leads.add(
          LeadTable.Row(leads: hits - 2 * double), to: LeadTable.Key(variant: name, calls: 2, opportunities: 1))
        evidence.tally.leads.add(
          LeadTable.Row(leads: 5000 - hits + double), to: LeadTable.Key(variant: name, calls: 2, opportunities: 0))
      }
      let factorial = try #require(try check(plan(), evidence, asOf: Examples.monday + 20).factorial)
      return factorial.mainEffects[0].difference.upper - factorial.mainEffects[0].difference.lower
    }
    let once = try reading([30, 40, 36, 46]).mainEffects[0].difference
    #expect(abs(try width(isAlike: false) - (once.upper - once.lower)) < 1e-9)
    // Copies of each other: half as many calls.
    #expect(abs(try width(isAlike: true) / (once.upper - once.lower) - 2.squareRoot()) < 0.02)
  }
}
