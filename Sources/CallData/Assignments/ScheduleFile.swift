import Decision
public import Experiment
public import Foundation

/// Which script is in use when, as a CSV file for people and dialers: `date,window,starts,ends,variant` for a team;
/// `agent_id,stratum,date,window,starts,ends,variant` where each agent has an order of its own.
public struct ScheduleFile {
  /// A row as it stands in a file.
  public struct Row: Hashable, Sendable {
    /// Line of the file, from 1.
    public let line: Int
    /// The agent, where each has an order of its own.
    public let agent: RosteredAgent?
    /// The local date as it was written.
    public let date: String
    /// The name of the part of the day.
    public let window: String
    /// The name of the variant.
    public let variant: String
  }

  /// When a part of the day begins and ends, for people and dialers.
  public struct Hours: Hashable, Sendable {
    /// `HH:MM`.
    public let starts: String
    /// `HH:MM`, 24:00 at the latest.
    public let ends: String

    /// The hours of the plan's window of that name; else from the part's beginning to that of the next one, as far as the
    /// law of the plan, if it names one, allows calls on some calling weekday.
    public init(part: Int, of calendar: SlotCalendar, calling: CallingCalendar) {
      let own = calendar.parts[part]
      let next = part + 1 < calendar.parts.count ? calendar.parts[part + 1].start : 24 * 60
      var hours = HourRange(start: own.start, end: next)
      for window in calling.windows where window.name == own.name {
        if case .hours(let range) = window.span { hours = range }
      }
      if let rules = calling.rules, let span = hours {
        let legal = calling.weekdays.flatMap { rules.hours(of: $0) }.compactMap { $0.intersection(span) }
        if let start = legal.map(\.start).min(), let end = legal.map(\.end).max() {
          hours = HourRange(start: start, end: end)
        }
      }
      let text = hours?.description.split(separator: "-").map(String.init) ?? []
      starts = text.first ?? ""
      ends = text.last ?? ""
    }
  }

  /// Writes a schedule.
  public static func write(_ schedule: SlotSchedule, test: TestProtocol, to url: URL) throws(CallDataError) {
    let calendar = SlotCalendar(test)
    let hours = calendar.parts.indices.map { Hours(part: $0, of: calendar, calling: test.calling) }
    let hasAgents = schedule.rows.contains { $0.agent != nil }
    var writer = try DelimitedWriter(url)
    try writer.write((hasAgents ? ["agent_id", "stratum"] : []) + ["date", "window", "starts", "ends", "variant"])
    for row in schedule.rows {
      let agent = row.agent.map { [$0, row.stratum ?? ""] } ?? []
      for (slot, arm) in zip(schedule.slots, row.arms) {
        try writer.write(
          agent + [
            slot.date.description, calendar.parts[slot.part].name, hours[slot.part].starts, hours[slot.part].ends,
            test.variants.names[arm],
          ])
      }
    }
    try writer.finish()
  }

  /// Reads the rows of a schedule.
  public static func read(_ url: URL, hasAgents: Bool) throws(CallDataError) -> [Row] {
    let file = try DelimitedFile(url.path, format: DataSources())
    let agent = hasAgents ? try file.required("agent_id") : nil
    let stratum = hasAgents ? try file.column("stratum") : nil
    let date = try file.required("date")
    let window = try file.required("window")
    let variant = try file.required("variant")
    var rows: [Row] = []
    var cursor = file.rows()
    while cursor.next() {
      let line = file.firstLine + cursor.line
      guard cursor.fieldCount == file.header.count else {
        throw .value(
          path: file.path, line: line, column: "all", found: "\(cursor.fieldCount) fields",
          expected: "\(file.header.count), as the header has")
      }
      let team = stratum.map { cursor.field($0).text } ?? ""
      rows.append(
        Row(
          line: line,
          agent: agent.map { RosteredAgent(id: cursor.field($0).text, stratum: team.isEmpty ? nil : team) },
          date: cursor.field(date).text, window: cursor.field(window).text, variant: cursor.field(variant).text))
    }
    return rows
  }

  /// The agents of a schedule in the order in which it names them first.
  public static func agents(of rows: [Row]) -> [RosteredAgent] {
    var seen: Set<String> = []
    return rows.compactMap { $0.agent }.filter { seen.insert($0.id).inserted }
  }
}
