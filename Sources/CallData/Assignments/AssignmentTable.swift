import Decision
import Experiment

/// The assignments file in memory: the variant (and stratum) of every unit, found by id.
final class AssignmentTable: @unchecked Sendable {
  /// What a unit got, and its time zone by number.
  struct Assigned: BitwiseCopyable, Equatable {
    /// In place of a variant, for units that keep the current script outside the test.
    static let heldOut = UInt16.max
    /// In place of a variant, for units that another test has.
    static let otherTest = UInt16.max - 1

    /// Index of the variant, or why there is none.
    var variant: UInt16
    var stratum: UInt16
    var zone: UInt16 = 0
    /// The number of the lead's company, where companies are what is randomised; 0 where it is unknown.
    var company: UInt32 = 0

    /// What becomes of the calls of the unit.
    @inline(__always)
    var fate: RowFate {
      variant < Assigned.otherTest ? .counted : variant == Assigned.heldOut ? .heldOut : .otherTest
    }
  }

  /// What the file names.
  enum Key {
    case lead, otherUnit
  }

  private struct Entry: BitwiseCopyable {
    var key: IdentifierKey
    var assigned: Assigned
  }

  /// Whether the file names leads, or companies or agents.
  let key: Key
  /// Whether the file states strata.
  let hasStrata: Bool
  /// Strata by number; number 0 is none.
  private(set) var strata: [String] = [""]
  /// Time zones as they are written, by number; number 0 is none. Read only where the plan names legal hours.
  private(set) var zones: [String] = [""]
  /// Units by variant and stratum.
  private(set) var units: [UnitKey: Int] = [:]
  private(set) var duplicates = 0
  private(set) var rows = 0
  private(set) var filteredOut = 0
  private(set) var rejected: [RejectedRow] = []
  let file: DelimitedFile
  private var entries = Buffer<Entry>()
  private var slots: UnsafeMutablePointer<UInt32>
  private var mask = 1023
  private var copies = KeptIDs()
  /// The column of units outside the test.
  private let outside: Int?
  /// Where the file states companies beside leads, and what it states.
  private let companyColumns: CompanyColumns?
  private var companies = CompanyNumbers()
  private var companyBook: CompanyBook?
  /// Variants of companies that are known by name.
  private var companyVariants = KeyedTable<UInt16>()

  /// Whether the file tells the companies of leads.
  var hasCompanies: Bool { companyColumns?.isStated ?? false }
  /// Whether `units` counts what is randomised: not leads, where their companies are known from the calls alone.
  private(set) var countsUnits = true

  init(
    _ file: DelimitedFile, test: TestProtocol, keep: [String: [String]], leads: LeadTableFile? = nil
  ) throws(CallDataError) {
    self.file = file
    let unitColumn = AssignmentTable.unitColumn(test.drawnUnit)
    if unitColumn != "lead_id", try file.column("lead_id") == nil, try file.column(unitColumn) != nil {
      key = .otherUnit
    } else {
      key = .lead
    }
    outside = try file.column("outside")
    companyColumns = test.unit == .company && key == .lead ? try CompanyColumns(file) : nil
    let unit = try file.required(key == .lead ? "lead_id" : unitColumn)
    let variant = try file.required("variant")
    let strata = try AssignmentTable.strata(of: file, test.assignment)
    hasStrata = !strata.isEmpty
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    let zone = test.calling.rules == nil ? nil : try file.column("timezone")
    if companyColumns != nil {
      if hasCompanies {
        companyBook = CompanyBook(column: nil, assignments: nil, leads: nil)
      } else if leads?.hasCompanies == true {
        companyBook = CompanyBook(column: nil, assignments: nil, leads: leads)
      } else {
        countsUnits = false
      }
    }
    let keep = try file.filters(keep)
    try read(
      unit: unit, variant: variant, strata: strata, zone: zone, names: test.variants.names, filters: RowFilters(keep))
    if filteredOut > 0, filteredOut + rejected.count == rows { try file.refuseNothingKept(keep) }
  }

  deinit {
    slots.deallocate()
  }

  private static func unitColumn(_ unit: RandomisationUnit) -> String {
    switch unit {
    case .lead, .slot: "lead_id"
    case .company: "company_id"
    case .agent: "agent_id"
    }
  }

  /// The columns of the strata: those of the plan where the file has them all, else `stratum`; the analysis of waves is
  /// by wave, whatever else the plan says.
  private static func strata(of file: DelimitedFile, _ rule: AssignmentRule) throws(CallDataError) -> [Int] {
    let names = rule.by
    guard !names.isEmpty || rule.method == .waves else { return [] }
    var columns: [Int] = []
    for name in names {
      if let column = try file.column(name) { columns.append(column) }
    }
    if columns.count == names.count, !columns.isEmpty { return columns }
    return try file.column("stratum").map { [$0] } ?? []
  }

  private func read(
    unit: Int, variant: Int, strata columns: [Int], zone: Int?, names: [String], filters: consuming RowFilters
  ) throws(CallDataError) {
    var cursor = file.rows()
    var zoneNames = Interner()
    var strataReader = StratumColumns(columns)
    var counts: [UInt32: Int] = [:]
    while cursor.next() {
      rows += 1
      var assigned = Assigned(variant: 0, stratum: 0)
      var fault: RowFault?
      if cursor.fieldCount != file.header.count {
        fault = RowFault(reason: cursor.isMalformed ? .quotes : .fieldCount, column: -1)
      } else if !filters.isEmpty, !filters.keep(cursor) {
        filteredOut += 1
        continue
      } else {
        fault = readRow(cursor, unit, variant, names, &strataReader, &assigned)
        if let zone { assigned.zone = AssignmentTable.number(of: cursor.field(zone), &zoneNames) }
      }
      if let fault {
        rejected.append(RejectedRow(row: cursor.row, line: file.firstLine + cursor.line, fault: fault))
      } else if add(cursor, unit, assigned, &rejected), assigned.fate == .counted,
        isNewUnit(cursor, unit, assigned)
      {
        counts[UInt32(assigned.variant) << 16 | UInt32(assigned.stratum), default: 0] += 1
      }
      guard entries.count < Int(UInt32.max) / 2 else { break }
    }
    zones = zoneNames.texts
    if hasStrata { strata = strataReader.texts }
    guard strata.count <= CallMargins.largestNumber else {
      throw .tooManyValues(path: file.path, column: "the stratum", limit: Int(CallMargins.largestNumber))
    }
    for (packed, count) in counts {
      let stratum = Int(packed & 0xFFFF)
      let key = UnitKey(variant: names[Int(packed >> 16)], stratum: stratum == 0 ? nil : strata[stratum])
      units[key, default: 0] += count
    }
  }

  /// The number of a time zone; the largest one for a text that is no name.
  private static func number(of zone: Field, _ names: inout Interner) -> UInt16 {
    UInt16(clamping: names.number(of: zone))
  }

  private func readRow(
    _ cursor: borrowing RowCursor, _ unit: Int, _ variant: Int, _ names: [String],
    _ strata: inout StratumColumns, _ assigned: inout Assigned
  ) -> RowFault? {
    if let reason = cursor.field(unit).identifierFault { return RowFault(reason: reason, column: Int32(unit)) }
    if let outside, let reason = AssignmentTable.outside(cursor.field(outside), &assigned) {
      return RowFault(reason: reason, column: Int32(outside))
    }
    if assigned.fate == .counted {
      let name = cursor.field(variant).text
      guard let index = names.firstIndex(of: name) else {
        return RowFault(reason: name.isEmpty ? .blank : .variant, column: Int32(variant))
      }
      assigned.variant = UInt16(index)
    }
    if let companyColumns, companyColumns.isStated,
      let fault = companyColumns.read(cursor, &companies, into: &assigned.company)
    {
      return fault
    }
    if let company = company(cursor, unit, assigned), company.kind == .named,
      let known = companyVariants.index(of: company.key), companyVariants[known] != assigned.variant
    {
      return RowFault(reason: .companyOfTwoVariants, column: Int32(companyColumns?.company ?? unit))
    }
    guard !strata.isEmpty else { return nil }
    var number: UInt32 = 0
    if let fault = strata.read(cursor, into: &number) { return fault }
    assigned.stratum = UInt16(truncatingIfNeeded: number)
    return nil
  }

  /// Reads why a unit is outside the test, if it is; returns what is wrong with the field.
  private static func outside(_ field: Field, _ assigned: inout Assigned) -> RowFault.Reason? {
    if field.isEmpty { return nil }
    if field.matches("holdout") || field.matches("held-out") {
      assigned.variant = Assigned.heldOut
    } else if field.matches("other-test") {
      assigned.variant = Assigned.otherTest
    } else {
      return .outside
    }
    return nil
  }

  /// The company of a row's lead, where the file or the leads file states companies.
  private func company(_ cursor: borrowing RowCursor, _ unit: Int, _ assigned: Assigned) -> CompanyKey? {
    guard let companyBook else { return nil }
    let lead = IdentifierKey(cursor.field(unit))
    return hasCompanies ? companies.company(assigned.company, of: lead) : companyBook.listed(lead)
  }

  /// Whether a row adds a unit to those that were drawn: of a company's leads, the first one does.
  private func isNewUnit(_ cursor: borrowing RowCursor, _ unit: Int, _ assigned: Assigned) -> Bool {
    guard let company = company(cursor, unit, assigned), company.kind == .named else { return true }
    if companyVariants.index(of: company.key) != nil { return false }
    companyVariants.add(company.key, assigned.variant)
    return true
  }

  /// The company of a lead, nil for one that the file does not name.
  func company(of lead: IdentifierKey) -> CompanyKey? {
    hasCompanies ? find(lead).map { companies.company($0.company, of: lead) } : nil
  }

  /// Adds a unit; false where it is known already.
  private func add(
    _ cursor: borrowing RowCursor, _ unit: Int, _ assigned: Assigned, _ rejected: inout [RejectedRow]
  ) -> Bool {
    let field = cursor.field(unit)
    let key = IdentifierKey(field.count > 15 && !cursor.isInFile(field) ? copies.kept(field) : field)
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while slots[slot] != 0 {
      let entry = entries[Int(slots[slot]) - 1]
      if entry.key == key {
        if entry.assigned.variant == assigned.variant {
          duplicates += 1
        } else {
          let fault = RowFault(reason: self.key == .lead ? .twoVariants : .unitOfTwoVariants, column: Int32(unit))
          rejected.append(RejectedRow(row: cursor.row, line: file.firstLine + cursor.line, fault: fault))
        }
        return false
      }
      slot = (slot + 1) & mask
    }
    entries.append(Entry(key: key, assigned: assigned))
    slots[slot] = UInt32(entries.count)
    if entries.count * 2 > mask { grow() }
    return true
  }

  private func grow() {
    slots.deallocate()
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for index in 0..<entries.count {
      var slot = Int(truncatingIfNeeded: entries[index].key.hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(index + 1)
    }
  }

  /// What a unit got, nil for one the file does not name.
  func find(_ key: IdentifierKey) -> Assigned? {
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if entries[index].key == key { return entries[index].assigned }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
