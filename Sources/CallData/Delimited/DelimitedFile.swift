import Decision
import Foundation

/// A file with a header: its columns by our names, and where its rows begin.
struct DelimitedFile: @unchecked Sendable {
  let memory: MappedFile
  let delimiter: UInt8
  /// Column names as they stand in the file, blanks around them removed.
  let header: [String]
  /// First byte of the rows.
  let firstRow: UnsafePointer<UInt8>
  /// Line number of `firstRow`, from 1.
  let firstLine: Int
  /// Whether decimals may be written with a comma, and with a point.
  let decimals: DecimalStyle
  private let mapping: [String: String]

  var path: String { memory.path }
  /// First byte after the last row.
  var end: UnsafePointer<UInt8> { memory.start + memory.count }

  /// Opens a file and reads its header; without a row below it a file is refused, unless that says something.
  init(_ path: String, format: DataSources, mayBeEmpty: Bool = false) throws(CallDataError) {
    let memory = try MappedFile(path, encoding: format.encoding)
    let preamble = Preamble(memory)
    let delimiter = format.delimiter.map(Preamble.byte) ?? preamble.delimiter
    var cursor = RowCursor(memory.start, count: memory.count, delimiter: delimiter, capacity: 16_384)
    cursor.move(to: preamble.header)
    guard cursor.next() else { throw .emptyFile(path: path) }
    var names: [String] = []
    for index in 0..<min(cursor.fieldCount, cursor.capacity) {
      guard let name = cursor.field(index).trimmed.validText else {
        throw .wrongEncoding(path: path, line: cursor.line + preamble.line, expected: "UTF-8")
      }
      names.append(name)
    }
    if names.count == 1, let other = Preamble.otherDelimiter(in: names[0], than: delimiter) {
      throw .wrongDelimiter(path: path, expected: Preamble.name(of: delimiter), found: other)
    }
    firstRow = cursor.position
    firstLine = preamble.line + cursor.linesRead
    guard cursor.next() || mayBeEmpty else { throw .headerOnly(path: path) }
    self.memory = memory
    self.delimiter = delimiter
    header = names
    mapping = format.columns
    decimals = DecimalStyle(isCommaDeclared: format.decimalComma, delimiter: delimiter)
  }

  /// A cursor before the first row.
  func rows() -> RowCursor {
    var cursor = RowCursor(memory.start, count: memory.count, delimiter: delimiter, capacity: header.count)
    cursor.move(to: firstRow)
    return cursor
  }

  /// The index of one of our columns, nil where the file has none of that name.
  func column(_ name: String) throws(CallDataError) -> Int? {
    let wanted = mapping[name] ?? name
    if let found = try index(of: wanted) { return found }
    return wanted == name ? nil : try index(of: name)
  }

  /// The index of one of our columns that the file must have.
  func required(_ name: String) throws(CallDataError) -> Int {
    if let found = try column(name) { return found }
    let nearest = NearMiss.nearest(to: mapping[name] ?? name, among: header)
    throw .missingColumn(path: path, column: name, mapped: mapping[name], found: header, nearest: nearest)
  }

  /// Refuses a file without the column that its own format names.
  func requireMapped(_ ours: String, to theirs: String) throws(CallDataError) {
    guard try index(of: theirs) == nil else { return }
    throw .missingColumn(
      path: path, column: ours, mapped: theirs, found: header, nearest: NearMiss.nearest(to: theirs, among: header))
  }

  private func index(of name: String) throws(CallDataError) -> Int? {
    let exact = header.indices.filter { header[$0] == name }
    let found = exact.isEmpty ? header.indices.filter { header[$0].lowercased() == name.lowercased() } : exact
    guard found.count < 2 else { throw .ambiguousColumn(path: path, column: name, positions: found.map { $0 + 1 }) }
    return found.first
  }

  /// The line number of a row, counted only when someone asks.
  func line(of row: UnsafePointer<UInt8>) -> Int {
    var line = firstLine
    var from = firstRow
    while from < row, let found = memchr(from, 0x0A, row - from) {
      line += 1
      from = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
    }
    return line
  }
}

/// What stands before the rows: the `sep=` line that spreadsheets write, and the delimiter the header shows.
private struct Preamble {
  let header: UnsafePointer<UInt8>
  let line: Int
  let delimiter: UInt8

  init(_ memory: MappedFile) {
    let text = UnsafeBufferPointer(start: memory.start, count: min(memory.count, 1 << 20))
    if text.count > 6, String(decoding: text.prefix(4), as: UTF8.self).lowercased() == "sep=",
      let lineEnd = text.firstIndex(of: 0x0A), lineEnd <= 6
    {
      header = memory.start + (lineEnd + 1)
      line = 2
      delimiter = text[4]
      return
    }
    header = memory.start
    line = 1
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in text {
      if byte == 0x22 { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A, !counts.isEmpty || text.first != 0x0A { break }
      if byte == 0x2C || byte == 0x3B || byte == 0x09 { counts[byte, default: 0] += 1 }
    }
    delimiter = [0x2C, 0x3B, 0x09].max { counts[$0] ?? 0 < counts[$1] ?? 0 } ?? 0x2C
  }

  static func byte(_ delimiter: DataSources.Delimiter) -> UInt8 {
    switch delimiter {
    case .comma: 0x2C
    case .semicolon: 0x3B
    case .tab: 0x09
    }
  }

  static func name(of delimiter: UInt8) -> String {
    delimiter == 0x09 ? "tabs" : "`\(Character(Unicode.Scalar(delimiter)))`"
  }

  static func otherDelimiter(in header: String, than delimiter: UInt8) -> String? {
    let other = [0x3B, 0x2C, 0x09, 0x7C].first { $0 != delimiter && header.utf8.contains($0) }
    return other.map { name(of: $0) }
  }
}
