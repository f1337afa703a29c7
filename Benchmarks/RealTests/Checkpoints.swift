import Foundation
import Statistics

/// The reader of files of looks: CSV without quotes, one row a look, the rows of a pair in order of time.
enum Checkpoints {
  static let columns = ["experiment_id", "variant_id", "time_since_start"] + Look.Count.allCases.map(\.rawValue)

  /// The pairs of a file, in the order in which they first occur.
  static func read(path: String) throws(CheckpointsError) -> [Series] {
    try read(try CompressedFile.text(path: path))
  }

  /// The pairs of a text. Throws for what cannot be a row; what contradicts itself within a pair is left to ``Series``.
  static func read(_ text: String) throws(CheckpointsError) -> [Series] {
    var lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    while lines.last?.isEmpty == true { lines.removeLast() }
    let header = lines.first ?? ""
    guard header == columns.joined(separator: ",") else { throw .header(read: String(header)) }
    var order: [[String]] = []
    var rows: [[String]: [Look]] = [:]
    for (index, line) in lines.enumerated().dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == columns.count else { throw .fields(line: index + 1, read: fields.count) }
      let row = try look(fields, line: index + 1)
      let key = Array(fields[..<2])
      if let before = rows[key]?.last, row.day <= before.day {
        throw .order(line: index + 1, series: key.joined(separator: " / "), day: row.day, before: before.day)
      }
      if rows[key] == nil { order.append(key) }
      rows[key, default: []].append(row)
    }
    guard !order.isEmpty else { throw .empty }
    return order.map { Series(experiment: $0[0], variant: $0[1], rows: rows[$0] ?? []) }
  }

  private static func look(_ fields: [String], line: Int) throws(CheckpointsError) -> Look {
    guard let day = Double(fields[2]), day >= 0, day.isFinite else {
      throw .value(line: line, column: columns[2], read: fields[2], expected: "a number of days, at least 0")
    }
    func arm(at column: Int) throws(CheckpointsError) -> Proportion {
      var counts: [Int] = []
      for index in [column, column + 1] {
        guard let count = Int(fields[index]) else {
          throw .value(line: line, column: columns[index], read: fields[index], expected: "a whole number")
        }
        counts.append(count)
      }
      do throws(StatisticsError) {
        return try Proportion(counts[1], of: counts[0])
      } catch {
        throw .value(
          line: line, column: columns[column + 1], read: "\(counts[1]) of \(counts[0])",
          expected: "successes from 0 to the units counted, and at least one unit")
      }
    }
    return Look(day: day, table: TwoProportions(control: try arm(at: 3), variant: try arm(at: 5)))
  }
}
