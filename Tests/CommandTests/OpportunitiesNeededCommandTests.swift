import Foundation
import Testing

@Suite("No verdict on calls that do not say which of them brought an opportunity")
struct OpportunitiesNeededCommandTests {
  private static let plan = """
    name: silent
    starts: 2026-03-02
    assignment: {method: recorded}
    variants:
      - {name: pitch, role: control}
      - {name: question}
    goal: {metric: tco, baseline: 3 %, worth-detecting: +20 %, within: 3d}
    economics: {opportunity-to-sale: 12.5 %, sale-value: 1200, margin-per-sale: 400, attribution-days: 30}
    costs:
      - {item: salaries, amount: 2600}
    data: {calls: calls.csv}
    """

  /// 900 calls on nine days of March, the last on the 12th.
  private static func calls() -> String {
    var rows = "call_id,lead_id,started_at,variant\n"
    for index in 0..<900 {
      let day = [2, 3, 4, 5, 6, 9, 10, 11, 12][index % 9]
      let date = "2026-03-\(day < 10 ? "0" : "")\(day)"
      rows += "c\(index),L\(index),\(date)T11:00:00,\(index / 9 % 2 == 0 ? "pitch" : "question")\n"
    }
    return rows
  }

  private static func with(_ body: (URL) throws -> Void) throws {
    try Program.temporaryFolder { folder in
      try plan.write(to: folder.appending(path: "plan.yaml"))
      try calls().write(to: folder.appending(path: "calls.csv"))
      try body(folder)
    }
  }

  @Test(arguments: [
    "check plan.yaml --no-record", "decide plan.yaml --no-record", "review plan.yaml --at 30d", "indicators plan.yaml",
    "indicators --calls-file calls.csv --cost 100",
  ])
  func `every reading asks for the file, and prints nothing`(command: String) throws {
    try Self.with { folder in
      let outcome = try Program.run(command.split(separator: " ").map(String.init), in: folder)
      #expect(outcome.status == 66 && outcome.output.isEmpty, "\(outcome.output)")
      #expect(outcome.errors.contains("calls.csv does not say which calls brought an opportunity"))
      #expect(outcome.errors.contains("--opportunities"))
    }
  }

  @Test func `the page for the team has no results and needs no opportunities`() throws {
    try Self.with { folder in
      let outcome = try Program.run(["check", "plan.yaml", "--as-of", "2026-03-12", "--team"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }

  @Test func `a file of opportunities without a match is a campaign without opportunities`() throws {
    try Self.with { folder in
      try "opportunity_id,lead_id,qualified_at\no1,somebody,2026-03-03T10:00:00\n"
        .write(to: folder.appending(path: "opportunities.csv"))
      let outcome = try Program.run(
        [
          "check", "plan.yaml", "--opportunities", "opportunities.csv", "--as-of", "2026-03-20", "--no-record",
          "--format", "json",
        ], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let variants = try #require(try outcome.json()["variants"] as? [[String: Any]])
      #expect(variants.map { $0["opportunities"] as? Int } == [0, 0])
    }
  }

  @Test func `files without rows are a campaign in which none has come yet`() throws {
    try Self.with { folder in
      try "opportunity_id,lead_id,qualified_at\n".write(to: folder.appending(path: "opportunities.csv"))
      try "sale_id,lead_id,closed_at,amount\n".write(to: folder.appending(path: "sales.csv"))
      let files = ["--opportunities", "opportunities.csv", "--sales", "sales.csv", "--as-of", "2026-04-20"]
      let reading = try Program.run(["check", "plan.yaml", "--no-record", "--format", "json"] + files, in: folder)
      #expect(reading.status == 0, "\(reading.errors)")
      let variants = try #require(try reading.json()["variants"] as? [[String: Any]])
      #expect(variants.map { $0["opportunities"] as? Int } == [0, 0])
      let review = try Program.run(["review", "plan.yaml", "--at", "14d", "--no-record"] + files, in: folder)
      #expect(review.status == 0 && review.output.contains("no sale has come yet"), "\(review.errors)")
      let account = try Program.run(
        ["indicators", "plan.yaml", "--opportunities-file", "opportunities.csv", "--as-of", "2026-04-20"], in: folder)
      #expect(account.status == 0 && account.output.contains("no opportunity yet"), "\(account.errors)")
    }
  }
}
