import Decision
import Experiment
import Foundation
import Record
import Testing

/// A folder of its own for one test, removed with it.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "record-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: url)
    } catch {
      Issue.record("\(error)")
    }
  }

  var record: ExperimentRecord { ExperimentRecord(directory: url) }

  func text(_ name: String) throws -> String { try String(contentsOf: url.appending(path: name), encoding: .utf8) }

  func write(_ text: String, to name: String) throws {
    try text.write(to: url.appending(path: name), atomically: true, encoding: .utf8)
  }

  var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() } }
}

/// Figures of a test that runs.
enum Campaign {
  static let plan = PlanContents(
    locked: ["goal.alpha": "0.05", "name": "hook"], free: ["costs[0].amount": "2600"], scripts: ["a": Data("Hi".utf8)])

  /// Nine in the morning of a day of March 2026, UTC.
  static func morning(_ day: Int) -> Date {
    Date(timeIntervalSince1970: 1_772_323_200 + Double(day - 1) * 86_400 + 32_400)
  }

  static func look(_ day: Int, variant: String = "b", opportunities: Int = 30) throws -> Look {
    let text = """
      {"asOf": "2026-03-0\(day)", "variant": "\(variant)", "control": "a", "statistic": 1.405, "information": 0.\(day),
       "counts": [{"variant": "a", "calls": 1000, "opportunities": 30},
                  {"variant": "\(variant)", "calls": 1000, "opportunities": \(opportunities)}],
       "status": "keep-running"}
      """
    return try JSONDecoder().decode(Look.self, from: Data(text.utf8))
  }

  /// The test of the plan: two weeks from 2 March 2026, calls mature after a week.
  static func test(
    _ method: Monitoring.Method, length: TestProtocol.Length = .days(14), starts: CivilDate? = day(2)
  ) throws -> TestProtocol {
    TestProtocol(
      name: "hook", starts: starts, length: length, assignment: AssignmentRule(seed: "s"),
      variants: try Variants([Variant(name: "a", role: .control), Variant(name: "b")]), goal: Goal(within: 7),
      monitoring: Monitoring(method: method))
  }

  /// A day of March 2026.
  static func day(_ day: Int) -> CivilDate { CivilDate(dayNumber: 20_512 + day) }

  /// A folder with looks on three days, one line each.
  static func running() throws -> Folder {
    let folder = try Folder()
    for day in 2...4 {
      try folder.record.append([try look(day)], dataFingerprint: "d\(day)", plan: plan, at: morning(day))
    }
    return folder
  }
}
