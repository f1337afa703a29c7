/// One `keep` filter of a plan on a file: its column and the values it keeps.
struct KeepFilter: Sendable {
  /// The column as the plan names it.
  let name: String
  /// Index of the column in the file.
  let column: Int
  let values: [String]
}

/// The plan's `keep` filters: a row stays when each filtered column holds one of its values, compared without case.
struct RowFilters: ~Copyable {
  private let columns: [Int]
  private let filters: [ColumnFilter]

  init(_ keep: [KeepFilter]) {
    columns = keep.map(\.column)
    filters = keep.map { ColumnFilter($0.values) }
  }

  var isEmpty: Bool { columns.isEmpty }

  @inline(__always)
  mutating func keep(_ cursor: borrowing RowCursor) -> Bool {
    for index in columns.indices where !filters[index].allows(cursor.field(columns[index])) { return false }
    return true
  }
}

extension DelimitedFile {
  /// The filters of a plan on this file, in order of their names.
  func filters(_ keep: [String: [String]]) throws(CallDataError) -> [KeepFilter] {
    var filters: [KeepFilter] = []
    for (name, values) in keep.sorted(by: { $0.key < $1.key }) {
      filters.append(KeepFilter(name: name, column: try required(name), values: values))
    }
    return filters
  }

  /// Refuses filters that leave no row: names the first one that, after those before it, keeps nothing, with the values
  /// its column holds in the rows it was asked about.
  ///
  /// Reads the file once more; for files of which no row was kept.
  func refuseNothingKept(_ keep: [KeepFilter]) throws(CallDataError) {
    let filters = keep.map { ColumnFilter($0.values) }
    var asked = [Int](repeating: 0, count: keep.count)
    var kept = asked
    var cursor = rows()
    while cursor.next() {
      guard cursor.fieldCount == header.count else { continue }
      for index in keep.indices {
        asked[index] += 1
        guard filters[index].allows(cursor.field(keep[index].column)) else { break }
        kept[index] += 1
      }
    }
    guard let index = keep.indices.first(where: { asked[$0] > 0 && kept[$0] == 0 }) else { return }
    let filter = keep[index]
    let found = filters[index].met
    throw .nothingKept(
      path: path, column: filter.name, values: filter.values, found: found,
      nearest: filter.values.lazy.compactMap { NearMiss.nearest(to: $0, among: found) }.first,
      after: keep[..<index].map(\.name))
  }
}

/// The values one filter keeps, with what it said of those already met.
private final class ColumnFilter {
  private let values: Set<String>
  private var known = Interner()
  private var verdicts: [Bool]

  init(_ values: [String]) {
    self.values = Set(values.map { $0.lowercased() })
    verdicts = [self.values.contains("")]
  }

  /// Values met so far that are not empty, in the order of the file.
  var met: [String] { Array(known.texts.dropFirst()) }

  func allows(_ field: Field) -> Bool {
    let number = known.number(of: field)
    guard number != Interner.unusable else { return values.contains(field.text.lowercased()) }
    while verdicts.count < known.texts.count {
      verdicts.append(values.contains(known.texts[verdicts.count].lowercased()))
    }
    return verdicts[Int(number)]
  }
}
