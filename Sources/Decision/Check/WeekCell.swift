public import Experiment
public import Statistics

/// Mature calls of all arms on one weekday in one part of the day: when the team reaches people who are interested.
public struct WeekCell: Hashable, Sendable {
  /// A part of the day: an hour where the data tell when calls began, else a call window.
  public enum Part: Hashable, Sendable {
    /// From this full hour to the next, 0...23, in the plan's time zone.
    case hour(Int)
    /// The call window of this name.
    case window(String)
  }

  /// Opportunities to be expected of a cell at the rate of all cells below which its own rate says next to nothing
  /// (Cochran 1954).
  public static let fewestExpected = 5.0

  /// The weekday.
  public var weekday: Weekday
  /// The part of the day.
  public var part: Part
  /// Mature calls.
  public var calls: Int
  /// Their opportunities.
  public var opportunities: Int
  /// Rate with its Wilson interval.
  public var tco: Estimate
  /// Whether the cell has too few calls for its rate to be set beside others: fewer than `fewestExpected` opportunities
  /// are to be expected of it at the rate of all cells.
  public var isThin: Bool
}

/// Weekdays from Monday; hours of the day, or windows in the order of the plan where the data tell no hours. Empty unless
/// calls fall into at least two of each.
///
/// Calls of which only the date is known, and calls outside all windows where windows are what is told, are in no cell.
func week(of mature: MatureCalls, test: TestProtocol) throws(DecisionError) -> [WeekCell] {
  let byHour = mature.byHour.grouped { key in key.hour.map { WeekKey(weekday: key.date.weekday, part: $0) } }
  let hours = Set(byHour.cells.keys.map(\.part)).sorted()
  if !hours.isEmpty { return try week(byHour, parts: hours.map { ($0, .hour($0)) }, test: test) }
  let names = test.calling.windows.map(\.name)
  let byWindow = mature.byDay.grouped { key in
    key.date.flatMap { date in
      key.window.flatMap(names.firstIndex).map { WeekKey(weekday: date.weekday, part: $0) }
    }
  }
  let windows = Set(byWindow.cells.keys.map(\.part)).sorted()
  return try week(byWindow, parts: windows.map { ($0, .window(names[$0])) }, test: test)
}

private func week(
  _ cells: Margin<WeekKey>, parts: [(number: Int, part: WeekCell.Part)], test: TestProtocol
) throws(DecisionError) -> [WeekCell] {
  let weekdays = Weekday.allCases.filter { day in cells.cells.keys.contains { $0.weekday == day } }
  guard weekdays.count > 1, parts.count > 1 else { return [] }
  let all = cells.total()
  let rate = all.calls > 0 ? Double(all.opportunities) / Double(all.calls) : 0
  var week: [WeekCell] = []
  for weekday in weekdays {
    for (number, part) in parts {
      let cell = cells[WeekKey(weekday: weekday, part: number)]
      guard let tco = try MatureCalls.proportion(cell, "\(part)")?.estimate(confidence: test.goal.confidence) else {
        continue
      }
      week.append(
        WeekCell(
          weekday: weekday, part: part, calls: cell.calls, opportunities: cell.opportunities, tco: tco,
          isThin: Double(cell.calls) * rate < WeekCell.fewestExpected))
    }
  }
  return week
}

private struct WeekKey: Hashable, Comparable {
  let weekday: Weekday
  let part: Int

  static func < (left: WeekKey, right: WeekKey) -> Bool {
    left.weekday != right.weekday ? left.weekday.number < right.weekday.number : left.part < right.part
  }
}
