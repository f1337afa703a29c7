import Decision
import Statistics

/// Shares of calls that have had their outcome, by days since the call: one chart for each challenger beside the control.
struct DelayCharts {
  let curves: [DelayCurve]
  let control: String
  let wording: any Wording
  /// What the curves show, as a title and as a sentence.
  let title: String
  let lead: String
  /// What the share is of.
  let shareTitle: String
  /// Decimals of the shares.
  let places: Int
  /// A line to draw at a day.
  var mark: BarAxis.Tick?

  private var numbers: NumberFormat { wording.numbers }
  private func text(_ caption: Caption) -> String { caption.text(in: numbers.language) }

  /// The charts with the table behind them; nil where no curve has more than its first day, or there is no challenger.
  var block: Block? {
    let challengers = curves.map(\.variant).filter { $0 != control }
    guard let days = curves.flatMap(\.points).map(\.day).max(), days > 0, !challengers.isEmpty else { return nil }
    return .chart(
      ChartBlock(
        charts: challengers.map { chart(of: $0, days: days) }, table: table(days), tableTitle: text(.pathTable)))
  }

  private func points(_ variant: String) -> [DelayPoint] { curves.first { $0.variant == variant }?.points ?? [] }

  private func chart(of challenger: String, days: Int) -> LineChart {
    let arms = [(control, IntervalMark.Tone.neutral), (challenger, .accent)]
    let series = arms.map { name, tone in
      let points = points(name).map {
        LineChart.Point(
          x: Double($0.day), y: $0.share.value, lower: $0.share.lower, upper: $0.share.upper,
          detail: numbers.language.labelled(wording.days($0.day), numbers.percent($0.share.value, places: places)))
      }
      return LineChart.Series(
        name: name, figure: points.last.map { numbers.percent($0.y, places: places) } ?? NumberFormat.absent,
        tone: tone, points: points)
    }
    let scale = scale
    let ticks = scale.ticks(about: 4)
    let step = [1, 2, 3, 5, 7, 10, 15, 30, 60, 90].first { $0 * 5 >= days } ?? max(1, days / 4)
    let names = series.map { "\($0.name) \($0.figure)" }.joined(separator: ", ")
    return LineChart(
      title: series.map(\.name).reversed().joined(separator: " – "),
      description: "\(lead) \(numbers.language.labelled(wording.days(days), names)).",
      x: LineChart.Axis(
        title: text(.daysSinceCall), showsTitle: true, scale: LinearScale(0, Double(days)),
        ticks: stride(from: 0, through: days, by: step).map {
          BarAxis.Tick(value: Double($0), label: numbers.integer($0))
        }),
      y: LineChart.Axis(
        title: shareTitle, scale: scale,
        ticks: ticks.map {
          BarAxis.Tick(value: $0, label: numbers.percent($0, places: max(0, LinearScale.tickPlaces(ticks) - 2)))
        }), series: series, marks: mark.map { [$0] } ?? [])
  }

  /// One scale for every chart; it holds the bands, but for last days that know next to nothing.
  private var scale: LinearScale {
    let shares = curves.flatMap(\.points).map(\.share)
    let most = shares.map(\.value).max() ?? 0
    let upper = shares.map(\.upper).max() ?? 0
    return LinearScale(0, min(1, max(most * 1.3, min(upper * 1.05, most * 3), 0.001)))
  }

  /// Every day, or every second, third… of long delays, the last one always.
  private func table(_ days: Int) -> DataTable {
    let byDay = curves.map { curve in
      Dictionary(curve.points.map { ($0.day, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let step = (days + 30) / 31
    let rows = (0...days).filter { (days - $0) % step == 0 }.map { day in
      [DataTable.Cell(numbers.integer(day))]
        + byDay.map { curve in
          DataTable.Cell(curve[day].map { numbers.percent($0.share.value, places: places) } ?? NumberFormat.absent)
        }
    }
    return DataTable(
      caption: title,
      columns: [DataTable.Column(text(.daysSinceCall), .words)] + curves.map { DataTable.Column($0.variant, .figures) },
      rows: rows)
  }
}
