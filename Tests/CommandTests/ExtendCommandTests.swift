import Foundation
import Testing

@Suite struct ExtendCommandTests {
  private static let planned = "{method: group-sequential, looks: daily, spending: obrien-fleming}"

  @Test func `a test that was not looked at lasts longer, and every command sees it`() throws {
    try SmallExperiment.run(question: 42) { folder in
      let plan = try folder.appending(path: "plan.yaml").text()
      _ = try Program.run(["start", "plan.yaml"], in: folder)
      let extended = try Program.run(
        ["extend", "plan.yaml", "--days", "7", "--as-of", "2026-03-01", "--reason", "two agents on leave"], in: folder)
      #expect(extended.status == 0, "\(extended.errors)")
      #expect(
        extended.output
          == "small now lasts 21 days: the last day of calls is 2026-03-22, the day of the decision 2026-03-25. "
          + "No look was recorded before: all of the error stays for the one test at the new end.\n")
      #expect(try folder.appending(path: "plan.yaml").text() == plan)
      #expect(try folder.appending(path: "lock.json").text().contains("two agents on leave"))
      let checked = try Program.run(["check", "plan.yaml", "--as-of", "2026-03-18", "--format", "json"], in: folder)
      #expect(try checked.json()["status"] as? String == "keep-running", "\(checked.errors)")
      let marks = try #require(try checked.json()["pathMarks"] as? [[String: Any]])
      #expect(marks.contains { $0["kind"] as? String == "extended" && $0["days"] as? Int == 7 }, "\(marks)")
      let decided = try Program.run(
        ["decide", "plan.yaml", "--as-of", "2026-03-25", "--format", "json", "--no-record"], in: folder)
      #expect(try decided.json()["status"] as? String != "keep-running", "\(decided.errors)")
    }
  }

  @Test func `a fixed test that was looked at is not made longer`() throws {
    try SmallExperiment.run { folder in
      _ = try Program.run(["check", "plan.yaml", "--as-of", "2026-03-10"], in: folder)
      let lock = try folder.appending(path: "lock.json").text()
      let refused = try Program.run(["extend", "plan.yaml", "--days", "7", "--reason", "more calls"], in: folder)
      #expect(refused.status == 65)
      #expect(refused.errors.contains("looked at on 2026-03-10"))
      #expect(refused.errors.contains("let it end and decide on 2026-03-18"))
      #expect(try folder.appending(path: "lock.json").text() == lock)
    }
  }

  @Test func `planned looks keep what they spent, until the day of the decision`() throws {
    try SmallExperiment.run(monitoring: Self.planned, question: 43) { folder in
      _ = try Program.run(["check", "plan.yaml", "--as-of", "2026-03-10"], in: folder)
      let arguments = ["extend", "plan.yaml", "--days", "7", "--reason", "two agents on leave"]
      let extended = try Program.run(arguments, in: folder)
      #expect(extended.status == 0, "\(extended.errors)")
      #expect(extended.output.contains("The error spent by 2026-03-10 stays spent"))
      #expect(extended.output.contains("was not decided for the results seen"))
      let lock = try folder.appending(path: "lock.json").text()
      let again = try Program.run(arguments, in: folder)
      #expect(again.status == 0 && again.output == extended.output)
      #expect(again.errors.contains("recorded already"))
      #expect(try folder.appending(path: "lock.json").text() == lock)
      let last = try Program.run(["check", "plan.yaml", "--as-of", "2026-03-25"], in: folder)
      #expect(last.status == 0, "\(last.errors)")
      let refused = try Program.run(
        ["extend", "plan.yaml", "--days", "7", "--reason", "still not significant"], in: folder)
      #expect(refused.status == 65)
      #expect(refused.errors.contains("plan a new test"))
    }
  }

  @Test func `an any-time test is made longer whenever one likes`() throws {
    try SmallExperiment.run(monitoring: "{method: anytime}", question: 43) { folder in
      _ = try Program.run(["check", "plan.yaml", "--as-of", "2026-03-18"], in: folder)
      let extended = try Program.run(
        ["extend", "plan.yaml", "--days", "7", "--reason", "list not called up"], in: folder)
      #expect(extended.status == 0, "\(extended.errors)")
      #expect(extended.output.contains("Any-time readings stay valid"))
    }
  }

  @Test func `a test that ends by calls takes more calls`() throws {
    try SmallExperiment.run(length: "calls: 28000", monitoring: Self.planned, question: 43) { folder in
      _ = try Program.run(["start", "plan.yaml"], in: folder)
      let days = try Program.run(
        ["extend", "plan.yaml", "--days", "7", "--as-of", "2026-03-01", "--reason", "why"], in: folder)
      #expect(days.status == 65)
      #expect(days.errors.contains("name more calls, as in --calls 5000"))
      let calls = try Program.run(
        ["extend", "plan.yaml", "--calls", "5000", "--as-of", "2026-03-01", "--reason", "why"], in: folder)
      #expect(calls.status == 0, "\(calls.errors)")
      #expect(calls.output.hasPrefix("small now ends after 33000 calls."))
    }
  }

  @Test(arguments: [
    (["--reason", "why"], "Name what is added"),
    (["--days", "7", "--calls", "5", "--reason", "why"], "Name what is added"),
    (["--days", "0", "--reason", "why"], "--days is 0"), (["--calls", "0", "--reason", "why"], "--calls is 0"),
    (["--days", "7", "--reason", " "], "--reason is empty"), (["--days", "7"], "--reason"),
    (["--days", "7", "--reason", "why", "--as-of", "yesterday"], "--as-of"),
  ])
  func `what cannot be meant is a usage fault`(arguments: [String], says: String) throws {
    try SmallExperiment.run { folder in
      let refused = try Program.run(["extend", "plan.yaml"] + arguments, in: folder)
      #expect(refused.status == 64)
      #expect(refused.errors.contains(says), "\(refused.errors)")
    }
  }

  @Test func `a test that has not started, and a day that is not named, say what to do`() throws {
    try SmallExperiment.run { folder in
      let early = try Program.run(["extend", "plan.yaml", "--days", "7", "--reason", "why"], in: folder)
      #expect(early.status == 65)
      #expect(early.errors.contains("start it with `hooktest start PLAN`"))
      _ = try Program.run(["start", "plan.yaml"], in: folder)
      let undecided = try Program.run(["extend", "plan.yaml", "--days", "7", "--reason", "why"], in: folder)
      #expect(undecided.status == 65)
      #expect(undecided.errors.contains("name the last day whose results are known, as in --as-of 2026-03-06"))
    }
  }

  @Test func `a renamed plan keeps its extension once the name is amended`() throws {
    try SmallExperiment.run(monitoring: "{method: anytime}", question: 43) { folder in
      _ = try Program.run(["start", "plan.yaml"], in: folder)
      _ = try Program.run(
        ["extend", "plan.yaml", "--days", "7", "--as-of", "2026-03-01", "--reason", "why"], in: folder)
      try folder.appending(path: "plan.yaml").replace("name: small", with: "name: renamed")
      let checked = try Program.run(
        ["check", "plan.yaml", "--as-of", "2026-03-18", "--amend", "a better name", "--format", "json"], in: folder)
      #expect(checked.status == 0, "\(checked.errors)")
      let extended = try Program.run(
        ["extend", "plan.yaml", "--days", "1", "--reason", "one more"], in: folder)
      #expect(extended.output.hasPrefix("renamed now lasts 22 days"), "\(extended.errors)")
    }
  }

  @Test func `the example of the help works as pasted`() throws {
    try Program.temporaryFolder { folder in
      let source = Program.root.appending(path: "experiments/daily-looks")
      let copy = folder.appending(path: "experiments/daily-looks")
      try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
      for file in ["plan.yaml", "counts.csv"] {
        try FileManager.default.copyItem(at: source.appending(path: file), to: copy.appending(path: file))
      }
      let help = try Program.run(["extend", "--help"]).output
      let words = help.split { $0.isWhitespace || $0 == "\\" }.joined(separator: " ")
      let example = try #require(words.components(separatedBy: "Example: ").dropFirst().first)
      let commands = example.components(separatedBy: "hooktest ").dropFirst().prefix(2)
      #expect(commands.count == 2)
      for command in commands {
        let line = command.components(separatedBy: " USAGE:")[0]
        let quoted = line.components(separatedBy: "\"")
        let arguments = quoted.enumerated().flatMap { part in
          part.offset.isMultiple(of: 2) ? part.element.split(separator: " ").map(String.init) : [part.element]
        }
        let outcome = try Program.run(arguments, in: folder)
        #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
      }
      #expect(try copy.appending(path: "lock.json").text().contains("two agents on leave"))
    }
  }
}
