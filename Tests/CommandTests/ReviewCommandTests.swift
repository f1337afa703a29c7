import Foundation
import Testing

@Suite("hooktest review")
struct ReviewCommandTests {
  private static let plan = "experiments/late-sales/plan.yaml"

  private func review(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(["review", Self.plan, "--no-record", "--format", "json"] + arguments)
  }

  @Test(arguments: [["--at", "30d", "--as-of", "2026-04-15"], ["--at", "90d", "--as-of", "2026-06-15"]])
  func `the example is reviewed, and what is printed is what the schema names`(arguments: [String]) throws {
    let json = try review(arguments).json()
    let file = Program.root.appending(path: "Sources/Report/review.schema.json")
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    let required = try #require(schema["required"] as? [String])
    #expect(Set(json.keys) == Set(required))
    let arms = try #require(json["variants"] as? [[String: Any]])
    #expect(arms.compactMap { $0["calls"] as? Int }.reduce(0, +) == 12_000)
  }

  @Test func `without a sales file the review says which option names one`() throws {
    try Program.temporaryFolder { folder in
      let source = Program.root.appending(path: "experiments/late-sales")
      for name in ["calls.csv", "opportunities.csv"] {
        try FileManager.default.copyItem(at: source.appending(path: name), to: folder.appending(path: name))
      }
      let plan = try String(contentsOf: source.appending(path: "plan.yaml"), encoding: .utf8)
      try plan.replacing("  sales: sales.csv\n", with: "").write(
        to: folder.appending(path: "plan.yaml"), atomically: true, encoding: .utf8)
      let outcome = try Program.run(["review", "plan.yaml", "--at", "30d"], in: folder)
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("--sales FILE"))
    }
  }

  @Test func `a sale before its call and the same sale twice are named, and change no figure`() throws {
    try Program.temporaryFolder { folder in
      let source = Program.root.appending(path: "experiments/late-sales")
      let sales = try String(contentsOf: source.appending(path: "sales.csv"), encoding: .utf8)
      let lines = sales.split(separator: "\n").map(String.init)
      var early = lines[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      early[0] = "S999999999"
      early[3] = "2026-01-05"
      let file = folder.appending(path: "sales.csv")
      try (lines + [lines[2], early.joined(separator: ",")]).joined(separator: "\n").write(
        to: file, atomically: true, encoding: .utf8)
      let plain = try review(["--at", "90d", "--as-of", "2026-06-15"]).json()
      let messy = try review(["--at", "90d", "--as-of", "2026-06-15", "--sales", file.path]).json()
      let intake = try #require(messy["intake"] as? [String: Any])
      #expect(intake["duplicate-sale"] as? Int == 1)
      let examples = try #require(messy["intakeExamples"] as? [String: [String: Any]])
      #expect(examples["duplicate-sale"]?["line"] as? Int == lines.count + 1)
      #expect(examples["sale-unattributed"]?["id"] as? String == "S999999999")
      #expect((intake["sale-unattributed"] as? Int ?? 0) >= 1)
      #expect(try Self.text(plain["gains"]) == Self.text(messy["gains"]))
    }
  }

  /// A part of an answer as text with sorted keys.
  private static func text(_ part: Any?) throws -> String {
    let data = try JSONSerialization.data(withJSONObject: try #require(part), options: [.sortedKeys])
    return String(decoding: data, as: UTF8.self)
  }

  @Test func `a past campaign says how late sales come, and needs both of its files`() throws {
    let past = [
      "--history-calls", "experiments/late-sales/calls.csv", "--history-sales", "experiments/late-sales/sales.csv",
    ]
    let json = try review(
      ["--at", "30d", "--as-of", "2026-04-02"] + past
        + ["--history-opportunities", "experiments/late-sales/opportunities.csv"]
    ).json()
    let arms = try #require(json["variants"] as? [[String: Any]])
    #expect(arms.first?["delays"] as? String == "history")
    #expect(try review(["--at", "30d", "--history-calls", "calls.csv"]).status == 64)
  }

  @Test func `a roll-out is assigned beside its hold-out and reviewed with it`() throws {
    try Program.temporaryFolder { folder in
      let source = Program.root.appending(path: "experiments/late-sales")
      for name in ["opportunities.csv", "sales.csv"] {
        try FileManager.default.copyItem(at: source.appending(path: name), to: folder.appending(path: name))
      }
      let plan = try String(contentsOf: source.appending(path: "plan.yaml"), encoding: .utf8)
      let rolledOut = plan.replacing(
        "months: 6}", with: "months: 6, script: question, starts: 2026-04-01, hold-out: 20 %}")
      try rolledOut.write(to: folder.appending(path: "plan.yaml"), atomically: true, encoding: .utf8)
      // Leads that are called in April, each with the script that its assignment says.
      let leads = (0..<5_000).map { "R\($0)" }
      try ("lead_id\n" + leads.joined(separator: "\n")).write(
        to: folder.appending(path: "new.csv"), atomically: true, encoding: .utf8)
      let assigned = try Program.run(["assign", "plan.yaml", "new.csv", "--rollout"], in: folder)
      #expect(assigned.status == 0, "\(assigned.errors)")
      let rows = try folder.appending(path: "rollout.csv").text().split(separator: "\n").dropFirst()
      let heldOut = rows.count { $0.hasSuffix(",pitch") || $0.contains(",pitch,") }
      #expect(rows.count == 5_000 && abs(heldOut - 1_000) < 120)
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "lock.json").path))
      var calls = try source.appending(path: "calls.csv").text()
      let columns = calls.prefix { $0 != "\n" }.split(separator: ",").count
      for (index, lead) in leads.enumerated() {
        let day = index % 10 + 1
        calls +=
          "R\(index),\(lead),2026-04-\(day < 10 ? "0" : "")\(day)T10:00:00"
          + String(repeating: ",", count: columns - 3) + "\n"
      }
      try calls.write(to: folder.appending(path: "calls.csv"), atomically: true, encoding: .utf8)
      let outcome = try Program.run(
        ["review", "plan.yaml", "--at", "90d", "--as-of", "2026-07-20", "--format", "json", "--no-record"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let rollout = try #require(try outcome.json()["rollout"] as? [String: Any])
      #expect(rollout["isSplitAsPlanned"] as? Bool == true)
      let arms = try #require(rollout["variants"] as? [[String: Any]])
      #expect(arms.compactMap { $0["calls"] as? Int } == [heldOut, 5_000 - heldOut])
      #expect(rollout["outcome"] as? String == "undecided")
    }
  }

  @Test func `the example of a roll-out beside its hold-out is confirmed, and its calls fail no check of the test`()
    throws
  {
    let outcome = try Program.run([
      "review", "experiments/held-out/plan.yaml", "--at", "90d", "--as-of", "2026-06-20", "--format", "json",
      "--no-record",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let review = try outcome.json()
    #expect(review["outcome"] as? String == "confirmed")
    #expect((review["rollout"] as? [String: Any])?["outcome"] as? String == "confirmed")
    let reading = try Program.run([
      "check", "experiments/held-out/plan.yaml", "--as-of", "2026-06-20", "--format", "json", "--no-record",
    ])
    let health = try #require(try reading.json()["health"] as? [[String: Any]])
    #expect(!health.isEmpty && !health.contains { $0["status"] as? String == "fail" })
  }

  @Test func `rows of a roll-out that cannot be used go beside those of the test`() throws {
    try Program.temporaryFolder { folder in
      let source = Program.root.appending(path: "experiments/held-out")
      for name in ["plan.yaml", "opportunities.csv", "sales.csv"] {
        try FileManager.default.copyItem(at: source.appending(path: name), to: folder.appending(path: name))
      }
      var calls = try source.appending(path: "calls.csv").text()
      // Each reading refuses a call without a variant only where it counts it.
      calls += "early,early,2026-02-03T10:00:00,,true,10\nlate,late,2026-03-10T10:00:00,,true,10\n"
      try calls.write(to: folder.appending(path: "calls.csv"), atomically: true, encoding: .utf8)
      let outcome = try Program.run(
        ["review", "plan.yaml", "--at", "90d", "--as-of", "2026-06-20", "--no-record"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let (ofTest, ofRollout) = (
        try folder.appending(path: "rejects.csv").text(), try folder.appending(path: "rejects-rollout.csv").text()
      )
      #expect(ofTest.contains("early") && !ofTest.contains("late"))
      #expect(ofRollout.contains("late") && !ofRollout.contains("early"))
    }
  }

  @Test func `a decision against the reading is told by the review, also after further looks`() throws {
    try Program.temporaryFolder { folder in
      let source = Program.root.appending(path: "experiments/late-sales")
      for name in ["plan.yaml", "calls.csv", "opportunities.csv", "sales.csv"] {
        try FileManager.default.copyItem(at: source.appending(path: name), to: folder.appending(path: name))
      }
      func run(_ arguments: [String]) throws -> Program.Outcome {
        let outcome = try Program.run(arguments, in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome
      }
      _ = try run(["decide", "plan.yaml", "--as-of", "2026-03-25", "--override", "the client wants the pitch"])
      _ = try run(["check", "plan.yaml", "--as-of", "2026-03-27"])
      let review = ["review", "plan.yaml", "--at", "30d", "--as-of", "2026-04-15", "--no-record"]
      #expect(try run(review + ["--format", "json"]).json()["override"] as? String == "the client wants the pitch")
      #expect(try run(review).output.contains("the client wants the pitch"))
    }
  }

  @Test func `data with touches have one fingerprint, read again`() throws {
    let arguments = ["decide", "experiments/many-touches/plan.yaml", "--no-record", "--format", "json"]
    let prints = try (0..<3).map { _ in
      try #require((try Program.run(arguments).json()["provenance"] as? [String: Any])?["dataFingerprint"] as? String)
    }
    #expect(Set(prints).count == 1)
  }

  @Test func `a roll-out that the plan does not state is not assigned`() throws {
    let outcome = try Program.run(["assign", Self.plan, "leads.csv", "--rollout"])
    #expect(outcome.status == 65 && outcome.errors.contains("hold-out: 10 %"))
  }

  @Test func `an age that does not exist is refused`() throws {
    #expect(try review(["--at", "45d"]).status == 64)
  }

  @Test func `the first table is the one that the sentence is about`() throws {
    let text = try Program.run(
      ["review", "experiments/held-out/plan.yaml", "--at", "90d", "--as-of", "2026-06-20", "--no-record"]
    ).output
    let rollout = try #require(text.range(of: "3,537")).lowerBound
    let test = try #require(text.range(of: "During the test")).lowerBound
    #expect(rollout < test && text[test...].contains("6,094"))
  }

  @Test func `an earlier forecast that could not be made is said below, without advice to wait`() throws {
    let text = try Program.run(
      ["review", "experiments/spring-hook/plan.yaml", "--at", "90d", "--as-of", "2026-07-08", "--no-record"]
    ).output
    #expect(text.contains("No forecast could be made on 12 April 2026:") && !text.contains("Wait,"))
  }
}
