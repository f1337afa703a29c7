import ArgumentParser
import Cost
import Decision
import Experiment
import Foundation
import PlanFile
import Record
import Report
import Statistics

/// `hooktest design`
struct Design: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Design a test: calls and days needed, what the planned time can show, what it costs.",
    discussion: """
      Answers “if I test this hook for two weeks, will I be able to tell?” before the first call.

      Example: hooktest design experiments/spring-hook/plan.yaml
      Example: hooktest design experiments/spring-hook/plan.yaml \\
                 --history experiments/half-days/calls.csv \\
                 --history-opportunities experiments/half-days/opportunities.csv
      """)

  @Argument(help: "The plan file.", completion: .file(extensions: ["yaml", "yml"]))
  var plan: String

  @Option(help: ArgumentHelp("Agents planned on each calling day, instead of the plan's.", valueName: "number"))
  var agents: Int?

  @OptionGroup(title: "Past calls")
  var past: HistoryOptions

  @OptionGroup(title: "Output")
  var output: OutputOptions

  func run() throws {
    let loaded = try LoadedPlan(plan)
    var plan = loaded.plan
    if let agents {
      guard (1...100_000).contains(agents) else {
        throw Failure.usage("--agents is \(agents); expected a whole number from 1 to 100000.")
      }
      plan.test.calling.agents = agents
    }
    let asked = plan
    let history = try past.read(for: loaded)
    let result = try deciding { () throws(DecisionError) in try Decision.design(asked, history: history) }
    try output.emit(
      DesignReport(
        result, language: output.lang.language,
        command: WrittenCommand("design", loaded.name).adding([("--agents", agents.map(String.init))])
          .adding(past.arguments).adding(output.arguments).text))
  }
}
