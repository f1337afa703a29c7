/// Draws line charts. Across, everything is in percent; curves are stretched inside a drawing of their own with strokes
/// that keep their width, so that a chart fills its column on a phone, a laptop and on paper.
struct LineDrawing {
  let chart: LineChart
  /// Distinguishes the drawing's names from those of others on the page.
  let id: String
  let height: Double

  /// Share of the width left of the plot, for the labels of y.
  private static let left = 9.0
  private static let top = 22.0
  private static let mostSpots = 31
  private static let bottom = 26.0
  private static let titleHeight = 16.0

  /// Room under the plot: the ticks, and the name of the axis where it is shown.
  private var bottom: Double { LineDrawing.bottom + (chart.x.showsTitle ? LineDrawing.titleHeight : 0) }
  private var plotHeight: Double { height - LineDrawing.top - bottom }

  private func across(_ value: Double) -> Double {
    LineDrawing.left + chart.x.scale.position(value) * (100 - LineDrawing.left) / 100
  }

  private func down(_ value: Double) -> Double {
    LineDrawing.top + (100 - chart.y.scale.position(value)) / 100 * plotHeight
  }

  var markup: Markup {
    """
    <svg class="lines" role="img" width="100%" height="\(height)" aria-labelledby="\(id)-title \(id)-description">\
    <title id="\(id)-title">\(chart.title)</title><desc id="\(id)-description">\(chart.description)</desc>\
    \(pattern)\(chart.shades.map(shade))\(chart.events.map(event))\(chart.y.ticks.map(grid))\(chart.x.ticks.map(tick))\(axisTitle)\
    \(chart.levels.map(level))\(chart.marks.map(mark))\(curves)\(chart.series.map(end))\(chart.series.map(spots))</svg>
    """
  }

  private var pattern: Markup {
    guard !chart.shades.isEmpty else { return "" }
    return """
      <defs><pattern id="\(id)-hatch" width="6" height="6" patternUnits="userSpaceOnUse" \
      patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>
      """
  }

  private func shade(_ shade: LineChart.Shade) -> Markup {
    let from = across(shade.from)
    let to = across(shade.to)
    return """
      <rect x="\(from)%" width="\(to - from)%" y="\(LineDrawing.top)" height="\(plotHeight)" fill="url(#\(id)-hatch)"/>\
      <text class="tick" x="100%" y="\(LineDrawing.top - 8)" text-anchor="end">\(shade.label)</text>
      """
  }

  private func grid(_ tick: BarAxis.Tick) -> Markup {
    let y = down(tick.value)
    return """
      <line class="grid" x1="0" x2="100%" y1="\(y)" y2="\(y)"/>\
      <text class="tick" x="0" y="\(y - 4)">\(tick.label)</text>
      """
  }

  private var axisTitle: Markup {
    guard chart.x.showsTitle else { return "" }
    return "<text class=\"tick\" x=\"100%\" y=\"\(height - 8)\" text-anchor=\"end\">\(chart.x.title)</text>"
  }

  private func tick(_ tick: BarAxis.Tick) -> Markup {
    let place = across(tick.value)
    return """
      <text class="tick" x="\(place)%" y="\(height - bottom + 18)" text-anchor="\(Anchor(at: place, margin: 5).rawValue)">\
      \(tick.label)</text>
      """
  }

  private func level(_ tick: BarAxis.Tick) -> Markup {
    guard chart.y.scale.contains(tick.value) else { return "" }
    let y = down(tick.value)
    let label: Markup =
      hasRoomRight(of: tick.value) ? "x=\"100%\" text-anchor=\"end\"" : "x=\"\(LineDrawing.left)%\""
    return """
      <line class="reference" x1="\(LineDrawing.left)%" x2="100%" y1="\(y)" y2="\(y)"/>\
      <text class="reference" \(label) y="\(y - 5)">\(tick.label)</text>
      """
  }

  /// Whether curves end far enough from a level for its name to stand there.
  private func hasRoomRight(of level: Double) -> Bool {
    chart.series.compactMap(\.points.last?.y).allSatisfy {
      abs(chart.y.scale.position($0) - chart.y.scale.position(level)) > 15
    }
  }

  private func mark(_ tick: BarAxis.Tick) -> Markup {
    guard chart.x.scale.contains(tick.value) else { return "" }
    let place = across(tick.value)
    return """
      <line class="reference" x1="\(place)%" x2="\(place)%" y1="\(LineDrawing.top)" y2="\(height - bottom)"/>\
      <text class="reference" x="\(place)%" y="\(LineDrawing.top - 8)" text-anchor="\(Anchor(at: place).rawValue)">\
      \(tick.label)</text>
      """
  }

  private func event(_ event: LineChart.Event) -> Markup {
    let bottom = height - bottom
    let drawn = event.places.filter(chart.x.scale.contains).map { place -> Markup in
      switch event.kind {
      case .gap:
        let from = across(place - 0.5)
        return """
          <rect class="gap" x="\(from)%" width="\(across(place + 0.5) - from)%" y="\(LineDrawing.top)" height="\(plotHeight)"/>
          """
      case .change:
        let x = across(place)
        return """
          <line class="change" x1="\(x)%" x2="\(x)%" y1="\(LineDrawing.top)" y2="\(bottom)"/>\
          <svg x="\(x)%" y="\(LineDrawing.top)" overflow="visible"><path class="change" d="M0 0L9 4L0 8z"/></svg>
          """
      }
    }
    return Markup(drawn)
  }

  private var curves: Markup {
    let drawn = chart.series.map { series -> Markup in
      """
      \(band(series))\(curve(Array(series.points.dropFirst(max(series.settled - 1, 0))), series, "curve provisional"))\
      \(curve(Array(series.points.prefix(series.settled)), series, "curve"))
      """
    }
    return """
      <svg class="plot" x="\(LineDrawing.left)%" y="\(LineDrawing.top)" width="\(100 - LineDrawing.left)%" height="\(plotHeight)" \
      viewBox="0 0 100 100" preserveAspectRatio="none">\(drawn)</svg>
      """
  }

  private func curve(_ points: [LineChart.Point], _ series: LineChart.Series, _ kind: Markup) -> Markup {
    guard points.count > 1 else { return "" }
    return "<polyline class=\"\(kind) \(series.tone.rawValue)\" points=\"\(self.points(points))\"/>"
  }

  private func band(_ series: LineChart.Series) -> Markup {
    let bounded = series.points.filter { $0.lower != nil && $0.upper != nil }
    guard bounded.count > 1 else { return "" }
    let upper = bounded.map { LineChart.Point(x: $0.x, y: $0.upper ?? $0.y) }
    let lower = bounded.reversed().map { LineChart.Point(x: $0.x, y: $0.lower ?? $0.y) }
    return "<polygon class=\"band \(series.tone.rawValue)\" points=\"\(points(upper + lower))\"/>"
  }

  private func points(_ points: [LineChart.Point]) -> Markup {
    Markup(
      points.map { "\(chart.x.scale.place($0.x)),\(100 - chart.y.scale.place($0.y))" }, separator: " ")
  }

  /// Places around the points that answer a pointer in words; of a long curve some thirty, its last one among them, since
  /// more would lie on one another.
  private func spots(_ series: LineChart.Series) -> Markup {
    let step = max(1, (series.points.count + LineDrawing.mostSpots - 1) / LineDrawing.mostSpots)
    let shown = stride(from: series.points.count - 1, through: 0, by: -step).map { series.points[$0] }.reversed()
    let drawn = shown.compactMap { point -> Markup? in
      guard let detail = point.detail, chart.y.scale.contains(point.y) else { return nil }
      return """
        <circle class="spot" cx="\(across(point.x))%" cy="\(down(point.y))" r="6"><title>\(series.name), \(detail)</title>\
        </circle>
        """
    }
    return Markup(drawn)
  }

  /// A dot where the final part of the curve ends; the legend says what it is.
  private func end(_ series: LineChart.Series) -> Markup {
    guard let last = series.lastSettled, series.points.contains(where: { $0.lower != nil }) else { return "" }
    return """
      <circle class="dot \(series.tone.rawValue)" cx="\(across(last.x))%" cy="\(down(last.y))" r="4.5"/>
      """
  }
}
