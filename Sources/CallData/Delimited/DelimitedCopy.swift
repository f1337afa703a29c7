import Decision
package import Foundation

/// Copies a file through the reader and the writer, field by field: what a stream costs that does nothing else.
package enum DelimitedCopy {
  /// Writes the header and every row with as many fields as it has; returns the number of rows.
  package static func copy(_ source: URL, to target: URL) throws(CallDataError) -> Int {
    let file = try DelimitedFile(source.path, format: DataSources())
    var writer = try DelimitedWriter(target)
    try writer.write(file.header)
    var rows = 0
    var cursor = file.rows()
    while cursor.next() {
      guard cursor.fieldCount == file.header.count else { continue }
      for index in file.header.indices { writer.text.append(field: cursor.field(index).bytes, isFirst: index == 0) }
      try writer.endRow()
      rows += 1
    }
    try writer.finish()
    return rows
  }
}
