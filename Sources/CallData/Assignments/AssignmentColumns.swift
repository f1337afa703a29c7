import Experiment

/// The columns of a file of assignments, and how a lead's row is written.
struct AssignmentColumns {
  /// What stands in a column.
  private enum Column {
    case lead, variant, window, stratum, block, place, unit, outside
    /// A column of the file of leads.
    case source(Int)
  }

  /// Names of the columns, in order.
  let names: [String]
  /// Places of the columns that stand in the file of leads.
  let sources: [Int]
  private let columns: [Column]
  private let lead: Int
  private let variants: FixedTexts
  private let windows: FixedTexts
  private let units: LeadUnits

  /// The columns for a plan.
  ///
  /// - Parameters:
  ///   - test: The plan.
  ///   - lead: The column of the lead's id.
  ///   - units: What is randomised.
  ///   - hasStrata: Whether leads have strata, or a wave.
  ///   - sources: Further columns of the file of leads, with their places.
  init(
    _ test: TestProtocol, lead: Int, units: LeadUnits, hasStrata: Bool, sources: [(name: String, index: Int)]
  ) {
    var all: [(String, Column)] = [("lead_id", .lead), ("variant", .variant)]
    let windows = test.variants.all.map(\.window)
    if windows.contains(where: { $0 != nil }) { all.append(("window", .window)) }
    if hasStrata { all.append(("stratum", .stratum)) }
    if test.assignment.method == .blocked { all += [("block", .block), ("place", .place)] }
    if let unit = AssignmentColumns.unitColumn(units) { all.append((unit, .unit)) }
    if test.assignment.holdout > 0 { all.append(("outside", .outside)) }
    for source in sources where !all.contains(where: { $0.0 == source.name }) {
      all.append((source.name, .source(source.index)))
    }
    names = all.map(\.0)
    columns = all.map(\.1)
    self.sources = sources.map(\.index)
    self.lead = lead
    self.units = units
    variants = FixedTexts(test.variants.names)
    self.windows = FixedTexts(windows.map { $0 ?? "" })
  }

  /// The column that names the units, where these are not the leads.
  static func unitColumn(_ units: LeadUnits) -> String? {
    units.areCompanies ? "company_id" : units.areShared ? "phone" : nil
  }

  /// Adds the fields of a lead's row.
  @inline(__always)
  func write(
    _ drawn: DrawnPlace, stratum: [UInt8], _ cursor: borrowing RowCursor, to text: inout DelimitedText
  ) {
    var isFirst = true
    for column in columns {
      switch column {
      case .lead: text.append(field: cursor.field(lead).bytes, isFirst: isFirst)
      case .variant: text.append(field: variants[Int(drawn.variant)])
      case .window: text.append(field: windows[Int(drawn.variant)])
      case .stratum: AssignmentColumns.append(stratum, to: &text)
      case .block: AssignmentColumns.append(Int(drawn.block) + 1, to: &text)
      case .place: AssignmentColumns.append(Int(drawn.place) + 1, to: &text)
      case .unit: units.withUnit(cursor) { text.append(field: $0.bytes) }
      case .outside: AssignmentColumns.append(drawn.isHeldOut ? AssignmentColumns.holdout : [], to: &text)
      case .source(let index): text.append(field: cursor.field(index).bytes)
      }
      isFirst = false
    }
  }

  /// What a list is named by: the value of a column for a lead.
  func value(
    of name: String, _ drawn: DrawnPlace, stratum: [UInt8], _ cursor: borrowing RowCursor
  ) -> String {
    guard let index = names.firstIndex(of: name) else { return "" }
    switch columns[index] {
    case .lead: return cursor.field(lead).text
    case .variant: return String(decoding: variants[Int(drawn.variant)], as: UTF8.self)
    case .window: return String(decoding: windows[Int(drawn.variant)], as: UTF8.self)
    case .stratum: return String(decoding: stratum, as: UTF8.self)
    case .block: return String(drawn.block + 1)
    case .place: return String(drawn.place + 1)
    case .unit: return units.withUnit(cursor) { $0.text }
    case .outside: return drawn.isHeldOut ? "holdout" : ""
    case .source(let column): return cursor.field(column).text
    }
  }

  private static let holdout = Array("holdout".utf8)

  private static func append(_ bytes: [UInt8], to text: inout DelimitedText) {
    bytes.withUnsafeBytes { text.append(field: $0) }
  }

  private static func append(_ number: Int, to text: inout DelimitedText) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var first = digits.count
      var rest = number
      repeat {
        first -= 1
        digits[first] = UInt8(48 + rest % 10)
        rest /= 10
      } while rest > 0
      text.append(field: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: digits[first...])))
    }
  }
}

/// Texts that are written again and again: held outside of arrays, so that no row counts references to them.
private final class FixedTexts: @unchecked Sendable {
  private let bytes: UnsafeMutableRawBufferPointer
  private let texts: UnsafeMutableBufferPointer<UnsafeRawBufferPointer>

  init(_ strings: [String]) {
    bytes = .allocate(byteCount: max(1, strings.reduce(0) { $0 + $1.utf8.count }), alignment: 1)
    texts = .allocate(capacity: strings.count)
    var start = 0
    for (number, string) in strings.enumerated() {
      let end = start + string.utf8.count
      UnsafeMutableRawBufferPointer(rebasing: bytes[start..<end]).copyBytes(from: string.utf8)
      texts.initializeElement(at: number, to: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      start = end
    }
  }

  deinit {
    bytes.deallocate()
    texts.deallocate()
  }

  @inline(__always)
  subscript(number: Int) -> UnsafeRawBufferPointer { texts[number] }
}
