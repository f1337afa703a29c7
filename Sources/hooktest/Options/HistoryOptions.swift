import ArgumentParser
import CallData
import Decision
import Foundation
import PlanFile

/// The calls of the past that a test is designed from.
struct HistoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Call log from before the test: how alike calls of one agent or half-day are, and today's rate, instead of "
        + "assumptions. Its scripts are not told apart.", valueName: "file"), completion: .file())
  var history: String?

  @Option(
    help: ArgumentHelp("Opportunities of that call log, where it has no column qualified.", valueName: "file"),
    completion: .file())
  var historyOpportunities: String?

  func validate() throws {
    if history == nil, historyOpportunities != nil {
      throw ValidationError(
        "--history-opportunities needs the calls that brought them: name these with --history FILE.")
    }
  }

  /// What the past calls say; nil where none are named.
  func read(for loaded: LoadedPlan) throws -> DesignHistory? {
    guard let history else { return nil }
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
    let rejects = loaded.directory.appendingPathComponent("history-rejects.csv")
    let reader = EvidenceReader.history(
      for: loaded.plan.test, sources: loaded.document.data, calls: history, opportunities: historyOpportunities,
      directory: here, rejectsFile: rejects)
    let evidence = try reading { () throws(CallDataError) in
      try reader.read(progress: Terminal.progress("Reading past calls"))
    }
    if evidence.intake.rejected > 0 {
      Terminal.note(
        "\(evidence.intake.rejected) \(evidence.intake.rejected == 1 ? "row" : "rows") of the past calls could not be used: see "
          + "\(rejects.readablePath) for line, column and reason.")
    }
    let past = try deciding { () throws(DecisionError) in
      try DesignHistory(evidence.tally, test: loaded.plan.test, asOf: evidence.lastDay)
    }
    guard past.calls > 0 else {
      throw Failure(
        status: 65,
        message:
          "\(history) has no call that is old enough: the plan waits `within` days for an opportunity. Name a log of "
          + "more days.")
    }
    guard past.opportunities > 0 else {
      throw Failure(
        status: 65,
        message: "The calls of \(history) brought no opportunity: name the file that tells them with "
          + "--history-opportunities FILE, or the column with data.columns.qualified.")
    }
    return past
  }

  /// The options as they are written in a command.
  var arguments: [(name: String, value: String?)] {
    [("--history", history), ("--history-opportunities", historyOpportunities)]
  }
}
