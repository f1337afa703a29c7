import Experiment
import Foundation

/// The files of a design beside the assignments: agents, their variants, the schedule of slots, and shares that followed
/// results.
struct DesignFiles {
  let folder: URL
  let roster: CampaignRoster
  let replacing: Bool

  func write() throws(CampaignFileError) {
    let design = roster.design
    if let shares = design.test.assignment.plannedShares, design.test.assignment.adaptive != nil { try write(shares) }
    guard design.test.assignment.goesBySlot || design.test.assignment.goesByAgent else { return }
    let by = design.test.assignment.by
    if design.test.assignment.goesByAgent {
      try write(
        "agents.csv", ["agent_id"] + by,
        design.agents.map { agent in [agent.id] + by.map { _ in LeadStrata.value(agent.stratum ?? "", part: 0) } })
    }
    if !design.agentAssignments.isEmpty {
      try write(
        "assignments.csv", ["agent_id", "variant", "stratum", "block", "place"],
        design.agentAssignments.map { assigned in
          [
            assigned.agent.id, roster.variants[assigned.place.variant], assigned.agent.stratum ?? "",
            "\(assigned.place.block + 1)", "\(assigned.place.place + 1)",
          ]
        })
    }
    if let schedule = design.schedule { try write(schedule) }
  }

  /// `stratum,variant,share`, blocks of days in order.
  private func write(_ shares: PlannedShares) throws(CampaignFileError) {
    try write(
      "shares.csv", ["stratum", "variant", "share"],
      shares.byStratum.sorted { $0.key < $1.key }.flatMap { stratum, shares in
        roster.variants.map { [stratum, $0, DesignFiles.decimals(shares[$0] ?? 0)] }
      })
  }

  /// A share to the ten-thousandth, as assignment cuts.
  private static func decimals(_ share: Double) -> String {
    let digits = String(Int((share * 10_000).rounded()))
    return share >= 1 ? "1" : "0." + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// `date,window,starts,ends,variant`, behind `agent_id,stratum` where each agent has a row.
  private func write(_ schedule: SlotSchedule) throws(CampaignFileError) {
    let test = roster.design.test
    let calendar = SlotCalendar(test)
    let hasAgents = schedule.rows.contains { $0.agent != nil }
    try write(
      "schedule.csv", (hasAgents ? ["agent_id", "stratum"] : []) + ["date", "window", "starts", "ends", "variant"],
      schedule.rows.flatMap { row in
        zip(schedule.slots, row.arms).map { slot, arm in
          let hours = DesignFiles.hours(of: slot.part, calendar, test.calling)
          return (row.agent.map { [$0, row.stratum ?? ""] } ?? [])
            + [slot.date.description, calendar.parts[slot.part].name] + hours + [roster.variants[arm]]
        }
      })
  }

  /// When a part of the day begins and ends: as its window does, else when the next part begins.
  private static func hours(of part: Int, _ calendar: SlotCalendar, _ calling: CallingCalendar) -> [String] {
    let parts = calendar.parts
    for window in calling.windows where window.name == parts[part].name {
      if case .hours(let hours) = window.span { return hours.description.split(separator: "-").map(String.init) }
    }
    let end = part + 1 < parts.count ? parts[part + 1].start : 24 * 60
    return HourRange(start: parts[part].start, end: end)?.description.split(separator: "-").map(String.init) ?? [
      "", "",
    ]
  }

  private func write(_ name: String, _ columns: [String], _ rows: [[String]]) throws(CampaignFileError) {
    let fields = rows.map { $0.map(RowFile.field) }
    let longest = fields.reduce(0) { max($0, $1.reduce(0) { $0 + $1.count + 1 }) }
    let file = try RowFile(folder, name, columns: columns, longestRow: longest + 1, replacing: replacing)
    for row in fields {
      for (place, field) in row.enumerated() {
        if place > 0 { file.put(44) }
        file.put(field)
      }
      try file.endRow()
    }
    try file.close()
  }
}
