import Experiment
import Foundation

/// The open files of a campaign.
final class CampaignWriter {
  private let leads: RowFile
  private let calls: RowFile
  private let opportunities: RowFile
  private let sales: RowFile
  private let assignments: RowFile?
  private let folder: URL
  private let roster: CampaignRoster
  private let style: CampaignFiles.TimeStyle
  private let replacing: Bool
  private let variants: [[UInt8]]
  private let lists: [[UInt8]]
  private let windows: [[UInt8]]
  private let dispositions: [[UInt8]]
  private let currency: [UInt8]
  private let agentDigits: Int
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
    agentDigits = max(2, String(roster.agents).utf8.count)
    let names = [variants, lists, windows, [currency]].joined().reduce(0) { max($0, $1.count) }
    // Fixed fields and separators take less than 256 bytes; each name appears a few times.
    let longest = 256 + names * (4 + roster.strata.count)
    func file(_ name: String, _ columns: [String]) throws(CampaignFileError) -> RowFile {
      try RowFile(folder, name, columns: columns, longestRow: longest, replacing: replacing)
    }
    leads = try file("leads.csv", ["lead_id", "list"] + (roster.hasCompanies ? ["company_id"] : []) + roster.strata)
    calls = try file(
      "calls.csv",
      [
        "call_id", "lead_id", "started_at", "agent_id", "list", "variant", "window", "direction", "answered",
        "disposition", "talk_seconds", "wrap_seconds",
      ])
    opportunities = try file(
      "opportunities.csv", ["opportunity_id", "lead_id", "qualified_at", "call_id", "source", "stage", "accepted"])
    sales = try file(
      "sales.csv", ["sale_id", "opportunity_id", "lead_id", "closed_at", "amount", "margin", "currency"])
    assignments =
      roster.needsAssignments ? try file("assignments.csv", ["lead_id", "variant", "stratum"]) : nil
  }

  func write(_ row: LeadRow) throws(CampaignFileError) {
    id("L", row.lead, leads)
    leads.put(44)
    leads.put(lists[row.list])
    if let company = row.company {
      leads.put(44)
      id("K", company, leads)
    }
    for _ in roster.strata {
      leads.put(44)
      leads.put(lists[row.list])
    }
    try leads.endRow()
    guard let assignments else { return }
    id("L", row.lead, assignments)
    assignments.put(44)
    assignments.put(variants[row.variant])
    assignments.put(44)
    assignments.put(lists[row.list])
    try assignments.endRow()
  }

  func write(_ row: CallRow) throws(CampaignFileError) {
    id("C", row.call, calls)
    calls.put(44)
    id("L", row.lead, calls)
    calls.put(44)
    time(row.started, calls)
    calls.put(",agent-")
    calls.put(row.agent + 1, digits: agentDigits)
    calls.put(44)
    calls.put(lists[row.list])
    calls.put(44)
    calls.put(variants[roster.callsNameAssignment ? row.assigned : row.delivered])
    calls.put(44)
    if let window = row.window { calls.put(windows[window]) }
    calls.put(row.isAnswered ? ",outbound,true," : ",outbound,false,")
    calls.put(dispositions[row.disposition.place])
    calls.put(44)
    calls.put(number: row.talkSeconds)
    calls.put(44)
    calls.put(number: row.wrapSeconds)
    try calls.endRow()
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
