import Experiment
import ProofKit

extension ExtensionStudy {
  /// The table of tests made longer, and what is learnt from it.
  static func section(_ effort: Effort) async throws -> String {
    let tests = effort.tests(tests)
    var rows: [[String]] = []
    var failing: [Reason: [String]] = [:]
    for (index, study) in try all().enumerated() {
      let line = try await study.line(tests: tests, stream: 600 + UInt64(index))
      let name = [
        study.monitoring.spending.text, study.looks, Markdown.percent(study.rate, 0), study.split.rawValue,
      ]
      for reason in Reason.allCases where line[reason].exceeds {
        failing[reason, default: []].append(name.joined(separator: ", "))
      }
      rows.append(name + ["\(line.forgotten)"] + Reason.allCases.flatMap { line[$0].texts })
    }
    return """
      ## A test made longer

      Both scripts are alike. On the day of the look before the last, `hooktest extend` adds \(added) days to the fourteen: \
      what was spent stays spent, and the rest of the error is spread over the longer test. Each side may still err in \
      2.5 % of tests. Three teams do it on the same draws:

      - *by chance*: half of the tests are made longer, for a reason that has nothing to do with the results, such as agents \
      on leave. Lines with more than 2.5 %: \(Markdown.list(failing[.chance] ?? []));
      - *near*: a test is made longer because a plain p is below \(Markdown.percent(near, 0)). Lines with more \
      than 2.5 %: \(Markdown.list(failing[.near] ?? [])). `extend` wants another reason than the results seen;
      - *near, without the rule*: a fixed test at its end with p from 5 % to \(Markdown.percent(near, 0)) gets half as many \
      calls again and is tested anew at 5 %. `extend` refuses that.

      Once the last planned look has come, `extend` refuses too: all of the error is spent. *Forgotten* are looks already \
      taken on days that are no looks of the longer test; what they spent is missing in its account. \
      \(Markdown.count(tests)) tests a line.

      \(Markdown.table(
        [
          "spending", "looks", "rate", "control : challenger", "forgotten", "by chance: better", "worse", "near: better", "worse",
          "near, without the rule: better", "worse",
        ], texts: 4, rows))
      """
  }

  private var looks: String {
    switch monitoring.looks {
    case .daily: "every day"
    case .weekly: "every week"
    case .dates(let dates): "\(dates.count) dates"
    case .count(let count): "\(count), equally spaced"
    }
  }
}
