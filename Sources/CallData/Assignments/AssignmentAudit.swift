import Decision
public import Experiment
public import Foundation

/// A line that is not what the plan draws.
public struct AuditDifference: Hashable, Sendable {
  /// Line of the file, from 1; 0 for one that is missing.
  public let line: Int
  /// The lead, agent or slot.
  public let unit: String
  /// What was read.
  public let read: String
  /// What the plan draws.
  public let expected: String
}

/// What holding a file against the plan came to.
public struct AuditResult: Hashable, Sendable {
  /// Lines that were held against the plan.
  public var lines = 0
  /// Lines that differ.
  public var differences = 0
  /// Lines about units that nothing was assigned to.
  public var unassigned = 0
  /// Lines that cannot be read: a missing id, too many fields.
  public var unreadable = 0
}

/// Draws assignments again and holds what was written against them, line by line, in bounded memory.
public struct AssignmentAudit {
  private let test: TestProtocol
  private let report: (AuditDifference) -> Void

  /// An audit of a plan's assignments.
  ///
  /// - Parameters:
  ///   - test: The plan.
  ///   - report: Called with every line that differs, in the order of the file.
  public init(_ test: TestProtocol, report: @escaping (AuditDifference) -> Void) {
    self.test = test
    self.report = report
  }

  /// Holds a file of leads against the plan.
  ///
  /// A lead's variant is drawn again from its id, phone or company; by blocks from stratum, block and place, each of which one
  /// unit may have.
  public func leads(_ url: URL) throws(CallDataError) -> AuditResult {
    let file = try DelimitedFile(url.path, format: DataSources())
    let lead = try file.required("lead_id")
    let variant = try file.required("variant")
    let unit =
      test.unit == .company
      ? try file.required("company_id") : test.assignment.identity == .phone ? try file.required("phone") : lead
    let rule = try LeadExpectation(test, file: file, unit: unit)
    var result = AuditResult()
    var cursor = file.rows()
    while cursor.next() {
      result.lines += 1
      guard cursor.fieldCount == file.header.count, cursor.field(lead).identifierFault == nil else {
        result.unreadable += 1
        continue
      }
      let expected = try rule.expected(cursor, line: file.firstLine + cursor.line)
      let read = cursor.field(variant)
      guard !expected.isVariant || !read.bytes.elementsEqual(expected.text.utf8) else { continue }
      result.differences += 1
      report(
        AuditDifference(
          line: file.firstLine + cursor.line, unit: cursor.field(lead).text, read: read.text, expected: expected.text))
    }
    return result
  }

  /// Holds a file of agents and their variants against the plan.
  public func agents(_ url: URL) throws(CallDataError) -> AuditResult {
    let rows = try AgentAssignmentFile.read(url, variants: test.variants)
    var audit = try BlockAudit(test, path: url.path)
    var result = AuditResult(lines: rows.count)
    for row in rows {
      let drawn = try audit.variant(
        stratum: row.agent.stratum ?? "", block: row.block, place: row.place, line: row.line)
      guard drawn != row.variant else { continue }
      result.differences += 1
      report(
        AuditDifference(
          line: row.line, unit: row.agent.id, read: test.variants.names[row.variant],
          expected: drawn.map { test.variants.names[$0] } ?? "no place \(row.place + 1) in a block"))
    }
    return result
  }

  /// Holds a schedule against the plan, and says which lines are missing.
  public func schedule(_ url: URL) throws(CallDataError) -> AuditResult {
    let rows = try ScheduleFile.read(url, hasAgents: test.assignment.goesByAgent)
    let schedule = try AssignmentAudit.schedule(of: rows, test: test, path: url.path)
    let parts = SlotCalendar(test).parts.map(\.name)
    var result = AuditResult(lines: rows.count)
    var left = Set(schedule.rows.indices.flatMap { row in schedule.slots.indices.map { [row, $0] } })
    let rowOf = Dictionary(
      schedule.rows.enumerated().map { ($1.agent ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    for row in rows {
      let place = parts.firstIndex(of: row.window).flatMap { part in
        CivilDate(iso: row.date).flatMap { schedule.index(of: Slot(date: $0, part: part)) }
      }
      var expected = "no such slot"
      if let place, let number = rowOf[row.agent?.id ?? ""] {
        expected = test.variants.names[schedule.rows[number].arms[place]]
        if left.remove([number, place]) == nil { expected = "each slot once" }
      }
      guard expected != row.variant else { continue }
      result.differences += 1
      let unit = [row.agent?.id, row.date, row.window].compactMap { $0 }.joined(separator: " ")
      report(AuditDifference(line: row.line, unit: unit, read: row.variant, expected: expected))
    }
    for missing in left.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let slot = schedule.slots[missing[1]]
      let row = schedule.rows[missing[0]]
      result.differences += 1
      let unit = [row.agent, slot.date.description, parts[slot.part]].compactMap { $0 }.joined(separator: " ")
      report(
        AuditDifference(line: 0, unit: unit, read: "nothing", expected: test.variants.names[row.arms[missing[1]]]))
    }
    return result
  }

  /// The schedule of a plan, with the agents that a file of it names.
  static func schedule(
    of rows: [ScheduleFile.Row], test: TestProtocol, path: String
  ) throws(CallDataError) -> SlotSchedule {
    do throws(AssignmentError) {
      guard test.assignment.goesByAgent else {
        return try SwitchbackScheduler(test).schedule(seed: test.assignment.seed)
      }
      return try CrossOverScheduler(test, agents: ScheduleFile.agents(of: rows)).schedule(seed: test.assignment.seed)
    } catch {
      throw .cannotAssign(path: path, error)
    }
  }
}

/// What the plan draws for the rows of a file of leads.
private final class LeadExpectation {
  private let test: TestProtocol
  private let path: String
  private let unit: Int
  private let stratum: Int?
  private let block: Int?
  private let place: Int?
  private var hashed: [String: HashedAssigner] = [:]
  private var blocks: BlockAudit?
  /// Places that were met, each in one word: stratum, block and place.
  private var met = KeyTable(expecting: 0)
  private var strata: [String: UInt64] = [:]
  private let whole: HashedAssigner

  init(_ test: TestProtocol, file: DelimitedFile, unit: Int) throws(CallDataError) {
    self.test = test
    self.unit = unit
    path = file.path
    whole = HashedAssigner(test)
    let isBlocked = test.assignment.method == .blocked
    block = isBlocked ? try file.required("block") : nil
    place = isBlocked ? try file.required("place") : nil
    blocks = isBlocked ? try BlockAudit(test, path: file.path) : nil
    if test.assignment.by.isEmpty {
      stratum = nil
    } else if isBlocked || test.assignment.plannedShares != nil {
      stratum = try file.required("stratum")
    } else {
      stratum = nil
    }
  }

  /// The name of the variant a row should have, or why it should not stand there.
  func expected(
    _ cursor: borrowing RowCursor, line: Int
  ) throws(CallDataError) -> (text: String, isVariant: Bool) {
    if let block, let place { return try drawn(cursor, block, place, line) }
    let assigner = if let stratum { try hashed(cursor.field(stratum).text, line) } else { whole }
    switch assigner.outcome(unit: cursor.field(unit).bytes) {
    case .variant(let index): return (test.variants.names[index], true)
    case .heldOut: return (test.variants.control.name, true)
    case .otherTest: return ("no row: the lead belongs to another test of the layer", false)
    }
  }

  private func hashed(_ stratum: String, _ line: Int) throws(CallDataError) -> HashedAssigner {
    if let known = hashed[stratum] { return known }
    do throws(AssignmentError) {
      let assigner = try HashedAssigner(test, stratum: stratum)
      hashed[stratum] = assigner
      return assigner
    } catch {
      throw .cannotAssign(path: "\(path), line \(line)", error)
    }
  }

  private func drawn(
    _ cursor: borrowing RowCursor, _ block: Int, _ place: Int, _ line: Int
  ) throws(CallDataError) -> (text: String, isVariant: Bool) {
    guard let blockNumber = cursor.field(block).wholeNumber(upTo: 1 << 31), blockNumber > 0,
      let placeNumber = cursor.field(place).wholeNumber(upTo: BlockComposition.largest), placeNumber > 0
    else { return ("a block and a place, from 1", false) }
    let name = stratum.map { cursor.field($0).text } ?? ""
    guard
      let variant = try blocks?.variant(stratum: name, block: blockNumber - 1, place: placeNumber - 1, line: line)
    else { return ("no place \(placeNumber) in a block", false) }
    if test.unit == .lead, test.assignment.identity == .leadID {
      let number = strata[name] ?? UInt64(strata.count)
      strata[name] = number
      let key = IdentifierKey(low: number, high: UInt64(blockNumber) << 16 | UInt64(placeNumber))
      guard met.insert(key).isNew else { return ("a place that no earlier line has", false) }
    }
    return (test.variants.names[variant], true)
  }
}
