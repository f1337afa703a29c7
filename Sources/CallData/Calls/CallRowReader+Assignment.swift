import Experiment

/// What a call is assigned, and what was delivered.
extension CallRowReader {
  /// Reads the variant that the call is assigned, as the design knows it.
  @inline(__always)
  mutating func readAssignment(_ cursor: borrowing RowCursor, _ facts: inout CallFacts) -> RowFate {
    if let column = columns.company, let reason = companyFault(cursor.field(column)) {
      return rejected(reason, column)
    }
    switch rules.source {
    case .recorded:
      guard facts.delivered >= 0 else { return rejected(.blank, columns.variant ?? -1) }
      facts.variant = facts.delivered
    case .hashed(let assigner):
      let outcome: HashedAssigner.Outcome
      switch unit {
      case .lead, .slot:
        outcome = assigner.outcome(unit: cursor.field(columns.leadID).bytes)
      case .company:
        let company = rules.companies?.company(of: facts.lead, cursor, &copies).key ?? facts.lead
        outcome = company.withBytes { assigner.outcome(unit: $0) }
      case .agent:
        let agent = cursor.field(columns.agent ?? columns.leadID)
        if let reason = agent.identifierFault { return rejected(reason, columns.agent ?? -1) }
        outcome = assigner.outcome(unit: agent.bytes)
      }
      switch outcome {
      case .variant(let index): facts.variant = index
      case .heldOut: return .heldOut
      case .otherTest: return .otherTest
      }
    case .file(let table):
      guard let found = table.find(assignedKey(table, cursor, facts)) else { return .unassigned }
      guard found.fate == .counted else { return found.fate }
      facts.variant = Int(found.variant)
      facts.assignedZone = found.zone
      if table.hasStrata { facts.stratum = UInt32(found.stratum) }
    case .schedule(let table):
      return readSlot(table, &facts)
    }
    facts.due = facts.variant
    return .counted
  }

  /// What the assignments file knows the call by.
  @inline(__always)
  private mutating func assignedKey(
    _ table: AssignmentTable, _ cursor: borrowing RowCursor, _ facts: CallFacts
  ) -> IdentifierKey {
    if table.key == .lead { return facts.lead }
    if unit == .agent {
      let agent = cursor.field(columns.agent ?? columns.leadID)
      return agent.count > IdentifierKey.longest ? IdentifierKey(low: 0, high: 0) : IdentifierKey(agent)
    }
    return rules.companies?.company(of: facts.lead, cursor, &copies).key ?? facts.lead
  }

  private func companyFault(_ field: Field) -> RowFault.Reason? { field.isEmpty ? nil : field.identifierFault }

  private mutating func readSlot(_ table: SlotTable, _ facts: inout CallFacts) -> RowFate {
    let place = table.place(of: facts.moment)
    let row = table.goesByAgent ? scheduleRow(table, facts.agent) : 0
    guard place != SlotTable.none, row != SlotTable.none else { return .outsideSchedule }
    let arm = table.arm(row: row, place: place)
    guard arm != SlotTable.none else { return .outsideSchedule }
    facts.variant = arm
    facts.due = arm
    facts.slot = UInt32(place + 1)
    facts.slotAgent = table.goesByAgent ? UInt32(row + 1) : 0
    let isWashOut = table.isWashOut(facts.moment, row: row, place: place)
    facts.marks = LeadEntry.marks(part: table.slots[place].part) | (isWashOut ? LeadEntry.washOutMark : 0)
    return isWashOut ? .washOut : .counted
  }

  private mutating func scheduleRow(_ table: SlotTable, _ agent: UInt32) -> Int {
    guard agent > 0 else { return SlotTable.none }
    while scheduleRows.count <= Int(agent) { scheduleRows.append(CallRowReader.unknownRow) }
    if scheduleRows[Int(agent)] == CallRowReader.unknownRow {
      scheduleRows[Int(agent)] = Int32(table.row(of: agents.texts[Int(agent)]))
    }
    return Int(scheduleRows[Int(agent)])
  }

  /// What some designs alone ask of a call: its lead's stratum in the leads file, its window, what was heard.
  mutating func readDesign(_ fate: RowFate, _ facts: inout CallFacts) -> RowFate {
    if let leads = rules.strata {
      guard let listed = leads.find(facts.lead) else { return .unlisted }
      facts.stratum = UInt32(listed.stratum)
    }
    if let zones = rules.zoneList { facts.assignedZone = zones.find(facts.lead)?.zone ?? 0 }
    facts.signs = []
    if let factor = rules.windowFactor {
      let window = columns.window == nil ? factor.window(at: facts.moment) : testedWindow(facts.window, factor)
      facts.delivered = factor.delivered(
        window: window, scriptOf: facts.delivered >= 0 ? facts.delivered : facts.variant)
      if facts.delivered < 0 { facts.signs.insert(.isOutsideWindows) }
    }
    if let adherence = rules.adherence {
      if let heard = adherence.heard(facts.call) {
        facts.delivered = Int(heard)
        facts.signs.insert(.isInAdherence)
      } else if facts.delivered < 0 {
        facts.signs.insert(.isHeardUnknown)
      }
      let hasHeard = facts.delivered >= 0 && facts.delivered != rules.control
      facts.marks = facts.marks & ~LeadEntry.challengerMark | (hasHeard ? LeadEntry.challengerMark : 0)
    }
    return fate
  }

  /// The number, as the factor counts, of a window that the row names.
  private mutating func testedWindow(_ number: UInt32, _ factor: WindowFactor) -> Int {
    while testedWindows.count <= Int(number) {
      testedWindows.append(Int32(factor.window(named: windows.texts[testedWindows.count])))
    }
    return Int(testedWindows[Int(number)])
  }
}
