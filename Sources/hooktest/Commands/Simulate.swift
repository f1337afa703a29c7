import ArgumentParser
import Cost
import Decision
import Experiment
import Foundation
import PlanFile
import Simulation
import Statistics

/// `hooktest simulate`
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a synthetic campaign with a known truth, or replicate a plan many times.",
    discussion: """
      The truth is null (all variants alike), +20 % or +0.6 pt (every challenger), or variant by variant, as in \
      "question=+20 %; question.talk-seconds=+15 %"; crossovers=5 % and outside-window=10 % say how far assignment is \
      kept. Where shares follow results (`assignment: {adaptive: …}`) they follow those that are simulated, and --into \
      writes them to shares.csv. The same seed gives the same bytes on every machine.

      Example: hooktest simulate experiments/spring-hook/plan.yaml \\
                 --truth "+20 %" --seed 1 --into spring
      Example: hooktest simulate experiments/spring-hook/plan.yaml \\
                 --truth null --replicate 1000 --seed 1
      """)

  @Argument(help: "The plan file.", completion: .file(extensions: ["yaml", "yml"]))
  var plan: String

  @Option(
    parsing: .unconditional, help: ArgumentHelp("What is true: null, +20 %, or variant by variant.", valueName: "truth")
  )
  var truth: String

  @Option(help: ArgumentHelp("Number of calls; what the plan's agents and days give by default.", valueName: "number"))
  var calls: Int?

  @Option(help: ArgumentHelp("Seed of the random numbers.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "Folder for leads, calls, opportunities, sales, the truth, and what the design assigned.", valueName: "folder"),
    completion: .directory)
  var into: String?

  @Flag(help: "Replace files of these names in the folder.")
  var replace = false

  @Option(
    help: ArgumentHelp(
      "Replicate the test this many times by its own rule instead of writing files.", valueName: "number"))
  var replicate: Int?

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Option(help: "How the outcome of replicates is printed: text or json.")
  var format: Format = .text

  func run() throws {
    let loaded = try LoadedPlan(plan)
    do {
      let truth = try Truth(parsing: truth, plan: loaded.plan)
      if let replicate {
        try self.replicate(loaded.plan, truth: truth, times: replicate)
      } else {
        try write(loaded.plan, truth: truth)
      }
    } catch let error as TruthError {
      throw Failure(status: 65, message: error.description)
    } catch let error as CampaignError {
      throw Failure(status: 65, message: error.description)
    } catch let error as CampaignFileError {
      let advice = if case .exists = error { " (--replace does)" } else { "" }
      throw Failure(status: 65, message: error.description + advice)
    }
  }

  private func write(_ plan: Plan, truth: Truth) throws {
    guard let into else {
      throw Failure.usage("Name a folder with --into FOLDER, or a number of replicates with --replicate N.")
    }
    let campaign = try Campaign(plan: plan, truth: truth, calls: calls, seed: seed)
    var files = CampaignFiles(folder: URL(fileURLWithPath: into, isDirectory: true), replacing: replace)
    try campaign.generate(into: &files)
    try Terminal.print("Wrote \(campaign.calls) calls with their leads, opportunities and sales to \(into)/\n")
  }

  private func replicate(_ plan: Plan, truth: Truth, times: Int) throws {
    let result: Replication
    if plan.test.assignment.adaptive != nil {
      let replicates = try AdaptiveReplicates(plan: plan, truth: truth, calls: calls, replicates: times, seed: seed)
      result = try deciding { () throws(DecisionError) in try replicates.runPlan() }
    } else {
      let replicates = try CountLevelReplicates(plan: plan, truth: truth, calls: calls, replicates: times, seed: seed)
      result = try deciding { () throws(DecisionError) in try replicates.runPlan() }
    }
    switch format {
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      try Terminal.print(String(decoding: try encoder.encode(result), as: UTF8.self) + "\n")
    case .text:
      func percent(_ share: Double) -> String { "\((share * 100_000).rounded() / 1000) %" }
      let rates = zip(result.variants, result.rates).map { "\($0) \(percent($1))" }
      var lines = [
        "\(result.replicates) replicates of \(plan.test.name), true rates \(rates.joined(separator: ", "))"
      ]
      for ending in result.endingsInOrder {
        lines.append(
          "  \(result.name(of: ending)): \(percent(result.share(ending))) "
            + "(standard error \(percent(result.standardError(ending))))")
      }
      lines.append(
        "  average calls \(Int(result.averageCalls.rounded())), average days \((result.averageDays * 10).rounded() / 10)"
      )
      try Terminal.print(lines.joined(separator: "\n") + "\n")
    }
  }
}
