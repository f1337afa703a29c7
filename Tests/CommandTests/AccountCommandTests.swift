import Foundation
import Testing

@Suite struct AccountCommandTests {
  static let plan = "experiments/many-touches/plan.yaml"

  @Test(arguments: ["variant", "week", "day", "list", "window", "agent"])
  func `an account adds up to the cent by every division`(division: String) throws {
    let json = try Program.run(["indicators", Self.plan, "--by", division, "--format", "json"]).json()
    let parts = try #require(json["parts"] as? [[String: Any]])
    let total = try #require(json["total"] as? [String: Any])
    let cost = try #require(total["cost"] as? Double)
    #expect(abs(parts.compactMap { $0["cost"] as? Double }.reduce(0, +) - cost) < 0.005)
    let costs = try #require(json["costs"] as? [[String: Any]])
    #expect(abs(costs.compactMap { $0["total"] as? Double }.reduce(0, +) - cost) < 0.005)
    #expect(parts.compactMap { $0["calls"] as? Int }.reduce(0, +) == total["calls"] as? Int)
  }

  @Test(arguments: ["text", "markdown", "html"], ["en", "fr"])
  func `an account is printed in every format and language`(format: String, language: String) throws {
    let outcome = try Program.run(["indicators", Self.plan, "--by", "week", "--format", format, "--lang", language])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(language == "en" ? "line by line" : "ligne à ligne"))
  }

  @Test func `a call log alone is explained by week, with costs as flags`() throws {
    let folder = "experiments/many-touches"
    let json = try Program.run([
      "indicators", "--calls-file", "\(folder)/calls.csv", "--opportunities-file", "\(folder)/opportunities.csv",
      "--cost", "4000", "--opportunity-to-sale", "30%", "--sale-value", "1200", "--by", "week", "--format", "json",
    ]).json()
    let total = try #require(json["total"] as? [String: Any])
    #expect(total["cost"] as? Double == 4000)
    #expect(total["calls"] as? Int == 2400)
    #expect((json["parts"] as? [Any])?.count == 2)
  }

  @Test func `a variant without a cost is named on the first screen`() throws {
    try Program.temporaryFolder { folder in
      let source = Program.root.appending(path: "experiments/dear-winner")
      try FileManager.default.copyItem(
        at: source.appending(path: "counts.csv"), to: folder.appending(path: "counts.csv"))
      let plan = try source.appending(path: "plan.yaml").text()
      func write(_ text: String) throws {
        try text.write(to: folder.appending(path: "plan.yaml"), atomically: true, encoding: .utf8)
      }
      func words(_ arguments: [String]) throws -> String {
        let outcome = try Program.run(arguments, in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }
      try write(plan.replacing("  - {item: agents and telephony, amount: 0.40, per: call}\n", with: ""))
      for arguments in [["indicators", "plan.yaml"], ["decide", "plan.yaml", "--no-record"]] {
        #expect(try words(arguments).contains("“pitch” bears no cost at all"))
      }
      let costs = plan.split(separator: "\n").filter { !$0.contains("per: call") && $0 != "costs:" }
      try write(costs.joined(separator: "\n") + "\n")
      let without = try words(["indicators", "plan.yaml"])
      #expect(without.contains("No cost is stated") && !without.contains("€0.00 to €0.00"))
    }
  }

  @Test func `totals beside a plan are refused`() throws {
    let outcome = try Program.run(["indicators", Self.plan, "--cost", "4000"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("--cost says what the plan or the files tell already"))
  }

  @Test func `a reading shows what the phone is credited with under each rule`() throws {
    let json = try Program.run(["check", Self.plan, "--no-record", "--format", "json"]).json()
    let attribution = try #require(json["attribution"] as? [String: Any])
    let rules = try #require(attribution["rules"] as? [[String: Any]])
    #expect(rules.compactMap { $0["rule"] as? String } == ["first", "last", "linear", "time-decay", "position-based"])
    let attributed = try #require((attribution["attributed"] as? [String: Any])?["revenue"] as? Double)
    for rule in rules {
      let channels = try #require(rule["byChannel"] as? [String: Double])
      #expect(abs(channels.values.reduce(0, +) - attributed) < 1e-6)
    }
    #expect((attribution["sentence"] as? String)?.contains("depends on the rule") == true)
    #expect(try ReadingSchemaTests.faults(of: json) == [])
  }
}
