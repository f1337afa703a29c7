import Foundation
import Testing

@Suite("Designs that fit a floor, on the examples")
struct FloorDesignCommandTests {
  private func decision(_ name: String) throws -> [String: Any] {
    try Program.run([
      "decide", "experiments/\(name)/plan.yaml", "--as-of", "2026-03-22", "--no-record", "--format", "json",
    ]).json()
  }

  @Test(arguments: ["half-days", "agents-cross-over"])
  func `the schedule is drawn again, and a test of independent calls stands beside it`(name: String) throws {
    let json = try decision(name)
    #expect(json["status"] as? String == "roll-out" && json["winner"] as? String == "question")
    let comparison = try #require((json["comparisons"] as? [[String: Any]])?.first)
    #expect(comparison["method"] as? String == "slot-randomisation")
    let p = try #require(comparison["p"] as? Double)
    let naive = try #require((comparison["naive"] as? [String: Any])?["p"] as? Double)
    #expect(p < 0.05)
    // Half-days differ more than calls; agents who use both scripts are compared with themselves.
    #expect(name == "agents-cross-over" || naive < p)
    #expect(comparison["alwaysValid"] is NSNull)
  }

  @Test(arguments: ["half-days", "agents-cross-over"])
  func `schedule and calls follow from the plan, line by line`(name: String) throws {
    let folder = "experiments/\(name)"
    let outcome = try Program.run(["verify", "\(folder)/plan.yaml", "\(folder)/calls.csv"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("nothing differs"))
  }

  @Test func `the published schedule meets every weekday and half-day with both scripts`() throws {
    let file = Program.root.appending(path: "experiments/half-days/schedule.csv")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").map(String.init)
    }
    #expect(rows.count == 20)
    // The same weekday and half-day, a week later, has the other script; each week has as many of both.
    for (first, second) in zip(rows.prefix(10), rows.suffix(10)) {
      #expect(first[1] == second[1] && first.last != second.last)
    }
    #expect(rows.prefix(10).count { $0.last == "pitch" } == 5)
  }
}
