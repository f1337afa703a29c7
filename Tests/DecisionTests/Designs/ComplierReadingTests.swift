import Experiment
import Statistics
import Testing

@testable import Decision

@Suite("What was heard stands beside what was assigned")
struct ComplierReadingTests {
  /// 10,000 leads a script, called once: 80 % of the challenger's heard it, 3 % and 3.8 % made an opportunity.
  private func evidence(heard: Int = 8000, inControl: Int = 0, withFile: Bool = true) -> Evidence {
    var tally = Tally()
    for (variant, opportunities, heard) in [("pitch", 300, inControl), ("question", 380, heard)] {
      let successes = min(opportunities, heard)
      for (hits, ears, leads) in [
        (1, 1, successes), (1, 0, opportunities - successes), (0, 1, heard - successes),
        (0, 0, 10_000 - opportunities - heard + successes),
      ] where leads > 0 {
        tally.leads.add(
          LeadTable.Row(leads: leads),
          to: LeadTable.Key(variant: variant, calls: 1, opportunities: hits, heardChallenger: ears))
      }
      tally.byDay.add(
        CallCell(calls: 10_000, opportunities: opportunities), to: DayKey(variant: variant, date: Examples.monday))
    }
    let sources = withFile ? [Intake.Source(kind: .adherence, name: "heard.csv", rows: 20_000, rejected: 0)] : []
    return Evidence(tally: tally, intake: Intake(sources: sources), lastDay: Examples.monday + 20)
  }

  private func comparison(_ evidence: Evidence) throws -> Comparison {
    try check(Examples.datedPlan(), evidence, asOf: Examples.monday + 20).comparisons[0]
  }

  @Test func `the effect of hearing is the effect of assignment over the share that heard`() throws {
    let comparison = try comparison(evidence())
    let complier = try #require(comparison.complier)
    let assigned = try #require(comparison.difference)
    #expect(abs(try #require(complier.estimate) - assigned.value / 0.8) < 1e-12)
    #expect(complier.heardAsAssigned == 0.8 && complier.heardInControl == 0)
    guard case .interval(let lower, let upper) = complier.set else {
      Issue.record("\(complier.set)")
      return
    }
    #expect(lower > 0 && lower < 0.01 && upper > 0.01)
  }

  @Test func `the comparison itself goes by assignment, whatever was heard`() throws {
    let all = try comparison(evidence(heard: 10_000))
    let few = try comparison(evidence(heard: 2000))
    #expect(all.difference == few.difference && all.p == few.p)
    #expect(few.complier?.estimate ?? 0 > all.complier?.estimate ?? 1)
  }

  @Test func `everybody hearing what was assigned leaves the effect of assignment`() throws {
    let comparison = try comparison(evidence(heard: 10_000))
    #expect(abs((comparison.complier?.estimate ?? 0) - 0.008) < 1e-12)
  }

  @Test func `the same share heard in both groups bounds nothing`() throws {
    let complier = try #require(try comparison(evidence(heard: 5000, inControl: 5000)).complier)
    #expect(complier.estimate == nil)
    #expect(complier.set == .wholeLine || complier.set.contains(1e6))
  }

  @Test func `without a file of what was heard nothing is said of hearing`() throws {
    #expect(try comparison(evidence(withFile: false)).complier == nil)
  }
}
