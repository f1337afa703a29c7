import Foundation

/// A small dated test in a folder of its own: counts by day, two weeks in March 2026, calls mature after three days.
enum SmallExperiment {
  /// Writes the plan and its counts and hands over their folder.
  ///
  /// - Parameters:
  ///   - length: the line that ends the test; two weeks by default.
  ///   - monitoring: how the test is monitored.
  ///   - question: opportunities of the challenger a day, of 1,400 calls; the control has 42.
  static func run(
    length: String = "days: 14", monitoring: String = "{method: fixed}", question: Int = 60,
    _ body: (URL) throws -> Void
  ) throws {
    try Program.temporaryFolder { folder in
      try """
      name: small
      starts: 2026-03-02
      \(length)
      assignment: {method: recorded}
      variants:
        - {name: pitch, role: control}
        - {name: question}
      goal: {metric: tco, baseline: 3 %, worth-detecting: +20 %, within: 3d}
      monitoring: \(monitoring)
      economics: {opportunity-to-sale: 12.5 %, sale-value: 1200, margin-per-sale: 400}
      costs:
        - {item: salaries, amount: 2600}
      data: {counts: counts.csv}
      """.write(to: folder.appending(path: "plan.yaml"))
      try counts(question: question).write(to: folder.appending(path: "counts.csv"))
      try body(folder)
    }
  }

  /// The counts of ten calling days.
  static func counts(question: Int) -> String {
    var rows = "date,variant,calls,opportunities,leads\n"
    for day in ["02", "03", "04", "05", "06", "09", "10", "11", "12", "13"] {
      rows += "2026-03-\(day),pitch,1400,42,1400\n2026-03-\(day),question,1400,\(question),1400\n"
    }
    return rows
  }
}
