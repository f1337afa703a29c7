public import Decision
public import Experiment
public import Foundation

/// Holds the variant that was delivered on each call against the assigned one: what differs is a crossover.
public struct CallAudit {
  private let test: TestProtocol
  private let assignments: URL?
  private let report: (AuditDifference) -> Void

  /// An audit of calls.
  ///
  /// - Parameters:
  ///   - test: The plan.
  ///   - assignments: The file of assignments or the schedule; nil where variants are recomputed from ids.
  ///   - report: Called with every call whose variant differs, in the order of the file.
  public init(_ test: TestProtocol, assignments: URL?, report: @escaping (AuditDifference) -> Void) {
    self.test = test
    self.assignments = assignments
    self.report = report
  }

  /// What holding a log against the assignments came to; nil where it does not say which variant was delivered.
  public func calls(_ url: URL, format: DataSources) throws(CallDataError) -> AuditResult? {
    let file = try DelimitedFile(url.path, format: format)
    guard let variant = try file.column("variant") else { return nil }
    let lead = try file.required("lead_id")
    var filters = RowFilters(try file.filters(format.keep))
    let assigned = try source(file, lead: lead, format: format)
    let names = test.variants.names.map { Array($0.utf8) }
    let challengers = test.variants.challengers.map { Array($0.name.utf8) }
    var result = AuditResult()
    var cursor = file.rows()
    while cursor.next() {
      guard cursor.fieldCount == file.header.count, cursor.field(lead).identifierFault == nil else {
        result.unreadable += 1
        continue
      }
      guard filters.isEmpty || filters.keep(cursor) else { continue }
      let read = cursor.field(variant)
      guard !read.isEmpty else { continue }
      result.lines += 1
      guard let index = assigned.variant(cursor) else {
        result.unassigned += 1
        // A challenger's script on a lead that has no assignment: the line of the lead is gone, or was never written. The
        // control's may have been heard by anybody who takes no part.
        if assigned.coversAllCalls, challengers.contains(where: { read.bytes.elementsEqual($0) }) {
          result.differences += 1
          report(
            AuditDifference(
              line: file.firstLine + cursor.line, unit: cursor.field(lead).text, read: read.text,
              expected: "no script of this test: nothing was assigned"))
        }
        continue
      }
      guard !read.bytes.elementsEqual(names[index]) else { continue }
      result.differences += 1
      report(
        AuditDifference(
          line: file.firstLine + cursor.line, unit: cursor.field(lead).text, read: read.text,
          expected: test.variants.names[index]))
    }
    return result
  }

  private func source(
    _ file: DelimitedFile, lead: Int, format: DataSources
  ) throws(CallDataError) -> any AssignedVariants {
    let rule = test.assignment
    if rule.goesBySlot { return try SlotVariants(test, schedule: assignments, file, lead: lead, format: format) }
    if let assignments {
      let unit = rule.method == .agents ? "agent_id" : "lead_id"
      return try ListedVariants(assignments, test: test, unit: unit, column: try file.required(unit))
    }
    guard rule.method == .hashed, rule.plannedShares == nil, rule.identity == .leadID else {
      throw .assignmentsNeeded(
        method: rule.method.rawValue, reason: "cannot be recomputed from the ids in the calls")
    }
    let unit = test.unit == .company ? try file.required("company_id") : lead
    return HashedVariants(assigner: HashedAssigner(test), unit: unit, control: test.variants.controlIndex)
  }
}

extension Variants {
  /// The place of the control in the plan.
  var controlIndex: Int { all.firstIndex { $0.role == .control } ?? 0 }
}

/// Finds the assigned variant of a call.
private protocol AssignedVariants {
  /// The place in the plan of the variant assigned to a call, nil where none is.
  func variant(_ cursor: borrowing RowCursor) -> Int?
  /// Whether each call with a script of the test must have an assignment; not those outside the slots of a schedule.
  var coversAllCalls: Bool { get }
}

/// Recomputed from the id.
private struct HashedVariants: AssignedVariants {
  let coversAllCalls = true
  let assigner: HashedAssigner
  let unit: Int
  let control: Int

  func variant(_ cursor: borrowing RowCursor) -> Int? {
    switch assigner.outcome(unit: cursor.field(unit).bytes) {
    case .variant(let index): index
    case .heldOut: control
    case .otherTest: nil
    }
  }
}

/// From the file of assignments.
private final class ListedVariants: AssignedVariants {
  let coversAllCalls = true
  private let file: DelimitedFile
  private let column: Int
  private var units = KeyTable(expecting: 0)
  private var variants = Buffer<UInt16>()
  private var copies = KeptIDs()

  init(_ url: URL, test: TestProtocol, unit: String, column: Int) throws(CallDataError) {
    file = try DelimitedFile(url.path, format: DataSources())
    self.column = column
    let id = try file.required(unit)
    let variant = try file.required("variant")
    let names = test.variants.names.map { Array($0.utf8) }
    var cursor = file.rows()
    while cursor.next() {
      guard cursor.fieldCount == file.header.count, cursor.field(id).identifierFault == nil else { continue }
      let read = cursor.field(variant).bytes
      guard let index = names.firstIndex(where: { read.elementsEqual($0) }) else { continue }
      let field = cursor.field(id)
      let key = IdentifierKey(field.count > 15 && !cursor.isInFile(field) ? copies.kept(field) : field)
      if units.insert(key).isNew { variants.append(UInt16(index)) }
    }
  }

  func variant(_ cursor: borrowing RowCursor) -> Int? {
    let field = cursor.field(column)
    guard field.identifierFault == nil else { return nil }
    return units.index(of: IdentifierKey(field)).map { Int(variants[$0]) }
  }
}

/// From the schedule: the slot of the call, or of its lead's first call.
private final class SlotVariants: AssignedVariants {
  let coversAllCalls = false
  private struct First: BitwiseCopyable {
    var instant: Int
    var arm: Int
  }

  private let schedule: SlotSchedule
  private let calendar: SlotCalendar
  private let lead: Int
  private let started: Int
  private let agent: Int?
  private let keepsScript: Bool
  private var timestamps: TimestampReader
  private var leads = KeyTable(expecting: 0)
  private var first = Buffer<First>()
  private var copies = KeptIDs()

  init(
    _ test: TestProtocol, schedule url: URL?, _ file: DelimitedFile, lead: Int, format: DataSources
  ) throws(CallDataError) {
    let byAgent = test.assignment.goesByAgent
    if byAgent, url == nil {
      throw .assignmentsNeeded(
        method: test.assignment.method.rawValue, reason: "draws an order for each agent, whom only the schedule names")
    }
    let rows = try url.map { url throws(CallDataError) in try ScheduleFile.read(url, hasAgents: byAgent) } ?? []
    schedule = try AssignmentAudit.schedule(of: rows, test: test, path: url?.path ?? file.path)
    calendar = SlotCalendar(test)
    self.lead = lead
    started = try file.required("started_at")
    agent = byAgent ? try file.required("agent_id") : nil
    keepsScript = test.assignment.slots.callbacks == .keepScript
    timestamps = TimestampReader(zone: try ZoneTable(named: test.timeZone), declared: try format.declaredDates())
    guard keepsScript else { return }
    var cursor = file.rows()
    while cursor.next() {
      guard cursor.fieldCount == file.header.count, cursor.field(lead).identifierFault == nil,
        let call = slotOfCall(cursor)
      else { continue }
      let field = cursor.field(lead)
      let key = IdentifierKey(field.count > 15 && !cursor.isInFile(field) ? copies.kept(field) : field)
      let (index, isNew) = leads.insert(key)
      if isNew { first.append(call) } else if call.instant < first[index].instant { first[index] = call }
    }
  }

  /// When a call was placed and the variant in use then, -1 where the schedule knows none.
  private func slotOfCall(_ cursor: borrowing RowCursor) -> First? {
    guard let moment = timestamps.moment(cursor.field(started)), moment.second >= 0 else { return nil }
    let slot = calendar.slot(on: CivilDate(dayNumber: moment.day), minute: moment.second / 60)
    let arm = slot.flatMap { slot in
      schedule.arm(in: slot, agent: agent.map { cursor.field($0).text })
    }
    return First(instant: moment.instant, arm: arm ?? -1)
  }

  func variant(_ cursor: borrowing RowCursor) -> Int? {
    let found: First?
    if keepsScript {
      found = leads.index(of: IdentifierKey(cursor.field(lead))).map { first[$0] }
    } else {
      found = slotOfCall(cursor)
    }
    return found.flatMap { $0.arm < 0 ? nil : $0.arm }
  }
}
