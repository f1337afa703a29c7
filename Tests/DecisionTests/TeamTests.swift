import Experiment
import Testing

@testable import Decision

@Suite("How the calling goes, for the team")
struct TeamTests {
  private static func evidence(opportunities: Int, days: Int = 3) -> Evidence {
    var tally = Tally()
    for day in 0..<days {
      for (agent, variant) in [("anna", "pitch"), ("bob", "question"), ("cleo", "pitch")] {
        let cell = CallCell(calls: agent == "bob" ? 60 : 80, opportunities: opportunities)
        let date = Examples.monday + day
        tally.byDay.add(cell, to: DayKey(variant: variant, date: date))
        tally.byAgentDay.add(cell, to: AgentDayKey(variant: variant, agent: agent, date: date))
        tally.byDelivery.add(cell, to: DeliveryKey(assigned: variant, delivered: variant))
      }
    }
    return Evidence(tally: tally)
  }

  @Test func `calls are held against the plan, agent by agent`() throws {
    let reading = try team(try Examples.datedPlan(), Self.evidence(opportunities: 2), asOf: Examples.monday + 2)
    // Ten agents of 80 calls on three days.
    #expect(reading.calls == 660 && reading.plannedSoFar == 2_400 && reading.callsPerAgentDay == 80)
    #expect(reading.days.map(\.calls) == [220, 220, 220] && reading.days.allSatisfy { $0.agents == 3 })
    #expect(reading.agents.map(\.calls).sorted() == [180, 240, 240])
    #expect(reading.meanCallsPerAgentDay == 660.0 / 9)
    #expect(reading.checks.contains { $0.check == .pace } && reading.checks.contains { $0.check == .missingDays })
  }

  @Test func `nothing of what the test shows can be read from it`() throws {
    let plan = try Examples.datedPlan()
    let few = try team(plan, Self.evidence(opportunities: 0), asOf: Examples.monday + 2)
    #expect(try team(plan, Self.evidence(opportunities: 40), asOf: Examples.monday + 2) == few)
  }

  @Test func `a team is behind below the share at which its pace is warned of`() throws {
    var reading = try team(try Examples.datedPlan(), Self.evidence(opportunities: 2), asOf: Examples.monday + 2)
    #expect(reading.isBehind == true)
    reading.calls = Int(PaceCheck.warnsBelow * 2_400)
    #expect(reading.isBehind == false)
    reading.plannedSoFar = nil
    #expect(reading.isBehind == nil)
  }

  @Test func `a list of leads is used up on a day`() throws {
    var evidence = Self.evidence(opportunities: 1)
    #expect(try team(try Examples.datedPlan(), evidence, asOf: Examples.monday + 2).list == nil)
    evidence.tally.units = RandomisedUnits(
      source: .assignments, counts: [UnitKey(variant: "pitch"): 500, UnitKey(variant: "question"): 500], called: 600)
    let list = try #require(try team(try Examples.datedPlan(), evidence, asOf: Examples.monday + 2).list)
    // 200 new leads a day: two more days.
    #expect(list.left == 400 && list.usedUpOn == Examples.monday + 4 && list.isShort)
  }

  @Test func `an agent keeps its pseudonym from reading to reading, and no two share one`() throws {
    let plan = try Examples.datedPlan()
    let early = try team(plan, Self.evidence(opportunities: 1, days: 1), asOf: Examples.monday)
    let late = try team(plan, Self.evidence(opportunities: 1, days: 3), asOf: Examples.monday + 2)
    #expect(early.agents.map(\.pseudonym) == late.agents.map(\.pseudonym))
    let ids = (0..<2_000).map { "agent \($0)" }
    let names = AgentPseudonyms(of: ids, seed: "s")
    #expect(Set(ids.map { names[$0] }).count == ids.count)
    #expect(!late.agents.contains { ["anna", "bob", "cleo"].contains($0.pseudonym) })
  }

  @Test func `a plan before its first call is read, and undated counts`() throws {
    let before = try team(try Examples.datedPlan(), Evidence(tally: Tally()), asOf: Examples.monday - 3)
    #expect(before.calls == 0 && before.plannedSoFar == nil && before.meanCallsPerAgentDay == nil)
    let counts = try team(
      try Examples.undatedPlan(["a", "b"]), Examples.counts([("a", 10, 1, nil), ("b", 9, 0, nil)]))
    #expect(counts.calls == 19 && counts.asOf == nil && counts.days.isEmpty && counts.agents.isEmpty)
  }
}
