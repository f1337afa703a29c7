import ArgumentParser
import Decision
import Experiment
import Foundation
import PlanFile
import Report

/// `hooktest size`
struct Size: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Calls needed to detect a change.",
    discussion: "Example: hooktest size --baseline 3% --lift 20%")

  @Option(help: ArgumentHelp("Today's rate, as 3%.", valueName: "rate"))
  var baseline: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The change worth detecting: 20% is relative, 0.6pt absolute; -20% is a fall.", valueName: "change"))
  var lift: String

  @Option(help: ArgumentHelp("Risk of a false alarm.", valueName: "share"))
  var alpha: String = "5 %"

  @Option(help: ArgumentHelp("Chance of detecting the change.", valueName: "share"))
  var power: String = "80 %"

  @Option(help: "2: better or worse; 1: better only.")
  var sides: Int = 2

  @Option(help: ArgumentHelp("Challengers compared with the control.", valueName: "number"))
  var challengers: Int = 1

  @OptionGroup(title: "Output")
  var output: OutputOptions

  func run() throws {
    guard sides == 1 || sides == 2 else { throw Failure.usage("--sides is \(sides); expected 1 or 2.") }
    guard (1...25).contains(challengers) else {
      throw Failure.usage("--challengers is \(challengers); expected a whole number from 1 to 25.")
    }
    let arms = [Variant(name: "control", role: .control)] + (1...challengers).map { Variant(name: "challenger \($0)") }
    let goal = Goal(
      baseline: try Self.read("--baseline", baseline, WrittenValue.rate),
      worthDetecting: try Self.read("--lift", lift, WrittenValue.lift),
      alpha: try Self.read("--alpha", alpha, WrittenValue.rate),
      power: try Self.read("--power", power, WrittenValue.rate), sides: sides)
    let plan = Plan(
      test: TestProtocol(name: "size", assignment: AssignmentRule(seed: ""), variants: try Variants(arms), goal: goal))
    let result = try deciding { () throws(DecisionError) in try Decision.design(plan) }
    try output.emit(
      SizeReport(
        result, language: output.lang.language,
        command: WrittenCommand("size", "--baseline", baseline, "--lift", lift)
          .adding([
            ("--alpha", alpha == "5 %" ? nil : alpha), ("--power", power == "80 %" ? nil : power),
            ("--sides", sides == 2 ? nil : "\(sides)"), ("--challengers", challengers == 1 ? nil : "\(challengers)"),
          ]).adding(output.arguments).text))
  }

  static func read<Value>(
    _ option: String, _ text: String, _ reader: (String) throws(WrittenValue.Fault) -> Value
  ) throws -> Value {
    do {
      return try reader(text)
    } catch {
      throw Failure(error, option: option)
    }
  }
}

extension SizeReport: OutputOptions.Page {}
