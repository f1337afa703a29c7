/// Draws interval marks and their axis. Places across are in percent, so that a bar is as wide as its cell while its
/// lines and letters keep their size.
struct BarDrawing {
  let axis: BarAxis

  static let height = 26
  /// Percent of the width at either end in which a tick's label would leave the drawing.
  private static let tickMargin = 9.0

  /// A bar, described in words for those who do not see it.
  func bar(_ mark: IntervalMark, label: String) -> Markup {
    let middle = Double(BarDrawing.height) / 2
    let lower = axis.scale.position(mark.lower)
    let upper = axis.scale.position(mark.upper)
    let dot: Markup =
      axis.scale.contains(mark.value)
      ? "<circle class=\"dot\" cx=\"\(axis.scale.position(mark.value))%\" cy=\"\(middle)\" r=\"5\"/>" : ""
    return """
      <svg class="bar \(mark.tone.rawValue)" role="img" width="100%" height="\(BarDrawing.height)">\
      <title>\(label)</title>\(references(mark))\(wings(mark))\
      <line class="span" x1="\(lower)%" x2="\(upper)%" y1="\(middle)" y2="\(middle)"/>\
      \(arrow(mark.lower, at: lower, points: -1))\(arrow(mark.upper, at: upper, points: 1))\(dot)</svg>
      """
  }

  /// What holds at every look, dashed around what holds at one.
  private func wings(_ mark: IntervalMark) -> Markup {
    guard let wings = mark.wings else { return "" }
    let middle = Double(BarDrawing.height) / 2
    return """
      <line class="wings" x1="\(axis.scale.position(wings.lower))%" x2="\(axis.scale.position(wings.upper))%" \
      y1="\(middle)" y2="\(middle)"/>
      """
  }

  /// The ticks of the axis with, one line below, the names of its references.
  var ticks: Markup {
    let ticks = shownTicks.map { label($0, line: 12, kind: "tick", margin: BarDrawing.tickMargin) }
    let names = axis.references.map { reference in
      let isBeyond = reference.value > axis.scale.upper
      let isBefore = reference.value < axis.scale.lower
      let name = isBeyond ? "\(reference.label) →" : isBefore ? "← \(reference.label)" : reference.label
      return label(BarAxis.Tick(value: reference.value, label: name), line: 27, kind: "reference")
    }
    let height = names.isEmpty ? 16 : 32
    return """
      <svg class="axis" width="100%" height="\(height)" aria-hidden="true">\(ticks)\(names)</svg>
      """
  }

  /// Labels stand at their place; those at an end of the drawing, which would leave it, are left out where two remain.
  private var shownTicks: [BarAxis.Tick] {
    let inside = axis.ticks.filter {
      (BarDrawing.tickMargin...100 - BarDrawing.tickMargin).contains(axis.scale.position($0.value))
    }
    return inside.count >= 2 ? inside : axis.ticks
  }

  private func references(_ mark: IntervalMark) -> [Markup] {
    (axis.references.map(\.value) + [mark.limit].compactMap { $0 }).filter(axis.scale.contains).map { line in
      let place = axis.scale.position(line)
      return "<line class=\"reference\" x1=\"\(place)%\" x2=\"\(place)%\" y1=\"0\" y2=\"100%\"/>"
    }
  }

  /// An interval that goes on beyond the axis ends in an arrow.
  private func arrow(_ end: Double, at place: Double, points direction: Double) -> Markup {
    guard !axis.scale.contains(end), !end.isNaN else { return "" }
    let middle = Double(BarDrawing.height) / 2
    return """
      <svg x="\(place)%" overflow="visible"><path class="arrow" d="M0 \(middle - 5)L\(direction * 6) \(middle)L0 \
      \(middle + 5)z"/></svg>
      """
  }

  private func label(_ tick: BarAxis.Tick, line: Int, kind: Markup, margin: Double = 14) -> Markup {
    let place = axis.scale.position(tick.value)
    let anchor = Anchor(at: place, margin: margin)
    return """
      <text class="\(kind)" x="\(anchor.place(of: place))%" y="\(line)" text-anchor="\(anchor.rawValue)">\(tick.label)</text>
      """
  }
}

/// How a label is laid to its place, so that none leaves the drawing.
enum Anchor: String {
  case start
  case middle
  case end

  init(at place: Double, margin: Double = 14) {
    self = place < margin ? .start : place > 100 - margin ? .end : .middle
  }

  /// Where the label is held: near an end of the drawing at that end, as far from its neighbour as it goes.
  func place(of place: Double) -> Double {
    switch self {
    case .start: 0
    case .middle: place
    case .end: 100
    }
  }
}

extension Markup.Interpolation {
  mutating func appendInterpolation(_ name: StaticString) { source += "\(name)" }
}
