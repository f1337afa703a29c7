import Foundation

/// The rejected rows of all files, in the order of the files and of their lines.
struct RejectsLog {
  private struct Part {
    let file: DelimitedFile
    let rejected: [RejectedRow]
  }

  private let variants: [String]
  private var parts: [Part] = []

  init(variants: [String]) { self.variants = variants }

  /// Adds a file's rejected rows, which are in line order.
  mutating func add(_ rejected: [RejectedRow], of file: DelimitedFile) {
    if !rejected.isEmpty { parts.append(Part(file: file, rejected: rejected)) }
  }

  /// Writes `file,line,column,reason,value,row`. Without rejected rows an earlier file is replaced by a bare header,
  /// and none is made.
  func write(to url: URL) throws(CallDataError) {
    if parts.isEmpty, access(url.path, F_OK) != 0 { return }
    var writer = try DelimitedWriter(url)
    try writer.write(["file", "line", "column", "reason", "value", "row"])
    for part in parts {
      var cursor = part.file.rows()
      for rejected in part.rejected {
        cursor.move(to: rejected.row)
        _ = cursor.next()
        let said = describe(rejected, in: part.file, cursor)
        try writer.write([
          (part.file.path as NSString).lastPathComponent, String(rejected.line), said.column, said.reason, said.value,
          cursor.rawRow.text,
        ])
      }
    }
    try writer.finish()
  }

  /// Refuses a file with too many rejected rows.
  func check(
    _ file: DelimitedFile, _ rejected: [RejectedRow], rows: Int, limit: Double, rejectsFile: URL?
  ) throws(CallDataError) {
    guard let first = rejected.first, Double(rejected.count) > limit * Double(rows) else { return }
    if let rejectsFile { try write(to: rejectsFile) }
    var cursor = file.rows()
    cursor.move(to: first.row)
    _ = cursor.next()
    let said = describe(first, in: file, cursor)
    let example =
      "line \(first.line)" + (said.column.isEmpty ? "" : ", column \(said.column)")
      + (said.value.isEmpty ? "" : ", read \"\(said.value)\"") + ": \(said.reason)"
    throw .tooManyRejected(
      path: file.path, rejected: rejected.count, rows: rows, limit: limit, example: example,
      rejectsFile: rejectsFile?.path)
  }

  private func describe(
    _ rejected: RejectedRow, in file: DelimitedFile, _ cursor: borrowing RowCursor
  ) -> (column: String, reason: String, value: String) {
    let column = Int(rejected.fault.column)
    var value = ""
    if rejected.fault.reason == .fieldCount {
      value = String(cursor.fieldCount)
    } else if column >= 0, column < cursor.fieldCount, column < file.header.count {
      value = String(cursor.field(column).text.prefix(200))
    }
    let reason = rejected.fault.explanation(in: file, value: value, knownVariants: variants)
    return (column >= 0 && column < file.header.count ? file.header[column] : "", reason, value)
  }
}
