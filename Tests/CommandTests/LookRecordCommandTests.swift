import Foundation
import Testing

@Suite struct LookRecordCommandTests {
  private static let planned = "{method: group-sequential, looks: daily, spending: obrien-fleming}"

  private func withPlannedLooks(_ body: (URL) throws -> Void) throws {
    try SmallExperiment.run(monitoring: Self.planned, question: 43, body)
  }

  private func check(_ folder: URL, asOf: String, _ more: String...) throws -> Program.Outcome {
    try Program.run(["check", "plan.yaml", "--as-of", asOf] + more, in: folder)
  }

  @Test func `a look of an earlier day is shown and not recorded`() throws {
    try withPlannedLooks { folder in
      _ = try check(folder, asOf: "2026-03-10")
      let looks = try folder.appending(path: "looks.jsonl").text()
      let earlier = try check(folder, asOf: "2026-03-06")
      #expect(earlier.status == 0)
      #expect(earlier.output.contains("6 March 2026") || earlier.output.contains("2026-03-06"), "\(earlier.output)")
      #expect(earlier.errors.contains("Not recorded: a look of 2026-03-10 is recorded already"))
      #expect(try folder.appending(path: "looks.jsonl").text() == looks)
      let decision = try Program.run(
        ["decide", "plan.yaml", "--as-of", "2026-03-06", "--override", "the client wants it"], in: folder)
      #expect(decision.status == 65)
      #expect(decision.errors.contains("Decide as of 2026-03-10 or later"))
    }
  }

  @Test func `opportunities that fall are recorded as a revision with a notice`() throws {
    try withPlannedLooks { folder in
      _ = try check(folder, asOf: "2026-03-10")
      let counts = folder.appending(path: "counts.csv")
      try counts.replace("2026-03-02,question,1400,43", with: "2026-03-02,question,1400,40")
      let revised = try check(folder, asOf: "2026-03-10")
      #expect(revised.status == 0, "\(revised.errors)")
      #expect(
        revised.errors.contains(
          "question had 215 opportunities on 2026-03-10, now 212: deals were un-qualified; what was decided then stays "
            + "recorded."), "\(revised.errors)")
      #expect(try folder.appending(path: "looks.jsonl").text().contains("\"revises\":{\"counts\":["))
    }
  }

  @Test func `missing calls are refused until their reason is recorded`() throws {
    try withPlannedLooks { folder in
      _ = try check(folder, asOf: "2026-03-10")
      let looks = try folder.appending(path: "looks.jsonl").text()
      let report = try folder.appending(path: "reports/reading.html").text()
      try folder.appending(path: "counts.csv").replace("2026-03-02,question,1400,", with: "2026-03-02,question,1380,")
      let refused = try check(folder, asOf: "2026-03-10")
      #expect(refused.status == 65)
      #expect(refused.errors.contains("question had 7000 calls on 2026-03-10, now 6980: rows are missing."))
      #expect(refused.errors.contains("give the whole file"))
      #expect(try folder.appending(path: "reports/reading.html").text() == report)
      #expect(try folder.appending(path: "looks.jsonl").text() == looks)
      let revised = try check(folder, asOf: "2026-03-10", "--revise", "calls of the rehearsal removed")
      #expect(revised.status == 0, "\(revised.errors)")
      #expect(revised.errors.contains("rows were removed; what was decided then stays recorded."))
      #expect(
        try folder.appending(path: "looks.jsonl").text().contains("\"reason\":\"calls of the rehearsal removed\""))
      let again = try check(folder, asOf: "2026-03-10", "--revise", "calls of the rehearsal removed")
      #expect(again.status == 0, "\(again.errors)")
      #expect(try folder.appending(path: "looks.jsonl").text().split(separator: "\n").count == 2)
    }
  }

  @Test func `a revision without a reason, or with nothing to revise, is refused`() throws {
    try withPlannedLooks { folder in
      #expect(try check(folder, asOf: "2026-03-10", "--revise", " ").status == 64)
      #expect(try check(folder, asOf: "2026-03-10", "--revise", "why", "--no-record").status == 64)
      let needless = try check(folder, asOf: "2026-03-10", "--revise", "why")
      #expect(needless.status == 65)
      #expect(needless.errors.contains("no count fell since the last look"))
    }
  }

  @Test(arguments: [
    "{method: anytime}", "{method: fixed}", "{method: group-sequential, looks: weekly}",
    "{method: group-sequential, looks: daily, spending: pocock}",
    "{method: group-sequential, looks: daily, futility: obrien-fleming}",
  ])
  func `a monitoring that changes after the first look is an amendment`(other: String) throws {
    try withPlannedLooks { folder in
      _ = try check(folder, asOf: "2026-03-10")
      let plan = folder.appending(path: "plan.yaml")
      try plan.replace("monitoring: \(Self.planned)", with: "monitoring: \(other)")
      let refused = try check(folder, asOf: "2026-03-11")
      #expect(refused.status == 65)
      #expect(refused.errors.contains("monitoring.") && refused.errors.contains("--amend \"reason\""))
      let amended = try check(folder, asOf: "2026-03-11", "--amend", "looked too often")
      #expect(amended.status == 0, "\(amended.errors)")
      let lock = try folder.appending(path: "lock.json").text()
      #expect(lock.contains("looked too often") && lock.contains("\"path\" : \"monitoring."))
      #expect(lock.contains("\"looksBefore\" : 1"))
    }
  }

  @Test(arguments: [
    (1, "does not follow line 1"), (2, "does not follow line 2"), (3, "was changed after it was recorded"),
  ])
  func `planned looks that were tampered with are reported by line`(line: Int, says: String) throws {
    try withThreeLooks { folder, looks, lines in
      var changed = lines
      changed[line - 1] = changed[line - 1].replacingOccurrences(of: "keep-running", with: "roll-out")
      try #require(changed != lines)
      try changed.map { $0 + "\n" }.joined().write(to: looks)
      let refused = try check(folder, asOf: "2026-03-13")
      #expect(refused.status == 65)
      #expect(refused.errors.contains("line \(min(line + 1, 3)): \(says)"), "\(refused.errors)")
    }
  }

  @Test(arguments: [0, 1, 2])
  func `planned looks that were cut off are missed`(kept: Int) throws {
    try withThreeLooks { folder, looks, lines in
      try lines.prefix(kept).map { $0 + "\n" }.joined().write(to: looks)
      let refused = try check(folder, asOf: "2026-03-13")
      #expect(refused.status == 65)
      #expect(refused.errors.contains("line \(kept + 1): the file ends after"), "\(refused.errors)")
      #expect(refused.errors.contains("lock.json knows 3"))
    }
  }

  private func withThreeLooks(_ body: (URL, URL, [String]) throws -> Void) throws {
    try withPlannedLooks { folder in
      for day in ["10", "11", "12"] { _ = try check(folder, asOf: "2026-03-\(day)") }
      let looks = folder.appending(path: "looks.jsonl")
      let lines = try looks.text().split(separator: "\n").map(String.init)
      try #require(lines.count == 3)
      try body(folder, looks, lines)
    }
  }
}
