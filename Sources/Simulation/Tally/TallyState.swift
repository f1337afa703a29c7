import Decision
import Experiment

/// The margins of a campaign by number instead of name, while it is counted.
struct TallyState {
  /// What is remembered of a lead.
  struct Lead {
    var row: LeadRow
    /// Slot of its first call from 0, -1 before it; its stratum.
    var slot = -1
    var stratum = 0
    var matureStratum = -1
    var calls = 0
    var opportunities = 0
    var talkSeconds = 0
    var isCalled = false
  }

  /// Where a call was counted.
  private struct Places {
    var day = 0
    var agentDay = 0
    var agentStratum = 0
    var delivery = 0
    var slot: Int?
    var isMature = false
    var isCounted = false
    var started = LocalTime(date: CivilDate(dayNumber: 0), second: 0, offset: 0)
  }

  let roster: CampaignRoster
  let design: CampaignDesign
  private let asOf: CivilDate
  private let matureThrough: CivilDate
  let first: CivilDate
  let days: Int
  let windows: Int
  let strata: [String?]
  /// The stratum of each agent, where agents are drawn.
  private let teamOf: [Int]
  private let calendar: SlotCalendar
  private(set) var byDay: [CallCell]
  private(set) var byAgentDay: [CallCell]
  private(set) var byAgentStratum: [CallCell]
  private(set) var byDelivery: [CallCell]
  private(set) var bySlot: [CallCell]
  private(set) var leads: [Lead?] = []
  private(set) var delays = DelayTable()
  private var last = Places()
  private(set) var lastDay: CivilDate?

  init(_ roster: CampaignRoster, asOf: CivilDate) {
    self.roster = roster
    self.asOf = asOf
    design = roster.design
    let test = design.test
    matureThrough = Tally.matureThrough(asOf: asOf, within: test.goal.within)
    first = roster.dates.lowerBound
    days = roster.dates.upperBound - roster.dates.lowerBound + 1
    windows = roster.windows.count + 1
    if design.leadStrata.areOfAgents {
      let teams = Set(design.agents.compactMap(\.stratum)).sorted()
      strata = teams.isEmpty ? [nil] : teams
    } else {
      strata = design.leadStrata.isStratified ? design.strata : [nil]
    }
    calendar = SlotCalendar(test)
    let variants = roster.variants.count
    func cells(_ count: Int) -> [CallCell] { [CallCell](repeating: CallCell(), count: count) }
    byDay = cells(variants * days * windows * strata.count)
    byAgentDay = cells(variants * roster.agents * days)
    byAgentStratum = cells(variants * roster.agents * strata.count)
    byDelivery = cells(variants * variants)
    bySlot = cells(design.schedule.map { variants * $0.slots.count * $0.rows.count } ?? 0)
    let names = strata
    teamOf = design.agents.map { agent in agent.stratum.flatMap { name in names.firstIndex { $0 == name } } ?? 0 }
  }

  mutating func add(_ row: LeadRow) {
    while leads.count <= row.lead { leads.append(nil) }
    var lead = Lead(row: row)
    if design.needsAssignments, strata.count > 1, !design.leadStrata.areOfAgents { lead.stratum = row.stratum }
    leads[row.lead] = lead
  }

  mutating func add(_ row: CallRow) {
    last.isCounted = false
    guard row.started.date <= asOf, var lead = leads[row.lead] else { return }
    lastDay = row.started.date
    guard lead.row.standing == .inTest else { return }
    let stratum = stratum(of: row)
    if !lead.isCalled {
      lead.isCalled = true
      lead.stratum = stratum
      lead.slot = slot(of: row) ?? -1
    }
    let isMature = row.started.date <= matureThrough
    let cell = TallyState.cell(row)
    let variant = row.assigned
    let day = row.started.date - first
    let window = row.window.map { $0 + 1 } ?? 0
    last = Places(
      day: ((variant * days + day) * windows + window) * strata.count + stratum,
      agentDay: (variant * roster.agents + row.agent) * days + day,
      agentStratum: (variant * roster.agents + row.agent) * strata.count + stratum,
      delivery: due(row) * roster.variants.count + (design.callsNameAssignment ? row.assigned : row.delivered),
      slot: isMature ? place(variant, lead.slot, row.agent) : nil, isMature: isMature, isCounted: true,
      started: row.started)
    byDay[last.day] += cell
    byAgentDay[last.agentDay] += cell
    byAgentStratum[last.agentStratum] += cell
    byDelivery[last.delivery] += cell
    if let slot = last.slot { bySlot[slot] += cell }
    if isMature {
      if lead.calls == 0 { lead.matureStratum = stratum }
      lead.calls += 1
      lead.talkSeconds += row.talkSeconds
    }
    leads[row.lead] = lead
  }

  mutating func add(_ row: OpportunityRow) {
    guard row.qualified.date <= asOf, last.isCounted else { return }
    let elapsed =
      (row.qualified.date - last.started.date) * 86_400 + row.qualified.second - last.started.second
      - (row.qualified.offset - last.started.offset)
    let isLate = design.test.goal.within.map { elapsed > $0 * 86_400 } ?? false
    var cell = CallCell()
    if isLate {
      cell.lateOpportunities = 1
    } else {
      cell.opportunities = 1
      cell.judgedOpportunities = 1
      if row.isAccepted { cell.acceptedOpportunities = 1 }
    }
    byDay[last.day] += cell
    byAgentDay[last.agentDay] += cell
    byAgentStratum[last.agentStratum] += cell
    byDelivery[last.delivery] += cell
    if let slot = last.slot { bySlot[slot] += cell }
    if !isLate, last.isMature { leads[row.lead]?.opportunities += 1 }
    delays.add(
      1,
      to: DelayKey(
        variant: roster.variants[row.assigned], date: last.started.date, days: row.qualified.date - last.started.date))
    lastDay = max(lastDay ?? row.qualified.date, row.qualified.date)
  }

  private static func cell(_ row: CallRow) -> CallCell {
    var cell = CallCell(calls: 1, opportunities: 0)
    cell.answerKnown = 1
    cell.answered = row.isAnswered ? 1 : 0
    cell.timedCalls = 1
    cell.talkSeconds = row.talkSeconds
    cell.talkSecondsSquared = row.talkSeconds * row.talkSeconds
    cell.wrapSeconds = row.wrapSeconds
    return cell
  }

  private func stratum(of row: CallRow) -> Int {
    guard strata.count > 1 else { return 0 }
    if design.leadStrata.areOfAgents { return teamOf[row.agent] }
    // Units that are drawn in strata have that of their unit, others that of the call.
    if design.needsAssignments, let lead = leads[row.lead] { return lead.row.stratum }
    return design.leadStrata.number(list: row.list, agent: row.agent, window: row.window.map { $0 + 1 } ?? 0)
  }

  private func slot(of row: CallRow) -> Int? {
    design.schedule.flatMap { schedule in
      calendar.slot(on: row.started.date, minute: row.started.second / 60).flatMap(schedule.index)
    }
  }

  private func place(_ variant: Int, _ slot: Int, _ agent: Int) -> Int? {
    guard slot >= 0, let schedule = design.schedule else { return nil }
    let row = schedule.rows.count == 1 ? 0 : agent
    return (variant * schedule.slots.count + slot) * schedule.rows.count + row
  }

  /// The variant that was to be delivered.
  private func due(_ row: CallRow) -> Int {
    guard let schedule = design.schedule, design.test.assignment.slots.callbacks == .followSlot,
      let slot = slot(of: row)
    else { return row.assigned }
    return schedule.rows[schedule.rows.count == 1 ? 0 : row.agent].arms[slot]
  }
}
