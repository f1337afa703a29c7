import Experiment

/// The margins of one worker, by numbers instead of names.
///
/// Adding a call with sign -1 takes it out again, exactly: that is how repeated rows and changed variants are mended
/// without keeping every call in memory.
struct CallMargins: ~Copyable {
  /// Largest number of a text that keys have room for. Agents, windows and strata are far fewer; columns that hold more
  /// are ids, and would fill the memory with margins.
  static let largestNumber: UInt32 = 0xFFFF

  private var byDay = CellTable()
  private var byHour = CellTable()
  private var byAgentDay = CellTable()
  private var byAgentStratum = CellTable()
  /// Calls whose delivered variant is not the expected one; the others are what is left of all calls.
  private var byOtherDelivery = CellTable()
  /// Calls by slot and date, where the script goes by slot.
  private var bySlot = CellTable()
  /// Whether rows name no variant at all, so that none is what is expected; else it is the one due.
  private let expectsNone: Bool

  init(expectsNone: Bool) { self.expectsNone = expectsNone }

  /// Adds a call.
  @inline(__always)
  mutating func add(_ facts: UnsafePointer<CallFacts>) {
    add(CellSums(facts), to: facts)
  }

  /// Takes a call out again.
  mutating func remove(_ facts: UnsafePointer<CallFacts>) {
    add(CellSums(facts).negated, to: facts)
  }

  /// Adds sums to the cells of a call in all margins.
  @inline(__always)
  mutating func add(_ sums: CellSums, to facts: UnsafePointer<CallFacts>) {
    byDay.cell(CallMargins.dayKey(facts)).pointee += sums
    byHour.cell(CallMargins.hourKey(facts)).pointee += sums
    byAgentDay.cell(CallMargins.agentDayKey(facts)).pointee += sums
    byAgentStratum.cell(CallMargins.agentStratumKey(facts)).pointee += sums
    let expected = expectsNone ? -1 : facts.pointee.due
    if facts.pointee.delivered != expected || facts.pointee.due != facts.pointee.variant {
      byOtherDelivery.cell(CallMargins.deliveryKey(facts)).pointee += sums
    }
    if facts.pointee.slot > 0 { bySlot.cell(CallMargins.slotKey(facts)).pointee += sums }
  }

  @inline(__always)
  private static func dayKey(_ facts: UnsafePointer<CallFacts>) -> UInt64 {
    UInt64(facts.pointee.variant) << 48 | UInt64(facts.pointee.moment.day) << 32 | UInt64(facts.pointee.window & 0xFFFF)
      << 16
      | UInt64(facts.pointee.stratum)
  }

  /// The hour is counted from 1; 0 where the row states a date alone.
  @inline(__always)
  private static func hourKey(_ facts: UnsafePointer<CallFacts>) -> UInt64 {
    let second = facts.pointee.moment.second
    return UInt64(facts.pointee.moment.day) << 8 | (second < 0 ? 0 : UInt64(second) / 3600 + 1)
  }

  @inline(__always)
  private static func agentDayKey(_ facts: UnsafePointer<CallFacts>) -> UInt64 {
    UInt64(facts.pointee.variant) << 48 | UInt64(facts.pointee.moment.day) << 32 | UInt64(facts.pointee.agent)
  }

  @inline(__always)
  private static func agentStratumKey(_ facts: UnsafePointer<CallFacts>) -> UInt64 {
    UInt64(facts.pointee.variant) << 48 | UInt64(facts.pointee.stratum) << 32 | UInt64(facts.pointee.agent)
  }

  @inline(__always)
  private static func deliveryKey(_ facts: UnsafePointer<CallFacts>) -> UInt64 {
    UInt64(facts.pointee.variant) << 48 | UInt64(facts.pointee.due) << 32 | UInt64(facts.pointee.delivered + 1)
  }

  private static func slotKey(_ facts: UnsafePointer<CallFacts>) -> UInt64 {
    UInt64(facts.pointee.variant) << 48 | UInt64(facts.pointee.slot) << 32 | UInt64(facts.pointee.slotAgent) << 16
      | UInt64(facts.pointee.moment.day)
  }

  /// Adds the calls of mature days to a tally, by slot.
  func add(to tally: inout Tally, slots: SlotTable, matureThrough: Int, variants: [String]) {
    bySlot.visit { key, cell in
      guard Int(key & 0xFFFF) <= matureThrough else { return }
      let slot = SlotKey(
        variant: variants[Int(key >> 48)], slot: slots.slots[Int(key >> 32 & 0xFFFF) - 1],
        agent: slots.agent(ofRow: Int(key >> 16 & 0xFFFF) - 1))
      tally.bySlot.add(cell.cell, to: slot)
    }
  }

  /// Adds everything to a tally, numbers turned into names.
  func add(to tally: inout Tally, names: CallNames) {
    byDay.visit { key, cell in
      let day = DayKey(
        variant: names.variants[Int(key >> 48)], date: CivilDate(dayNumber: Int(key >> 32 & 0xFFFF)),
        window: names.window(UInt32(key >> 16 & 0xFFFF)), stratum: names.stratum(UInt32(key & 0xFFFF)))
      tally.byDay.add(cell.cell, to: day)
    }
    byHour.visit { key, cell in
      let hour = Int(key & 0xFF)
      tally.byHour.add(
        cell.cell, to: HourKey(date: CivilDate(dayNumber: Int(key >> 8)), hour: hour == 0 ? nil : hour - 1))
    }
    byAgentDay.visit { key, cell in
      let agentDay = AgentDayKey(
        variant: names.variants[Int(key >> 48)], agent: names.agent(UInt32(key & 0xFFFF_FFFF)),
        date: CivilDate(dayNumber: Int(key >> 32 & 0xFFFF)))
      tally.byAgentDay.add(cell.cell, to: agentDay)
    }
    byAgentStratum.visit { key, cell in
      let agentStratum = AgentStratumKey(
        variant: names.variants[Int(key >> 48)], agent: names.agent(UInt32(key & 0xFFFF_FFFF)),
        stratum: names.stratum(UInt32(key >> 32 & 0xFFFF)))
      tally.byAgentStratum.add(cell.cell, to: agentStratum)
    }
    addDelivery(to: &tally, names: names)
  }

  private func addDelivery(to tally: inout Tally, names: CallNames) {
    var expected = [CellSums](repeating: CellSums(), count: names.variants.count)
    byDay.visit { key, cell in expected[Int(key >> 48)] += cell }
    byOtherDelivery.visit { key, cell in
      let delivered = Int(key & 0xFFFF)
      expected[Int(key >> 48)] += cell.negated
      let delivery = DeliveryKey(
        assigned: names.variants[Int(key >> 32 & 0xFFFF)],
        delivered: delivered == 0 ? nil : names.variants[delivered - 1])
      tally.byDelivery.add(cell.cell, to: delivery)
    }
    for (name, cell) in zip(names.variants, expected) {
      tally.byDelivery.add(cell.cell, to: DeliveryKey(assigned: name, delivered: expectsNone ? nil : name))
    }
  }
}

/// The names behind a worker's numbers.
struct CallNames {
  var variants: [String]
  var agents: [String]
  var windows: [String]
  var strata: [String]

  func agent(_ number: UInt32) -> String? { number == 0 ? nil : agents[Int(number)] }
  func window(_ number: UInt32) -> String? { number == 0 ? nil : windows[Int(number)] }
  func stratum(_ number: UInt32) -> String? { number == 0 ? nil : strata[Int(number)] }
}
