import Decision
import Experiment

/// The margins of a campaign by number instead of name, while it is counted.
struct TallyState {
  /// What is remembered of a lead, or of a company where these are what is drawn: small, since there are many.
  struct Unit {
    var variant: Int32 = -1
    var company: Int32 = -1
    /// The stratum it was drawn in.
    var drawnStratum: Int32 = 0
    /// The stratum of its first call, and of the first mature one.
    var stratum: Int32 = 0
    var matureStratum: Int32 = -1
    /// Slot of its first call from 0, -1 before it.
    var slot: Int32 = -1
    var calls: Int32 = 0
    var opportunities: Int32 = 0
    var talkSeconds = 0
    var isInTest = false
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
  private let agents: Int
  private let variants: Int
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
  private(set) var leads: [Unit] = []
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
    self.variants = variants
    agents = roster.agents
    func cells(_ count: Int) -> [CallCell] { [CallCell](repeating: CallCell(), count: count) }
    byDay = cells(variants * days * windows * strata.count)
    byAgentDay = cells(variants * agents * days)
    byAgentStratum = cells(variants * agents * strata.count)
    byDelivery = cells(variants * variants)
    bySlot = cells(design.schedule.map { variants * $0.slots.count * $0.rows.count } ?? 0)
    let names = strata
    teamOf = design.agents.map { agent in agent.stratum.flatMap { name in names.firstIndex { $0 == name } } ?? 0 }
  }

  mutating func add(_ row: LeadRow) {
    while leads.count <= row.lead { leads.append(Unit()) }
    leads[row.lead].variant = Int32(row.variant)
    leads[row.lead].company = Int32(row.company ?? -1)
    leads[row.lead].isInTest = row.standing == .inTest
    if design.needsAssignments, strata.count > 1, !design.leadStrata.areOfAgents {
      leads[row.lead].drawnStratum = Int32(row.stratum)
      leads[row.lead].stratum = Int32(row.stratum)
    }
  }

  mutating func add(_ row: CallRow) {
    last.isCounted = false
    guard row.started.date <= asOf, row.lead < leads.count else { return }
    lastDay = row.started.date
    guard leads[row.lead].isInTest else { return }
    let stratum = stratum(of: row)
    if !leads[row.lead].isCalled {
      leads[row.lead].isCalled = true
      leads[row.lead].stratum = Int32(stratum)
      leads[row.lead].slot = Int32(slot(of: row) ?? -1)
    }
    let isMature = row.started.date <= matureThrough
    let variant = row.assigned
    let day = row.started.date - first
    let window = row.window.map { $0 + 1 } ?? 0
    last.day = ((variant * days + day) * windows + window) * strata.count + stratum
    last.agentDay = (variant * agents + row.agent) * days + day
    last.agentStratum = (variant * agents + row.agent) * strata.count + stratum
    last.delivery = due(row) * variants + (design.callsNameAssignment ? row.assigned : row.delivered)
    last.slot = isMature ? place(variant, Int(leads[row.lead].slot), row.agent) : nil
    last.isMature = isMature
    last.isCounted = true
    last.started = row.started
    count(TallyState.cell(row))
    guard isMature else { return }
    if leads[row.lead].calls == 0 { leads[row.lead].matureStratum = Int32(stratum) }
    leads[row.lead].calls += 1
    leads[row.lead].talkSeconds += row.talkSeconds
  }

  /// Adds to all cells of the last call.
  private mutating func count(_ cell: CallCell) {
    byDay[last.day] += cell
    byAgentDay[last.agentDay] += cell
    byAgentStratum[last.agentStratum] += cell
    byDelivery[last.delivery] += cell
    if let slot = last.slot { bySlot[slot] += cell }
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
    count(cell)
    if !isLate, last.isMature { leads[row.lead].opportunities += 1 }
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
    if design.needsAssignments { return Int(leads[row.lead].drawnStratum) }
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
