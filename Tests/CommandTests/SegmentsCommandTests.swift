import Foundation
import Testing

@Suite struct SegmentsCommandTests {
  @Test func `a script that helps on one list and harms on the other has no winner, and an advice by list`() throws {
    let outcome = try Program.run([
      "decide", "experiments/two-lists/plan.yaml", "--no-record", "--format", "json",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let reading = try outcome.json()
    #expect(reading["status"] as? String == "no-winner")
    let effects = try #require(reading["segmentEffects"] as? [[String: Any]])
    func parts(_ dimension: String) throws -> [[String: Any]] {
      let effect = try #require(effects.first { $0["dimension"] as? String == dimension })
      return try #require(effect["parts"] as? [[String: Any]])
    }
    let lists = try parts("stratum")
    #expect(lists.map { $0["name"] as? String } == ["customers", "purchased"])
    #expect(lists.map { $0["advice"] as? String } == ["challenger", "control"])
    // Weekdays tell nothing: one script for all of them.
    #expect(try parts("weekday").isEmpty)
    // The first screen says it.
    let text = try Program.run(["decide", "experiments/two-lists/plan.yaml", "--no-record"]).output
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("“question” for customers, “pitch” for purchased"))
  }
}
