import ArgumentParser
import CallData
import Decision
import Experiment
import Foundation
import PlanFile

/// `hooktest assign`
struct Assign: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Give every lead, agent or half-day its variant.",
    discussion: """
      What is assigned follows from the plan. Leads (hashed, blocked, by company, by wave): a file of leads is streamed \
      into a file of assignments. Agents: a file of agents gets their variants. Agents who cross over: a file of agents \
      gets a schedule for each. Switchback: no file; the team's schedule. The first assignment locks the plan. With \
      --split, one list per combination is written for the dialer.

      Example: hooktest assign experiments/spring-hook/plan.yaml \\
                 experiments/spring-hook/leads.csv
      Example: hooktest assign experiments/spring-hook/plan.yaml \\
                 experiments/spring-hook/leads.csv --split list,variant \\
                 --output lists
      Example: hooktest assign experiments/spring-hook/plan.yaml \\
                 --lead L000000042 --explain
      """)

  @Argument(help: "The plan file.", completion: .file(extensions: ["yaml", "yml"]))
  var plan: String

  @Argument(
    help: "The file of leads, with a column lead_id; or of agents, with a column agent_id.",
    completion: .file())
  var leads: String?

  @Option(
    help: ArgumentHelp(
      "File of the assignments (assignments.csv or schedule.csv beside the plan by default); with --split, the folder of "
        + "the lists.",
      valueName: "path"), completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp("Write one list per combination of these columns, as list,variant.", valueName: "columns"))
  var split: String?

  @Option(
    name: .customLong("continue"),
    help: ArgumentHelp(
      "Earlier assignments: known leads and agents keep their variant, new ones go on with the blocks (the file that is "
        + "written to by default).",
      valueName: "file"), completion: .file())
  var earlier: String?

  @Option(
    help: ArgumentHelp("Wave, or stratum, of all leads of the file, where shares differ by it.", valueName: "name"))
  var wave: String?

  @Option(help: ArgumentHelp("Print the variant of this lead, company or phone number only.", valueName: "id"))
  var lead: String?

  @Option(
    help: ArgumentHelp(
      "Print the script in use at this local time only, as \"2026-03-03 10:15\".", valueName: "time"))
  var at: String?

  @Option(help: ArgumentHelp("With --at, or alone: the agent asked about.", valueName: "id"))
  var agent: String?

  @Flag(help: "Assign the roll-out that the plan states: its script, and the old one for the leads held out.")
  var rollout = false

  @Flag(help: "With --lead, show every step from the id to the variant.")
  var explain = false

  @Option(help: ArgumentHelp("Largest share of rows that may be rejected.", valueName: "share"))
  var maxRejected = DataOptions.usualMaxRejected

  @Flag(help: "Do not lock the plan.")
  var noRecord = false

  func run() throws {
    let loaded = try rollout ? rolledOut() : LoadedPlan(plan)
    let files = AssignmentFiles(
      loaded, output: output ?? (rollout ? rolloutOutput(loaded) : nil), earlier: earlier, isSplit: split != nil)
    let rule = loaded.plan.test.assignment
    if rule.method == .recorded {
      throw Failure(
        status: 65,
        message:
          "\(loaded.name) says `assignment: {method: recorded}`: another system drew the variants, so there is nothing to "
          + "assign. Use `method: hashed` to assign here.")
    }
    if lead != nil || at != nil || agent != nil { return try answer(loaded, files) }
    try Recorder(loaded).verify()
    if rule.goesBySlot {
      try ScheduleAssignment(loaded, files).write(agents: leads)
    } else if rule.method == .agents {
      try AgentAssignment(loaded, files).write(agents: leads)
    } else {
      guard let leads else { throw Failure.usage("Name the file of leads, or one lead with --lead ID.") }
      let share: Double
      do {
        share = try WrittenValue.share(maxRejected)
      } catch {
        throw Failure(error, option: "--max-rejected")
      }
      try LeadAssignment(loaded, files, wave: wave).write(leads: leads, split: split, maxRejected: share)
    }
    if !noRecord, !rollout { try Recorder(loaded).lock() }
  }

  private func rolledOut() throws -> LoadedPlan {
    guard let followUp = try LoadedPlan(plan).followUp() else {
      throw Failure(
        status: 65,
        message: "\(plan) states no roll-out with a hold-out. Once a script is chosen, write "
          + "`rollout: {…, script: NAME, starts: 2026-04-01, hold-out: 10 %}`.")
    }
    return followUp
  }

  /// Assignments of the roll-out stand beside those of the test.
  private func rolloutOutput(_ loaded: LoadedPlan) -> String {
    loaded.directory.appendingPathComponent(split == nil ? "rollout.csv" : "rollout-lists").path
  }

  /// Prints the variant of one lead, agent or moment.
  private func answer(_ loaded: LoadedPlan, _ files: AssignmentFiles) throws {
    let rule = loaded.plan.test.assignment
    if rule.goesBySlot {
      guard let at else {
        throw Failure.usage(
          "The script goes by the time of the call: ask with --at \"2026-03-03 10:15\""
            + (rule.goesByAgent ? " and --agent ID." : "."))
      }
      return try Terminal.print(try ScheduleAssignment(loaded, files).script(at: at, agent: agent, explain: explain))
    }
    if rule.method == .agents {
      guard let agent else { throw Failure.usage("Agents are randomised: ask with --agent ID.") }
      return try Terminal.print(try AgentAssignment(loaded, files).variant(of: agent, explain: explain))
    }
    guard let lead else { throw Failure.usage("Leads are randomised: ask with --lead ID.") }
    try Terminal.print(try LeadAssignment(loaded, files, wave: wave).variant(of: lead, explain: explain))
  }
}

/// Where assignments are read and written.
struct AssignmentFiles {
  /// The file of assignments or the schedule.
  let assignments: URL
  /// The folder of the dialer's lists.
  let lists: URL
  /// What was assigned before; nil where nothing was.
  let earlier: URL?

  init(_ loaded: LoadedPlan, output: String?, earlier: String?, isSplit: Bool) {
    let name = loaded.plan.test.assignment.goesBySlot ? "schedule.csv" : "assignments.csv"
    let beside = loaded.directory.appendingPathComponent(name)
    let file = isSplit ? nil : output.map { URL(fileURLWithPath: $0) }
    assignments = file ?? beside
    lists = URL(
      fileURLWithPath: (isSplit ? output : nil) ?? loaded.directory.appendingPathComponent("lists").path,
      isDirectory: true)
    if let earlier {
      self.earlier = URL(fileURLWithPath: earlier)
    } else {
      self.earlier = FileManager.default.fileExists(atPath: assignments.path) ? assignments : nil
    }
  }

  /// Makes a folder, and those above it.
  static func make(_ folder: URL) throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure(
        status: 65,
        message: "\(folder.readablePath): the folder cannot be made (\(error.localizedDescription)). "
          + "Choose another place with --output.")
    }
  }
}

/// Asks the assigners; what they refuse becomes a failure with its exit status.
func assigning<Answer>(_ question: () throws(AssignmentError) -> Answer) throws(Failure) -> Answer {
  do {
    return try question()
  } catch {
    throw Failure(status: 65, message: error.description)
  }
}
