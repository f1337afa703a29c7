import Experiment

/// The margins of one worker, by numbers instead of names.
///
/// Adding a call with sign -1 takes it out again, exactly: that is how repeated rows and changed variants are mended
/// without keeping every call in memory.
struct CallMargins: ~Copyable {
  static let largestVariant = 1 << 12
  static let largestAgent = 1 << 24
  static let largestStratum = 1 << 16

  private var byDay = CellTable()
  private var byAgentDay = CellTable()
  private var byAgentStratum = CellTable()
  private var byDelivery = CellTable()

  @inline(__always)
  mutating func add(_ facts: CallFacts, sign: Int = 1) {
    CallMargins.add(facts, sign, to: byDay.cell(CallMargins.dayKey(facts)))
    CallMargins.add(facts, sign, to: byAgentDay.cell(CallMargins.agentDayKey(facts)))
    CallMargins.add(facts, sign, to: byAgentStratum.cell(CallMargins.agentStratumKey(facts)))
    CallMargins.add(facts, sign, to: byDelivery.cell(CallMargins.deliveryKey(facts)))
  }

  /// Changes the cells of a call in all margins.
  mutating func update(_ facts: CallFacts, _ change: (inout CellSums) -> Void) {
    change(&byDay.cell(CallMargins.dayKey(facts)).pointee)
    change(&byAgentDay.cell(CallMargins.agentDayKey(facts)).pointee)
    change(&byAgentStratum.cell(CallMargins.agentStratumKey(facts)).pointee)
    change(&byDelivery.cell(CallMargins.deliveryKey(facts)).pointee)
  }

  @inline(__always)
  private static func add(_ facts: CallFacts, _ sign: Int, to cell: UnsafeMutablePointer<CellSums>) {
    cell.pointee.calls &+= sign
    if facts.qualified { cell.pointee.opportunities &+= sign }
    if facts.answered >= 0 {
      cell.pointee.answerKnown &+= sign
      cell.pointee.answered &+= sign &* facts.answered
    }
    if facts.talk >= 0 {
      cell.pointee.timedCalls &+= sign
      cell.pointee.talkSeconds &+= sign &* facts.talk
      cell.pointee.talkSecondsSquared &+= sign &* facts.talk &* facts.talk
    }
    if facts.wrap > 0 { cell.pointee.wrapSeconds &+= sign &* facts.wrap }
    if facts.cost >= 0 {
      cell.pointee.pricedCalls &+= sign
      cell.pointee.costMicros &+= sign &* facts.cost
    }
  }

  @inline(__always)
  private static func dayKey(_ facts: CallFacts) -> UInt64 {
    UInt64(facts.variant) << 48 | UInt64(facts.moment.day) << 32 | UInt64(facts.window & 0xFFFF) << 16
      | UInt64(facts.stratum)
  }

  @inline(__always)
  private static func agentDayKey(_ facts: CallFacts) -> UInt64 {
    UInt64(facts.variant) << 48 | UInt64(facts.moment.day) << 32 | UInt64(facts.agent)
  }

  @inline(__always)
  private static func agentStratumKey(_ facts: CallFacts) -> UInt64 {
    UInt64(facts.variant) << 48 | UInt64(facts.stratum) << 32 | UInt64(facts.agent)
  }

  @inline(__always)
  private static func deliveryKey(_ facts: CallFacts) -> UInt64 {
    UInt64(facts.variant) << 48 | UInt64(facts.delivered + 1)
  }

  /// Adds everything to a tally, numbers turned into names.
  func add(to tally: inout Tally, names: CallNames) {
    byDay.forEach { key, cell in
      let day = DayKey(
        variant: names.variants[Int(key >> 48)], date: CivilDate(dayNumber: Int(key >> 32 & 0xFFFF)),
        window: names.window(UInt32(key >> 16 & 0xFFFF)), stratum: names.stratum(UInt32(key & 0xFFFF)))
      tally.byDay.add(cell.cell, to: day)
    }
    byAgentDay.forEach { key, cell in
      let agentDay = AgentDayKey(
        variant: names.variants[Int(key >> 48)], agent: names.agent(UInt32(key & 0xFFFF_FFFF)),
        date: CivilDate(dayNumber: Int(key >> 32 & 0xFFFF)))
      tally.byAgentDay.add(cell.cell, to: agentDay)
    }
    byAgentStratum.forEach { key, cell in
      let agentStratum = AgentStratumKey(
        variant: names.variants[Int(key >> 48)], agent: names.agent(UInt32(key & 0xFFFF_FFFF)),
        stratum: names.stratum(UInt32(key >> 32 & 0xFFFF)))
      tally.byAgentStratum.add(cell.cell, to: agentStratum)
    }
    byDelivery.forEach { key, cell in
      let delivered = Int(key & 0xFFFF)
      let delivery = DeliveryKey(
        assigned: names.variants[Int(key >> 48)], delivered: delivered == 0 ? nil : names.variants[delivered - 1])
      tally.byDelivery.add(cell.cell, to: delivery)
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
