import Decision
import Experiment

/// A schedule of slots from a CSV file: `date, window, variant`, and `agent_id` where each agent has an order of scripts.
struct SlotScheduleFile {
  let file: DelimitedFile
  let table: SlotTable
  /// The schedule, agents in the order in which the file names them first: their blocks follow from it.
  let schedule: SlotSchedule
  private(set) var rows = 0

  /// Reads a schedule whole, or not at all: with a slot wrong, the calls of all its leads would be.
  init(
    _ file: DelimitedFile, test: TestProtocol, zone: ZoneTable, dateFormat: DateFormat?
  ) throws(CallDataError) {
    self.file = file
    let calendar = SlotCalendar(test)
    let goesByAgent = test.assignment.method == .agentsCrossOver
    let date = try file.required("date")
    // A day that is one slot needs no name for its only part.
    let window = calendar.parts.count == 1 ? try file.column("window") : try file.required("window")
    let variant = try file.required("variant")
    let agent = goesByAgent ? try file.required("agent_id") : nil
    let stratum = goesByAgent ? try file.column("stratum") : nil
    var timestamps = TimestampReader(zone: zone, declared: dateFormat)
    var arms: [String: [Slot: Int]] = [:]
    var agents: [RosteredAgent] = []
    var cursor = file.rows()
    while cursor.next() {
      rows += 1
      let name: String
      let slot: Slot
      let arm: Int
      do throws(RejectionSignal) {
        try file.checkFields(cursor)
        let day = try cursor.moment(date, &timestamps).day
        let part = try SlotScheduleFile.part(cursor, window, calendar)
        slot = Slot(date: CivilDate(dayNumber: day), part: part)
        guard let index = test.variants.names.firstIndex(of: try cursor.text(variant)) else {
          throw RejectionSignal(.variant, variant)
        }
        arm = index
        name = try agent.map { column throws(RejectionSignal) in try cursor.text(column) } ?? ""
      } catch {
        throw file.error(error.fault, cursor, expected: SlotScheduleFile.expected(error.fault, window, calendar, test))
      }
      if arms[name] == nil {
        let team = stratum.map { cursor.field($0).text } ?? ""
        agents.append(RosteredAgent(id: name, stratum: team.isEmpty ? nil : team))
      }
      guard arms[name]?[slot] ?? arm == arm else {
        throw .value(
          path: file.path, line: file.firstLine + cursor.line, column: "variant",
          found: test.variants.names[arm], expected: "one variant for each slot\(goesByAgent ? " of an agent" : "")")
      }
      arms[name, default: [:]][slot] = arm
    }
    let slots = Set(arms.values.flatMap(\.keys)).sorted()
    try SlotTable.checkSize(slots: slots.count, rows: arms.count, path: file.path)
    schedule = SlotSchedule(
      slots: slots,
      rows: agents.map { agent in
        SlotSchedule.Row(
          agent: goesByAgent ? agent.id : nil, stratum: agent.stratum,
          arms: slots.map { arms[agent.id]?[$0] ?? SlotTable.none })
      })
    table = SlotTable(schedule, test: test)
  }

  private static func part(
    _ cursor: borrowing RowCursor, _ column: Int?, _ calendar: SlotCalendar
  ) throws(RejectionSignal) -> Int {
    guard let column, calendar.parts.count > 1 else { return 0 }
    let name = try cursor.text(column)
    let exact = calendar.parts.firstIndex { $0.name == name }
    guard let part = exact ?? calendar.parts.firstIndex(where: { $0.name.lowercased() == name.lowercased() }) else {
      throw RejectionSignal(.window, column)
    }
    return part
  }

  private static func expected(
    _ fault: RowFault, _ window: Int?, _ calendar: SlotCalendar, _ test: TestProtocol
  ) -> String {
    switch fault.reason {
    case .variant: "one of " + test.variants.names.joined(separator: ", ")
    case .window: "a part of the day: " + calendar.parts.map(\.name).joined(separator: ", ")
    case .time: "a date such as 2026-03-02"
    default: "a value"
    }
  }
}
