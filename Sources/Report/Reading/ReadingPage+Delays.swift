import Decision
import Statistics

extension ReadingPage {
  /// When opportunities come, by variant; nil where their dates are unknown.
  var delaysSection: PageSection? {
    guard let days = reading.delays.flatMap(\.points).map(\.day).max(), days > 0 else { return nil }
    let charts = reading.comparisons.map { delayChart(of: $0.variant, days: days) }
    guard !charts.isEmpty else { return nil }
    return PageSection(
      id: "delays", title: text(.delaysTitle), lead: text(.delaysLead),
      blocks: [.chart(ChartBlock(charts: charts, table: delayTable(days), tableTitle: text(.pathTable)))])
  }

  private func delayPoints(_ variant: String) -> [DelayPoint] {
    reading.delays.first { $0.variant == variant }?.points ?? []
  }

  private func delayChart(of challenger: String, days: Int) -> LineChart {
    let arms = [(reading.control, IntervalMark.Tone.neutral), (challenger, .accent)]
    let series = arms.map { name, tone in
      let points = delayPoints(name).map {
        LineChart.Point(x: Double($0.day), y: $0.share.value, lower: $0.share.lower, upper: $0.share.upper)
      }
      return LineChart.Series(
        name: name, figure: points.last.map { numbers.percent($0.y, places: ratePlaces) } ?? NumberFormat.absent,
        tone: tone, points: points)
    }
    let scale = delayScale
    let ticks = scale.ticks(about: 4)
    let step = max(1, (days + 4) / 5)
    let names = series.map { "\($0.name) \($0.figure)" }.joined(separator: ", ")
    let window = reading.method.within
    return LineChart(
      title: series.map(\.name).reversed().joined(separator: " – "),
      description: "\(text(.delaysLead)) \(wording.days(days))\(language.colon)\(names).",
      x: LineChart.Axis(
        title: text(.daysSinceCall), scale: LinearScale(0, Double(days)),
        ticks: stride(from: 0, through: days, by: step).map {
          BarAxis.Tick(value: Double($0), label: numbers.integer($0))
        }),
      y: LineChart.Axis(
        title: text(.delayShare), scale: scale,
        ticks: ticks.map {
          BarAxis.Tick(value: $0, label: numbers.percent($0, places: max(0, LinearScale.tickPlaces(ticks) - 2)))
        }), series: series,
      marks: window.map { [BarAxis.Tick(value: Double($0), label: text(.maturityWindow))] } ?? [])
  }

  /// One scale for every chart; the last days' wide bands may leave it.
  private var delayScale: LinearScale {
    let shares = reading.delays.flatMap(\.points).map(\.share.value)
    let last = reading.delays.compactMap(\.points.last?.share.upper)
    return LinearScale(0, min(1, max((shares.max() ?? 0) * 1.3, min(last.max() ?? 0, (shares.max() ?? 0) * 2), 0.001)))
  }

  /// Every day, or every second, third… of long delays, the last one always.
  private func delayTable(_ days: Int) -> DataTable {
    let curves = reading.variants.map { arm in
      Dictionary(delayPoints(arm.name).map { ($0.day, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let step = (days + 30) / 31
    let rows = (0...days).filter { (days - $0) % step == 0 }.map { day in
      [DataTable.Cell(numbers.integer(day))]
        + curves.map { curve in
          DataTable.Cell(
            curve[day].map { numbers.percent($0.share.value, places: ratePlaces) } ?? NumberFormat.absent)
        }
    }
    return DataTable(
      caption: text(.delaysTitle),
      columns: [DataTable.Column(text(.daysSinceCall), .words)]
        + reading.variants.map { DataTable.Column($0.name, .figures) }, rows: rows)
  }
}
