import Experiment
import Foundation

/// The file of assignments of leads, in the columns and order in which the assigner writes them.
final class AssignmentRows {
  private enum Column {
    case lead, variant, window, stratum, block, place, company, outside
    /// A column of the plan's strata, which follows from the list.
    case list(part: Int?)
    case agent
  }

  private let file: RowFile
  private let columns: [Column]
  private let variants: [[UInt8]]
  private let windows: [[UInt8]]
  private let strata: [[UInt8]]
  private let lists: [String]
  private let agents: [[UInt8]]

  init(folder: URL, roster: CampaignRoster, longestRow: Int, replacing: Bool) throws(CampaignFileError) {
    let design = roster.design
    let all = AssignmentRows.columns(design)
    columns = all.map(\.1)
    file = try RowFile(
      folder, "assignments.csv", columns: all.map(\.0), longestRow: longestRow, replacing: replacing)
    variants = roster.variants.map(RowFile.field)
    windows = design.test.variants.all.map { RowFile.field($0.window ?? "") }
    strata = design.strata.map(RowFile.field)
    lists = roster.lists
    agents = design.agents.map { RowFile.field($0.id) }
  }

  private static func columns(_ design: CampaignDesign) -> [(String, Column)] {
    let rule = design.test.assignment
    let isDrawnByStratum = rule.method == .blocked || rule.plannedShares != nil
    var all: [(String, Column)] = [("lead_id", .lead), ("variant", .variant)]
    if design.test.variants.all.contains(where: { $0.window != nil }) { all.append(("window", .window)) }
    if isDrawnByStratum, !rule.by.isEmpty || rule.plannedShares != nil { all.append(("stratum", .stratum)) }
    if rule.method == .blocked { all += [("block", .block), ("place", .place)] }
    if design.hasCompanies { all.append(("company_id", .company)) }
    if rule.holdout > 0 { all.append(("outside", .outside)) }
    for column in design.leadStrata.columns where !isDrawnByStratum {
      switch column.content {
      case .list(let part): all.append((column.name, .list(part: part)))
      case .agent: all.append((column.name, .agent))
      case .window: break
      }
    }
    return all
  }

  /// Writes a lead, unless it belongs to another test.
  func write(_ row: LeadRow) throws(CampaignFileError) {
    guard row.standing != .otherTest else { return }
    for (place, column) in columns.enumerated() {
      if place > 0 { file.put(44) }
      switch column {
      case .lead:
        file.put("L")
        file.put(row.lead + 1, digits: 9)
      case .variant: file.put(variants[row.variant])
      case .window: file.put(windows[row.variant])
      case .stratum: file.put(strata[row.stratum])
      case .block: file.put(number: (row.place?.block ?? 0) + 1)
      case .place: file.put(number: (row.place?.place ?? 0) + 1)
      case .company:
        file.put("K")
        file.put((row.company ?? 0) + 1, digits: 9)
      case .outside: if row.standing == .heldOut { file.put("holdout") }
      case .list(let part): file.put(RowFile.field(LeadStrata.value(lists[row.list], part: part)))
      case .agent: file.put(agents[row.agent])
      }
    }
    try file.endRow()
  }

  func close() throws(CampaignFileError) { try file.close() }
}
