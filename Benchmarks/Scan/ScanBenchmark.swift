import CallData
import Experiment
import Foundation

/// `scan-benchmark generate ROWS FILE` writes a calls file; `scan-benchmark STAGE FILE RESULT` scans it up to a stage
/// (margins, duplicates, leads), writes the aggregates as JSON and prints seconds and peak memory.
@main
enum ScanBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4 else { return usage() }
    if arguments[1] == "generate" {
      guard let rows = Int(arguments[2]), rows > 0 else { return usage() }
      var generator = Generator(rows: rows)
      return try generator.write(to: URL(filePath: arguments[3]))
    }
    guard let stage = ScanStage(rawValue: arguments[1]) else { return usage() }
    let environment = ProcessInfo.processInfo.environment
    let memory = MemoryWatch()
    let start = ContinuousClock.now
    let result = try stage.run(
      arguments[2], test: try campaign(), threads: environment["SCAN_THREADS"].flatMap { Int($0) },
      keyMemory: environment["SCAN_KEY_MEMORY"].flatMap { Int($0) })
    let elapsed = ContinuousClock.now - start
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try encoder.encode(result.tally).write(to: URL(filePath: arguments[3]))
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let report =
      "{\"seconds\": \(seconds), \"rows\": \(result.rows), \"repeated\": \(result.repeated), "
      + "\"peakBytes\": \(memory.stop())}"
    print(report)
  }

  private static func usage() {
    print("usage: scan-benchmark generate ROWS FILE | scan-benchmark margins|duplicates|leads FILE RESULT")
  }

  private static func campaign() throws -> TestProtocol {
    TestProtocol(
      name: "benchmark", starts: CivilDate(iso: "2026-03-23"), timeZone: "Europe/Paris",
      calling: CallingCalendar(windows: [
        CallWindow(name: "morning", span: .hours(try hours("08:00-13:00"))),
        CallWindow(name: "afternoon", span: .hours(try hours("14:00-18:00"))),
      ]),
      assignment: AssignmentRule(method: .recorded, by: ["list"], seed: "s"),
      variants: try Variants([Variant(name: "pitch", role: .control), Variant(name: "question")]),
      goal: Goal(within: 7))
  }

  private static func hours(_ text: String) throws -> HourRange {
    guard let range = HourRange(text) else { throw CocoaError(.formatting) }
    return range
  }
}
