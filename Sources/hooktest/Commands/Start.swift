import ArgumentParser
import Decision
import Experiment
import Foundation

/// `hooktest start`
struct Start: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lock a plan, so that nobody moves the goalposts.",
    discussion: """
      Writes lock.json beside the plan: the fingerprints of plan and scripts. From then on a changed protocol is refused, \
      with the difference; costs and economics may change and are recorded.

      Example: hooktest start experiments/spring-hook/plan.yaml
      """)

  @Argument(help: "The plan file.", completion: .file(extensions: ["yaml", "yml"]))
  var plan: String

  @Option(help: ArgumentHelp("Record a change of a locked plan, with its reason.", valueName: "reason"))
  var amend: String?

  func run() throws {
    let loaded = try LoadedPlan(plan)
    if let amend {
      try Recorder(loaded).amend(reason: amend)
      try Terminal.print(
        "Recorded the amendment in \(loaded.directory.appendingPathComponent("lock.json").readablePath)\n")
    } else {
      try Recorder(loaded).start()
      try Terminal.print(
        "Started \(loaded.plan.test.name): \(loaded.directory.appendingPathComponent("lock.json").readablePath)\n")
    }
  }
}
