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
    #expect(reading.interactionP > 0.99)
    #expect(abs(reading.interactions[0].difference.value) < 1e-12)
    for effect in reading.mainEffects { #expect(effect.pAdjusted >= effect.p) }
  }

  @Test func `a script that works in one window only is an interaction`() throws {
    let reading = try reading([30, 60, 40, 40])
    #expect(reading.interactionP < 1e-6)
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
}
