import ArgumentParser
import Decision
import Experiment
import Foundation
import PlanFile
import Report

/// `hooktest waves`
struct Waves: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shares of the next wave of an adaptive test.",
    discussion: """
      For tests whose shares follow results from wave to wave: the share of each variant in every wave, beside what \
      exploration sampling makes of the waves before it, and the shares of the next wave. Write those into the plan's \
      shares, then assign the next list with `hooktest assign PLAN LEADS --wave NAME`. Exploration sampling looks for the \
      best of several scripts: with two, each always gets half.

      Example: hooktest waves experiments/odisha-2019/plan.yaml
      """)

  @Argument(help: "The plan file.", completion: .file(extensions: ["yaml", "yml"]))
  var plan: String

  @Option(help: ArgumentHelp("Least share of every variant.", valueName: "share"))
  var floor: String = "0 %"

  @OptionGroup(title: "Data")
  var data: DataOptions

  @OptionGroup(title: "Output")
  var output: OutputOptions

  func run() throws {
    let loaded = try LoadedPlan(plan)
    let least: Double
    do {
      least = try WrittenValue.share(floor)
    } catch {
      throw Failure(error, option: "--floor")
    }
    let evidence = try data.evidence(for: loaded, label: "Reading calls")
    let waves = try deciding { () throws(DecisionError) in try Decision.waves(loaded.plan, evidence, floor: least) }
    try output.emit(
      WavesReport(
        waves, experiment: loaded.plan.test.name, language: output.lang.language,
        command: "hooktest waves \(loaded.name)\(data.asOfArgument)"))
  }
}

extension WavesReport: OutputOptions.Page {}
