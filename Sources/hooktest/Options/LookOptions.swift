import ArgumentParser
import Decision
import Experiment
import Foundation
import Record

/// What taking a look does beside printing it.
struct LookOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Record a change of the locked plan, with its reason.", valueName: "reason"))
  var amend: String?

  @Option(
    help: ArgumentHelp(
      "Record counts that fell since the last look, with the reason; needed where calls are missing.",
      valueName: "reason"))
  var revise: String?

  @Flag(help: "Neither record the look nor write the report.")
  var noRecord = false

  @Flag(help: "Print the whole page as text, not one screen of it.")
  var full = false

  @Flag(help: "Return 10 for roll out, 11 for stop without a winner, 12 for unhealthy, 0 for keep running.")
  var exitCode = false

  func validate() throws {
    guard let revise else { return }
    if revise.allSatisfy(\.isWhitespace) {
      throw ValidationError("--revise needs a reason, as in --revise \"calls of the rehearsal removed\".")
    }
    if noRecord { throw ValidationError("--revise records a look and --no-record does not: leave out one of the two.") }
  }

  /// Loads a plan and holds it against its lock, amended where asked for.
  func plan(at path: String) throws -> LoadedPlan {
    var loaded = try LoadedPlan(path)
    if let amend {
      try Recorder(loaded).amend(reason: amend)
      // The lock knows the plan by its new values now.
      loaded = try LoadedPlan(path)
    }
    try Recorder(loaded).verify()
    return loaded
  }

  /// Writes the report, records the look, prints the page, and leaves with the exit status asked for.
  ///
  /// What the record refuses leaves the last report as it is; otherwise the report comes first: a look is written down only
  /// when its page is.
  func finish(
    _ reading: Reading, evidence: Evidence, of loaded: LoadedPlan, page: any OutputOptions.Page, named name: String,
    _ output: OutputOptions, override: String? = nil
  ) throws {
    if !noRecord {
      let entry = Recorder.Entry(reading: reading, evidence: evidence, override: override, revising: revise)
      if case .earlier(let last) = try Recorder(loaded).foresee(entry), override != nil {
        throw Failure(
          status: 65,
          message: "A look of \(last) is recorded, and looks are recorded in the order of their days: a decision with "
            + "--override cannot stand before it. Decide as of \(last) or later.")
      }
      let file = loaded.reports.appendingPathComponent("\(name).html")
      try AtomicFile.save(page.html(), to: file)
      let recording = try Recorder(loaded).record(entry)
      if !output.quiet {
        tell(recording)
        Terminal.note("Report: \(file.readablePath)")
      }
    }
    try output.emit(page, isBrief: !full)
    if exitCode { try reading.conclusion.status.leave() }
  }
}

extension LookOptions {
  /// Says what became of the look where that is not what the user expects.
  fileprivate func tell(_ recording: ExperimentRecord.Recording) {
    switch recording {
    case .appended, .unchanged: return
    case .earlier(let last):
      Terminal.note(
        "Not recorded: a look of \(last) is recorded already, and looks are recorded in the order of their days.")
    case .revised(let fallen):
      for count in fallen { Terminal.note("\(count): \(count.quantity.notice)") }
    }
  }
}

extension FallenCount.Quantity {
  /// What it means that the count fell.
  fileprivate var notice: String {
    switch self {
    case .calls: "rows were removed; what was decided then stays recorded."
    case .opportunities: "deals were un-qualified; what was decided then stays recorded."
    }
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
