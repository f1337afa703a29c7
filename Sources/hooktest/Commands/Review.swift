import ArgumentParser
import CallData
import Cost
import Decision
import Experiment
import Foundation
import PlanFile
import Record
import Report
import Statistics

/// `hooktest review`
struct ReviewCampaign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Re-read a campaign with the revenue attributed to its calls: does the decision still pay?",
    discussion: """
      Counts the calls that have reached an age, 30 or 90 days (or 14, or 60), with the sales within as many days of each. \
      Before 90 days the figures at 90 are forecast, or the review says why they cannot be; at 90 days what came stands \
      beside the forecast of day 30. \
      Where the plan states what was rolled out \
      beside a hold-out (rollout: script, starts, hold-out), the calls since then are compared as well. The report goes to \
      reports/NAME/review-30d.html, review-90d.html and so on.

      Example: hooktest review experiments/late-sales/plan.yaml --at 30d \\
                 --as-of 2026-04-12
      """)

  enum Age: String, CaseIterable, ExpressibleByArgument {
    case fourteen = "14d"
    case thirty = "30d"
    case sixty = "60d"
    case ninety = "90d"

    var age: Review.Age {
      switch self {
      case .fourteen: .early
      case .thirty: .operational
      case .sixty: .late
      case .ninety: .financial
      }
    }
  }

  @Argument(help: "The plan file.", completion: .file(extensions: ["yaml", "yml"]))
  var plan: String

  @Option(help: "Age of the calls: 30d or 90d; 14d and 60d as well.")
  var at: Age

  @OptionGroup(title: "Data")
  var data: DataOptions

  @OptionGroup(title: "Past campaign")
  var past: PastSalesOptions

  @OptionGroup(title: "Output")
  var output: OutputOptions

  @Flag(help: "Do not write the report.")
  var noRecord = false

  func run() throws {
    let loaded = try LoadedPlan(plan)
    try Recorder(loaded).verify()
    let evidence = try data.evidence(for: loaded, label: "Reading calls")
    let day = try data.day()
    let looks = try Recorder(loaded).looks()
    let knowledge = try past.read(for: loaded)
    let rollout = try loaded.followUp().map {
      try data.evidence(for: $0, label: "Reading calls of the roll-out", isRollout: true)
    }
    let override = try Recorder(loaded).override()
    let review = try deciding { () throws(DecisionError) in
      try Decision.review(
        loaded.plan, evidence, at: at.age, asOf: day, looks: looks, knowledge: knowledge, rollout: rollout,
        override: override)
    }
    let page = ReviewReport(
      review, language: output.lang.language,
      command: WrittenCommand("review", loaded.name, "--at", at.rawValue).adding(data.arguments).adding(past.arguments)
        .adding(output.arguments).text)
    if !noRecord {
      let file = loaded.reports.appendingPathComponent("review-\(at.rawValue).html")
      try AtomicFile.save(page.html(), to: file)
      if !output.quiet { Terminal.note("Report: \(file.readablePath)") }
    }
    try output.emit(page)
  }
}

extension ReviewReport: OutputOptions.Page {}
