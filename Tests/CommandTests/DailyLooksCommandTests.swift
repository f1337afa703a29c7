import Foundation
import Testing

@Suite struct DailyLooksCommandTests {
  @Test func `a test read every evening shows its path, and reading the last day again spends nothing`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "daily-looks-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Program.root.appending(path: "experiments/daily-looks"), to: folder)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    let record = folder.appending(path: "looks.jsonl")
    var spent: [Double] = []
    func read(_ day: Int) throws {
      let date = "2026-03-\(day < 10 ? "0" : "")\(day)"
      let outcome = try Program.run(["check", "plan.yaml", "--as-of", date, "--format", "json"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let reading = try #require(try outcome.json() as? [String: Any])
      let comparison = try #require((reading["comparisons"] as? [[String: Any]])?.first)
      let sequential = try #require(comparison["sequential"] as? [String: Any])
      spent.append(try #require(sequential["alphaSpent"] as? Double))
    }
    for day in 2...15 { try read(day) }
    let looks = try record.text()
    #expect(looks.split(separator: "\n").count == 14)
    try read(15)
    #expect(try record.text() == looks)
    #expect(spent[14] == spent[13])
    #expect(spent == spent.sorted())
    #expect((spent.last ?? 1) <= 0.05)
    let page = try folder.appending(path: "reports/reading.html").text()
    #expect(page.contains("id=\"looks\"") && page.contains("crossed on"))
  }

  @Test func `decide waits for a boundary, and then reports an estimate that allows for all looks`() throws {
    func decide(_ date: String) throws -> [String: Any] {
      let outcome = try Program.run(
        ["decide", "experiments/daily-looks/plan.yaml", "--no-record", "--as-of", date, "--format", "json"])
      return try #require(try outcome.json() as? [String: Any])
    }
    #expect(try decide("2026-03-11")["status"] as? String == "keep-running")
    let verdict = try decide("2026-03-12")
    #expect(verdict["status"] as? String == "roll-out")
    let comparison = try #require((verdict["comparisons"] as? [[String: Any]])?.first)
    let corrected = try #require((comparison["difference"] as? [String: Any])?["estimate"] as? Double)
    let uncorrected = try #require(comparison["uncorrected"] as? [String: Any])
    let plain = try #require((uncorrected["difference"] as? [String: Any])?["estimate"] as? Double)
    #expect(corrected < plain)
  }
}
