import Experiment
import Statistics

/// The cumulative incidence of qualification by days since the call, for every arm with calls; empty without delays.
///
/// All calls take part, young ones for the days they have been followed. Curves end with the last day on which any arm had
/// an opportunity, or with the maturity window where that is later.
func delayCurves(
  of tally: Tally, test: TestProtocol, asOf: CivilDate?
) throws(DecisionError) -> [DelayCurve] {
  guard let asOf, !tally.delays.isEmpty else { return [] }
  let calls = tally.byDay.grouped { key in
    key.date.flatMap { $0 <= asOf ? DayKey(variant: key.variant, date: $0) : nil }
  }
  var events: [DayKey: [Int: Int]] = [:]
  var last = test.goal.within ?? 0
  for (key, opportunities) in tally.delays.sorted where key.date + key.days <= asOf {
    events[DayKey(variant: key.variant, date: key.date), default: [:]][key.days, default: 0] += opportunities
    last = max(last, key.days)
  }
  guard !events.isEmpty else { return [] }
  var curves: [DelayCurve] = []
  for variant in test.variants.names {
    let cohorts = calls.sorted.filter { $0.key.variant == variant }.compactMap { key, cell in
      key.date.map {
        CumulativeIncidence.Cohort(followUp: asOf - $0, calls: cell.calls, events: events[key] ?? [:])
      }
    }
    let incidence = try asking { () throws(StatisticsError) in
      try CumulativeIncidence(cohorts, confidence: test.goal.confidence)
    }
    let points = incidence.points.prefix(last + 1).map {
      DelayPoint(day: $0.day, atRisk: $0.atRisk, opportunities: $0.events, share: $0.share)
    }
    if !points.isEmpty { curves.append(DelayCurve(variant: variant, points: points)) }
  }
  return curves
}
