import Cost
import Experiment

/// The volumes that costs are multiplied with, from the mature calls of a test.
struct TestActivity {
  let test: TestProtocol
  let mature: MatureCalls
  private let days: AgentDays

  init(test: TestProtocol, tally: Tally, mature: MatureCalls) {
    self.test = test
    self.mature = mature
    days = AgentDays(tally)
  }

  /// The mature part of the test as calendar days, and its share of the planned test.
  func costingPeriod(_ progress: Progress) -> CostingPeriod {
    guard let first = test.starts, let through = mature.through else { return CostingPeriod() }
    let last = min(through, test.lastDay ?? through)
    let days = first <= last ? (first.dayNumber...last.dayNumber).map(CivilDate.init(dayNumber:)) : []
    let coveredShare: Double
    if let lastDay = test.lastDay {
      let planned = test.calling.callingDays(from: first, through: lastDay).count
      let covered = test.calling.callingDays(from: first, through: last).count
      coveredShare = planned > 0 ? Double(covered) / Double(planned) : 1
    } else if let planned = progress.plannedCalls, planned > 0 {
      coveredShare = min(1, Double(progress.matureCalls) / Double(planned))
    } else {
      coveredShare = 1
    }
    let end = test.lastDay ?? last
    return CostingPeriod(
      days: days.map(CostingPeriod.Day.init),
      planned: first <= end ? first.dayNumber...end.dayNumber : nil, coveredShare: coveredShare)
  }

  /// What each variant used up on the mature days of a period, in plan order.
  func activities(in period: CostItem.Period) -> [Activity] {
    func isInside(_ date: CivilDate?) -> Bool {
      guard let date else { return true }
      return mature.through.map { date <= $0 } ?? true && period.contains(date.dayNumber)
    }
    let agentDays = agentDays(where: isInside)
    return zip(test.variants.all, test.variants.shares).map { variant, share in
      let cell = mature.byDay.total { $0.variant == variant.name && isInside($0.date) }
      return Activity(
        variant: variant.name, calls: cell.calls,
        talkSeconds: cell.allSeconds(\.talkSeconds), wrapSeconds: cell.allSeconds(\.wrapSeconds),
        agentDays: agentDays?[variant.name] ?? (agentDays == nil ? nil : 0),
        loggedCost: Money(micros: cell.costMicros), plannedShare: share)
    }
  }

  /// Agents times days by variant; an agent who used several variants in a day counts by the share of calls, and where
  /// only a part of the leads takes part, by that share, since the day went to the others as well. Nil where the data name
  /// no agents.
  private func agentDays(where isInside: (CivilDate?) -> Bool) -> [String: Double]? {
    let inside = days.parts.filter { isInside($0.date) }
    guard !inside.isEmpty else { return nil }
    return inside.reduce(into: [:]) { $0[$1.variant, default: 0] += test.assignment.participation * $1.share }
  }
}
