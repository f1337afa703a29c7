import ArgumentParser
import Decision
import Experiment
import Foundation
import PlanFile
import Record

/// `hooktest extend`
struct Extend: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a test longer, error spending respected.",
    discussion: """
      Records in lock.json that the test lasts longer, and why; the plan file stays as it was registered, and every command \
      reads the longer test from then on. The decision to extend must not be taken for the results seen.

      A fixed test can be extended only before the first look, since all of its error is kept for one test at the planned \
      end. With planned looks (group-sequential), what is spent stays spent and the rest is spread over the longer test, \
      until the day of the decision. An any-time test can always be extended.

      Example: hooktest check experiments/daily-looks/plan.yaml --as-of 2026-03-05
                 hooktest extend experiments/daily-looks/plan.yaml --days 7 \\
                   --reason "two agents on leave"
      """)

  @Argument(help: "The plan file.", completion: .file(extensions: ["yaml", "yml"]))
  var plan: String

  @Option(help: ArgumentHelp("Days to add to a test that ends by days.", valueName: "number"))
  var days: Int?

  @Option(help: ArgumentHelp("Calls to add to a test that ends by calls.", valueName: "number"))
  var calls: Int?

  @Option(help: ArgumentHelp("Why the test is longer.", valueName: "reason"))
  var reason: String

  @Option(
    help: ArgumentHelp(
      "The last day whose results are known; that of the last recorded look by default.", valueName: "date"))
  var asOf: String?

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    if (days == nil) == (calls == nil) {
      throw ValidationError(
        "Name what is added: --days N for a test that ends by days, --calls N for one that ends by calls.")
    }
    for (name, number) in [("--days", days), ("--calls", calls)] {
      if let number, number < 1 {
        throw ValidationError("\(name) is \(number); expected a whole number of at least 1.")
      }
    }
    if reason.allSatisfy(\.isWhitespace) {
      throw ValidationError("--reason is empty; say why the test is longer, as in --reason \"two agents on leave\".")
    }
  }

  func run() throws {
    let loaded = try LoadedPlan(plan)
    guard let added = days.map(TestProtocol.Length.days) ?? calls.map(TestProtocol.Length.calls) else { return }
    let extended = try Recorder(loaded).extend(by: added, asOf: try day(), reason: reason)
    if quiet { return }
    if !extended.isNew { Terminal.note("This extension is recorded already; nothing was written.") }
    try Terminal.print(sentences(extended.test) + "\n")
  }

  private func day() throws -> CivilDate? {
    guard let asOf else { return nil }
    do {
      return try WrittenValue.date(asOf)
    } catch {
      throw Failure(error, option: "--as-of")
    }
  }

  /// How long the test is now, and what that does to its error.
  private func sentences(_ test: TestProtocol) -> String {
    let end: String
    switch test.length {
    case .days(let days):
      let dates = test.lastDay.map { last in
        "the last day of calls is \(last), the day of the decision \(last + (test.goal.within ?? 0))"
      }
      end = "\(test.name) now lasts \(days) days" + (dates.map { ": \($0)" } ?? "")
    case .calls(let calls): end = "\(test.name) now ends after \(calls) calls"
    }
    switch test.monitoring.method {
    case .fixed: return "\(end). No look was recorded before: all of the error stays for the one test at the new end."
    case .groupSequential:
      let day = test.extensions.last.map { " by \($0.decidedOn)" } ?? ""
      return
        "\(end). The error spent\(day) stays spent and the rest is spread over the longer test, which holds only if the "
        + "extension was not decided for the results seen."
    case .anytime: return "\(end). Any-time readings stay valid: they spend nothing."
    }
  }
}
