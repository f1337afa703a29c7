import Decision
import Experiment
import Statistics

extension ReadingPage {
  /// The statistic of each comparison against the boundaries of its looks; nil without planned looks.
  var looksSection: PageSection? {
    let standings = reading.comparisons.compactMap { comparison in
      comparison.sequential.map { (comparison: comparison, standing: $0) }
    }
    guard !standings.isEmpty else { return nil }
    let sentences = standings.compactMap { wording.standing($0.standing, of: $0.comparison, within: reading) }
    let charts = standings.compactMap { looksChart($0.standing, of: $0.comparison) }
    var blocks: [Block] = sentences.map(Block.paragraph)
    if let first = standings.first, !charts.isEmpty {
      blocks.append(
        .chart(
          ChartBlock(
            charts: charts, table: looksTable(first.standing, of: first.comparison), tableTitle: text(.pathTable))))
    }
    return PageSection(
      id: "looks", title: text(.readingLooksTitle), lead: text(.readingLooksLead), blocks: blocks)
  }

  /// The difference with the range that holds on all days at once; nil without dates.
  var anytimeSection: PageSection? {
    let standings = reading.comparisons.compactMap { comparison in
      comparison.alwaysValid.map { (comparison: comparison, standing: $0) }
    }
    guard !standings.isEmpty, reading.method.monitoring == .anytime else { return nil }
    let charts = standings.compactMap { anytimeChart($0.standing, of: $0.comparison) }
    var blocks: [Block] = standings.map {
      .paragraph(wording.standing($0.standing, of: $0.comparison, within: reading))
    }
    if let first = standings.first, !charts.isEmpty {
      blocks.append(
        .chart(
          ChartBlock(charts: charts, table: anytimeTable(first.standing), tableTitle: text(.pathTable))))
    }
    return PageSection(id: "anytime", title: text(.anytimeTitle), lead: text(.anytimeLead), blocks: blocks)
  }

  /// Bounds farther out than this are not drawn.
  private static let farthestStatistic = 5.0

  private func looksChart(_ standing: SequentialStanding, of comparison: Comparison) -> LineChart? {
    let dates = standing.looks.compactMap(\.date) + standing.planned.map(\.date)
    guard let first = dates.first, let last = dates.last, first < last else { return nil }
    func place(_ date: CivilDate) -> Double { Double(date - first) }
    func series(
      _ name: Caption, _ tone: IntervalMark.Tone, _ taken: (SequentialLook) -> Double?,
      _ planned: (PlannedLook) -> Double?
    ) -> LineChart.Series? {
      let before = standing.looks.compactMap { look in
        look.date.flatMap { date in taken(look).map { LineChart.Point(x: place(date), y: $0) } }
      }
      let after = standing.planned.compactMap { look in
        planned(look).map { LineChart.Point(x: place(look.date), y: $0) }
      }
      let points = (before + after).filter { $0.y.magnitude <= Self.farthestStatistic }
      // The bound in force, which the statistic is held against; before the first look, the next one.
      guard let bound = before.last ?? after.first, !points.isEmpty else { return nil }
      return LineChart.Series(name: text(name), figure: numbers.decimal(bound.y, places: 2), tone: tone, points: points)
    }
    let path = standing.looks.compactMap { look in
      look.date.map { LineChart.Point(x: place($0), y: look.statistic) }
    }
    let own = LineChart.Series(
      name: comparison.variant, figure: path.last.map { numbers.decimal($0.y, places: 2) } ?? NumberFormat.absent,
      tone: .accent, points: path)
    let bounds = [
      series(.efficacyBoundary, .neutral, { $0.efficacyBoundary }, { $0.efficacyBoundary }),
      series(.harmBoundary, .neutral, { $0.harmBoundary }, { $0.harmBoundary }),
      series(.futilityBoundary, .faint, { $0.futilityBoundary }, { _ in nil }),
    ].compactMap { $0 }
    let heights = ([own] + bounds).flatMap(\.points).map(\.y)
    let y = LinearScale(min(-1, (heights.min() ?? 0) - 0.5), max(3, (heights.max() ?? 0) + 0.5))
    return LineChart(
      title: comparison.variant,
      description: wording.standing(standing, of: comparison, within: reading) ?? text(.readingLooksLead),
      x: LineChart.Axis(
        title: text(.day), scale: LinearScale(0, place(last)),
        ticks: dayTicks(from: first, through: last)),
      y: LineChart.Axis(
        title: text(.statistic), scale: y,
        ticks: y.ticks(about: 5).map { BarAxis.Tick(value: $0, label: numbers.decimal($0, places: 0)) }),
      series: [own] + bounds, shades: shadeAhead(from: standing.looks.last?.date, first: first, last: last),
      levels: [BarAxis.Tick(value: 0, label: text(.noDifference))])
  }

  /// The days of looks to come.
  private func shadeAhead(from reached: CivilDate?, first: CivilDate, last: CivilDate) -> [LineChart.Shade] {
    guard let reached, reached < last else { return [] }
    return [LineChart.Shade(from: Double(reached - first), to: Double(last - first), label: text(.looksAhead))]
  }

  /// Five dates at most: more would run into one another on a phone.
  func dayTicks(from first: CivilDate, through last: CivilDate) -> [BarAxis.Tick] {
    let days = last - first
    return stride(from: 0, through: days, by: max(1, (days + 3) / 4)).map {
      BarAxis.Tick(value: Double($0), label: numbers.axisDate(first + $0))
    }
  }

  private func looksTable(_ standing: SequentialStanding, of comparison: Comparison) -> DataTable {
    func bound(_ value: Double?) -> DataTable.Cell {
      DataTable.Cell(value.map { numbers.decimal($0, places: 2) } ?? NumberFormat.absent)
    }
    let taken = standing.looks.map { look in
      [
        DataTable.Cell(look.date.map { numbers.dayAndMonth($0) } ?? numbers.integer(look.number)),
        DataTable.Cell(numbers.percent(look.informationFraction, places: 0)),
        DataTable.Cell(numbers.decimal(look.statistic, places: 2)), bound(look.efficacyBoundary),
        bound(look.harmBoundary), DataTable.Cell(numbers.chance(look.alphaSpent, places: 2)),
      ]
    }
    let planned = standing.planned.map { look in
      [
        DataTable.Cell(numbers.dayAndMonth(look.date), detail: text(.looksAhead)),
        DataTable.Cell(numbers.percent(look.informationFraction, places: 0)), DataTable.Cell(NumberFormat.absent),
        bound(look.efficacyBoundary), bound(look.harmBoundary), DataTable.Cell(NumberFormat.absent),
      ]
    }
    return DataTable(
      caption: "\(text(.readingLooksTitle)) \(comparison.variant)",
      columns: [
        DataTable.Column(text(.day), .words), DataTable.Column(text(.shareOfCalls), .figures),
        DataTable.Column(text(.statistic), .figures), DataTable.Column(text(.efficacyBoundary), .figures),
        DataTable.Column(text(.harmBoundary), .figures), DataTable.Column(text(.alphaSpent), .figures),
      ], rows: taken + planned)
  }

  private func anytimeChart(_ standing: AlwaysValidStanding, of comparison: Comparison) -> LineChart? {
    guard let first = standing.path.first?.date, let last = standing.path.last?.date, first < last else { return nil }
    let points = standing.path.map {
      LineChart.Point(
        x: Double($0.date - first), y: $0.difference.value, lower: $0.difference.lower, upper: $0.difference.upper)
    }
    // The first days say next to nothing: their wide bands may leave the chart.
    let later = points.suffix(max(1, points.count * 2 / 3))
    let reach = later.flatMap { [($0.lower ?? $0.y).magnitude, ($0.upper ?? $0.y).magnitude] }.max() ?? 0.01
    let y = LinearScale(-reach, reach)
    let ticks = y.ticks(about: 4)
    let tickPlaces = max(0, LinearScale.tickPlaces(ticks) - 2)
    return LineChart(
      title: comparison.variant, description: wording.standing(standing, of: comparison, within: reading),
      x: LineChart.Axis(
        title: text(.day), scale: LinearScale(0, Double(last - first)), ticks: dayTicks(from: first, through: last)),
      y: LineChart.Axis(
        title: text(.difference), scale: y,
        ticks: ticks.map {
          BarAxis.Tick(value: $0, label: numbers.percentFigure($0, places: tickPlaces, signed: true))
        }),
      series: [
        LineChart.Series(
          name: comparison.variant,
          figure: points.last.map { numbers.points($0.y, places: differencePlaces) } ?? NumberFormat.absent,
          tone: .accent, points: points)
      ], levels: [BarAxis.Tick(value: 0, label: text(.noDifference))])
  }

  private func anytimeTable(_ standing: AlwaysValidStanding) -> DataTable {
    let step = (standing.path.count + 30) / 31
    let listed = standing.path.enumerated().filter { (standing.path.count - 1 - $0.offset) % step == 0 }
    return DataTable(
      caption: text(.anytimeTitle),
      columns: [
        DataTable.Column(text(.day), .words), DataTable.Column(text(.difference), .figures),
        DataTable.Column(text(.range), .figures),
      ],
      rows: listed.map { _, point in
        [
          DataTable.Cell(numbers.dayAndMonth(point.date)),
          DataTable.Cell(numbers.points(point.difference.value, places: differencePlaces)),
          DataTable.Cell(numbers.pointRange(point.difference, places: differencePlaces)),
        ]
      })
  }
}
