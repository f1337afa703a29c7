import Experiment
import Foundation

/// The open files of a campaign.
final class CampaignWriter {
  private let leads: RowFile
  private let calls: RowFile
  private let opportunities: RowFile
  private let sales: RowFile
  private let assignments: AssignmentRows?
  private let adherence: RowFile?
  private let folder: URL
  private let roster: CampaignRoster
  private let style: CampaignFiles.TimeStyle
  private let replacing: Bool
  private let variants: [[UInt8]]
  private let lists: [[UInt8]]
  private let windows: [[UInt8]]
  private let dispositions: [[UInt8]]
  private let currency: [UInt8]
  private let agents: [[UInt8]]
  /// Columns of the leads that hold a stratum of the plan's own besides `list`; each follows from the list.
  private let strata: [(name: String, values: [[UInt8]])]
  private let namesAgentOfLead: Bool
  /// The team of each agent in every column of the plan's strata, where agents are drawn.
  private let teams: [[UInt8]]
  private let teamColumns: [String]
  private var day = CivilDate(dayNumber: 0)
  private var dayBytes = Array("1970-01-01T".utf8)

  init(
    folder: URL, roster: CampaignRoster, style: CampaignFiles.TimeStyle, replacing: Bool
  ) throws(CampaignFileError) {
    self.folder = folder
    self.roster = roster
    self.style = style
    self.replacing = replacing
    variants = roster.variants.map(RowFile.field)
    lists = roster.lists.map(RowFile.field)
    windows = roster.windows.map(RowFile.field)
    dispositions = Disposition.allCases.map { RowFile.field($0.rawValue) }
    currency = RowFile.field(roster.currency)
    let design = roster.design
    let rule = design.test.assignment
    agents = design.agents.map { RowFile.field($0.id) }
    strata = CampaignWriter.strata(roster)
    namesAgentOfLead = design.leadStrata.columns.contains { $0.content == .agent }
    teamColumns = rule.goesByAgent ? rule.by : []
    teams = design.agents.map { RowFile.field(LeadStrata.value($0.stratum ?? "", part: 0)) }
    let names = [variants, lists, windows, agents, teams, [currency], design.strata.map(RowFile.field)].joined()
      .reduce(0) { max($0, $1.count) }
    // Fixed fields and separators take less than 256 bytes; each name appears a few times.
    let longest = 256 + names * (6 + 2 * rule.by.count)
    func file(_ name: String, _ columns: [String]) throws(CampaignFileError) -> RowFile {
      try RowFile(folder, name, columns: columns, longestRow: longest, replacing: replacing)
    }
    leads = try file(
      "leads.csv",
      ["lead_id", "list"] + (design.hasCompanies ? ["company_id"] : []) + (namesAgentOfLead ? ["agent_id"] : [])
        + strata.map(\.name))
    calls = try file(
      "calls.csv",
      [
        "call_id", "lead_id", "started_at", "agent_id", "list", "variant", "window", "direction", "answered",
        "disposition", "talk_seconds", "wrap_seconds",
      ] + (design.hasCompanies ? ["company_id"] : []) + teamColumns)
    opportunities = try file(
      "opportunities.csv", ["opportunity_id", "lead_id", "qualified_at", "call_id", "source", "stage", "accepted"])
    sales = try file(
      "sales.csv", ["sale_id", "opportunity_id", "lead_id", "closed_at", "amount", "margin", "currency"])
    adherence = roster.truth.crossovers > 0 ? try file("adherence.csv", ["call_id", "heard"]) : nil
    assignments =
      design.needsAssignments && design.agentAssignments.isEmpty
      ? try AssignmentRows(folder: folder, roster: roster, longestRow: longest, replacing: replacing) : nil
    try DesignFiles(folder: folder, roster: roster, replacing: replacing).write()
  }

  private static func strata(_ roster: CampaignRoster) -> [(name: String, values: [[UInt8]])] {
    roster.design.leadStrata.columns.compactMap { column in
      guard column.name != "list", case .list(let part) = column.content else { return nil }
      return (column.name, roster.lists.map { RowFile.field(LeadStrata.value($0, part: part)) })
    }
  }

  func write(_ row: LeadRow) throws(CampaignFileError) {
    id("L", row.lead, leads)
    leads.put(44)
    leads.put(lists[row.list])
    if let company = row.company {
      leads.put(44)
      id("K", company, leads)
    }
    if namesAgentOfLead {
      leads.put(44)
      leads.put(agents[row.agent])
    }
    for column in strata {
      leads.put(44)
      leads.put(column.values[row.list])
    }
    try leads.endRow()
    try assignments?.write(row)
  }

  func write(_ row: CallRow) throws(CampaignFileError) {
    id("C", row.call, calls)
    calls.put(44)
    id("L", row.lead, calls)
    calls.put(44)
    time(row.started, calls)
    calls.put(44)
    calls.put(agents[row.agent])
    calls.put(44)
    calls.put(lists[row.list])
    calls.put(44)
    calls.put(variants[roster.design.callsNameAssignment ? row.assigned : row.delivered])
    calls.put(44)
    if let window = row.window { calls.put(windows[window]) }
    calls.put(row.isAnswered ? ",outbound,true," : ",outbound,false,")
    calls.put(dispositions[row.disposition.place])
    calls.put(44)
    calls.put(number: row.talkSeconds)
    calls.put(44)
    calls.put(number: row.wrapSeconds)
    if roster.design.hasCompanies {
      calls.put(44)
      id("K", row.lead / Allotment.companySize, calls)
    }
    for _ in teamColumns {
      calls.put(44)
      calls.put(teams[row.agent])
    }
    try calls.endRow()
    guard let adherence else { return }
    id("C", row.call, adherence)
    adherence.put(44)
    if row.isAnswered { adherence.put(variants[row.delivered]) } else { adherence.put("none") }
    try adherence.endRow()
  }

  func write(_ row: OpportunityRow) throws(CampaignFileError) {
    id("O", row.opportunity, opportunities)
    opportunities.put(44)
    id("L", row.lead, opportunities)
    opportunities.put(44)
    time(row.qualified, opportunities)
    opportunities.put(44)
    id("C", row.call, opportunities)
    opportunities.put(row.isAccepted ? ",phone,qualified,true" : ",phone,qualified,false")
    try opportunities.endRow()
  }

  func write(_ row: SaleRow) throws(CampaignFileError) {
    id("S", row.sale, sales)
    sales.put(44)
    id("O", row.opportunity, sales)
    sales.put(44)
    id("L", row.lead, sales)
    sales.put(44)
    sales.put(Array(row.closed.description.utf8))
    sales.put(44)
    sales.put(cents: row.amountCents)
    sales.put(44)
    sales.put(cents: row.marginCents)
    sales.put(44)
    sales.put(currency)
    try sales.endRow()
  }

  func close() throws(CampaignFileError) {
    for file in [leads, calls, opportunities, sales] { try file.close() }
    try adherence?.close()
    try assignments?.close()
    try TruthRecord(roster).write(to: folder.appendingPathComponent("truth.json"), replacing: replacing)
  }

  private func id(_ letter: StaticString, _ number: Int, _ file: RowFile) {
    file.put(letter)
    file.put(number + 1, digits: 9)
  }

  private func time(_ time: LocalTime, _ file: RowFile) {
    if time.date != day {
      day = time.date
      dayBytes = Array("\(time.date)T".utf8)
    }
    file.put(dayBytes)
    file.put(time.second / 3600, digits: 2)
    file.put(58)
    file.put(time.second / 60 % 60, digits: 2)
    file.put(58)
    file.put(time.second % 60, digits: 2)
    guard style == .offset else { return }
    let minutes = abs(time.offset) / 60
    file.put(time.offset < 0 ? 45 : 43)
    file.put(minutes / 60, digits: 2)
    file.put(58)
    file.put(minutes % 60, digits: 2)
  }
}

extension Disposition {
  /// The place among all cases.
  var place: Int {
    switch self {
    case .noAnswer: 0
    case .busy: 1
    case .voicemail: 2
    case .notInterested: 3
    case .information: 4
    case .interested: 5
    }
  }
}
