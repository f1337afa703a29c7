import Statistics

/// The axis that the bars of a column share.
struct BarAxis {
  var scale: LinearScale
  var ticks: [Tick]
  /// Lines across all rows: no difference, a threshold, a wish.
  var references: [Tick]
  /// Whether text draws the bars too.
  var isInText = false

  struct Tick: Hashable {
    var value: Double
    var label: String
  }

  init(scale: LinearScale, ticks: [Tick], references: [Tick] = [], isInText: Bool = false) {
    self.scale = scale
    self.ticks = ticks
    self.references = references
    self.isInText = isInText
  }

  /// An axis over estimates, lines of single bars and lines across all of them, over the whole of them where ends are not to be cut, its ticks written by `label` with the decimals they need.
  init(
    covering estimates: [Estimate?], limits: [Double] = [], references: [Tick] = [], tickCount: Int = 4,
    isInText: Bool = false, isWhole: Bool = false, label: (_ value: Double, _ ticks: [Double]) -> String
  ) {
    let known = estimates.compactMap { $0 }
    let intervals = known.flatMap { [$0.lower, $0.value, $0.upper] }
    // A threshold far from every bar would flatten them all: the axis then only says on which side it lies.
    let reach = 3 * (intervals.filter(\.isFinite).map(abs).max() ?? .infinity)
    let ends = intervals + (references.map(\.value) + limits).filter { abs($0) <= reach }
    let scale = LinearScale(
      covering: isWhole ? ends.filter(\.isFinite) : BarAxis.withoutExtremes(ends, keeping: known.map(\.value)))
    let ticks = scale.ticks(about: tickCount)
    self.init(
      scale: scale, ticks: ticks.map { Tick(value: $0, label: $0 == 0 ? "0" : label($0, ticks)) },
      references: references,
      isInText: isInText)
  }

  /// One interval without upper end to speak of must not squeeze all the others: ends beyond eight times the largest
  /// estimate are cut, and the bar is drawn as going on.
  private static func withoutExtremes(_ ends: [Double], keeping estimates: [Double]) -> [Double] {
    let largest = estimates.filter(\.isFinite).map(abs).max() ?? 0
    let smallestEnd = ends.filter(\.isFinite).map(abs).min() ?? 0
    let limit = max(largest, smallestEnd) * 8
    guard limit > 0 else { return ends }
    return ends.map { min(max($0, -limit), limit) }.filter { abs($0) < limit || !$0.isInfinite }
  }
}

/// An interval with its estimate on a bar axis.
struct IntervalMark: Hashable {
  var lower: Double
  var value: Double
  var upper: Double
  var tone: Tone
  /// The wider interval that holds at every look, drawn as dashed wings.
  var wings: Wings?
  /// A line of this bar alone, where those of the axis differ from bar to bar.
  var limit: Double?

  /// The ends of a wider interval.
  struct Wings: Hashable {
    var lower: Double
    var upper: Double
  }

  enum Tone: String, Hashable {
    /// A challenger.
    case accent
    /// The control.
    case neutral
    /// An estimate that must not be relied on.
    case faint
  }

  init(lower: Double, value: Double, upper: Double, tone: Tone) {
    self.lower = lower
    self.value = value
    self.upper = upper
    self.tone = tone
  }

  init(_ estimate: Estimate, tone: Tone, wings: Estimate? = nil) {
    self.init(lower: estimate.lower, value: estimate.value, upper: estimate.upper, tone: tone)
    self.wings = wings.map { Wings(lower: $0.lower, upper: $0.upper) }
  }
}
