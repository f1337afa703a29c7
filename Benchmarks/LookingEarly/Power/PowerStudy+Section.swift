import Experiment
import Foundation
import ProofKit

extension PowerStudy {
  /// The table of power, promised and simulated.
  static func section(_ effort: Effort) throws -> String {
    let tests = effort.tests(tests)
    var rows: [[String]] = []
    var failing: [String] = []
    for (index, study) in all.enumerated() {
      let line = try study.line(tests: tests, stream: 400 + UInt64(index))
      let name = [Self.name(study.method), Markdown.percent(study.rate, 0)]
      if line.isMissed { failing.append(name.joined(separator: " at ")) }
      rows.append(
        name + [
          Markdown.count(line.calls), Markdown.percent(line.promised, 1), line.found.text(1, fails: line.isMissed),
          line.promisedDays.map { String(format: "%.1f", $0) } ?? "", String(format: "%.1f", line.days),
        ])
    }
    return """
      ## Does `design` promise what comes?

      `hooktest design` is asked for a test that finds +20 % with 80 %. Tests of that size, where the challenger is 20 % \
      better, are then simulated. Wanted is the promised power within one point, and at any time at least 60 % where a fixed \
      test has 80 %. (!) marks what misses it. Lines that miss it: \(Markdown.list(failing)). Days include the seven \
      until calls are mature. \(Markdown.count(tests)) tests a line.

      \(Markdown.table(
        ["method", "rate", "calls", "promised", "found", "days promised", "days"], texts: 2, rows))
      """
  }

  private static func name(_ method: Monitoring.Method) -> String {
    switch method {
    case .fixed: "fixed"
    case .groupSequential: "ten planned looks"
    case .anytime: "any time"
    }
  }
}
