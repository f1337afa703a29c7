import Cost
import Experiment
import Statistics
import Testing

@testable import Decision

@Suite("review of a campaign")
struct ReviewTests {
  /// Ten days of calls, 600 a day and script; sales by script on days of delay, spread over the days of calls.
  static func evidence(pitch: [Int], question: [Int], through day: CivilDate) -> Evidence {
    var tally = Tally()
    var receipts = DatedReceipts()
    for (variant, delays) in [("pitch", pitch), ("question", question)] {
      for date in 0..<10 {
        var cell = CallCell(calls: 600, opportunities: variant == "pitch" ? 18 : 30)
        cell.timedCalls = 0
        tally.byDay.add(cell, to: DayKey(variant: variant, date: Examples.monday + date))
      }
      for (index, delay) in delays.enumerated() {
        let called = Examples.monday + index % 10
        guard called + delay <= day else { continue }
        receipts.add(
          DatedReceipts.Row(
            sale: Receipts.Row(sales: 1, revenue: Money(1200), salesWithMargin: 1, margin: Money(400))),
          to: DatedReceipts.Key(variant: variant, day: called.dayNumber, daysSinceCall: delay))
      }
    }
    tally.units.source = .counts
    return Evidence(
      tally: tally, receipts: Receipts(isObserved: true), datedReceipts: receipts, lastDay: day)
  }

  /// Delays whose quantiles are those of an exponential law with a mean of so many days.
  static func delays(_ count: Int, mean: Double) -> [Int] {
    (0..<count).map { index in
      // Spread so that the same delay does not always fall on the same day of calls.
      let place = Double((index * 37) % count) + 0.5
      let share = place / Double(count)
      var low = 0.0
      var high = 400.0
      for _ in 0..<60 {
        let middle = (low + high) / 2
        var term = 1.0
        // e^(−x) by halving: (1 − x/2ᵏ)^(2ᵏ) with k = 20.
        term = 1 - middle / mean / 1_048_576
        for _ in 0..<20 { term *= term }
        if 1 - term < share { low = middle } else { high = middle }
      }
      return Int(low)
    }
  }

  static func plan() throws -> Plan {
    try Examples.datedPlan(
      within: 7, ledger: Ledger(items: [CostItem(item: "salaries", amount: Money(12_000))]))
  }

  @Test func `the curve of sales is that of Kaplan and Meier, by hand`() throws {
    // 600 calls a day on ten days; at the end of day 12 they are 12 to 3 days old. Two sales after 3 days, one after 5.
    let day = Examples.monday + 12
    let review = try Decision.review(
      Self.plan(), Self.evidence(pitch: [3, 3, 5], question: [], through: day), at: .operational, asOf: day)
    let pitch = try #require(review.delays.first { $0.variant == "pitch" })
    // Followed for 3 days: all 6,000. For 5 days: the calls of eight days, 4,800, less the two that had sold.
    let first = 2.0 / 6000
    let expected = [3: first, 4: first, 5: 1 - (1 - first) * (1 - 1.0 / 4798)]
    for (delay, share) in expected {
      #expect(abs(try #require(pitch.points.first { $0.day == delay }).share.value - share) < 1e-12)
    }
    #expect(review.delays.map(\.variant) == ["pitch", "question"])
  }

  @Test func `too early, a review says when the first calls reach the age`() throws {
    let day = Examples.monday + 20
    let review = try Decision.review(
      Self.plan(), Self.evidence(pitch: [3, 4], question: [2], through: day), at: .operational, asOf: day)
    #expect(review.outcome == .tooEarly(Examples.monday + 30))
    #expect(review.noForecast == nil)
  }

  @Test func `at 30 days only what came within 30 days counts, and the forecast lies above it`() throws {
    let day = Examples.monday + 45
    let evidence = Self.evidence(
      pitch: Self.delays(80, mean: 12), question: Self.delays(120, mean: 12), through: day)
    let review = try Decision.review(Self.plan(), evidence, at: .operational, asOf: day)
    for arm in review.arms {
      #expect(arm.calls == 6000)
      let forecast = try #require(arm.forecast)
      #expect(forecast.sales.value >= arm.came.sales.value)
      #expect(forecast.sales.lower <= forecast.sales.value && forecast.sales.value <= forecast.sales.upper)
      #expect(abs(try #require(arm.cost) - 6000) < 1e-6)
    }
    #expect(review.arms.map(\.delays) == [.pooled, .pooled])
    let gain = try #require(review.gains.first?.profitPerCall)
    // 40 sales more on 6,000 calls at a margin of 400: 2.67 a call.
    #expect(abs(gain.value - 2.67) < 0.3)
  }

  @Test func `a review of calls that were all followed to the horizon forecasts nothing`() throws {
    let (pitch, question) = (Self.delays(80, mean: 12), Self.delays(120, mean: 12))
    func review(asOf day: CivilDate) throws -> Review {
      try Decision.review(
        Self.plan(), Self.evidence(pitch: pitch, question: question, through: day), at: .operational, asOf: day)
    }
    let young = try review(asOf: Examples.monday + 9 + 60)
    #expect(!young.isFollowedThrough && young.arms.allSatisfy { $0.forecast != nil })
    let old = try review(asOf: Examples.monday + 9 + 90)
    #expect(old.isFollowedThrough)
    for arm in old.arms {
      let sales = try #require(arm.forecast).sales
      #expect(sales.lower == sales.upper && sales.value >= arm.came.sales.value)
    }
  }

  @Test func `at 90 days what came stands beside the forecast of the day on which these calls were 30 days old`() throws
  {
    let day = Examples.monday + 110
    let evidence = Self.evidence(
      pitch: Self.delays(80, mean: 12), question: Self.delays(120, mean: 12), through: day)
    let review = try Decision.review(Self.plan(), evidence, at: .financial, asOf: day)
    // The youngest call is of the tenth day.
    #expect(review.forecastDay == Examples.monday + 39)
    for arm in review.arms {
      let before = try #require(arm.forecastBefore)
      #expect(before.sales.contains(arm.came.sales.value))
      #expect(arm.came.sales.lower == arm.came.sales.upper)
    }
    let gain = try #require(review.gains.first?.profitPerCall)
    #expect(abs(gain.value - (120 - 80) * 400.0 / 6000) < 0.05)
    #expect(gain.lower < gain.value && gain.value < gain.upper)
    // 200 sales at a margin of 400 against 12,000 of cost; 480 opportunities of 12,000 calls.
    let campaign = try #require(review.campaign)
    let roi = try #require(campaign.indicators.marginRoi)
    #expect(abs(roi - (80_000.0 / 12_000 - 1)) < 1e-6)
    #expect(campaign.indicators.calls == 12_000 && campaign.indicators.opportunities == 480)
  }

  @Test func `calls too young for the review are in none of the campaign's figures`() throws {
    // On day 95 the calls of the first six days are 90 days old, 3,600 of each script.
    let day = Examples.monday + 95
    let evidence = Self.evidence(
      pitch: Self.delays(80, mean: 12), question: Self.delays(120, mean: 12), through: day)
    let review = try Decision.review(Self.plan(), evidence, at: .financial, asOf: day)
    #expect(review.arms.map(\.calls) == [3600, 3600] && review.arms.map(\.youngerCalls) == [2400, 2400])
    let indicators = try #require(review.campaign?.indicators)
    #expect(indicators.calls == 7200)
    #expect(indicators.opportunities == 6 * 18 + 6 * 30)
    #expect(indicators.cost == Money(7200))
  }

  @Test func `the same evidence read earlier gives the forecast that is shown beside what came`() throws {
    let late = Examples.monday + 110
    let early = Examples.monday + 39
    let pitch = Self.delays(80, mean: 12)
    let question = Self.delays(120, mean: 12)
    let after = try Decision.review(
      Self.plan(), Self.evidence(pitch: pitch, question: question, through: late), at: .financial, asOf: late)
    let then = try Decision.review(
      Self.plan(), Self.evidence(pitch: pitch, question: question, through: early), at: .operational, asOf: early)
    #expect(after.arms.map(\.forecastBefore?.sales) == then.arms.map(\.forecast?.sales))
    // However late the review is read.
    let later = late + 200
    let afterwards = try Decision.review(
      Self.plan(), Self.evidence(pitch: pitch, question: question, through: later), at: .financial, asOf: later)
    #expect(afterwards.forecastDay == early)
    #expect(afterwards.arms.map(\.forecastBefore) == after.arms.map(\.forecastBefore))
  }

  @Test func `money of what came within 30 days is that of these sales, however late it is read`() throws {
    let sales = Self.delays(80, mean: 12)
    func read(_ day: CivilDate) throws -> [Review.Figures] {
      try Decision.review(
        Self.plan(), Self.evidence(pitch: sales, question: sales, through: day), at: .operational, asOf: day
      ).arms.map(\.came)
    }
    let figures = try read(Examples.monday + 60)
    #expect(try read(Examples.monday + 39) == figures && read(Examples.monday + 160) == figures)
  }

  @Test func `without sales there is no forecast, and with one known beforehand there is`() throws {
    let day = Examples.monday + 45
    let evidence = Self.evidence(pitch: [], question: [], through: day)
    let without = try Decision.review(Self.plan(), evidence, at: .operational, asOf: day)
    #expect(without.noForecast == .withoutSales)
    #expect(without.arms.allSatisfy { $0.forecast == nil })
    var stated = try Self.plan()
    stated.economics?.delayToSale = StatedDelay(median: 20, ninetyPercent: 50)
    let with = try Decision.review(stated, evidence, at: .operational, asOf: day)
    #expect(with.noForecast == nil)
    #expect(with.arms.allSatisfy { $0.delays == .stated && $0.forecast != nil })
  }

  @Test func `before the tail is seen the review refuses and says how much may be unseen`() throws {
    let day = Examples.monday + 31
    let evidence = Self.evidence(
      pitch: Self.delays(60, mean: 200), question: Self.delays(60, mean: 200), through: day)
    let review = try Decision.review(Self.plan(), evidence, at: .operational, asOf: day)
    guard case .tailNotSeen(let unseen, let longest) = review.noForecast else {
      Issue.record("forecast without having seen the tail")
      return
    }
    #expect(longest == 31)
    #expect(unseen.map { $0 > 0.25 } ?? true)
    #expect(review.outcome != .confirmed)
  }

  @Test func `an attribution window shorter than the horizon is the horizon`() throws {
    var plan = try Self.plan()
    plan.economics?.attributionDays = 45
    let day = Examples.monday + 110
    let evidence = Self.evidence(pitch: Self.delays(80, mean: 12), question: Self.delays(80, mean: 12), through: day)
    #expect(try Decision.review(plan, evidence, at: .financial, asOf: day).horizon == 45)
  }

  @Test func `without dated sales a review is refused`() throws {
    let plan = try Examples.undatedPlan(["pitch", "question"])
    #expect(throws: DecisionError.salesMissing(isUndated: true)) {
      try Decision.review(plan, Examples.counts([("pitch", 10, 1, nil), ("question", 10, 1, nil)]), at: .operational)
    }
  }

  @Test func `before the first call there is nothing to review`() throws {
    let day = CivilDate(dayNumber: Examples.monday.dayNumber - 60)
    let nothing = Evidence(
      tally: Tally(), receipts: Receipts(isObserved: true), datedReceipts: DatedReceipts(), lastDay: day)
    #expect(throws: DecisionError.noCalls(asOf: day)) {
      try Decision.review(Self.plan(), nothing, at: .operational, asOf: day)
    }
    #expect(DecisionError.noCalls(asOf: day).description.hasPrefix("No call of the test was placed up to 2026-01-01,"))
  }

  @Test func `dated receipts add up and survive being written down`() throws {
    var one = DatedReceipts()
    let key = DatedReceipts.Key(variant: "pitch", day: 20_514, daysSinceCall: 3)
    let first = Receipts.Row(sales: 1, revenue: Money(10))
    one.add(DatedReceipts.Row(sale: first), to: key)
    one.add(DatedReceipts.Row(sale: Receipts.Row(sales: 1, revenue: Money(30)), after: first), to: key)
    let sum = one + one
    let row = sum.total { $0.variant == "pitch" }
    #expect(row.soldCalls == 2)
    #expect(row.sales.sales == 4)
    #expect(row.sales.revenue == Money(80))
    // Two calls that brought 40 each.
    #expect(row.revenueSquares == 3200)
  }

  @Test func `what is taken back leaves the squares of what is kept, and no sold call`() {
    let sale = Receipts.Row(sales: 1, revenue: Money(100), salesWithMargin: 1, margin: Money(40))
    var row = DatedReceipts.Row(sale: sale)
    row += DatedReceipts.Row(sale: Receipts.Row(sales: 0, revenue: Money(-30), margin: Money(-12)), after: sale)
    #expect(row.soldCalls == 1 && row.revenueSquares == 4900 && row.marginSquares == 784)
    let kept = Receipts.Row(sales: 1, revenue: Money(70), salesWithMargin: 1, margin: Money(28))
    row += DatedReceipts.Row(
      sale: Receipts.Row(sales: -1, revenue: Money(-70), salesWithMargin: -1, margin: Money(-28)), after: kept)
    #expect(row == DatedReceipts.Row())
  }

  /// The same with talk times: a minute a call of the control, three of the challenger.
  static func timed(_ evidence: Evidence) -> Evidence {
    var evidence = evidence
    for (key, cell) in evidence.tally.byDay.sorted {
      var timed = cell
      timed.timedCalls = cell.calls
      timed.talkSeconds = cell.calls * (key.variant == "pitch" ? 60 : 180)
      timed.talkSecondsSquared = cell.calls * (key.variant == "pitch" ? 3600 : 32_400)
      evidence.tally.byDay[key] = timed
    }
    return evidence
  }

  private static func review(_ plan: Plan, pitch: Int = 80, question: Int = 120, talk: Bool = false) throws -> Review {
    let day = Examples.monday + 110
    var evidence = Self.evidence(
      pitch: Self.delays(pitch, mean: 12), question: Self.delays(question, mean: 12), through: day)
    if talk { evidence = timed(evidence) }
    return try Decision.review(plan, evidence, at: .financial, asOf: day)
  }

  @Test func `what is spent once weighs on the returns of the test, not on the decision`() throws {
    var plan = try Self.plan()
    let before = try Self.review(plan)
    plan.ledger?.items.append(CostItem(item: "training", amount: Money(60_000), variant: "question", once: true))
    let after = try Self.review(plan)
    #expect(after.gains == before.gains && after.outcome == before.outcome)
    #expect(after.arms[1].came.profitPerCall == before.arms[1].came.profitPerCall)
    #expect(try #require(after.arms[1].came.roi).value < #require(before.arms[1].came.roi).value)
  }

  @Test func `gains are counted under the limit of the roll-out`() throws {
    var plan = try Self.plan()
    plan.rollout = Rollout(callsPerMonth: 6000)
    let leads = try Self.review(plan, talk: true)
    #expect(leads.limit == .leads)
    let perCall = try leads.arms.map { try #require($0.came.profitPerCall).value }
    let atLeads = try #require(leads.gains[0].profitPerCall).value
    #expect(abs(atLeads - (perCall[1] - perCall[0])) < 1e-9)
    // Calls of the challenger take three times as long: a third of them in the same hours.
    plan.rollout = Rollout(callsPerMonth: 6000, limit: .agentHours)
    let hours = try Self.review(plan, talk: true)
    #expect(hours.limit == .agentHours)
    let atHours = try #require(hours.gains[0].profitPerCall).value
    #expect(abs(atHours - (perCall[1] / 3 - perCall[0])) < 1e-9)
    // Without talk times nobody knows how many calls the hours leave: as many for both, and the review says so.
    let unknown = try Self.review(plan, talk: false)
    #expect(unknown.limit == .leads && unknown.warnings == [.handlingTimeUnknown] && hours.warnings.isEmpty)
    // The script that was rolled out earns more a call, and less an hour.
    #expect(leads.outcome == .confirmed && hours.outcome == .reversed("question"))
  }

  @Test func `a script that was not rolled out must earn back the switch, and stay within what must not get worse`() {
    func gain(_ lower: Double, _ upper: Double) -> [Review.Gain] {
      [
        Review.Gain(
          variant: "question", profitPerCall: Estimate(value: (lower + upper) / 2, lower: lower, upper: upper))
      ]
    }
    #expect(Review.outcome(decided: .noWinner, winner: nil, gains: gain(0.2, 0.4)) == .reversed("question"))
    #expect(Review.outcome(decided: .noWinner, winner: nil, gains: gain(0.2, 0.4), switching: 0.3) == .undecided)
    #expect(Review.outcome(decided: .noWinner, winner: nil, gains: gain(0.2, 0.4), switching: 0.5) == .confirmed)
    // What was spent on a roll-out is spent.
    #expect(
      Review.outcome(decided: .rollOut, winner: "question", gains: gain(0.2, 0.4), switching: 0.5) == .confirmed)
    #expect(
      Review.outcome(decided: .keepControl, winner: nil, gains: gain(0.2, 0.4), heldBack: ["question"])
        == .heldBack("question"))
  }

  @Test(arguments: [Review.Age.early, .late])
  func `ages between are forecast as 30 days are`(age: Review.Age) throws {
    var plan = try Self.plan()
    let day = Examples.monday + 9 + age.days
    let evidence = Self.evidence(
      pitch: Self.delays(80, mean: 12), question: Self.delays(120, mean: 12), through: day)
    plan.economics?.delayToSale = StatedDelay(median: 9, ninetyPercent: 28)
    let review = try Decision.review(plan, evidence, at: age, asOf: day)
    #expect(review.arms.allSatisfy { $0.calls == 6000 && $0.youngerCalls == 0 })
    #expect(try #require(review.arms[0].forecast).sales.contains(80))
    #expect(try #require(review.arms[1].forecast).sales.contains(120))
    #expect(!review.isPriorContradicted)
  }

  @Test func `a stated delay that the sales contradict is named`() throws {
    var plan = try Self.plan()
    let day = Examples.monday + 39
    let evidence = Self.evidence(
      pitch: Self.delays(160, mean: 25), question: Self.delays(240, mean: 25), through: day)
    plan.economics?.delayToSale = StatedDelay(median: 4, ninetyPercent: 9)
    #expect(try Decision.review(plan, evidence, at: .operational, asOf: day).isPriorContradicted)
    plan.economics?.delayToSale = StatedDelay(median: 17, ninetyPercent: 58)
    #expect(try !Decision.review(plan, evidence, at: .operational, asOf: day).isPriorContradicted)
    plan.economics?.delayToSale = nil
    #expect(try Decision.review(plan, evidence, at: .operational, asOf: day).priorChance == nil)
  }
}
