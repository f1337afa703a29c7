import Decision
import Experiment
import Statistics

extension ReadingPage {
  var pathSection: PageSection? {
    let dates = Set(reading.path.map(\.date)).sorted()
    let marked = reading.pathMarks.map(\.date)
    guard let first = (dates + marked).min(), let last = (dates + marked).max(), dates.count > 1 else { return nil }
    let challengers = reading.comparisons.map(\.variant)
    let charts = challengers.map { chart(of: $0, from: first, to: last) }
    guard !charts.isEmpty else { return nil }
    return PageSection(
      id: "path", title: text(.pathTitle), lead: text(.pathLead),
      blocks: [.chart(ChartBlock(charts: charts, table: pathTable(dates), tableTitle: text(.pathTable)))]
        + (wording.pathMarks(of: reading).map { [.paragraph($0)] } ?? []))
  }

  private func events(from first: CivilDate) -> [LineChart.Event] {
    func places(where isIncluded: (PathMark.Kind) -> Bool) -> [Double] {
      reading.pathMarks.filter { isIncluded($0.kind) }.map { Double($0.date - first) }
    }
    let gaps = places { $0 == .withoutCalls }
    let longer = places { if case .extended = $0 { true } else { false } }
    let amended = places { if case .amended = $0 { true } else { false } }
    return [
      LineChart.Event(name: text(.dayWithoutCalls), kind: .gap, places: gaps),
      LineChart.Event(name: text(.testExtended), kind: .change, places: longer),
      LineChart.Event(name: text(.planAmended), kind: .change, places: amended),
    ].filter { !$0.places.isEmpty }
  }

  private func points(_ variant: String, from first: CivilDate) -> [LineChart.Point] {
    let places = ratePlaces
    return reading.path.filter { $0.variant == variant }.sorted { $0.date < $1.date }.compactMap { point in
      point.tco.map {
        LineChart.Point(
          x: Double(point.date - first), y: $0.value, lower: $0.lower, upper: $0.upper,
          detail: language.labelled(
            numbers.dayAndMonth(point.date),
            "\(numbers.percent($0.value, places: places)) (\(numbers.percentRange($0, places: places)))"))
      }
    }
  }

  private func chart(of challenger: String, from first: CivilDate, to last: CivilDate) -> LineChart {
    let arms = [(reading.control, IntervalMark.Tone.neutral), (challenger, .accent)]
    // Young calls still gain opportunities, so that the curve sags at its end: that part is not final.
    let firstYoung = youngest.map { Double($0 - first) } ?? .infinity
    let series = arms.map { name, tone in
      let points = points(name, from: first)
      var series = LineChart.Series(
        name: name, figure: NumberFormat.absent, tone: tone, points: points,
        settled: points.count { $0.x < firstYoung })
      if let last = series.lastSettled { series.figure = numbers.percent(last.y, places: ratePlaces) }
      return series
    }
    let scale = rateScale
    let ticks = scale.ticks(about: 4)
    let days = last - first
    // The figures are those of the last day that is final.
    let settled = first + Int(series.compactMap { $0.lastSettled?.x }.max() ?? Double(last - first))
    let names = series.map { "\($0.name) \($0.figure)" }.joined(separator: ", ")
    return LineChart(
      title: series.map(\.name).reversed().joined(separator: " – "),
      description: [
        text(.pathLead), "\(language.labelled(numbers.date(settled), names)).", wording.pathMarks(of: reading),
      ].compactMap { $0 }.joined(separator: " "),
      x: LineChart.Axis(
        title: text(.day), scale: LinearScale(0, Double(max(days, 1))),
        ticks: dayTicks(from: first, through: last)),
      y: LineChart.Axis(
        title: text(.tco), scale: scale,
        ticks: ticks.map {
          BarAxis.Tick(value: $0, label: numbers.percent($0, places: max(0, LinearScale.tickPlaces(ticks) - 2)))
        }), series: series, shades: immatureShade(from: first, to: last),
      events: events(from: first))
  }

  /// One scale for every chart, so that they can be read side by side; it holds the bands, but for first days that know next
  /// to nothing.
  private var rateScale: LinearScale {
    let most = reading.path.compactMap(\.tco?.value).max() ?? 0
    let upper = reading.path.compactMap(\.tco?.upper).max() ?? 0
    return LinearScale(0, max(most * 1.1, min(upper * 1.05, most * 3), 0.001))
  }

  /// The first day whose calls are too young.
  private var youngest: CivilDate? { reading.path.filter { !$0.isMature }.map(\.date).min() }

  private func immatureShade(from first: CivilDate, to last: CivilDate) -> [LineChart.Shade] {
    guard let young = youngest else { return [] }
    return [
      LineChart.Shade(
        from: max(0, Double(young - first) - 0.5), to: Double(last - first), label: text(.tooYoung))
    ]
  }

  /// Every day, or every second, third… of a long test, the last one always.
  private func pathTable(_ dates: [CivilDate]) -> DataTable {
    let names = reading.variants.map(\.name)
    let byKey = Dictionary(
      reading.path.map { (PathKey(date: $0.date, variant: $0.variant), $0) }, uniquingKeysWith: { first, _ in first })
    let step = (dates.count + 30) / 31
    let listed = dates.enumerated().filter { (dates.count - 1 - $0.offset) % step == 0 }.map(\.element)
    let rows = listed.map { date in
      let cells = names.map { name in
        let point = byKey[PathKey(date: date, variant: name)]
        return DataTable.Cell(
          point?.tco.map { numbers.percent($0.value, places: ratePlaces) } ?? NumberFormat.absent)
      }
      let isYoung = reading.path.contains { $0.date == date && !$0.isMature }
      return [DataTable.Cell(numbers.dayAndMonth(date), detail: isYoung ? text(.tooYoung) : nil)] + cells
    }
    return DataTable(
      caption: text(.pathTitle),
      columns: [DataTable.Column(text(.day), .words)] + names.map { DataTable.Column($0, .figures) }, rows: rows)
  }

  private struct PathKey: Hashable {
    let date: CivilDate
    let variant: String
  }
}
