import Decision
import Experiment

extension DesignPage {
  var calendarSection: PageSection? {
    guard let first = design.callingDays.first, let last = design.callingDays.last else { return nil }
    var rows = [
      [DataTable.Cell(text(.firstDay)), DataTable.Cell(dayText(first))],
      [DataTable.Cell(text(.lastDayCalls)), DataTable.Cell(dayText(last))],
    ]
    if let decision = design.decisionDay {
      rows.append([DataTable.Cell(text(.decisionDay)), DataTable.Cell(dayText(decision))])
    }
    rows.append([DataTable.Cell(text(.callingDays)), DataTable.Cell(numbers.integer(design.callingDays.count))])
    let facts = DataTable(
      caption: text(.calendarTitle),
      columns: [DataTable.Column(text(.item), .words), DataTable.Column(text(.day), .words)], rows: rows)
    let grid = weeks(from: first, to: design.decisionDay ?? last).map { [Block.table($0)] } ?? []
    return PageSection(
      id: "calendar", title: text(.calendarTitle), lead: text(.calendarLead), blocks: [.table(facts)] + grid)
  }

  private func dayText(_ date: CivilDate) -> String {
    "\(wording.weekday(date.weekday)) \(numbers.date(date))".capitalisedFirst
  }

  /// One row a week, up to ten weeks: days of calls and the day of the decision.
  private func weeks(from first: CivilDate, to last: CivilDate) -> DataTable? {
    let monday = first - (first.weekday.number - 1)
    let count = (last - monday) / 7 + 1
    guard (1...10).contains(count) else { return nil }
    let calling = Set(design.callingDays)
    let looks = plannedLooks
    let rows = (0..<count).map { week -> [DataTable.Cell] in
      let start = monday + week * 7
      let days = (0..<7).map { day -> DataTable.Cell in
        let date = start + day
        return DataTable.Cell(
          date == design.decisionDay
            ? "◆" : calling.contains(date) ? (looks.contains(date) ? "◉" : "●") : looks.contains(date) ? "○" : "")
      }
      return [DataTable.Cell(numbers.dayAndMonth(start))] + days
    }
    return DataTable(
      caption: text(.calendarTitle),
      columns: [DataTable.Column(text(.week), .words)]
        + Weekday.allCases.map { DataTable.Column(wording.shortWeekday($0), .words) }, rows: rows,
      footnote: looks.isEmpty
        ? "● \(text(.callingDay)) · ◆ \(text(.decision))"
        : "● \(text(.callingDay)) · ○ \(text(.lookDay)) · ◉ \(text(.callingAndLook)) · ◆ \(text(.decision))")
  }

  /// The days of the plan's own looks; none where the plan has none, or is not read at looks.
  private var plannedLooks: Set<CivilDate> {
    guard let comparison = design.monitoring, comparison.looksAreThePlans,
      comparison.plannedMethod == .groupSequential
    else { return [] }
    return Set(comparison.looks.compactMap(\.date))
  }

  /// From the first call to the decision.
  var timeline: Timeline? {
    guard let first = design.callingDays.first, let last = design.callingDays.last, let decision = design.decisionDay
    else { return nil }
    return Timeline(
      callsEnd: Double(last - first + 1) / Double(max(decision - first, last - first) + 1), now: nil,
      startLabel: numbers.dayAndMonth(first), callsEndLabel: "\(text(.callsEnd)) \(numbers.dayAndMonth(last))",
      decisionLabel: "\(text(.decision)) \(numbers.dayAndMonth(decision))", description: text(.calendarLead))
  }
}
