import CallData
import Decision
import Experiment
import Foundation
import Simulation

/// A design whose campaigns are written and read again.
enum SimulatedDesign: String, CaseIterable, Sendable {
  case hashed, hashedInLists, heldOut, layered, recorded, blocked, blockedByAgent, company, blockedCompany, waves,
    agents
  case adaptive, adaptiveCompany, adaptiveWindows
  case agentsInTeams, crossOver, crossOverInTeams, switchback, followSlot, oneWindow, windows, crossed, weekdays

  private static let halfDays = ["morning": "10:00-13:00", "afternoon": "14:00-18:00"]

  private var rule: AssignmentRule {
    let seed = "designs-7"
    return switch self {
    case .hashed, .windows, .crossed, .weekdays, .company: AssignmentRule(seed: seed)
    case .hashedInLists: AssignmentRule(by: ["list"], seed: seed)
    case .heldOut: AssignmentRule(method: .blocked, by: ["list", "region"], seed: seed, blockSize: 4)
    case .layered: AssignmentRule(seed: seed, layer: layer, holdout: 0.1)
    case .recorded: AssignmentRule(method: .recorded, seed: seed)
    case .blocked: AssignmentRule(method: .blocked, by: ["list"], seed: seed)
    case .blockedByAgent: AssignmentRule(method: .blocked, by: ["agent_id"], seed: seed, layer: layer)
    case .blockedCompany: AssignmentRule(method: .blocked, by: ["list"], seed: seed)
    case .waves:
      AssignmentRule(
        method: .waves, by: ["wave"], seed: seed,
        plannedShares: PlannedShares(byStratum: [
          "first": ["pitch": 0.5, "question": 0.5], "second": ["pitch": 0.2, "question": 0.8],
        ]))
    case .adaptive, .adaptiveCompany:
      AssignmentRule(
        method: .waves, by: ["wave"], seed: seed, adaptive: AdaptiveShares(rule: .thompson, floor: 0.1, every: 2))
    case .adaptiveWindows:
      AssignmentRule(method: .waves, by: ["wave"], seed: seed, adaptive: AdaptiveShares(rule: .thompson, floor: 0.2))
    case .agents: AssignmentRule(method: .agents, seed: seed)
    case .agentsInTeams: AssignmentRule(method: .agents, by: ["team"], seed: seed)
    case .crossOver: AssignmentRule(method: .agentsCrossOver, seed: seed)
    case .crossOverInTeams:
      AssignmentRule(method: .agentsCrossOver, by: ["team"], seed: seed, slots: SlotRule(callbacks: .followSlot))
    case .switchback, .oneWindow: AssignmentRule(method: .switchback, by: ["list"], seed: seed)
    case .followSlot: AssignmentRule(method: .switchback, seed: seed, slots: SlotRule(callbacks: .followSlot))
    }
  }

  private var layer: Namespace { Namespace(name: "spring", range: BucketRange(start: 0.2, end: 0.9)) }

  private var unit: RandomisationUnit {
    switch self {
    case .company, .blockedCompany, .adaptiveCompany: .company
    case .agents, .agentsInTeams, .crossOver, .crossOverInTeams: .agent
    case .switchback, .followSlot, .oneWindow: .slot
    default: .lead
    }
  }

  private var windows: [CallWindow] {
    switch self {
    case .weekdays:
      [
        CallWindow(name: "early", span: .weekdays([.monday, .tuesday])),
        CallWindow(name: "late", span: .weekdays([.wednesday, .thursday, .friday])),
      ]
    default:
      (self == .oneWindow ? ["office": "09:00-17:00"] : Self.halfDays).sorted { $0.value < $1.value }.compactMap {
        name, hours in HourRange(hours).map { CallWindow(name: name, span: .hours($0)) }
      }
    }
  }

  private func variants() throws -> Variants {
    switch self {
    case .windows, .adaptiveWindows:
      try Variants([
        Variant(name: "mornings", role: .control, window: "morning"), Variant(name: "afternoons", window: "afternoon"),
      ])
    case .weekdays:
      try Variants([
        Variant(name: "early", role: .control, window: "early"), Variant(name: "late", weight: 2, window: "late"),
      ])
    case .crossed:
      try Variants([
        Variant(name: "pitch am", role: .control, script: "pitch.md", window: "morning"),
        Variant(name: "question am", script: "question.md", window: "morning"),
        Variant(name: "pitch pm", script: "pitch.md", window: "afternoon"),
        Variant(name: "question pm", script: "question.md", window: "afternoon"),
      ])
    default: try Variants([Variant(name: "pitch", role: .control), Variant(name: "question")])
    }
  }

  private var factors: [Factor] {
    switch self {
    case .windows, .weekdays, .adaptiveWindows: [.window]
    case .crossed: [.script, .window]
    default: [.script]
    }
  }

  func plan() throws -> Plan {
    Plan(
      test: TestProtocol(
        name: rawValue, starts: CivilDate(iso: "2026-03-02"), length: .days(14), timeZone: "Europe/Paris",
        calling: CallingCalendar(
          windows: windows, closed: [try Self.date("2026-03-10")], callsPerAgentDay: 20, agents: 13),
        unit: unit, factors: factors, assignment: rule, variants: try variants(),
        goal: Goal(baseline: 0.06, within: 3)))
  }

  static func date(_ text: String) throws -> CivilDate {
    guard let date = CivilDate(iso: text) else { throw Unreadable(text: text) }
    return date
  }

  struct Unreadable: Error { let text: String }

  func campaign(seed: UInt64 = 3, _ change: (inout Truth) -> Void = { _ in }) throws -> Campaign {
    let plan = try plan()
    var truth = try Truth.realistic(plan)
    truth.agentsPerTeam = 4
    truth.teamSpread = 0.3
    change(&truth)
    return try Campaign(plan: plan, truth: truth, seed: seed)
  }
}

/// The folder of a written campaign.
struct WrittenCampaign {
  let campaign: Campaign
  let folder: URL

  var test: TestProtocol { campaign.plan.test }

  func file(_ name: String) -> URL? {
    let url = folder.appending(path: name)
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }

  /// The assignments, or the schedule, where the campaign has a file of them.
  var assignments: URL? { file(test.assignment.goesBySlot ? "schedule.csv" : "assignments.csv") }

  /// Writes a campaign into a folder of its own, which is removed afterwards.
  static func with<Value>(_ campaign: Campaign, _ body: (WrittenCampaign) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "simulated-\(UUID().uuidString)")
    let result = Result {
      var files = CampaignFiles(folder: folder)
      try campaign.generate(into: &files)
      return try body(WrittenCampaign(campaign: campaign, folder: folder))
    }
    try FileManager.default.removeItem(at: folder)
    return try result.get()
  }

  /// What the files say at the end of a day.
  func evidence(asOf: CivilDate, withAdherence: Bool = false) throws -> Evidence {
    var sources = DataSources()
    sources.files[.calls] = "calls.csv"
    sources.files[.opportunities] = "opportunities.csv"
    if let assignments { sources.files[.assignments] = assignments.lastPathComponent }
    if withAdherence { sources.files[.adherence] = "adherence.csv" }
    if !test.assignment.by.isEmpty, test.assignment.method == .hashed { sources.files[.leads] = "leads.csv" }
    return try EvidenceReader(test: test, sources: sources, directory: folder, rejectsFile: nil, threads: 2)
      .read(asOf: asOf)
  }
}
