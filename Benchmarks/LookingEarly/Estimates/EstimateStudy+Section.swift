import Experiment
import ProofKit

extension EstimateStudy {
  /// The table of estimates, and what is learnt from it.
  static func section(_ effort: Effort) async throws -> String {
    let tests = effort.tests(tests)
    var rows: [[String]] = []
    var failing: [String] = []
    var disagreements = 0
    for (index, study) in try all().enumerated() {
      let line = try await study.line(tests: tests, stream: 100 + UInt64(index))
      let name = [
        study.spending.text, Markdown.percent(study.rate, 0), study.split.rawValue,
        study.lift == 0 ? "no effect" : "+20 %",
      ]
      if line.isBiased || line.isTooShort { failing.append(name.joined(separator: ", ")) }
      disagreements += line.disagreements
      rows.append(
        name + [
          line.above.text(1, fails: line.isBiased), line.plainAbove.text(1),
          line.covered.text(1, fails: line.isTooShort), line.plainCovered.text(1),
        ])
    }
    return """
      ## Is the reported difference too high?

      A test that stops early stops because the difference is large just then. The plain difference of the rates is then \
      mostly too high. At a stop and at the end, `check` and `decide` report another one, which allows for the looks: it \
      should be above the truth as often as below it, and its 95 % interval should hold the truth in 95 % of tests.

      Ten looks, spent in two ways. *Above the truth* counts an estimate that equals the truth half; wanted are 50 % within \
      one point. (!) marks more than that, and an interval that holds the truth in less than 95 % by over three standard \
      errors. Lines that miss it: \(Markdown.list(failing)). The plain figures are those of a test that had looked only \
      once. \
      \(Markdown.count(tests)) tests a line, each read by the whole `check`; it concluded otherwise than the rule that the \
      other tables simulate in \(disagreements) of them.

      \(Markdown.table(
        [
          "spending", "rate", "control : challenger", "truth", "reported is above", "plain is above",
          "reported interval holds it", "plain interval holds it",
        ], texts: 4, rows))
      """
  }
}
