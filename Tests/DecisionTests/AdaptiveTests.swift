import Cost
import Experiment
import Statistics
import Testing

@testable import Decision

@Suite("Shares that follow results")
struct AdaptiveTests {
  private func plan(_ adaptive: AdaptiveShares = AdaptiveShares(rule: .thompson, floor: 0.1)) throws -> Plan {
    var plan = try Examples.datedPlan(within: 2, rollout: Rollout(callsPerMonth: 20_000, months: 6))
    plan.test.assignment = AssignmentRule(method: .waves, by: ["wave"], seed: "s", adaptive: adaptive)
    return plan
  }

  /// Calls of pitch and question on a day, 400 each.
  private func evidence(_ days: [(day: Int, pitch: Int, question: Int)]) -> Evidence {
    var tally = Tally()
    for (day, pitch, question) in days {
      let date = Examples.monday + day
      for (variant, count) in [("pitch", pitch), ("question", question)] {
        tally.byDay.add(
          CallCell(calls: 400, opportunities: count),
          to: DayKey(variant: variant, date: date, stratum: date.description))
      }
    }
    return Evidence(tally: tally, lastDay: days.map { Examples.monday + $0.day }.max())
  }

  @Test func `shares rest on the calls that were mature when their day began`() throws {
    let known = evidence([(0, 12, 19), (1, 12, 12), (2, 12, 12)])
    let next = try #require(try waves(plan(), known).last)
    #expect(next.wave == nil && next.firstDay == Examples.monday + 3 && next.knownThrough == Examples.monday)
    // The figure of the independent quadrature for 12 and 19 of 400.
    #expect(abs(next.arms[1].sampled - (0.1 + 0.8 * 0.8969913691346)) < 1e-9)
    // Asked later, the same shares come out.
    let later = try waves(plan(), evidence([(0, 12, 19), (1, 12, 12), (2, 12, 12), (3, 40, 1)]))
    let same = try #require(later.first { $0.wave == (Examples.monday + 3).description })
    #expect(same.arms.map(\.sampled) == next.arms.map(\.sampled))
  }

  @Test func `before results are mature, and before any call, shares are alike`() throws {
    let first = try waves(plan(), Evidence(tally: Tally()))
    #expect(first.map(\.firstDay) == [Examples.monday] && first[0].arms.allSatisfy { $0.sampled == 0.5 })
    let early = try #require(try waves(plan(), evidence([(0, 12, 19), (1, 12, 12)])).last)
    #expect(early.knownThrough == nil && early.arms.allSatisfy { $0.sampled == 0.5 })
  }

  @Test func `the next block begins on a calling day of the test, or there is none`() throws {
    let rule = AdaptiveShares(rule: .thompson, floor: 0.1)
    let test = try plan().test
    #expect(rule.nextBlock(after: Examples.monday + 4, of: test) == Examples.monday + 7)
    #expect(rule.nextBlock(after: Examples.monday + 11, of: test) == nil)
    #expect(rule.knownThrough(block: Examples.monday + 7, of: test) == Examples.monday + 2)
    let weekly = AdaptiveShares(rule: .thompson, floor: 0.1, every: 7)
    #expect(weekly.block(of: Examples.monday + 9, starts: Examples.monday) == Examples.monday + 7)
    #expect(weekly.nextBlock(after: Examples.monday + 2, of: test) == Examples.monday + 7)
    #expect(try waves(plan(), evidence([(0, 12, 19)]), asOf: Examples.monday + 11).last?.wave != nil)
  }

  @Test func `undated counts are refused`() throws {
    #expect(throws: DecisionError.wavesUndated) {
      try waves(plan(), Examples.counts([("pitch", 9, 1, "2026-03-02"), ("question", 9, 1, "2026-03-02")]))
    }
  }
}

@Suite("Adaptive shares while rates drift")
struct AdaptiveDriftTests {
  /// What simulated tests came to: how often each comparison finds a difference, and its mean estimate.
  struct Outcome {
    var (within, pooled) = (0, 0)
    var (withinMean, pooledMean) = (0.0, 0.0)
  }

  /// Tests of ten days of 400 calls, whose base rate rises from 2 % to 6 %, under Thompson's shares with a floor of 10 %.
  private func tests(_ replicates: Int, difference: Double) throws -> Outcome {
    let rule = AdaptiveShares(rule: .thompson, floor: 0.1)
    let root = RandomSource(seed: 5)
    var outcome = Outcome()
    for replicate in 0..<replicates {
      var source = root.split(UInt64(replicate))
      var days: [TwoProportions] = []
      var (x, n) = ([0, 0], [0, 0])
      for day in 0..<10 {
        let posteriors = try zip(x, n).map { try Beta(1 + Double($0), 1 + Double($1 - $0)) }
        let share = try rule.shares(by: ExplorationSampling(logOddsOf: posteriors))[1]
        let own = Int((400 * share).rounded())
        let rate = 0.02 + 0.04 * Double(day) / 9
        let found = [source.binomial(400 - own, rate), source.binomial(own, rate + difference)]
        days.append(
          TwoProportions(control: try Proportion(found[0], of: 400 - own), variant: try Proportion(found[1], of: own)))
        x = zip(x, found).map { $0 + $1 }
        n = [n[0] + 400 - own, n[1] + own]
      }
      let within = try StratifiedTwoProportions(days)
      let pooled = try StratifiedTwoProportions([
        TwoProportions(control: try Proportion(x[0], of: n[0]), variant: try Proportion(x[1], of: n[1]))
      ])
      if within.cochranMantelHaenszel().pValue <= 0.05 { outcome.within += 1 }
      if pooled.cochranMantelHaenszel().pValue <= 0.05 { outcome.pooled += 1 }
      outcome.withinMean += within.observedMantelHaenszelDifference / Double(replicates)
      outcome.pooledMean += pooled.observedMantelHaenszelDifference / Double(replicates)
    }
    return outcome
  }

  @Test func `compared within days the test errs at alpha, pooled it errs many times as often`() throws {
    let replicates = 3000
    let outcome = try tests(replicates, difference: 0)
    let error = (0.05 * 0.95 / Double(replicates)).squareRoot()
    #expect(Double(outcome.within) / Double(replicates) < 0.05 + 3.5 * error, "\(outcome)")
    #expect(Double(outcome.within) / Double(replicates) > 0.05 - 3.5 * error, "\(outcome)")
    #expect(Double(outcome.pooled) / Double(replicates) > 0.25, "\(outcome)")
  }

  /// With a true difference of 1 point, 60,000 tests gave 1.106 points on average within days and 1.674 pooled: both are
  /// biased, the pooled one six times as much.
  @Test func `the estimate within days is nearer to the truth than the pooled one`() throws {
    let outcome = try tests(6000, difference: 0.01)
    #expect(abs(outcome.withinMean - 0.01106) < 0.0006, "\(outcome)")
    #expect(abs(outcome.pooledMean - 0.01674) < 0.0006, "\(outcome)")
  }
}

@Suite("Adaptive shares at design time")
struct AdaptiveDesignTests {
  private func plan(floor: Double = 0.1) throws -> Plan {
    var plan = try Examples.datedPlan(within: 2, rollout: Rollout(callsPerMonth: 20_000, months: 6))
    plan.test.calling.agents = 30
    plan.test.assignment = AssignmentRule(
      method: .waves, by: ["wave"], seed: "s", adaptive: AdaptiveShares(rule: .thompson, floor: floor))
    return plan
  }

  @Test func `adaptive shares earn more during the test and show less, and error stays at alpha`() throws {
    let design = try design(plan(), simulatedTests: 1000)
    let comparison = try #require(design.adaptive)
    #expect(comparison.replicates == 1000 && comparison.calls == 24_000 && comparison.isMoney)
    let none = try #require(comparison.outcomes(.noEffect))
    #expect(none.equal.chanceAbove < 0.045 && none.following.chanceAbove < 0.045 && none.following.worseShare == nil)
    let better = try #require(comparison.outcomes(.worthDetecting))
    #expect(better.following.chanceAbove < better.equal.chanceAbove)
    #expect(try #require(better.following.worseShare) < 0.4 && better.equal.worseShare == 0.5)
    #expect(better.following.testGain > better.equal.testGain)
    // Half of the calls at 0.6 points more, 50 EUR an opportunity.
    #expect(abs(better.equal.testGain - 12_000 * 0.006 * 50) < 1e-6)
    #expect(abs(better.equal.rolloutGain - better.equal.chanceAbove * 120_000 * 0.006 * 50) < 1e-6)
    // The simulated power of equal shares is that of the planning formula.
    let formula = try #require(try Decision.design(equal(plan()), simulatedTests: 100).capacity).power
    #expect(abs(better.equal.chanceAbove - formula) < 4 * better.equal.chanceAboveError + 0.01)
    #expect(design.capacity?.power == better.following.chanceAbove && design.monitoring == nil)
    #expect(try #require(comparison.outcomes(.usual)).following.testGain > 0)
  }

  private func equal(_ plan: Plan) -> Plan {
    var plan = plan
    plan.test.assignment = AssignmentRule(seed: "s")
    return plan
  }

  @Test func `a floor of one half is the equal split, and the same figures come out each time`() throws {
    let comparison = try #require(try design(plan(floor: 0.5), simulatedTests: 300).adaptive)
    #expect(comparison.outcomes(.worthDetecting)?.following.worseShare == 0.5)
    #expect(comparison == (try design(plan(floor: 0.5), simulatedTests: 300).adaptive))
  }

  static let gains: [(Double, Double, AdaptiveComparison.Allocation?)] = [
    (0, 20, nil), (0, 21, .following), (21, 0, .equal),
  ]

  @Test(arguments: gains)
  func `an allocation gains more beyond twice the standard errors of both`(
    equal: Double, following: Double, more: AdaptiveComparison.Allocation?
  ) {
    func outcome(_ gain: Double) -> AdaptiveComparison.Outcome {
      AdaptiveComparison.Outcome(
        scenario: .usual, chanceAbove: 0.5, chanceAboveError: 0.01, worseShare: nil, testGain: gain, rolloutGain: 0,
        gainError: 5)
    }
    let comparison = AdaptiveComparison(
      adaptive: AdaptiveShares(rule: .thompson, floor: 0.1), calls: 100, rolloutCalls: 0, isMoney: true,
      equal: [outcome(equal)], following: [outcome(following)], replicates: 1, seed: 1)
    #expect(comparison.gainingMore(in: .usual) == more)
    #expect(comparison.gainingMore(in: .noEffect) == nil)
  }

  @Test func `a test that ends by calls is followed over the days of its pace`() throws {
    let days = try #require(try design(plan(), simulatedTests: 20).adaptive)
    var byCalls = try plan()
    byCalls.test.length = .calls(24_000)
    #expect(try design(byCalls, simulatedTests: 20).adaptive == days)
  }

  @Test func `without economics gains are opportunities`() throws {
    var plan = try plan()
    plan.economics = nil
    let comparison = try #require(try design(plan, simulatedTests: 200).adaptive)
    #expect(!comparison.isMoney)
    #expect(abs(try #require(comparison.outcomes(.worthDetecting)).equal.testGain - 12_000 * 0.006) < 1e-9)
  }
}
