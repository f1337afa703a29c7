/// Why a file of looks cannot be read: what was read, what was expected, and where.
enum CheckpointsError: Error, Hashable, CustomStringConvertible {
  case unreadable(path: String, reason: String)
  case header(read: String)
  case fields(line: Int, read: Int)
  case value(line: Int, column: String, read: String, expected: String)
  /// A row of a pair is not later than the one before.
  case order(line: Int, series: String, day: Double, before: Double)
  case empty

  var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): \(reason); give a CSV file, plain or gzip"
    case .header(let read):
      "line 1 reads \"\(read)\"; expected the header \"\(Checkpoints.columns.joined(separator: ","))\""
    case .fields(let line, let read):
      "line \(line) has \(read) fields; expected \(Checkpoints.columns.count): is the file cut off?"
    case .value(let line, let column, let read, let expected):
      "line \(line), \(column) reads \"\(read)\"; expected \(expected)"
    case .order(let line, let series, let day, let before):
      "line \(line), \(series): day \(day) after day \(before); expected the rows of a pair in order of time"
    case .empty: "no row after the header; expected one row a look"
    }
  }
}
