import Decision
import Experiment
import Statistics
import Testing

@Suite("A guardrail on complaints")
struct ComplaintGuardrailTests {
  private static func reading(
    control: (complaints: Int, known: Int), variant: (complaints: Int, known: Int), limit: Double = 0.5
  ) throws -> GuardrailReading {
    var plan = try Examples.undatedPlan(["pitch", "question"])
    plan.test.guardrails = [
      Guardrail(metric: .complaintShare, worseByAtMost: limit, dispositions: ["complaint"])
    ]
    var tally = Tally()
    for (name, seen) in [("pitch", control), ("question", variant)] {
      var cell = CallCell(calls: 10_000, opportunities: 300)
      cell.dispositionKnown = seen.known
      cell.complaints = seen.complaints
      tally.byDay.add(cell, to: DayKey(variant: name, date: nil))
      tally.units.counts[UnitKey(variant: name)] = 10_000
    }
    tally.units.source = .counts
    return try #require(try check(plan, Evidence(tally: tally)).guardrails.first)
  }

  @Test func `many more complaints are too much worse`() throws {
    let reading = try Self.reading(control: (100, 10_000), variant: (250, 10_000))
    #expect(reading.status == .fail)
    #expect(abs((reading.worsening?.value ?? 0) - 1.5) < 1e-12)
  }

  @Test func `as many complaints are fine where there are enough of them to tell`() throws {
    let reading = try Self.reading(control: (300, 10_000), variant: (300, 10_000))
    #expect(reading.status == .pass)
    #expect((reading.power?.chanceOfPass ?? 0) > 0.99)
  }

  @Test func `a few complaints tell nothing, and say so`() throws {
    let reading = try Self.reading(control: (4, 10_000), variant: (5, 10_000))
    #expect(reading.status == .unknown)
    #expect((reading.power?.chanceOfPass ?? 1) < 0.3)
  }

  @Test(arguments: [(0, 10_000), (0, 0)])
  func `nothing can be compared where the control has none`(complaints: Int, known: Int) throws {
    let reading = try Self.reading(control: (complaints, known), variant: (complaints == 0 ? 3 : 0, 10_000))
    #expect(reading.status == .unknown && reading.worsening == nil)
  }

  /// The relative change follows the share of calls whose disposition is known, not all calls.
  @Test func `calls without a disposition are left out`() throws {
    let reading = try Self.reading(control: (100, 5_000), variant: (100, 10_000))
    #expect(abs((reading.worsening?.value ?? 0) + 0.5) < 1e-12)
  }
}
