import Cost
import Decision
import Experiment
import Statistics
import Testing

@Suite("Talk times that are not known call by call")
struct TalkTimeTests {
  /// 10,000 calls a script, of 60 and 90 seconds: call by call as in a log, or as totals alone, as in counts.
  private static func evidence(isLog: Bool) -> Evidence {
    var tally = Tally()
    for (name, opportunities, talk) in [("a", 300, 60), ("b", 360, 90)] {
      var cell = CallCell(calls: 10_000, opportunities: opportunities)
      (cell.timedCalls, cell.talkSeconds) = (10_000, 10_000 * talk)
      if isLog { cell.talkSecondsSquared = IndicatorRangeTests.exponential * 10_000 * talk * talk }
      tally.byDay.add(cell, to: DayKey(variant: name, date: nil))
      tally.units.counts[UnitKey(variant: name), default: 0] += 10_000
    }
    tally.units.source = .counts
    return Evidence(tally: tally)
  }

  private static func reading(isLog: Bool) throws -> Reading {
    var plan = try IndicatorRangeTests.plan([IndicatorRangeTests.salaries, IndicatorRangeTests.hours])
    plan.test.guardrails = [Guardrail(metric: .talkSeconds, worseByAtMost: 0.15)]
    plan.rollout = Rollout(callsPerMonth: 10_000, limit: .agentHours)
    return try check(plan, evidence(isLog: isLog))
  }

  @Test func `totals split costs and limit calls as a log does, at a cost of a call that is taken as known`() throws {
    let (log, totals) = (try Self.reading(isLog: true), try Self.reading(isLog: false))
    let costs = totals.variants.compactMap { $0.costs?.total }
    #expect(costs == log.variants.compactMap { $0.costs?.total } && costs.count == 2)
    #expect(totals.variants.map(\.indicators?.cpq.value) == log.variants.map(\.indicators?.cpq.value))
    #expect(log.variants.map(\.indicators?.costIsUncertain) == [true, true])
    #expect(totals.variants.map(\.indicators?.costIsUncertain) == [false, false])
    #expect(totals.variants.map(\.meanTalkSeconds) == [60, 90])
    #expect(!totals.warnings.contains(.handlingTimeUnknown))
    let slower = try #require(totals.projection.last)
    #expect(abs(slower.callsPerMonth - 20_000.0 / 3) < 1e-6)
  }

  @Test func `totals leave a guardrail on talk time unknown, and say what the means are`() throws {
    let known = try #require(try Self.reading(isLog: true).guardrails.first)
    #expect(known.status == .fail && known.meanWorsening == nil)
    let unknown = try #require(try Self.reading(isLog: false).guardrails.first)
    #expect(unknown.status == .unknown && unknown.worsening == nil && unknown.power == nil)
    #expect(unknown.meanWorsening == 0.5)
  }

  /// A script of 10,000 calls of 60 seconds, and one of 90 seconds that tells them of so many calls alone, all in the
  /// first of two weeks.
  private static func partly(timed: Int) -> Evidence {
    var tally = Tally()
    for (name, talk, timed) in [("pitch", 60, 5000), ("question", 90, timed)] {
      for week in [0, 7] {
        var cell = CallCell(calls: 5000, opportunities: 150)
        let known = week == 0 || name == "pitch" ? timed : 0
        (cell.timedCalls, cell.talkSeconds) = (known, known * talk)
        (cell.wrapSeconds, cell.talkSecondsSquared) = (known * 15, known * talk * talk)
        tally.byDay.add(cell, to: DayKey(variant: name, date: Examples.monday + week))
      }
    }
    return Evidence(tally: tally, lastDay: Examples.monday + 40)
  }

  private static func plan() throws -> Plan {
    var plan = try Examples.datedPlan(ledger: Ledger(items: [IndicatorRangeTests.salaries, IndicatorRangeTests.hours]))
    plan.rollout = Rollout(callsPerMonth: 10_000, limit: .agentHours)
    return plan
  }

  @Test(arguments: [5000, 2000])
  func `calls without a talk time cost as much as the others, and limit as much`(timed: Int) throws {
    let reading = try check(Self.plan(), Self.partly(timed: timed))
    // 75 and 105 seconds a call; 60 and 90 of them are talk.
    let hours = 18 * 10_000.0 * (60 + 90) / 3600
    for (arm, share) in zip(reading.variants, [75.0 / 180, 105.0 / 180]) {
      let cost = try #require(arm.costs?.total).units
      #expect(abs(cost - share * (9200 + hours)) < 1e-4)
    }
    let slower = try #require(reading.projection.last)
    #expect(abs(slower.callsPerMonth - 10_000 * 75.0 / 105) < 1e-6)
    let missing = Double(10_000 - timed) / 10_000
    #expect(reading.warnings.contains(.talkTimesMissing(variant: "question", share: missing)))
    #expect(!reading.warnings.contains(.talkTimesMissing(variant: "pitch", share: 0)))
  }

  @Test func `the parts of an account share costs by the same rule`() throws {
    let account = try account(Self.plan(), Self.partly(timed: 5000), by: .week)
    let costs = account.rows.map(\.indicators.cost.units)
    #expect(costs.count == 2 && abs(costs[0] - costs[1]) < 1e-4)
  }

  @Test func `missing talk times are said where something goes by them`() throws {
    var plan = try Self.plan()
    plan.ledger = Ledger(items: [CostItem(item: "all", amount: Money(9200))])
    let warning = ReadingWarning.talkTimesMissing(variant: "question", share: 0.5)
    #expect(try check(plan, Self.partly(timed: 5000)).warnings.contains(warning))
    plan.rollout?.limit = .leads
    #expect(try !check(plan, Self.partly(timed: 5000)).warnings.contains(warning))
    #expect(warning.concernsMoney)
    #expect(!ReadingWarning.talkTimesMissing(variant: "question", share: 0.02).concernsMoney)
  }
}
