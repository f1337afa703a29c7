import Decision
import Experiment

/// The adherence file in memory: the variant that was really heard in each call it names.
final class AdherenceFile: @unchecked Sendable {
  /// What was heard where no variant was.
  static let none: Int16 = -1

  let file: DelimitedFile
  private(set) var rows = 0
  private(set) var duplicates = 0
  private(set) var filteredOut = 0
  private(set) var rejected: [RejectedRow] = []
  private var calls = KeyedTable<Int16>()
  private var copies = KeptIDs()

  /// Calls named.
  var count: Int { calls.count }

  init(_ file: DelimitedFile, variants: [String], keep: [String: [String]]) throws(CallDataError) {
    self.file = file
    let call = try file.required("call_id")
    let heard = try file.required("heard")
    let confidence = try file.column("confidence")
    let keep = try file.filters(keep)
    var filters = RowFilters(keep)
    var cursor = file.rows()
    while cursor.next() {
      rows += 1
      do throws(RejectionSignal) {
        try file.checkFields(cursor)
        guard filters.isEmpty || filters.keep(cursor) else {
          filteredOut += 1
          continue
        }
        let field = cursor.field(call)
        if let reason = field.identifierFault { throw RejectionSignal(reason, call) }
        let variant = try AdherenceFile.heard(cursor.field(heard), heard, variants)
        try cursor.checkConfidence(confidence, file.decimals)
        try add(cursor, field, call, variant)
      } catch {
        rejected.append(RejectedRow(row: cursor.row, line: file.firstLine + cursor.line, fault: error.fault))
      }
      guard calls.count < Int(UInt32.max) / 2 else { break }
    }
    if filteredOut > 0, filteredOut + rejected.count == rows { try file.refuseNothingKept(keep) }
  }

  private static func heard(
    _ field: Field, _ column: Int, _ variants: [String]
  ) throws(RejectionSignal) -> Int16 {
    if field.isEmpty { return none }
    if let index = variants.firstIndex(of: field.text) { return Int16(clamping: index) }
    guard field.matches("none") || field.matches("aucun") else { throw RejectionSignal(.variant, column) }
    return none
  }

  private func add(
    _ cursor: borrowing RowCursor, _ field: Field, _ column: Int, _ variant: Int16
  ) throws(RejectionSignal) {
    let key = IdentifierKey(field.count > 15 && !cursor.isInFile(field) ? copies.kept(field) : field)
    guard let known = calls.index(of: key) else {
      calls.add(key, variant)
      return
    }
    guard calls[known] == variant else { throw RejectionSignal(.twoHeard, column) }
    duplicates += 1
  }

  /// The index of the variant heard in a call, `none` where none was; nil for a call that the file does not name.
  @inline(__always)
  func heard(_ call: IdentifierKey) -> Int16? { calls.index(of: call).map { calls[$0] } }
}

extension RowCursor {
  /// Whether a field is empty or a share from 0 to 1.
  fileprivate func checkConfidence(_ column: Int?, _ decimals: DecimalStyle) throws(RejectionSignal) {
    guard let column else { return }
    var field = field(column)
    if field.isEmpty { return }
    let isPercent = field[field.count - 1] == 0x25
    if isPercent { field = Field(field.start, field.count - 1).trimmed }
    let text = decimals.allowsComma ? field.text.replacing(",", with: ".") : field.text
    guard let share = Double(text), share >= 0, share <= (isPercent ? 100 : 1) else {
      throw RejectionSignal(.confidence, column)
    }
  }
}
