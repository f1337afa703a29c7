import Foundation

/// A file of assignments while it is written.
final class AssignmentFile {
  private let url: URL
  private let names: [String]
  private var writer: DelimitedWriter

  init(_ url: URL, _ names: [String]) throws(CallDataError) {
    self.url = url
    self.names = names
    writer = try DelimitedWriter(url)
    try writer.write(names)
  }

  func write(
    _ columns: AssignmentColumns, _ drawn: DrawnPlace, _ stratum: [UInt8], _ cursor: borrowing RowCursor
  ) throws(CallDataError) {
    columns.write(drawn, stratum: stratum, cursor, to: &writer.text)
    try writer.endRow()
  }

  /// Writes the rows of an earlier file, which must have all columns.
  func copy(_ file: DelimitedFile) throws(CallDataError) {
    var places: [Int] = []
    for name in names { places.append(try file.required(name)) }
    var cursor = file.rows()
    while cursor.next() {
      for (number, place) in places.enumerated() {
        writer.text.append(field: cursor.field(place).bytes, isFirst: number == 0)
      }
      try writer.endRow()
    }
  }

  /// Adds rows that were put together elsewhere.
  func write(_ rows: UnsafeRawBufferPointer) throws(CallDataError) { try writer.write(raw: rows) }

  func finish() throws(CallDataError) -> String {
    try writer.finish()
    return url.path
  }
}
