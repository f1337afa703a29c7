import Decision
import Experiment

/// The assignments file in memory: the variant (and stratum) of every unit, found by id.
final class AssignmentTable: @unchecked Sendable {
  /// What a unit got, and its time zone by number.
  struct Assigned: BitwiseCopyable, Equatable {
    var variant: UInt16
    var stratum: UInt16
    var zone: UInt16 = 0
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

  init(_ file: DelimitedFile, test: TestProtocol, keep: [String: [String]]) throws(CallDataError) {
    self.file = file
    let unitColumn = AssignmentTable.unitColumn(test.unit)
    if unitColumn != "lead_id", try file.column("lead_id") == nil, try file.column(unitColumn) != nil {
      key = .otherUnit
    } else {
      key = .lead
    }
    let unit = try file.required(key == .lead ? "lead_id" : unitColumn)
    let variant = try file.required("variant")
    let strata = try AssignmentTable.strata(of: file, by: test.assignment.by)
    hasStrata = !strata.isEmpty
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    let zone = test.calling.rules == nil ? nil : try file.column("timezone")
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

  /// The columns of the strata: those of the plan where the file has them all, else `stratum`.
  private static func strata(of file: DelimitedFile, by names: [String]) throws(CallDataError) -> [Int] {
    guard !names.isEmpty else { return [] }
    var columns: [Int] = []
    for name in names {
      if let column = try file.column(name) { columns.append(column) }
    }
    if columns.count == names.count { return columns }
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
      } else if add(cursor, unit, assigned, &rejected) {
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
    let name = cursor.field(variant).text
    guard let index = names.firstIndex(of: name) else {
      return RowFault(reason: name.isEmpty ? .blank : .variant, column: Int32(variant))
    }
    assigned.variant = UInt16(index)
    guard !strata.isEmpty else { return nil }
    var number: UInt32 = 0
    if let fault = strata.read(cursor, into: &number) { return fault }
    assigned.stratum = UInt16(truncatingIfNeeded: number)
    return nil
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
          let fault = RowFault(reason: .twoVariants, column: Int32(unit))
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
