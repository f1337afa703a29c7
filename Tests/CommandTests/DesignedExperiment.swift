import Foundation

/// A plan of two scripts over two weeks from 2 March 2026, with its leads and agents, in a folder of its own.
enum DesignedExperiment {
  /// Writes the plan and hands over its folder.
  ///
  /// - Parameters:
  ///   - assignment: the content of the plan's `assignment`.
  ///   - calling: the content of the plan's `calling`.
  static func run(
    _ assignment: String, calling: String = "{weekdays: [mon, tue, wed, thu, fri]}", _ body: (URL) throws -> Void
  ) throws {
    try Program.temporaryFolder { folder in
      try """
      name: designed
      starts: 2026-03-02
      days: 14
      timezone: Europe/Paris
      calling: \(calling)
      assignment: {\(assignment)}
      variants:
        - {name: pitch, role: control}
        - {name: question}
      goal: {metric: tco, baseline: 3 %, worth-detecting: +20 %, within: 3d}
      monitoring: {method: fixed}
      economics: {opportunity-to-sale: 12.5 %, sale-value: 1200, margin-per-sale: 400}
      costs:
        - {item: salaries, amount: 2600}
      """.write(to: folder.appending(path: "plan.yaml"))
      try leads(0..<120).write(to: folder.appending(path: "leads.csv"))
      var agents = "agent_id,team\n"
      for agent in 0..<6 { agents += "a\(agent),\(agent < 3 ? "red" : "blue")\n" }
      try agents.write(to: folder.appending(path: "agents.csv"))
      try body(folder)
    }
  }

  /// Leads of three lists and two agents.
  static func leads(_ range: Range<Int>) -> String {
    "lead_id,list,agent_id\n" + range.map { "L\($0),\(["north", "south", "west"][$0 % 3]),a\($0 % 2)\n" }.joined()
  }

  /// The fields of a file's rows, without its header.
  static func rows(_ file: URL) throws -> [[String]] {
    try file.text().split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// A call log in which each lead of a file of assignments is called once, under its own script.
  static func calls(of assignments: URL, at time: String = "10:15:00") throws -> String {
    var text = "call_id,lead_id,started_at,agent_id,variant\n"
    for (number, row) in try rows(assignments).enumerated() {
      text += "C\(number),\(row[0]),2026-03-03T\(time),a1,\(row[1])\n"
    }
    return text
  }
}
