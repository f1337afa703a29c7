import Foundation
import Testing

@Suite struct RealExperimentCommandTests {
  static func reading(_ plan: String, _ command: String = "check") throws -> [String: Any] {
    try Program.run([command, "experiments/\(plan)/plan.yaml", "--format", "json", "--no-record"]).json()
  }

  static func comparison(_ json: [String: Any], _ variant: String) throws -> [String: Any] {
    let all = try #require(json["comparisons"] as? [[String: Any]])
    return try #require(all.first { $0["variant"] as? String == variant })
  }

  @Test func `New Haven batch 1 has no winner, though one raw p is under 5 %`() throws {
    let json = try Self.reading("new-haven-1998/batch-1")
    #expect(json["status"] as? String == "no-winner")
    let civic = try Self.comparison(json, "civic")
    #expect(abs(try #require(civic["p"] as? Double) - 0.0255) < 0.0001)
    #expect(abs(try #require(civic["pAdjusted"] as? Double) - 0.0509) < 0.0003)
  }

  @Test func `the report carries the note on two-voter households`() throws {
    let html = try Program.run(
      ["check", "experiments/new-haven-1998/batch-1/plan.yaml", "--format", "html", "--no-record"])
    #expect(html.output.contains("Two-voter households"))
  }

  @Test func `Odisha is compared within waves and its shares are those of each wave`() throws {
    let json = try Self.reading("odisha-2019")
    let message = try Self.comparison(json, "morning-1h")
    // Cochran–Mantel–Haenszel by wave: chi-square 8.533, p = 0.0035.
    #expect(message["method"] as? String == "stratified-score")
    #expect(abs(try #require(message["p"] as? Double) - 0.0035) < 0.00005)
    let health = try #require(json["health"] as? [[String: Any]])
    let ratio = try #require(health.first { $0["check"] as? String == "sample-ratio" })
    #expect(ratio["status"] as? String == "pass", "\(ratio)")
  }

  @Test(arguments: [
    "new-haven-1998/batch-1", "new-haven-1998/batch-2", "odisha-2019",
  ])
  func `reports are what the commands write, byte for byte`(experiment: String) throws {
    for format in ["html", "json"] {
      let written = try Program.root.appending(path: "reports/\(experiment)/decision.\(format)").text()
      let now = try Program.run(
        ["decide", "experiments/\(experiment)/plan.yaml", "--no-record", "--format", format])
      #expect(now.output == written)
    }
  }

  /// The shares that Kasy & Sautmann (2021) called with, rounded to whole phone numbers, follow from the results before.
  @Test func `the shares of Odisha's waves are rebuilt from the waves before them`() throws {
    let json = try Program.run(["waves", "experiments/odisha-2019/plan.yaml", "--format", "json"]).json()
    let waves = try #require(json["waves"] as? [[String: Any]])
    #expect(waves.count == 15 && waves.last?["wave"] is NSNull)
    for wave in waves.dropLast() {
      for arm in try #require(wave["arms"] as? [[String: Any]]) {
        let planned = try #require(arm["planned"] as? Double)
        let sampled = try #require(arm["sampled"] as? Double)
        #expect(abs(planned - sampled) < 0.01, "\(wave["wave"] ?? "") \(arm["variant"] ?? "")")
      }
    }
  }
}
