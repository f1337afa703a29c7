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
}
