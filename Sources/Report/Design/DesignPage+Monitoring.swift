import Decision
import Experiment

extension DesignPage {
  /// The three methods side by side, the advice, and the planned looks.
  var monitoringSection: PageSection? {
    guard let comparison = design.monitoring else { return nil }
    let advice = [wording.advice(of: comparison), wording.plannedMonitoring(of: comparison)].compactMap { $0 }
    var blocks: [Block] = [
      .table(methodsTable(comparison)),
      .bullets(comparison.unfit.map(wording.unfit) + wording.monitoringNotes(of: comparison)),
    ]
    if !comparison.looks.isEmpty {
      blocks.append(.heading(text(.looksTitle)))
      blocks.append(.paragraph(text(.looksLead)))
      blocks.append(
        .chart(
          ChartBlock(
            charts: [boundariesChart(comparison)], table: looksTable(comparison), tableTitle: text(.pathTable))))
    }
    return PageSection(
      id: "monitoring", title: text(.monitoringTitle), lead: advice.joined(separator: " "), blocks: blocks)
  }

  /// One row for each figure and scenario, one column for each method.
  func methodsTable(_ comparison: MonitoringComparison) -> DataTable {
    let scenarios = comparison.forecasts.first?.outcomes ?? []
    func row(
      _ caption: Caption, _ scenario: MonitoringComparison.Outcome,
      _ figure: (MonitoringComparison.Outcome) -> String
    ) -> [DataTable.Cell] {
      let lift = scenario.rate / comparison.baseline - 1
      let change = lift == 0 ? text(.noEffect) : numbers.percent(lift, places: 0, signed: true)
      let rate = "\(text(.tco)) \(numbers.percent(scenario.rate, places: ratePlaces)), \(change)"
      return [DataTable.Cell(text(caption), detail: rate)]
        + comparison.forecasts.map { forecast in
          DataTable.Cell(forecast.outcome(scenario.scenario).map(figure) ?? NumberFormat.absent)
        }
    }
    func limit(_ caption: Caption, _ figure: Int) -> [DataTable.Cell] {
      [DataTable.Cell(text(caption))]
        + comparison.forecasts.map { _ in DataTable.Cell(numbers.integer(figure)) }
    }
    var rows = scenarios.map { scenario in
      row(scenario.scenario == .noEffect ? .falseWinner : .chance, scenario) {
        numbers.chance($0.chanceAbove, places: $0.scenario == .noEffect ? 1 : 0)
      }
    }
    // A test that is read once places the same calls whatever the truth.
    let mayStop = comparison.forecasts.contains { $0.method != .fixed }
    if mayStop { rows += scenarios.map { row(.callsOnAverage, $0) { numbers.decimal($0.expectedCalls, places: 0) } } }
    rows.append(limit(mayStop ? .callsAtMost : .calls, comparison.maximumCalls))
    if let days = comparison.maximumDays, !mayStop {
      rows.append(limit(.daysToAnswer, days))
    } else if let days = comparison.maximumDays {
      rows += scenarios.map { scenario in
        row(.daysOnAverage, scenario) {
          $0.expectedDays.map { numbers.decimal($0, places: 1) } ?? NumberFormat.absent
        }
      }
      rows.append(limit(.daysAtMost, days))
    }
    return DataTable(
      caption: text(.monitoringTitle),
      columns: [DataTable.Column(text(.figure), .words)]
        + comparison.forecasts.map { DataTable.Column(wording.monitoringName($0.method), .figures) },
      rows: rows)
  }

  /// The looks with their bounds.
  func looksTable(_ comparison: MonitoringComparison) -> DataTable {
    let hasDates = comparison.looks.contains { $0.date != nil }
    let hasHarm = comparison.looks.contains { $0.harmBoundary != nil }
    let hasFutility = comparison.looks.contains { $0.futilityBoundary != nil }
    func bound(_ z: Double?) -> DataTable.Cell {
      DataTable.Cell(
        z.map { $0.isFinite ? numbers.decimal($0, places: 2) : NumberFormat.absent } ?? NumberFormat.absent)
    }
    var columns = [DataTable.Column(text(hasDates ? .day : .lookNumber), .words)]
    columns.append(DataTable.Column(text(.callsPlaced), .figures))
    columns.append(DataTable.Column(text(.shareOfCalls), .figures))
    columns.append(DataTable.Column(text(.efficacyBoundary), .figures))
    if hasHarm { columns.append(DataTable.Column(text(.harmBoundary), .figures)) }
    if hasFutility { columns.append(DataTable.Column(text(.futilityBoundary), .figures)) }
    columns.append(DataTable.Column(text(.alphaSpent), .figures))
    let rows = comparison.looks.enumerated().map { index, look in
      var cells = [DataTable.Cell(look.date.map { numbers.date($0) } ?? numbers.integer(index + 1))]
      cells.append(DataTable.Cell(numbers.integer(look.callsPlaced)))
      cells.append(DataTable.Cell(numbers.percent(look.information, places: 0)))
      cells.append(bound(look.efficacyBoundary))
      if hasHarm { cells.append(bound(look.harmBoundary)) }
      if hasFutility { cells.append(bound(look.futilityBoundary)) }
      cells.append(DataTable.Cell(numbers.chance(look.alphaSpent, places: 2)))
      return cells
    }
    return DataTable(caption: text(.looksTitle), columns: columns, rows: rows)
  }

  /// Z against the share of planned calls; bounds too far out to be reached leave the chart.
  private func boundariesChart(_ comparison: MonitoringComparison) -> LineChart {
    let looks = comparison.looks
    func series(
      _ name: Caption, _ tone: IntervalMark.Tone, _ bound: (MonitoringComparison.Look) -> Double?
    ) -> LineChart.Series? {
      let points = looks.compactMap { look in
        bound(look).flatMap { $0.isFinite ? LineChart.Point(x: look.information, y: $0) : nil }
      }
      guard let last = points.last else { return nil }
      return LineChart.Series(name: text(name), figure: numbers.decimal(last.y, places: 2), tone: tone, points: points)
    }
    let fixed = comparison.fixedBoundary
    let end = LineChart.Point(x: 1, y: fixed, lower: fixed, upper: fixed)
    let all = [
      series(.efficacyBoundary, .accent) { $0.efficacyBoundary },
      series(.futilityBoundary, .faint) { $0.futilityBoundary },
      series(.harmBoundary, .neutral) { $0.harmBoundary },
    ].compactMap { $0 }
    let fixedPoint = LineChart.Series(
      name: wording.monitoringName(.fixed), figure: numbers.decimal(fixed, places: 2), tone: .neutral, points: [end])
    let reach = 5.0
    let lowest = all.flatMap(\.points).map(\.y).min() ?? 0
    let y = LinearScale(lowest < 0 ? max(-reach, lowest - 0.5) : 0, max(reach, fixed + 1))
    let x = LinearScale(0, 1)
    return LineChart(
      title: text(.looksTitle), description: text(.looksLead),
      x: LineChart.Axis(
        title: text(.shareOfCalls), showsTitle: true, scale: x,
        ticks: x.ticks(about: 5).map { BarAxis.Tick(value: $0, label: numbers.percent($0, places: 0)) }),
      y: LineChart.Axis(
        title: "Z", scale: y,
        ticks: y.ticks(about: 5).map { BarAxis.Tick(value: $0, label: numbers.decimal($0, places: 0)) }),
      series: all + [fixedPoint])
  }
}
