import Decision
import Experiment
import Foundation

/// The leads that an earlier file of assignments names: they keep their variant, and blocks go on behind them.
final class EarlierAssignments {
  let file: DelimitedFile
  /// Leads of the file.
  var count: Int { places.count }
  /// Units by stratum: the number behind the last one.
  private(set) var units: [String: Int] = [:]
  private(set) var stratumNames: [[UInt8]] = [[]]
  private let lead: Int
  private var leads = KeyTable(expecting: 0)
  private var places = Buffer<DrawnPlace>()
  private var copies = KeptIDs()

  /// Reads a file that `assign` wrote for a blocked test.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - test: The plan.
  ///   - unitColumn: The column that names the units, where these are not the leads.
  /// - Throws: that a column is missing, or that a line is not what the plan draws.
  init(_ path: String, test: TestProtocol, unitColumn: String?) throws(CallDataError) {
    file = try DelimitedFile(path, format: DataSources())
    lead = try file.required("lead_id")
    let variant = try file.required("variant")
    let stratum = test.assignment.by.isEmpty ? nil : try file.required("stratum")
    let block = try file.required("block")
    let place = try file.required("place")
    if let unitColumn { _ = try file.required(unitColumn) }
    let names = test.variants.names
    var audit = try BlockAudit(test, path: path)
    var numbers: [String: UInt32] = [:]
    var cursor = file.rows()
    while cursor.next() {
      let line = file.firstLine + cursor.line
      func refuse(_ column: Int, _ expected: String) -> CallDataError {
        .value(
          path: path, line: line, column: file.header[column], found: cursor.field(column).text, expected: expected)
      }
      guard cursor.fieldCount == file.header.count else {
        throw .value(
          path: path, line: line, column: "all", found: "\(cursor.fieldCount) fields",
          expected: "\(file.header.count), as the header has")
      }
      guard cursor.field(lead).identifierFault == nil else { throw refuse(lead, "the id of a lead") }
      let name = cursor.field(variant).text
      guard let index = names.firstIndex(of: name) else {
        throw refuse(variant, "one of " + names.joined(separator: ", "))
      }
      guard let blockNumber = cursor.field(block).wholeNumber(upTo: 1 << 31), blockNumber > 0 else {
        throw refuse(block, "a whole number from 1")
      }
      guard let placeNumber = cursor.field(place).wholeNumber(upTo: BlockComposition.largest), placeNumber > 0 else {
        throw refuse(place, "a whole number from 1")
      }
      let text = stratum.map { cursor.field($0).text } ?? ""
      let number = numbers[text] ?? UInt32(stratumNames.count)
      if Int(number) == stratumNames.count {
        numbers[text] = number
        stratumNames.append(Array(text.utf8))
      }
      let drawn = DrawnPlace(
        variant: UInt16(index), stratum: number, block: UInt32(blockNumber - 1), place: UInt16(placeNumber - 1))
      let expected = try audit.variant(stratum: text, block: blockNumber - 1, place: placeNumber - 1, line: line)
      guard expected == index else {
        throw .otherAssignments(
          path: path, line: line, found: name,
          expected: expected.map { names[$0] } ?? "no place \(placeNumber) in a block")
      }
      let key = IdentifierKey(kept(cursor.field(lead), cursor))
      if leads.insert(key).isNew { places.append(drawn) }
      units[text] = max(units[text] ?? 0, (blockNumber - 1) * audit.blockSize(of: text) + placeNumber)
    }
  }

  private func kept(_ field: Field, _ cursor: borrowing RowCursor) -> Field {
    field.count > 15 && !cursor.isInFile(field) ? copies.kept(field) : field
  }

  /// Calls `body` with every row that names a lead first, and its place.
  func forEachLead(_ body: (borrowing RowCursor, DrawnPlace) -> Void) {
    var cursor = file.rows()
    while cursor.next() {
      if let place = place(of: IdentifierKey(cursor.field(lead))) { body(cursor, place) }
    }
  }

  /// What a lead got, nil for one that the file does not name.
  func place(of lead: IdentifierKey) -> DrawnPlace? { leads.index(of: lead).map { places[$0] } }
}

/// The leads of an earlier file, with their units kept until these are remembered.
final class KnownLeads {
  /// Marks numbers of strata that are the earlier file's.
  static let mark: UInt32 = 1 << 31

  let assignments: EarlierAssignments
  private let unit: Int?

  init(_ url: URL, test: TestProtocol, units: LeadUnits) throws(CallDataError) {
    let column = AssignmentColumns.unitColumn(units)
    assignments = try EarlierAssignments(url.path, test: test, unitColumn: column)
    unit = if let column { try assignments.file.required(column) } else { nil }
  }

  /// Calls `body` with every unit that several leads may share.
  func forEachUnit(_ body: (Field, DrawnPlace) -> Void) {
    guard let unit else { return }
    assignments.forEachLead { cursor, place in
      var place = place
      place.stratum |= KnownLeads.mark
      body(cursor.field(unit), place)
    }
  }
}
