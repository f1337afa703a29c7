import ArgumentParser
import CallData
import Decision
import Experiment
import Foundation
import PlanFile
import Record

/// `hooktest verify`
struct Verify: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  static let configuration = CommandConfiguration(
    abstract: "Hold a test against its record: plan, looks, assignments, calls.",
    discussion: """
      Compares the plan and its scripts with lock.json, follows the chain of looks, draws every assignment again, and compares \
      the variant of every call with the assigned one (a call under another script is a crossover). Every line that differs \
      is reported; beyond 20 they all go to a file. The exit status is 65 when anything differs.

      Example: hooktest verify experiments/spring-hook/plan.yaml \\
                 experiments/spring-hook/calls.csv
      """)

  @Argument(help: "The plan file.", completion: .file(extensions: ["yaml", "yml"]))
  var plan: String

  @Argument(help: "Call log, one row a call.", completion: .file())
  var calls: String?

  @Option(
    help: ArgumentHelp(
      "Assignments or schedule; those the plan names, or assign wrote beside it, by default.", valueName: "file"),
    completion: .file())
  var assignments: String?

  @Option(
    help: ArgumentHelp(
      "Where all lines that differ go, where they are more than 20; differences.csv beside the plan by default.",
      valueName: "file"), completion: .file())
  var output: String?

  @Option(help: "text or json.")
  var format: Format = .text

  func run() throws {
    let loaded = try LoadedPlan(plan)
    let file = output.map { URL(fileURLWithPath: $0) } ?? loaded.directory.appendingPathComponent("differences.csv")
    let differences = Differences(file)
    let audit = try Recorder(loaded).audit()
    for fault in audit.faults {
      try differences.add(
        .init(source: fault.file, line: fault.line, unit: "", read: fault.detail, expected: "as recorded"))
    }
    for change in audit.locked {
      try differences.add(
        .init(
          source: loaded.name, line: nil, unit: change.path, read: change.after ?? "(nothing)",
          expected: change.before ?? "(nothing)"))
    }
    var report = VerificationReport(experiment: loaded.plan.test.name, record: audit)
    let units = try assignmentsFile(loaded)
    if let units { report.assignments = (units, try verify(assignments: units, loaded.plan.test, differences)) }
    if let calls { report.calls = (URL(fileURLWithPath: calls), try verify(calls: calls, units, loaded, differences)) }
    report.shown = differences.shown
    report.differences = differences.count
    report.file = try differences.finish()
    try Terminal.print(format == .json ? try report.json() : report.text)
    if differences.count > 0 { throw ExitCode(65) }
  }

  private func assignmentsFile(_ loaded: LoadedPlan) throws -> URL? {
    if let assignments { return URL(fileURLWithPath: assignments) }
    let rule = loaded.plan.test.assignment
    guard rule.method != .recorded else { return nil }
    let named = rule.goesBySlot ? nil : loaded.document.data.files[.assignments]
    let file = loaded.directory.appendingPathComponent(named ?? (rule.goesBySlot ? "schedule.csv" : "assignments.csv"))
    return named != nil || FileManager.default.fileExists(atPath: file.path) ? file : nil
  }

  private func verify(assignments file: URL, _ test: TestProtocol, _ differences: Differences) throws -> AuditResult {
    try differences.collecting(from: file) { report in
      let audit = AssignmentAudit(test, report: report)
      return try reading { () throws(CallDataError) in
        if test.assignment.goesBySlot { return try audit.schedule(file) }
        return test.assignment.method == .agents ? try audit.agents(file) : try audit.leads(file)
      }
    }
  }

  private func verify(
    calls: String, _ assignments: URL?, _ loaded: LoadedPlan, _ differences: Differences
  ) throws -> AuditResult? {
    let test = loaded.plan.test
    guard test.assignment.method != .recorded else { return nil }
    let file = URL(fileURLWithPath: calls)
    return try differences.collecting(from: file) { report in
      try reading { () throws(CallDataError) in
        try CallAudit(test, assignments: assignments, report: report).calls(
          file, format: loaded.document.data.format(for: .calls))
      }
    }
  }
}
