public import Decision
public import Foundation

/// Streams a file of leads into a file of assignments, `lead_id,variant` and the columns asked for, in memory that does
/// not grow with the number of leads.
///
/// A lead that stands in the file twice is written once; blank and mangled ids are written to the rejects file.
public struct LeadAssignmentStream {
  /// A lead of the file.
  public struct Lead {
    /// The id, as UTF-8 bytes, valid while the lead is assigned.
    public let id: UnsafeRawBufferPointer
    /// The id of the unit that is randomised: the lead's own, or that of the `unitColumn`.
    public let unit: UnsafeRawBufferPointer
    /// Values of the columns asked for, in their order.
    public let values: [String]
  }

  /// What was written.
  public struct Summary: Hashable, Sendable {
    /// Rows read.
    public var rows = 0
    /// Leads written for each variant, in the order of the names.
    public var leads: [Int]
    /// Rows that name a lead a second time.
    public var duplicates = 0
    /// Rows without a usable id, each in the rejects file.
    public var rejected = 0
    /// Files written, in order of their names.
    public var files: [String] = []
  }

  private let file: DelimitedFile
  private let leadID: Int
  private let unit: Int
  private let columns: [(name: String, index: Int)]
  private let variantNames: [String]
  private let assign: (Lead) -> Int
  private let maxRejectedShare: Double
  private let rejectsFile: URL?

  /// A stream from a file of leads.
  ///
  /// - Parameters:
  ///   - leads: The file, with a `lead_id`.
  ///   - format: How it is written: delimiter, encoding, column names.
  ///   - unitColumn: The column whose value is randomised; `lead_id` unless companies or agents are.
  ///   - columns: Further columns that are handed to `assign` and written behind the variant.
  ///   - variantNames: The variants in the order of the plan.
  ///   - maxRejectedShare: Largest share of rejected rows, 0...1.
  ///   - rejectsFile: Where rejected rows are written; nil: nowhere.
  ///   - assign: The index of a lead's variant; called once for each lead in the order of the file.
  public init(
    leads: URL, format: DataSources = DataSources(), unitColumn: String = "lead_id", columns: [String] = [],
    variantNames: [String], maxRejectedShare: Double = 0.01, rejectsFile: URL? = nil, assign: @escaping (Lead) -> Int
  ) throws(CallDataError) {
    file = try DelimitedFile(leads.path, format: format)
    leadID = try file.required("lead_id")
    unit = try file.required(unitColumn)
    var indices: [(name: String, index: Int)] = []
    for name in columns { indices.append((name, try file.required(name))) }
    self.columns = indices
    self.variantNames = variantNames
    self.maxRejectedShare = maxRejectedShare
    self.rejectsFile = rejectsFile
    self.assign = assign
  }

  /// Checks every lead without writing anything.
  public func check() throws(CallDataError) -> Summary {
    let leads = try validated()
    return leads.summary
  }

  /// Writes the assignments of all leads into one file, in the order of the leads.
  public func write(to url: URL) throws(CallDataError) -> Summary {
    let leads = try validated()
    var summary = leads.summary
    var writer = try DelimitedWriter(url)
    try writer.write(["lead_id", "variant"] + columns.map(\.name))
    try forEachLead(leads.repeated) { cursor, lead, variant throws(CallDataError) in
      writer.append(field: lead.id, isFirst: true)
      write(variant, lead, to: &writer)
      try writer.endRow()
      summary.leads[variant] += 1
    }
    try writer.finish()
    summary.files = [url.path]
    return summary
  }

  /// Writes one file for each combination of the values of some columns (`variant` is one of them): the lists that a
  /// dialer loads. Files appear together, once all are complete.
  ///
  /// - Parameters:
  ///   - split: Names of columns, of those asked for or `variant`.
  ///   - fileFor: The file of a combination of values.
  public func write(splitBy split: [String], to fileFor: ([String]) -> URL) throws(CallDataError) -> Summary {
    let leads = try validated()
    var summary = leads.summary
    var positions: [Int?] = []
    for name in split {
      if name == "variant" {
        positions.append(nil)
      } else if let position = columns.firstIndex(where: { $0.name == name }) {
        positions.append(position)
      } else {
        throw .missingColumn(
          path: file.path, column: name, found: file.header,
          nearest: NearMiss.nearest(to: name, among: file.header + ["variant"]))
      }
    }
    let lists = OpenLists(header: ["lead_id", "variant"] + columns.map(\.name))
    try forEachLead(leads.repeated) { cursor, lead, variant throws(CallDataError) in
      let values = positions.map { $0.map { lead.values[$0] } ?? variantNames[variant] }
      let list = try lists.list(for: values, fileFor)
      list.writer.append(field: lead.id, isFirst: true)
      write(variant, lead, to: &list.writer)
      try list.writer.endRow()
      summary.leads[variant] += 1
    }
    summary.files = try lists.finish()
    return summary
  }

  private func write(_ variant: Int, _ lead: Lead, to writer: inout DelimitedWriter) {
    var name = variantNames[variant]
    name.withUTF8 { writer.append(field: UnsafeRawBufferPointer($0)) }
    for var value in lead.values { value.withUTF8 { writer.append(field: UnsafeRawBufferPointer($0)) } }
  }

  private func forEachLead(
    _ repeated: Set<UInt>, _ body: (borrowing RowCursor, Lead, Int) throws(CallDataError) -> Void
  ) throws(CallDataError) {
    var cursor = file.rows()
    while cursor.next() {
      guard fault(cursor) == nil, repeated.isEmpty || !repeated.contains(UInt(bitPattern: cursor.row)) else { continue }
      let lead = Lead(
        id: cursor.field(leadID).bytes, unit: cursor.field(unit).bytes,
        values: columns.map { cursor.field($0.index).text })
      let variant = assign(lead)
      guard variantNames.indices.contains(variant) else { continue }
      try body(cursor, lead, variant)
    }
  }

  private func fault(_ cursor: borrowing RowCursor) -> RowFault? {
    guard cursor.fieldCount == file.header.count else {
      return RowFault(reason: cursor.isMalformed ? .quotes : .fieldCount, column: -1)
    }
    if let reason = cursor.field(leadID).identifierFault { return RowFault(reason: reason, column: Int32(leadID)) }
    if let reason = cursor.field(unit).identifierFault { return RowFault(reason: reason, column: Int32(unit)) }
    for column in columns where cursor.field(column.index).validText == nil {
      return RowFault(reason: .notText, column: Int32(column.index))
    }
    return nil
  }

  /// Finds rejected rows and repeated leads before anything is written.
  private func validated() throws(CallDataError) -> (summary: Summary, repeated: Set<UInt>) {
    var summary = Summary(leads: [Int](repeating: 0, count: variantNames.count))
    var rejected: [RejectedRow] = []
    var cursor = file.rows()
    while cursor.next() {
      summary.rows += 1
      if let fault = fault(cursor) {
        rejected.append(RejectedRow(row: cursor.row, line: file.firstLine + cursor.line, fault: fault))
      }
    }
    summary.rejected = rejected.count
    var log = RejectsLog(variants: variantNames)
    log.add(rejected, of: file)
    try log.check(file, rejected, rows: summary.rows, limit: maxRejectedShare, rejectsFile: rejectsFile)
    if let rejectsFile { try log.write(to: rejectsFile) }
    let repeated = RepeatedIDs.rows(of: file, column: leadID, expectedRows: summary.rows) { fault($0) == nil }
    summary.duplicates = repeated.count
    return (summary, repeated)
  }
}

/// The lists that are open for writing, by the values they stand for.
private final class OpenLists {
  final class List {
    let url: URL
    var writer: DelimitedWriter

    init(_ url: URL, header: [String]) throws(CallDataError) {
      self.url = url
      writer = try DelimitedWriter(url)
      try writer.write(header)
    }
  }

  private let header: [String]
  private var lists: [[String]: List] = [:]

  init(header: [String]) { self.header = header }

  func list(for values: [String], _ fileFor: ([String]) -> URL) throws(CallDataError) -> List {
    if let list = lists[values] { return list }
    let url = fileFor(values)
    guard lists.count < 500 else {
      throw .unwritable(path: url.path, reason: "more than 500 lists would be written; split by fewer columns")
    }
    let list = try List(url, header: header)
    lists[values] = list
    return list
  }

  func finish() throws(CallDataError) -> [String] {
    let sorted = lists.values.sorted { $0.url.path < $1.url.path }
    for list in sorted { try list.writer.finish() }
    return sorted.map(\.url.path)
  }
}
