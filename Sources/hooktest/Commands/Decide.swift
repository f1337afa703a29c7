import Statistics
import PlanFile
import Cost
import ArgumentParser
import Decision
import Experiment
import Foundation
import Record
import Report

/// `hooktest decide`
struct Decide: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Decide which script to roll out, and what it does to cost per opportunity and return.",
    discussion: """
      Applies the plan's decision rule to the reading at the day of the decision. Before the planned end of a fixed test \
      the answer is to keep running. The report goes to reports/NAME/decision.html.

      Example: hooktest decide experiments/spring-hook/plan.yaml
      """)

  @Argument(help: "The plan file.")
  var plan: String

  @OptionGroup(title: "Data")
  var data: DataOptions

  @OptionGroup(title: "Output")
  var output: OutputOptions

  @Option(help: ArgumentHelp("Record a decision that opposes the reading, with its reason.", valueName: "reason"))
  var override: String?

  @Option(help: ArgumentHelp("Record a change of the locked plan, with its reason.", valueName: "reason"))
  var amend: String?

  @Flag(help: "Neither record the look nor write the report.")
  var noRecord = false

  @Flag(help: "Return 10 for roll out, 11 for stop without a winner, 12 for unhealthy, 0 for keep running.")
  var exitCode = false

  func run() throws {
    let loaded = try LoadedPlan(plan)
    if let amend { try Recorder(loaded).amend(reason: amend) }
    try Recorder(loaded).verify()
    let evidence = try data.evidence(for: loaded, label: "Reading calls")
    let day = try data.day()
    let verdict = try deciding { () throws(DecisionError) in
      try Decision.decide(loaded.plan, evidence, asOf: day, override: override)
    }
    let report = VerdictReport(
      verdict, language: output.lang.language, command: "hooktest decide \(loaded.name)\(data.asOfArgument)")
    if !noRecord {
      try Recorder(loaded).record(verdict.reading, evidence: evidence)
      let file = loaded.reports.appendingPathComponent("decision.html")
      try AtomicFile.save(report.html(), to: file)
      if !output.quiet { Terminal.note("Report: \(file.readablePath)") }
    }
    try output.emit(report)
    if exitCode { try verdict.reading.conclusion.status.leave() }
  }
}
