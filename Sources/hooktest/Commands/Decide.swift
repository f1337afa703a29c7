import ArgumentParser
import Cost
import Decision
import Experiment
import Foundation
import PlanFile
import Record
import Report
import Statistics

/// `hooktest decide`
struct Decide: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Decide which script to roll out, and what it does to cost per opportunity and return.",
    discussion: """
      Applies the plan's decision rule to the reading at the day of the decision. Before the planned end of a fixed test \
      the answer is to keep running. The report goes to reports/NAME/decision.html.

      Example: hooktest decide experiments/spring-hook/plan.yaml --as-of 2026-03-22
      """)

  @Argument(help: "The plan file.", completion: .file(extensions: ["yaml", "yml"]))
  var plan: String

  @OptionGroup(title: "Data")
  var data: DataOptions

  @OptionGroup(title: "Output")
  var output: OutputOptions

  @Option(help: ArgumentHelp("Record a decision that opposes the reading, with its reason.", valueName: "reason"))
  var override: String?

  @OptionGroup(title: "Record")
  var look: LookOptions

  func run() throws {
    if let override, override.allSatisfy(\.isWhitespace) {
      throw Failure.usage(
        "--override needs the reason of the decision, as in --override \"the client wants the pitch\".")
    }
    let loaded = try look.plan(at: plan)
    let evidence = try data.evidence(for: loaded, label: "Reading calls")
    let day = try data.day()
    let looks = try Recorder(loaded).looks()
    var verdict = try deciding { () throws(DecisionError) in
      try Decision.decide(loaded.plan, evidence, looks: looks, asOf: day, override: override)
    }
    verdict.reading = verdict.reading.resting(on: try Recorder(loaded).provenance(of: evidence))
    let report = VerdictReport(
      verdict, language: output.lang.language,
      command: WrittenCommand("decide", loaded.name).adding(data.arguments)
        // To see the page again is not to decide again: the override is in the record already.
        .adding([("--override", override)]).adding(flag: "--no-record", if: override != nil)
        .adding(output.arguments).text)
    try look.finish(
      verdict.reading, evidence: evidence, of: loaded, page: report, named: "decision", output,
      override: override)
  }
}
