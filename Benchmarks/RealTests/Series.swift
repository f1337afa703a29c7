import Statistics

/// All looks at one variant and its control.
struct Series: Sendable {
  let experiment: String
  let variant: String
  /// The rows of the file, in order of time.
  let rows: [Look]

  var name: String { "\(experiment) / \(variant)" }

  /// A cumulative count that became smaller.
  struct Fall: Hashable {
    /// The number of the row within the series, from 1.
    let row: Int
    let day: Double
    let count: Look.Count
    let from: Int
    let to: Int
  }

  /// Every fall of a count: a series with one cannot be cumulative, and is refused.
  var falls: [Fall] {
    zip(rows, rows.dropFirst()).enumerated().flatMap { index, pair in
      Look.Count.allCases.filter { pair.1[$0] < pair.0[$0] }.map {
        Fall(row: index + 2, day: pair.1.day, count: $0, from: pair.0[$0], to: pair.1[$0])
      }
    }
  }

  /// The looks at which something had been counted since the one before.
  var looks: [Look] {
    rows.indices.filter { $0 == 0 || rows[$0].table != rows[$0 - 1].table }.map { rows[$0] }
  }

  /// The intervals between looks that bring an arm more successes than units: those must come from units counted before.
  var lateIntervals: Int {
    zip(looks, looks.dropFirst()).count {
      $1.table.control.failures < $0.table.control.failures || $1.table.variant.failures < $0.table.variant.failures
    }
  }
}
