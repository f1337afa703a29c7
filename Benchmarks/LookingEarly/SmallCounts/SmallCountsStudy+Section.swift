import Experiment
import ProofKit

extension SmallCountsStudy {
  /// The table of errors at few opportunities.
  static func section(_ effort: Effort) async throws -> String {
    let tests = effort.tests(tests)
    var rows: [[String]] = []
    var failing: [String] = []
    for (index, study) in try all().enumerated() {
      let line = try await study.line(tests: tests, stream: 500 + UInt64(index))
      let name = ["\(Markdown.count(study.control)) v \(Markdown.count(study.challenger))", study.spending.text]
      if line.exact.exceeds { failing.append(name.joined(separator: ", ")) }
      rows.append(name + line.pooled.texts + line.exact.texts)
    }
    return """
      ## Few opportunities

      Most software compares the pooled z with boundaries made for a normal law. With few opportunities and uneven shares \
      that spends too much on one side. The product counts exact probabilities instead. Both read the same draws: both \
      scripts have \(Markdown.percent(rate, 0)), \(looks) equal looks, 2.5 % a side. (!) marks a side that errs more often; \
      lines of the product with one: \(Markdown.list(failing)). \(Markdown.count(tests)) tests a line.

      \(Markdown.table(
        [
          "calls, control v challenger", "spending", "pooled z: better", "pooled z: worse", "exact: better", "exact: worse",
        ], texts: 2, rows))
      """
  }
}
