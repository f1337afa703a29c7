import Decision
import Experiment

/// The leads file in memory: company, time zone and stratum of every lead, found by id.
final class LeadTableFile: @unchecked Sendable {
  /// What the file says of a lead, by number; 0 where it says nothing.
  struct Listed: BitwiseCopyable {
    var stratum: UInt16 = 0
    var zone: UInt16 = 0
    var company: UInt32 = 0
  }

  let file: DelimitedFile
  /// Whether the file states the strata of the plan.
  let hasStrata: Bool
  /// Whether the file states companies.
  let hasCompanies: Bool
  /// Strata and time zones (as they are written) by number; number 0 is none.
  private(set) var strata: [String] = [""]
  private(set) var zones: [String] = [""]
  private(set) var duplicates = 0
  private(set) var rows = 0
  private(set) var filteredOut = 0
  private(set) var rejected: [RejectedRow] = []
  private var leads = KeyedTable<Listed>()
  private var companies = CompanyNumbers()
  private var copies = KeptIDs()

  init(_ file: DelimitedFile, test: TestProtocol, keep: [String: [String]]) throws(CallDataError) {
    self.file = file
    let lead = try file.required("lead_id")
    let zone = try file.column("timezone")
    let companyColumns = try CompanyColumns(file)
    hasCompanies = companyColumns.isStated
    var columns: [Int] = []
    for name in test.assignment.by {
      if let column = try file.column(name) { columns.append(column) }
    }
    hasStrata = !columns.isEmpty && columns.count == test.assignment.by.count
    let keep = try file.filters(keep)
    var filters = RowFilters(keep)
    var strataReader = StratumColumns(hasStrata ? columns : [])
    var zoneNames = Interner()
    var cursor = file.rows()
    while cursor.next() {
      rows += 1
      if cursor.fieldCount == file.header.count, !filters.isEmpty, !filters.keep(cursor) {
        filteredOut += 1
        continue
      }
      var listed = Listed()
      if let fault = read(cursor, lead, companyColumns, &strataReader, &listed) {
        rejected.append(RejectedRow(row: cursor.row, line: file.firstLine + cursor.line, fault: fault))
        continue
      }
      if let zone { listed.zone = UInt16(clamping: zoneNames.number(of: cursor.field(zone))) }
      let field = cursor.field(lead)
      let key = IdentifierKey(field.count > 15 && !cursor.isInFile(field) ? copies.kept(field) : field)
      if leads.index(of: key) != nil { duplicates += 1 } else { leads.add(key, listed) }
      guard leads.count < Int(UInt32.max) / 2 else { break }
    }
    strata = strataReader.texts
    zones = zoneNames.texts
    guard strata.count <= CallMargins.largestNumber else {
      throw .tooManyValues(path: file.path, column: "the stratum", limit: Int(CallMargins.largestNumber))
    }
    if filteredOut > 0, filteredOut + rejected.count == rows { try file.refuseNothingKept(keep) }
  }

  private func read(
    _ cursor: borrowing RowCursor, _ lead: Int, _ company: CompanyColumns, _ strata: inout StratumColumns,
    _ listed: inout Listed
  ) -> RowFault? {
    guard cursor.fieldCount == file.header.count else {
      return RowFault(reason: cursor.isMalformed ? .quotes : .fieldCount, column: -1)
    }
    if let reason = cursor.field(lead).identifierFault { return RowFault(reason: reason, column: Int32(lead)) }
    if !strata.isEmpty {
      var number: UInt32 = 0
      if let fault = strata.read(cursor, into: &number) { return fault }
      listed.stratum = UInt16(truncatingIfNeeded: number)
    }
    return company.isStated ? company.read(cursor, &companies, into: &listed.company) : nil
  }

  /// What the file says of a lead, nil for one that it does not name.
  func find(_ lead: IdentifierKey) -> Listed? { leads.index(of: lead).map { leads[$0] } }

  /// The company of a lead, nil for one that the file does not name.
  func company(of lead: IdentifierKey) -> CompanyKey? {
    hasCompanies ? find(lead).map { companies.company($0.company, of: lead) } : nil
  }
}
