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
      Counts the calls that have reached an age, 30 or 90 days, with the sales within as many days of each. At 30 days the \
      figures at 90 are forecast, or the review says why they cannot be; at 90 days what came stands beside that forecast. \
      Where the plan states what was rolled out \
      beside a hold-out (rollout: script, starts, hold-out), the calls since then are compared as well. The report goes to \
      reports/NAME/review-30d.html or review-90d.html.

      Example: hooktest review experiments/late-sales/plan.yaml --at 30d \\
                 --as-of 2026-04-12
      """)

  enum Age: String, CaseIterable, ExpressibleByArgument {
    case thirty = "30d"
    case ninety = "90d"

    var age: Review.Age { self == .thirty ? .operational : .financial }
  }

  @Argument(help: "The plan file.", completion: .file(extensions: ["yaml", "yml"]))
  var plan: String

  @Option(help: "Age of the calls: 30d or 90d.")
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
