import ArgumentParser
import CallData
import Cost
import Decision
import Experiment
import Foundation
import PlanFile

/// The past campaign that delays to sale are known from.
struct PastSalesOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Call log of a past campaign: how late its sales came is what the forecast starts from.", valueName: "file"),
    completion: .file())
  var historyCalls: String?

  @Option(help: ArgumentHelp("Sales of that campaign.", valueName: "file"), completion: .file())
  var historySales: String?

  @Option(
    help: ArgumentHelp("Opportunities of that campaign, where its sales name these alone.", valueName: "file"),
    completion: .file())
  var historyOpportunities: String?

  func validate() throws {
    if (historyCalls == nil) != (historySales == nil) || (historyCalls == nil && historyOpportunities != nil) {
      throw ValidationError(
        "A past campaign is its calls and its sales: name both --history-calls and --history-sales.")
    }
  }

  /// What the past campaign says of delays; nil where none is named.
  func read(for loaded: LoadedPlan) throws -> DelayKnowledge? {
    guard let historyCalls, let historySales else { return nil }
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
    let rejects = loaded.directory.appendingPathComponent("history-rejects.csv")
    var reader = EvidenceReader.history(
      for: loaded.plan.test, sources: loaded.document.data, calls: historyCalls, opportunities: historyOpportunities,
      sales: historySales, directory: here, rejectsFile: rejects)
    reader.attributedCall = loaded.plan.economics?.attributedCall ?? .last
    let evidence = try reading { () throws(CallDataError) in
      try reader.read(progress: Terminal.progress("Reading past calls"))
    }
    if evidence.intake.rejected > 0 {
      Terminal.note(
        "\(evidence.intake.rejected) rows of the past campaign could not be used: see \(rejects.readablePath) for line, "
          + "column and reason.")
    }
    do throws(DecisionError) {
      return try DelayKnowledge.learned(from: evidence)
    } catch {
      throw Failure(status: 65, message: "The past campaign does not tell how late sales come. \(error.description)")
    }
  }

  /// The options as they are written in a command.
  var arguments: [(name: String, value: String?)] {
    [
      ("--history-calls", historyCalls), ("--history-sales", historySales),
      ("--history-opportunities", historyOpportunities),
    ]
  }
}
