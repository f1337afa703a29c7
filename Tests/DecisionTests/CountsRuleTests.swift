import Cost
import Decision
import Experiment
import Statistics
import Testing

/// A plan to be simulated and the campaigns it is tried on.
struct CountsRuleCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var monitoring: Monitoring
  var arms = 2
  var sides = 2
  var length = TestProtocol.Length.days(12)
  var adjustment = Goal.Adjustment.holm
  /// What the challengers' rates are multiplied by at most, and divided by.
  var spread = 2.0
  /// The share of the control that units really have; planned are equal shares.
  var controlShare: Double?
  var campaigns = 5

  static var all: [CountsRuleCase] {
    get throws {
      func looks(_ looks: Monitoring.Looks, _ spending: Spending = .obrienFleming, futility: Spending? = nil)
        -> Monitoring
      {
        Monitoring(method: .groupSequential, looks: looks, spending: spending, futility: futility)
      }
      let pocock = try Spending(.pocock)
      var calendar = looks(.count(4), pocock)
      calendar.clock = .calendar
      let anytime = Monitoring(method: .anytime)
      return [
        CountsRuleCase(testDescription: "fixed", monitoring: Monitoring()),
        CountsRuleCase(testDescription: "fixed, 3 arms", monitoring: Monitoring(), arms: 3),
        CountsRuleCase(
          testDescription: "fixed, 3 arms, Hochberg, one-sided", monitoring: Monitoring(), arms: 3, sides: 1,
          adjustment: .hochberg),
        CountsRuleCase(testDescription: "five looks", monitoring: looks(.count(5))),
        CountsRuleCase(testDescription: "five looks without effect", monitoring: looks(.count(5)), spread: 1),
        CountsRuleCase(testDescription: "daily looks", monitoring: looks(.daily), campaigns: 3),
        CountsRuleCase(testDescription: "weekly looks, Pocock", monitoring: looks(.weekly, pocock)),
        CountsRuleCase(
          testDescription: "Kim–DeMets, one-sided",
          monitoring: looks(.count(4), try Spending(.kimDeMets, parameter: 2)),
          sides: 1),
        CountsRuleCase(testDescription: "along the calendar", monitoring: calendar),
        CountsRuleCase(
          testDescription: "futility", monitoring: looks(.count(4), futility: pocock), sides: 1, spread: 1.2),
        CountsRuleCase(
          testDescription: "looks, 3 arms, Holm", monitoring: looks(.count(3), pocock), arms: 3, spread: 3),
        CountsRuleCase(
          testDescription: "looks, 3 arms, unadjusted", monitoring: looks(.count(3)), arms: 3, adjustment: .none),
        CountsRuleCase(
          testDescription: "looks every so many calls", monitoring: looks(.count(4), pocock), length: .calls(900)),
        CountsRuleCase(
          testDescription: "units off", monitoring: looks(.count(3)), spread: 1, controlShare: 0.44, campaigns: 8),
        CountsRuleCase(testDescription: "any time", monitoring: anytime),
        CountsRuleCase(testDescription: "any time, one-sided", monitoring: anytime, sides: 1),
        CountsRuleCase(testDescription: "any time, 3 arms", monitoring: anytime, arms: 3, spread: 3),
      ]
    }
  }

  func plan() throws -> Plan {
    let names = Array(["pitch", "question", "story"].prefix(arms))
    return Plan(
      test: TestProtocol(
        name: "hook", starts: Examples.monday, length: length,
        calling: CallingCalendar(callsPerAgentDay: 60, agents: 2), assignment: AssignmentRule(seed: "s"),
        variants: try Examples.variants(names),
        goal: Goal(
          baseline: 0.1, worthDetecting: .relative(0.5), within: 2, sides: sides, adjustment: adjustment),
        monitoring: monitoring),
      rule: DecisionRule(and: [.healthy]))
  }
}

@Suite("The plan's rule on counts by day")
struct CountsRuleTests {
  /// The evidence at the end of a date, of counts by day.
  private func evidence(_ counts: CountsByDay, _ dates: [CivilDate], _ names: [String], asOf date: CivilDate)
    -> Evidence
  {
    var tally = Tally()
    for (day, called) in dates.enumerated() where called <= date {
      for (variant, name) in names.enumerated() {
        let calls = counts.calls[day * names.count + variant]
        guard calls > 0 else { continue }
        let won = counts.opportunities[day * names.count + variant]
        tally.byDay.add(CallCell(calls: calls, opportunities: won), to: DayKey(variant: name, date: called))
        tally.leads.add(LeadTable.Row(leads: won), to: LeadTable.Key(variant: name, calls: 1, opportunities: 1))
        tally.leads.add(
          LeadTable.Row(leads: calls - won), to: LeadTable.Key(variant: name, calls: 1, opportunities: 0))
        tally.units.counts[UnitKey(variant: name), default: 0] += calls
      }
    }
    tally.units.source = .assignments
    return Evidence(tally: tally, lastDay: date)
  }

  private func campaign(_ example: CountsRuleCase, days: Int, _ source: inout RandomSource) -> CountsByDay {
    var counts = CountsByDay(days: days, variants: example.arms)
    let rates = (0..<example.arms).map { arm in
      guard arm > 0 else { return 0.1 }
      let lift = 1 + (example.spread - 1) * source.uniform()
      return 0.1 * (source.uniform() < 0.6 ? lift : 1 / lift)
    }
    for day in 0..<days {
      var left = 120
      for arm in 0..<example.arms {
        let place = day * example.arms + arm
        let share = arm == 0 ? example.controlShare ?? 1 / Double(example.arms) : 1 / Double(example.arms - arm)
        counts.calls[place] = arm == example.arms - 1 ? left : source.binomial(left, share)
        left -= counts.calls[place]
        counts.opportunities[place] = source.binomial(counts.calls[place], rates[arm])
      }
    }
    return counts
  }

  private func ending(_ conclusion: Conclusion, _ names: [String]) -> CountsRule.Ending? {
    switch conclusion {
    case .keepRunning: nil
    case .rollOut(let winner, _): names.firstIndex(of: winner).map { .rollOut($0) }
    case .keepControl: .keepControl
    case .noWinner: .noWinner
    case .unhealthy: .unhealthy
    }
  }

  @Test("stops at the same reading with the same conclusion as the whole check", arguments: try CountsRuleCase.all)
  func sameAsCheck(example: CountsRuleCase) throws {
    let plan = try example.plan()
    let names = plan.test.variants.names
    let dates = Array(plan.test.calling.callingDays(from: Examples.monday, through: Examples.monday + 11))
    let rule = try CountsRule(plan, dates: dates)
    #expect(!rule.readings.isEmpty)
    var course = rule.course()
    var source = RandomSource(seed: 20)
    for _ in 0..<example.campaigns {
      let counts = campaign(example, days: dates.count, &source)
      course.restart()
      for reading in rule.readings {
        let own = try course.read(counts)
        let whole = try check(plan, evidence(counts, dates, names, asOf: reading.date), asOf: reading.date)
        let expected = ending(whole.conclusion, names)
        if own == .wholeRule {
          // Only where a challenger is better.
          #expect(names.count > 2)
          guard case .rollOut = expected else {
            Issue.record("\(whole.conclusion) where counts show a better challenger")
            break
          }
        } else {
          #expect(own == expected, "on \(reading.date)")
        }
        if own != nil || expected != nil { break }
      }
    }
  }

  @Test("looks without a chance to stop go on, and the others stop as exact probabilities say")
  func screen() throws {
    let example = CountsRuleCase(
      testDescription: "", monitoring: Monitoring(method: .groupSequential, looks: .count(10)), spread: 1.6)
    let plan = try example.plan()
    let dates = Array(plan.test.calling.callingDays(from: Examples.monday, through: Examples.monday + 11))
    let rule = try CountsRule(plan, dates: dates)
    let spending = try ErrorSpending(alpha: 0.05, sides: .two, function: .obrienFleming)
    let planned = Double(rule.readings.count * 120)
    var course = rule.course()
    var source = RandomSource(seed: 21)
    var endings: [CountsRule.Ending: Int] = [:]
    for _ in 0..<200 {
      let counts = campaign(example, days: dates.count, &source)
      course.restart()
      var exact = ExactSequentialTest(spending)
      var (own, expected): (CountsRule.Ending?, CountsRule.Ending?)
      var (n, day) = ([0.0, 0.0], 0)
      for reading in rule.readings where own == nil && expected == nil {
        own = try course.read(counts)
        var block = TwoStreamBlock.empty
        while day < reading.matureDays {
          n[0] += Double(counts.calls[2 * day])
          n[1] += Double(counts.calls[2 * day + 1])
          let new = try TwoStreamBlock(
            controlSuccesses: counts.opportunities[2 * day], controlTrials: counts.calls[2 * day],
            variantSuccesses: counts.opportunities[2 * day + 1], variantTrials: counts.calls[2 * day + 1])
          block = block + new
          day += 1
        }
        let isLast = reading == rule.readings.last
        let look = exact.look(
          [block], information: n[0] * n[1] / (n[0] + n[1]) / (planned / 4), isFinal: isLast)
        expected =
          look.side == .upper ? .rollOut(1) : look.side == .lower ? .keepControl : isLast ? .noWinner : nil
        if own == .unhealthy { expected = own }
        #expect(own == expected)
      }
      if let own { endings[own, default: 0] += 1 }
    }
    #expect(endings[.rollOut(1), default: 0] > 25)
    #expect(endings[.keepControl, default: 0] > 10)
    #expect(endings[.noWinner, default: 0] > 25)
  }

  @Test("needs a first day")
  func undated() throws {
    #expect(throws: DecisionError.startMissing) {
      try CountsRule(try Examples.undatedPlan(["pitch", "question"]), dates: [])
    }
  }
}
