import Experiment

/// The strata that a plan names, as the leads and calls of a campaign have them: `list`, and any column of the plan's own,
/// repeat the list; `agent_id` and `window` are what they say; where agents are drawn, theirs is the team. In a test whose
/// shares follow results they are its blocks of days.
struct LeadStrata: Hashable, Sendable {
  /// A column of the plan.
  struct Column: Hashable, Sendable {
    /// What stands in it.
    enum Content: Hashable, Sendable {
      /// The list, or the part of its name at this place.
      case list(part: Int?)
      case agent
      case window
    }

    let name: String
    let content: Content
  }

  /// The separator between the values of several columns.
  static let separator = " / "

  /// The plan's columns with their contents; empty without strata, and where they are those of agents.
  let columns: [Column]
  /// Names of the strata by number; one empty name without strata.
  let names: [String]
  /// Whether the strata are those of agents.
  let areOfAgents: Bool
  /// Whether calls have a stratum.
  let isStratified: Bool
  /// Whether the strata are blocks of days.
  let areBlocksOfDays: Bool
  private let usesList: Bool
  private let agents: Int
  private let windows: Int

  /// Throws for columns by which nothing can be drawn before a call.
  init(
    _ test: TestProtocol, lists: [String], agents: [String], blocks: [AdaptiveShares.Block]
  ) throws(CampaignError) {
    let rule = test.assignment
    areBlocksOfDays = !blocks.isEmpty
    let isDrawn = rule.method == .blocked || rule.plannedShares != nil
    areOfAgents = rule.goesByAgent
    isStratified = !rule.by.isEmpty || rule.method == .waves
    var columns: [Column] = []
    for (place, name) in rule.by.enumerated() where !rule.goesByAgent && blocks.isEmpty {
      switch name {
      case "agent_id": columns.append(Column(name: name, content: .agent))
      case "window" where !isDrawn: columns.append(Column(name: name, content: .window))
      case "window", "company_id", "variant", "lead_id": throw .stratum(name)
      default:
        let part = rule.plannedShares == nil || rule.by.count == 1 ? nil : place
        columns.append(Column(name: name, content: .list(part: part)))
      }
    }
    self.columns = columns
    let windowNames = columns.contains { $0.content == .window } ? [""] + test.calling.windows.map(\.name) : [""]
    let agentNames = columns.contains { $0.content == .agent } ? agents : [""]
    self.agents = agentNames.count
    windows = windowNames.count
    let isByList = columns.contains { if case .list = $0.content { true } else { false } }
    usesList = isByList || rule.plannedShares != nil
    guard blocks.isEmpty else {
      names = blocks.map(\.firstDay.description)
      return
    }
    names = (usesList ? lists : [""]).flatMap { list in
      agentNames.flatMap { agent in
        windowNames.map { window in
          if columns.isEmpty { return rule.plannedShares == nil ? "" : list }
          // Planned shares name whole strata: the columns are their parts.
          if rule.plannedShares != nil, isByList { return list }
          return columns.map { column in
            switch column.content {
            case .list: list
            case .agent: agent
            case .window: window
            }
          }.joined(separator: LeadStrata.separator)
        }
      }
    }
  }

  /// The number of a stratum; windows from 1, 0 outside all of them.
  func number(list: Int, agent: Int, window: Int) -> Int {
    ((usesList ? list : 0) * agents + (agents > 1 ? agent : 0)) * windows + (windows > 1 ? window : 0)
  }

  /// What stands in a column of a lead of a list.
  static func value(_ list: String, part: Int?) -> String {
    guard let part else { return list }
    var parts: [Substring] = []
    var rest = list[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    parts.append(rest)
    return part < parts.count ? String(parts[part]) : list
  }
}
