/// Curves over a common axis, as values; a renderer draws them.
struct LineChart {
  var title: String
  /// What a reader who cannot see the curves should know.
  var description: String
  var x: Axis
  var y: Axis
  var series: [Series]
  /// Parts of the x axis set apart: days whose calls are too young.
  var shades: [Shade] = []
  /// Lines across the chart at figures of y.
  var levels: [BarAxis.Tick] = []
  /// Lines down the chart at figures of x.
  var marks: [BarAxis.Tick] = []
  /// Figures of x where something happened, explained in the legend.
  var events: [Event] = []

  struct Axis {
    var title: String
    /// Whether the title stands under the axis: not under dates, which name themselves.
    var showsTitle = false
    var scale: LinearScale
    var ticks: [BarAxis.Tick]
  }

  struct Series {
    var name: String
    /// The last figure, in words, for the label.
    var figure: String
    var tone: IntervalMark.Tone
    var points: [Point]
    /// How many of the points, from the first, are final; the rest is drawn faintly and labels nothing.
    var settled: Int

    init(
      name: String, figure: String, tone: IntervalMark.Tone, points: [Point], settled: Int? = nil
    ) {
      self.name = name
      self.figure = figure
      self.tone = tone
      self.points = points
      self.settled = settled ?? points.count
    }

    /// The last point that is final.
    var lastSettled: Point? { settled > 0 ? points.prefix(settled).last : nil }
  }

  struct Point: Hashable {
    var x: Double
    var y: Double
    /// The band around the curve.
    var lower: Double?
    var upper: Double?
    /// What the point says in words, shown where a pointer rests on it; nil for points that say nothing of their own.
    var detail: String?
  }

  /// Something that happened at figures of x, drawn alike wherever it did.
  struct Event: Hashable {
    var name: String
    var kind: Kind
    var places: [Double]

    enum Kind: String, Hashable {
      /// Nothing was counted: a strip one unit wide.
      case gap
      /// Something was changed: a flag.
      case change
    }
  }

  struct Shade: Hashable {
    var from: Double
    var to: Double
    var label: String
  }
}

/// The time of a test: calls, then waiting for the last opportunities, and where it stands.
struct Timeline {
  /// Share of the whole at which calls end, 0...1.
  var callsEnd: Double
  /// Share of the whole at the reading, 0...1; nil before the test.
  var now: Double?
  /// Under its start, the end of calls and the decision.
  var startLabel: String
  var callsEndLabel: String
  var decisionLabel: String
  /// What it says in words.
  var description: String
}
