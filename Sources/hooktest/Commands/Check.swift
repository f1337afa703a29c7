import ArgumentParser
import Cost
import Decision
import Experiment
import Foundation
import PlanFile
import Record
import Report
import Statistics

/// `hooktest check`
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read a test: is it healthy, is it over, what does it show?",
    discussion: """
      Reads the data the plan names (or those named here), compares the calls whose maturity window has closed, records \
      the look in looks.jsonl beside the plan, writes the report to reports/NAME/reading.html and prints it.

      Looks are recorded in the order of their days: one of an earlier day is shown and not recorded. Counts that fell since \
      the last look are recorded as a revision; where calls are missing, --revise says why.

      --team writes a page for the floor instead: pace and conduct, no results, agents by pseudonym; it is no look.

      Example: hooktest check experiments/spring-hook/plan.yaml --as-of 2026-03-10
      """)

  @Argument(help: "The plan file.", completion: .file(extensions: ["yaml", "yml"]))
  var plan: String

  @OptionGroup(title: "Data")
  var data: DataOptions

  @OptionGroup(title: "Output")
  var output: OutputOptions

  @Flag(help: "The page for the floor: how the calling goes, without results.")
  var team = false

  @OptionGroup(title: "Record")
  var look: LookOptions

  func run() throws {
    let loaded = try look.plan(at: plan)
    let evidence = try data.evidence(for: loaded, label: "Reading calls", isForTeam: team)
    let day = try data.day()
    if team { return try showTeam(loaded, evidence, day) }
    let looks = try Recorder(loaded).looks()
    let reading = try deciding { () throws(DecisionError) in
      try Decision.check(loaded.plan, evidence, looks: looks, asOf: day)
    }.resting(on: try Recorder(loaded).provenance(of: evidence))
    let report = ReadingReport(
      reading, language: output.lang.language,
      command: WrittenCommand("check", loaded.name).adding(data.arguments).adding(output.arguments).text)
    try look.finish(reading, evidence: evidence, of: loaded, page: report, named: "reading", output)
  }

  private func showTeam(_ loaded: LoadedPlan, _ evidence: Evidence, _ day: CivilDate?) throws {
    let reading = try deciding { () throws(DecisionError) in
      try Decision.team(loaded.plan, evidence, asOf: day)
    }
    let report = TeamReport(
      reading, language: output.lang.language,
      command: WrittenCommand("check", loaded.name, "--team").adding(data.arguments).adding(output.arguments).text)
    if !look.noRecord {
      let file = loaded.reports.appendingPathComponent("team.html")
      try AtomicFile.save(report.html(), to: file)
      if !output.quiet { Terminal.note("Report: \(file.readablePath)") }
    }
    try output.emit(report)
  }
}

extension TeamReport: OutputOptions.Page {}

extension URL {
  /// The path relative to the working directory where it lies below it.
  var readablePath: String {
    let here = FileManager.default.currentDirectoryPath + "/"
    let path = standardizedFileURL.path
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }
}
