public import Experiment
public import Statistics

/// Mature calls of all arms on one weekday in one window: when the team reaches people who are interested.
public struct WeekCell: Hashable, Sendable {
  /// The weekday.
  public var weekday: Weekday
  /// The call window.
  public var window: String
  /// Mature calls.
  public var calls: Int
  /// Their opportunities.
  public var opportunities: Int
  /// Rate with its Wilson interval.
  public var tco: Estimate
}

/// Weekdays from Monday, windows in the order of the plan; empty unless calls fall into at least two of each.
func week(of mature: MatureCalls, test: TestProtocol) throws(DecisionError) -> [WeekCell] {
  let cells = mature.byDay.grouped { key in
    key.date.flatMap { date in key.window.map { WeekKey(weekday: date.weekday, window: $0) } }
  }
  let weekdays = Set(cells.cells.keys.map(\.weekday))
  let windows = test.calling.windows.map(\.name).filter { name in cells.cells.keys.contains { $0.window == name } }
  guard weekdays.count > 1, windows.count > 1 else { return [] }
  var week: [WeekCell] = []
  for weekday in Weekday.allCases where weekdays.contains(weekday) {
    for window in windows {
      let cell = cells[WeekKey(weekday: weekday, window: window)]
      guard let tco = try MatureCalls.proportion(cell, window)?.estimate(confidence: test.goal.confidence) else {
        continue
      }
      week.append(
        WeekCell(weekday: weekday, window: window, calls: cell.calls, opportunities: cell.opportunities, tco: tco))
    }
  }
  return week
}

private struct WeekKey: Hashable, Comparable {
  let weekday: Weekday
  let window: String

  static func < (left: WeekKey, right: WeekKey) -> Bool {
    left.weekday != right.weekday
      ? left.weekday.rawValue < right.weekday.rawValue : left.window < right.window
  }
}
