import ArgumentParser
import Decision
import Experiment
import Foundation
import Record

/// What taking a look does beside printing it.
struct LookOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Record a change of the locked plan, with its reason.", valueName: "reason"))
  var amend: String?

  @Flag(help: "Neither record the look nor write the report.")
  var noRecord = false

  @Flag(help: "Return 10 for roll out, 11 for stop without a winner, 12 for unhealthy, 0 for keep running.")
  var exitCode = false

  /// Loads a plan and holds it against its lock, amended where asked for.
  func plan(at path: String) throws -> LoadedPlan {
    let loaded = try LoadedPlan(path)
    if let amend { try Recorder(loaded).amend(reason: amend) }
    try Recorder(loaded).verify()
    return loaded
  }

  /// Writes the report, records the look, prints the page, and leaves with the exit status asked for.
  ///
  /// The report comes first: a look is written down only when its page is.
  func finish(
    _ reading: Reading, evidence: Evidence, of loaded: LoadedPlan, page: any OutputOptions.Page, named name: String,
    _ output: OutputOptions, override: String? = nil
  ) throws {
    if !noRecord {
      let file = loaded.reports.appendingPathComponent("\(name).html")
      try AtomicFile.save(page.html(), to: file)
      try Recorder(loaded).record(reading, evidence: evidence, override: override)
      if !output.quiet { Terminal.note("Report: \(file.readablePath)") }
    }
    try output.emit(page)
    if exitCode { try reading.conclusion.status.leave() }
  }
}

extension Conclusion.Status {
  /// Leaves with the contract's exit status for a conclusion.
  fileprivate func leave() throws {
    switch self {
    case .keepRunning: return
    case .rollOut: throw ExitCode(10)
    case .keepControl, .noWinner: throw ExitCode(11)
    case .unhealthy: throw ExitCode(12)
    }
  }
}
