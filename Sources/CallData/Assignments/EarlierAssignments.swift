import Decision
import Experiment
import Foundation

/// The leads that an earlier file of assignments names: they keep their variant and stratum, and blocks go on behind them.
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

  /// Reads a file that `assign` wrote for a blocked test, or for earlier waves.
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
    let unit = if let unitColumn { try file.required(unitColumn) } else { lead }
    let names = test.variants.names
    let rule = try EarlierRule(test, file: file, unit: unit)
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
      let text = stratum.map { cursor.field($0).text } ?? ""
      let number = numbers[text] ?? UInt32(stratumNames.count)
      if Int(number) == stratumNames.count {
        numbers[text] = number
        stratumNames.append(Array(text.utf8))
      }
      var drawn = DrawnPlace(variant: UInt16(index), stratum: number)
      let expected: EarlierRule.Expected
      switch rule {
      case .hashed(let hashed): expected = try hashed.expected(cursor, stratum: text, line: line)
      case .blocked(let blocked):
        guard let blockNumber = cursor.field(blocked.block).wholeNumber(upTo: 1 << 31), blockNumber > 0 else {
          throw refuse(blocked.block, "a whole number from 1")
        }
        guard let placeNumber = cursor.field(blocked.place).wholeNumber(upTo: BlockComposition.largest), placeNumber > 0
        else { throw refuse(blocked.place, "a whole number from 1") }
        drawn.block = UInt32(blockNumber - 1)
        drawn.place = UInt16(placeNumber - 1)
        expected = try blocked.expected(drawn, stratum: text, line: line)
        let size = blocked.blockSize(of: text)
        units[text] = max(units[text] ?? 0, (blockNumber - 1) * size + placeNumber)
      }
      guard expected.variant == index else {
        throw .otherAssignments(
          path: path, line: line, found: name, expected: expected.variant.map { names[$0] } ?? expected.otherwise)
      }
      let key = IdentifierKey(kept(cursor.field(lead), cursor))
      if leads.insert(key).isNew { places.append(drawn) }
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

/// What a plan draws for the lines of an earlier file.
private enum EarlierRule {
  /// The place of the variant a line should have, or why it should not stand there.
  struct Expected {
    var variant: Int?
    var otherwise = ""
  }

  case hashed(HashedLines)
  case blocked(BlockedLines)

  init(_ test: TestProtocol, file: DelimitedFile, unit: Int) throws(CallDataError) {
    guard test.assignment.method == .blocked else {
      self = .hashed(HashedLines(test: test, unit: unit, path: file.path))
      return
    }
    self = .blocked(
      BlockedLines(
        block: try file.required("block"), place: try file.required("place"),
        audit: try BlockAudit(test, path: file.path)))
  }

  /// Lines whose variant follows from the unit's hash and the shares of its stratum.
  final class HashedLines {
    let test: TestProtocol
    let unit: Int
    let path: String
    private var assigners: [String: HashedAssigner] = [:]

    init(test: TestProtocol, unit: Int, path: String) {
      self.test = test
      self.unit = unit
      self.path = path
    }

    func expected(
      _ cursor: borrowing RowCursor, stratum: String, line: Int
    ) throws(CallDataError) -> Expected {
      let assigner: HashedAssigner
      if let known = assigners[stratum] {
        assigner = known
      } else {
        do throws(AssignmentError) {
          assigner = try HashedAssigner(test, stratum: stratum)
        } catch {
          throw .cannotAssign(path: "\(path), line \(line)", error)
        }
        assigners[stratum] = assigner
      }
      guard case .variant(let index) = assigner.outcome(unit: cursor.field(unit).bytes) else {
        return Expected(otherwise: "no row: the lead belongs to another test of the layer")
      }
      return Expected(variant: index)
    }
  }

  /// Lines whose variant follows from their block and place.
  final class BlockedLines {
    let block: Int
    let place: Int
    private var audit: BlockAudit

    init(block: Int, place: Int, audit: BlockAudit) {
      self.block = block
      self.place = place
      self.audit = audit
    }

    /// Units of a block of a stratum that was met.
    func blockSize(of stratum: String) -> Int { audit.blockSize(of: stratum) }

    func expected(_ drawn: DrawnPlace, stratum: String, line: Int) throws(CallDataError) -> Expected {
      let place = Int(drawn.place)
      return Expected(
        variant: try audit.variant(stratum: stratum, block: Int(drawn.block), place: place, line: line),
        otherwise: "no place \(place + 1) in a block")
    }
  }
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
