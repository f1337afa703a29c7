import Cost
import Decision
import Experiment
import Statistics
import Testing

@Suite("A roll-out beside its hold-out")
struct FollowUpReviewTests {
  private static let starts = Examples.monday + 30
  private static let day = Examples.monday + 150

  private static func plan() throws -> Plan {
    var plan = try ReviewTests.plan()
    plan.rollout = Rollout(
      callsPerMonth: 10_000, months: 6,
      followUp: Rollout.FollowUp(script: "question", firstDay: starts.dayNumber, holdOut: 0.1))
    return plan
  }

  /// Ten days of the roll-out: calls of both scripts, sales of both after ten days each.
  private static func rollout(
    pitch: (calls: Int, sales: Int), question: (calls: Int, sales: Int), from first: CivilDate = starts
  ) -> Evidence {
    var tally = Tally()
    var receipts = DatedReceipts()
    for (variant, count) in [("pitch", pitch), ("question", question)] {
      for date in 0..<10 {
        tally.byDay.add(
          CallCell(calls: count.calls / 10, opportunities: count.calls / 300),
          to: DayKey(variant: variant, date: first + date))
      }
      for index in 0..<count.sales {
        receipts.add(
          DatedReceipts.Row(
            sale: Receipts.Row(sales: 1, revenue: Money(1200), salesWithMargin: 1, margin: Money(400))),
          to: DatedReceipts.Key(variant: variant, day: (first + index % 10).dayNumber, daysSinceCall: 10))
      }
      tally.units.counts[UnitKey(variant: variant)] = count.calls
    }
    tally.units.source = .calls
    return Evidence(tally: tally, receipts: Receipts(isObserved: true), datedReceipts: receipts, lastDay: day)
  }

  private static func review(_ rollout: Evidence) throws -> Review {
    let sales = ReviewTests.delays(80, mean: 12)
    return try Decision.review(
      plan(), ReviewTests.evidence(pitch: sales, question: ReviewTests.delays(120, mean: 12), through: day),
      at: .financial, asOf: day, rollout: rollout, override: "the client wants it")
  }

  @Test func `a script that sells more than the leads held out is confirmed, at the costs per call of the test`() throws
  {
    let review = try Self.review(Self.rollout(pitch: (6_000, 40), question: (54_000, 720)))
    let followUp = try #require(review.followUp)
    #expect(followUp.outcome == .confirmed && review.outcome == .confirmed)
    #expect(followUp.arms.map(\.calls) == [6_000, 54_000])
    // 720/54,000 − 40/6,000 = 0.667 points × EUR 400 = EUR 2.67 a call, at the same EUR 1 a call for both.
    #expect(abs(try #require(followUp.gain?.profitPerCall).value - 2.667) < 0.01)
    #expect(abs(try #require(followUp.arms.first?.cost) - 6_000) < 1e-6)
    #expect(review.override == "the client wants it")
  }

  @Test func `a script that sells less than the leads held out is reversed, whatever the test said`() throws {
    let review = try Self.review(Self.rollout(pitch: (6_000, 120), question: (54_000, 540)))
    #expect(review.outcome == .reversed("question"))
    #expect(review.followUp?.outcome == .reversed("question"))
  }

  @Test func `a roll-out is read under the plan's limit, as the test is`() throws {
    let sales = ReviewTests.delays(80, mean: 12)
    let test = ReviewTests.timed(
      ReviewTests.evidence(pitch: sales, question: ReviewTests.delays(120, mean: 12), through: Self.day))
    var plan = try Self.plan()
    func review() throws -> Review {
      try Decision.review(
        plan, test, at: .financial, asOf: Self.day, rollout: Self.rollout(pitch: (6_000, 60), question: (54_000, 720)))
    }
    let leads = try #require(try review().followUp)
    let perCall = try leads.arms.map { try #require($0.came.profitPerCall).value }
    plan.rollout?.limit = .agentHours
    let hours = try #require(try review().followUp)
    // In the same hours the script places a third of the calls.
    #expect(abs(try #require(hours.gain?.profitPerCall).value - (perCall[1] / 3 - perCall[0])) < 1e-9)
    #expect(leads.outcome == .confirmed && hours.outcome == .reversed("question"))
  }

  @Test func `where the roll-out does not settle it, the test speaks`() throws {
    let review = try Self.review(Self.rollout(pitch: (3_000, 30), question: (27_000, 300)))
    #expect(review.followUp?.outcome == .undecided)
    #expect(try review.outcome == Self.withoutRollout)
  }

  private static var withoutRollout: Review.Outcome {
    get throws {
      let sales = ReviewTests.delays(80, mean: 12)
      return try Decision.review(
        plan(), ReviewTests.evidence(pitch: sales, question: ReviewTests.delays(120, mean: 12), through: day),
        at: .financial, asOf: day
      ).outcome
    }
  }

  @Test func `leads that are not split as planned conclude nothing`() throws {
    let followUp = try #require(
      try Self.review(Self.rollout(pitch: (18_000, 120), question: (42_000, 720))).followUp)
    #expect(!followUp.isSplitAsPlanned)
    #expect(followUp.outcome == .undecided)
  }

  @Test func `too early, the roll-out says when its first calls reach the age`() throws {
    let first = Self.day - 40
    let followUp = try #require(
      try Self.review(Self.rollout(pitch: (6_000, 40), question: (54_000, 720), from: first)).followUp)
    #expect(followUp.outcome == .tooEarly(first + 90))
  }
}
