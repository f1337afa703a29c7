import CallData
import Decision
import Experiment
import Foundation
import PlanFile
import Report

/// Agents and their variants.
struct AgentAssignment {
  private let loaded: LoadedPlan
  private let files: AssignmentFiles
  private var test: TestProtocol { loaded.plan.test }

  init(_ loaded: LoadedPlan, _ files: AssignmentFiles) {
    self.loaded = loaded
    self.files = files
  }

  /// Reads the agents and writes their variants.
  func write(agents path: String?) throws {
    guard let path else {
      throw Failure.usage("Agents are randomised: name the file of agents, with a column agent_id.")
    }
    let agents = try reading { () throws(CallDataError) in
      try AgentRoster.read(URL(fileURLWithPath: path), by: test.assignment.by, format: loaded.document.data)
    }
    let earlier = try rows() ?? []
    let rows = try assigning { () throws(AssignmentError) in
      try AgentAssignmentFile.assign(agents, test: test, earlier: earlier)
    }
    try AssignmentFiles.make(files.assignments.deletingLastPathComponent())
    try reading { () throws(CallDataError) in
      try AgentAssignmentFile.write(rows, variants: test.variants, to: files.assignments)
    }
    let counts = test.variants.names.enumerated().map { index, name in "\(name) \(rows.count { $0.variant == index })" }
    try Terminal.print("Assigned \(rows.count) agents: \(counts.joined(separator: ", "))\n")
    let known = rows.count { $0.line > 0 }
    if known > 0 { Terminal.note("\(known) agents were assigned before and keep their variant.") }
    try warn(rows.map(\.agent))
    try Terminal.print("\(files.assignments.readablePath)\n")
  }

  /// Says with figures where there are too few agents.
  private func warn(_ agents: [RosteredAgent]) throws {
    let figures = try assigning { () throws(AssignmentError) in
      try AgentAssigner(agents: agents, variants: test.variants, blockSize: test.assignment.blockSize).figures
    }
    let alpha = test.goal.alpha
    guard figures.isFew(alpha: alpha) else { return }
    let numbers = NumberFormat(language: .english)
    if figures.isHopeless(alpha: alpha) {
      Terminal.note(
        "\(figures.agents) agents are too few: their variants can be drawn in \(Int(figures.waysToDraw)) ways, so that p is "
          + "never below \(numbers.percent(figures.smallestP)) and no result can be significant. Let agents cross over "
          + "(`method: agents-cross-over`), or randomise leads.")
    } else {
      let percent = ((figures.widening(alpha: alpha) - 1) * 100).rounded()
      Terminal.note(
        "\(figures.agents) agents are few: a difference must be \(Int(percent)) % larger than with many agents to be "
          + "significant, beside what their skills add. Agents who cross over (`method: agents-cross-over`) compare more "
          + "precisely.")
    }
  }

  /// The variant of one agent.
  func variant(of agent: String, explain: Bool) throws -> String {
    guard let rows = try rows() else {
      throw Failure(
        status: 66,
        message:
          "\(files.assignments.readablePath): no such file. Assign the agents first: hooktest assign PLAN AGENTS.csv")
    }
    guard let row = rows.first(where: { $0.agent.id == agent }) else {
      throw Failure(status: 65, message: "\(files.assignments.readablePath) names no agent \(agent).")
    }
    let name = test.variants.names[row.variant]
    guard explain else { return "\(name)\n" }
    let stratum = row.agent.stratum ?? ""
    let arms = try assigning { () throws(AssignmentError) in
      try BlockedAssigner(test).block(row.block, stratum: stratum)
    }
    return BlockExplanation(
      unit: "Agent \(agent)", variant: name, file: files.earlier ?? files.assignments, line: row.line, stratum: stratum,
      block: row.block + 1, place: row.place + 1, drawn: arms.map { test.variants.names[$0] },
      seed: test.assignment.seed
    ).text
  }

  private func rows() throws -> [AgentAssignmentFile.Row]? {
    guard let file = files.earlier else { return nil }
    return try reading { () throws(CallDataError) in
      try AgentAssignmentFile.read(file, variants: test.variants)
    }
  }
}
