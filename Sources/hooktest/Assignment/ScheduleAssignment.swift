import CallData
import Decision
import Experiment
import Foundation
import PlanFile

/// The schedule of a switchback, or of agents who cross over.
struct ScheduleAssignment {
  /// Agents whose schedules are printed; those of more stand in the file.
  private static let printedAgents = 12

  private let loaded: LoadedPlan
  private let files: AssignmentFiles
  private var test: TestProtocol { loaded.plan.test }

  init(_ loaded: LoadedPlan, _ files: AssignmentFiles) {
    self.loaded = loaded
    self.files = files
  }

  /// Draws the schedule, writes it and prints it.
  func write(agents path: String?) throws {
    if !test.assignment.goesByAgent, let path {
      throw Failure.usage(
        "\(path): a switchback gives the whole team one script at a time and needs no file; leave it out.")
    }
    let schedule = try draw(agents: path)
    try AssignmentFiles.make(files.assignments.deletingLastPathComponent())
    try reading { () throws(CallDataError) in
      try ScheduleFile.write(schedule, test: test, to: files.assignments)
    }
    let shown = schedule.rows.prefix(ScheduleAssignment.printedAgents)
    for row in shown { try Terminal.print(ScheduleTable(row, schedule.slots, test).text + "\n") }
    if schedule.rows.count > shown.count {
      Terminal.note("\(schedule.rows.count - shown.count) more agents are in the file.")
    }
    try warnOfFewOrders()
    try Terminal.print("\(files.assignments.readablePath)\n")
  }

  /// Says so where no result of the schedule could be significant.
  private func warnOfFewOrders() throws {
    guard !test.assignment.goesByAgent else { return }
    let smallest = try assigning { () throws(AssignmentError) in
      try SwitchbackScheduler(test).smallestPValue(isTwoSided: test.goal.sides == 2)
    }
    guard let smallest, smallest > test.goal.alpha else { return }
    let percent = (smallest * 1000).rounded() / 10
    Terminal.note(
      "This schedule can come about in so few ways that p is never below \(percent) %: whatever the scripts do, the test "
        + "cannot show it. Make it longer"
        + (test.assignment.slots.length == .day ? ", or write `slot: half-day`." : "."))
  }

  /// The script in use at a local time.
  func script(at time: String, agent: String?, explain: Bool) throws -> String {
    let parts = time.split { $0 == " " || $0 == "T" }
    guard parts.count == 2, let date = CivilDate(iso: parts[0]), let minute = minute(parts[1]) else {
      throw Failure.usage("--at \"\(time)\" is not a local date and time as \"2026-03-03 10:15\".")
    }
    let calendar = SlotCalendar(test)
    guard let slot = calendar.slot(on: date, minute: minute) else {
      return "none (no calls are placed on \(date))\n"
    }
    if test.assignment.goesByAgent, agent == nil {
      throw Failure.usage("Each agent has an order of its own: name one with --agent ID.")
    }
    let schedule = try draw(agents: nil)
    if let agent, !schedule.rows.contains(where: { $0.agent == agent }), test.assignment.goesByAgent {
      throw Failure(status: 65, message: "\(files.assignments.readablePath) names no agent \(agent).")
    }
    guard let arm = schedule.arm(in: slot, agent: agent) else {
      return "none (\(date) is not a day of the test)\n"
    }
    let open = test.calling.openHours(on: date)
    guard open.contains(where: { $0.contains(minute) }) else {
      let hours = open.map(\.description).joined(separator: ", ")
      return "none (calls are placed from \(hours) on \(date))\n"
    }
    if let row = schedule.rows.first(where: { $0.agent == (test.assignment.goesByAgent ? agent : nil) }),
      let place = schedule.slots.firstIndex(of: slot)
    {
      let end = WashOut(test).ends(of: row.arms, in: schedule.slots)[place]
      if minute < end {
        return "\(test.variants.names[arm]) (wash-out: this call does not count; calls do from \(clock(end)))\n"
      }
    }
    let name = test.variants.names[arm]
    guard explain else { return "\(name)\n" }
    let hours = ScheduleFile.Hours(part: slot.part, of: calendar, calling: test.calling)
    return "\(name), on \(date) from \(hours.starts) to \(hours.ends) (\(calendar.parts[slot.part].name))"
      + (agent.map { ", for the agent \($0)" } ?? "") + ".\n"
  }

  /// The schedule, with the agents of the file and those scheduled before.
  private func draw(agents path: String?) throws -> SlotSchedule {
    guard test.assignment.goesByAgent else {
      return try assigning { () throws(AssignmentError) in
        try SwitchbackScheduler(test).schedule(seed: test.assignment.seed)
      }
    }
    var agents: [RosteredAgent] = []
    if let earlier = files.earlier {
      agents = try reading { () throws(CallDataError) in
        ScheduleFile.agents(of: try ScheduleFile.read(earlier, hasAgents: true))
      }
    }
    if let path {
      let known = Set(agents.map(\.id))
      let roster = try reading { () throws(CallDataError) in
        try AgentRoster.read(URL(fileURLWithPath: path), by: test.assignment.by, format: loaded.document.data)
      }
      agents += roster.filter { !known.contains($0.id) }
    }
    guard !agents.isEmpty else {
      throw Failure.usage("Agents cross over: name the file of agents, with a column agent_id.")
    }
    return try assigning { () throws(AssignmentError) in
      try CrossOverScheduler(test, agents: agents).schedule(seed: test.assignment.seed)
    }
  }

  private func clock(_ minute: Int) -> String {
    let (hours, minutes) = minute.quotientAndRemainder(dividingBy: 60)
    return "\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
  }

  private func minute(_ text: some StringProtocol) -> Int? {
    HourRange("00:00-\(text)")?.end ?? (["0:00", "00:00"].contains(String(text)) ? 0 : nil)
  }
}

/// A schedule as a table: a line for each part of the day, a column for each day, week by week.
struct ScheduleTable {
  private let row: SlotSchedule.Row
  private let slots: [Slot]
  private let test: TestProtocol

  init(_ row: SlotSchedule.Row, _ slots: [Slot], _ test: TestProtocol) {
    self.row = row
    self.slots = slots
    self.test = test
  }

  var text: String {
    let calendar = SlotCalendar(test)
    let names = Dictionary(uniqueKeysWithValues: zip(slots, row.arms.map { test.variants.names[$0] }))
    let weekdays = Weekday.allCases.filter(test.calling.weekdays.contains)
    let parts = calendar.parts.enumerated().map { index, part in
      let hours = ScheduleFile.Hours(part: index, of: calendar, calling: test.calling)
      return "\(part.name) \(hours.starts)–\(hours.ends)"
    }
    let first = (parts.map(\.count).max() ?? 0) + 2
    let width = max(6, (test.variants.names.map(\.count).max() ?? 0) + 2)
    var lines = row.agent.map { agent in ["Agent \(agent)" + (row.stratum.map { " (\($0))" } ?? "")] } ?? []
    let mondays = Set(slots.map { $0.date - ($0.date.weekday.number - 1) }).sorted()
    for monday in mondays {
      let head = "Week of \(monday)"
      lines.append(padded(head, max(first, head.count + 2)) + weekdays.map { padded($0.rawValue, width) }.joined())
      for (index, part) in parts.enumerated() {
        let cells = weekdays.map { day in
          padded(names[Slot(date: monday + (day.number - 1), part: index)] ?? "–", width)
        }
        lines.append(padded(part, max(first, head.count + 2)) + cells.joined())
      }
    }
    return lines.map { $0.trimmed }.joined(separator: "\n") + "\n"
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

extension String {
  /// The text without blanks at its end.
  fileprivate var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
