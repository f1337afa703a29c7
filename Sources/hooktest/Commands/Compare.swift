import ArgumentParser
import Decision
import Foundation
import PlanFile
import Report
import Statistics

/// `hooktest compare`
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare two or more counts by every test and interval.",
    discussion: """
      Counts are opportunities/calls; the first one is the control. The sentence rests on one documented pair of test and \
      interval, the tables show all of them.

      Example: hooktest compare 300/10000 360/10000
      """)

  @Argument(help: ArgumentHelp("Two or more counts, opportunities/calls.", valueName: "counts"))
  var counts: [String]

  @Option(help: ArgumentHelp("Confidence of all intervals.", valueName: "share"))
  var confidence: String = "95 %"

  @OptionGroup(title: "Output")
  var output: OutputOptions

  func run() throws {
    let level: Double
    do {
      level = try WrittenValue.rate(confidence)
    } catch {
      throw Failure(error, option: "--confidence")
    }
    guard counts.count >= 2 else {
      throw Failure.usage("compare takes two counts or more, as in hooktest compare 300/10000 360/10000.")
    }
    let proportions = try counts.map(Self.proportion)
    let comparison: CountsComparison
    do {
      comparison = try Decision.compare(proportions, confidence: level)
    } catch {
      throw Failure(error)
    }
    try output.emit(
      CompareReport(
        comparison, language: output.lang.language,
        command: counts.reduce(WrittenCommand("compare")) { $0.adding(flag: $1, if: true) }
          .adding([("--confidence", confidence == "95 %" ? nil : confidence)]).adding(output.arguments).text))
  }

  private static func proportion(_ text: String) throws -> Proportion {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let successes = Int(parts[0]), let trials = Int(parts[1]) else {
      throw Failure.usage(
        "“\(text)” is not a count; expected opportunities/calls in whole numbers, as in 300/10000.")
    }
    do {
      return try Proportion(successes, of: trials)
    } catch {
      throw Failure(status: 64, message: "“\(text)”: \(error.description)")
    }
  }
}

extension CompareReport: OutputOptions.Page {}
