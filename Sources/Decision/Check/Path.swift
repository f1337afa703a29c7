import Experiment
import Statistics

/// Cumulative calls and opportunities of every arm at the end of each day with calls.
func path(
  of tally: Tally, test: TestProtocol, matureThrough: CivilDate?
) throws(DecisionError) -> [PathPoint] {
  let daily = tally.byDay.grouped { key in key.date.map { DayKey(variant: key.variant, date: $0) } }
  let dates = Set(daily.cells.keys.compactMap(\.date)).sorted()
  var points: [PathPoint] = []
  for variant in test.variants.names {
    var sum = CallCell()
    for date in dates {
      sum += daily[DayKey(variant: variant, date: date)]
      points.append(
        PathPoint(
          date: date, variant: variant, calls: sum.calls, opportunities: sum.opportunities,
          isMature: matureThrough.map { date <= $0 } ?? true,
          tco: try MatureCalls.proportion(sum, variant)?.estimate(confidence: test.goal.confidence)))
    }
  }
  return points
}
