import Cost
import Experiment
import Statistics

/// Calls and their sales by age at the end of a day.
struct SalesCohorts {
  let calls: [String: [CivilDate: Int]]
  let receipts: DatedReceipts
  let day: CivilDate

  init(_ tally: Tally, _ receipts: DatedReceipts, day: CivilDate) {
    var calls: [String: [CivilDate: Int]] = [:]
    for (key, cell) in tally.byDay.cells {
      guard let date = key.date, date <= day, cell.calls > 0 else { continue }
      calls[key.variant, default: [:]][date, default: 0] += cell.calls
    }
    self.calls = calls
    self.receipts = receipts
    self.day = day
  }

  /// The same calls at the end of an earlier day, with what was known then.
  func earlier(_ day: CivilDate) -> SalesCohorts {
    SalesCohorts(
      calls: calls.mapValues { $0.filter { $0.key <= day } }, receipts: receipts, day: day)
  }

  private init(calls: [String: [CivilDate: Int]], receipts: DatedReceipts, day: CivilDate) {
    self.calls = calls
    self.receipts = receipts
    self.day = day
  }

  func numberOfCalls(_ variant: String, from age: Int = 0) -> Int {
    (calls[variant] ?? [:]).reduce(0) { day - $1.key >= age ? $0 + $1.value : $0 }
  }

  /// Day of the youngest call of at least an age; the last day on which one can have been placed, where there is none.
  func youngest(from age: Int) -> CivilDate {
    calls.values.flatMap(\.keys).filter { day - $0 >= age }.max() ?? day - age
  }

  var longestAge: Int { calls.values.flatMap(\.keys).map { day - $0 }.max() ?? 0 }

  /// Sales of calls of at least an age, within some days of each, that have come by the end of the day.
  func sales(_ variant: String, from age: Int = 0, within days: Int) -> DatedReceipts.Row {
    receipts.total {
      $0.variant == variant && $0.daysSinceCall <= days && day.dayNumber - $0.day >= max(age, $0.daysSinceCall)
    }
  }

  /// When the sales of each script come, calls counting for as long as they were followed, up to a horizon; scripts
  /// without calls are left out, and all of them where no sale has come.
  func curves(_ variants: [String], horizon: Int, confidence: Double) throws(DecisionError) -> [DelayCurve] {
    var curves: [DelayCurve] = []
    var hasSales = false
    for variant in variants {
      guard let delays = try delays(variant) else { continue }
      let cohorts = delays.cohorts.map { cohort in
        CumulativeIncidence.Cohort(
          followUp: cohort.age, calls: cohort.calls,
          events: Dictionary(
            cohort.outcomes.enumerated().filter { $0.element > 0 }.map { ($0.offset, $0.element) },
            uniquingKeysWith: +))
      }
      let incidence = try asking { () throws(StatisticsError) in
        try CumulativeIncidence(cohorts, confidence: confidence)
      }
      let points = incidence.points.prefix(horizon + 1).map {
        DelayPoint(day: $0.day, atRisk: $0.atRisk, opportunities: $0.events, share: $0.share)
      }
      hasSales = hasSales || points.contains { $0.opportunities > 0 }
      curves.append(DelayCurve(variant: variant, points: points))
    }
    return hasSales ? curves : []
  }

  /// Nil for a variant without calls.
  func delays(_ variant: String) throws(DecisionError) -> DelayCohorts? {
    var sold: [Int: [Int]] = [:]
    for (key, row) in receipts.rows where key.variant == variant {
      let age = day.dayNumber - key.day
      guard key.daysSinceCall <= age else { continue }
      var counts = sold[age] ?? []
      while counts.count <= key.daysSinceCall { counts.append(0) }
      counts[key.daysSinceCall] += row.soldCalls
      sold[age] = counts
    }
    guard let dated = calls[variant], !dated.isEmpty else { return nil }
    let cohorts = dated.map { date, calls in
      DelayCohorts.Cohort(age: day - date, calls: calls, outcomes: sold[day - date] ?? [])
    }
    return try asking { () throws(StatisticsError) in try DelayCohorts(cohorts) }
  }
}
