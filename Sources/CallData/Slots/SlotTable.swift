import Experiment

/// Which variant a call's slot has, looked up by the local time of the call and, where each agent has an order of
/// scripts, by the agent.
final class SlotTable: Sendable {
  /// No slot, or no variant in one.
  static let none = -1

  /// The slots, in time.
  let slots: [Slot]
  /// Whether each agent has a row of their own.
  let goesByAgent: Bool
  /// Whether a lead that is called again is to hear the script of its first call.
  let callbacksKeepScript: Bool
  private let calendar: SlotCalendar
  private let needsTime: Bool
  private let firstDay: Int
  /// Place in `slots` by day and part of the day.
  private let places: [Int]
  private let rowOf: [String: Int]
  private let agents: [String?]
  /// Variants by row, then slot.
  private let arms: [Int]
  /// By row, then slot: the minute of the day before which a call is in the wash-out; 0 where nothing changed.
  private let washedBefore: [Int]

  /// The table of a schedule, under a plan's rule of slots.
  convenience init(_ schedule: SlotSchedule, test: TestProtocol) {
    let goesByAgent = test.assignment.method == .agentsCrossOver
    self.init(
      slots: schedule.slots, rows: schedule.rows.map { (agent: goesByAgent ? $0.agent : nil, arms: $0.arms) },
      test: test)
  }

  /// The table of rows with one variant for each slot, `SlotTable.none` where a row has none.
  init(slots: [Slot], rows: [(agent: String?, arms: [Int])], test: TestProtocol) {
    self.slots = slots
    goesByAgent = test.assignment.method == .agentsCrossOver
    callbacksKeepScript = test.assignment.slots.callbacks == .keepScript
    calendar = SlotCalendar(test)
    let parts = calendar.parts.count
    needsTime = parts > 1 || test.assignment.slots.washOut > 0
    let first = slots.first?.date.dayNumber ?? 0
    let last = slots.last?.date.dayNumber ?? first - 1
    firstDay = first
    var places = [Int](repeating: SlotTable.none, count: (last - first + 1) * parts)
    for (place, slot) in slots.enumerated() where (0..<parts).contains(slot.part) {
      places[(slot.date.dayNumber - first) * parts + slot.part] = place
    }
    self.places = places
    var rowOf: [String: Int] = [:]
    for (index, row) in rows.enumerated() {
      if let agent = row.agent { rowOf[agent] = index }
    }
    self.rowOf = rowOf
    agents = rows.map(\.agent)
    arms = rows.flatMap { row in slots.indices.map { $0 < row.arms.count ? row.arms[$0] : SlotTable.none } }
    let washOut = WashOut(test)
    washedBefore = rows.flatMap { row in
      washOut.ends(
        of: slots.indices.map { $0 < row.arms.count && row.arms[$0] != SlotTable.none ? row.arms[$0] : nil }, in: slots)
    }
  }

  /// Refuses a schedule with as many slots or agents as ids are.
  static func checkSize(slots: Int, rows: Int, path: String) throws(CallDataError) {
    let limit = Int(CallMargins.largestNumber) - 1
    if slots > limit { throw .tooManyValues(path: path, column: "date", limit: limit) }
    if rows > limit || slots * rows > largestSchedule {
      throw .tooManyValues(path: path, column: "agent_id", limit: min(limit, largestSchedule / max(1, slots)))
    }
  }

  /// Slots of all agents together.
  private static let largestSchedule = 1 << 24

  /// The place of a moment's slot in `slots`; `none` on other days, and where the time is needed but only a date known.
  func place(of moment: LocalMoment) -> Int {
    if needsTime && moment.isDateOnly { return SlotTable.none }
    return place(day: moment.day, part: calendar.parts.count > 1 ? calendar.part(atMinute: moment.second / 60) : 0)
  }

  /// The place of a part of a day, in days since 1970-01-01.
  func place(day: Int, part: Int) -> Int {
    guard day >= firstDay, part < calendar.parts.count else { return SlotTable.none }
    let index = (day - firstDay) * calendar.parts.count + part
    return index < places.count ? places[index] : SlotTable.none
  }

  /// The row of an agent; `none` for one whom the schedule does not know.
  func row(of agent: String) -> Int { rowOf[agent] ?? SlotTable.none }

  /// The agent of a row; nil where all agents follow it.
  func agent(ofRow row: Int) -> String? { agents.indices.contains(row) ? agents[row] : nil }

  /// The index of the variant in a row's slot, or `none`.
  func arm(row: Int, place: Int) -> Int { arms[row * slots.count + place] }

  /// Whether a moment in a row's slot is in the wash-out.
  func isWashOut(_ moment: LocalMoment, row: Int, place: Int) -> Bool {
    moment.second / 60 < washedBefore[row * slots.count + place]
  }
}
