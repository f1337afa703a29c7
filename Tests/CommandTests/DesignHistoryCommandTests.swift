import Foundation
import Testing

@Suite("Designing from past calls")
final class DesignHistoryCommandTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let written = try Program.run([
      "simulate", "experiments/half-days/plan.yaml", "--truth", "null", "--seed", "5", "--into", folder.path,
    ])
    try #require(written.status == 0, "\(written.errors)")
  }

  deinit {
    do { try FileManager.default.removeItem(at: folder) } catch { print("left behind: \(folder.path): \(error)") }
  }

  private func design(_ plan: String = "experiments/half-days/plan.yaml", _ arguments: [String]) throws
    -> Program.Outcome
  {
    try Program.run(["design", plan, "--format", "json"] + arguments)
  }

  private var past: [String] {
    [
      "--history", folder.appending(path: "calls.csv").path, "--history-opportunities",
      folder.appending(path: "opportunities.csv").path,
    ]
  }

  @Test func `rate, retries, likeness and delay of the past calls stand beside the plan`() throws {
    let json = try design("experiments/half-days/plan.yaml", past).json()
    let history = try #require(json["history"] as? [String: Any])
    // Calls of the last day are too young: opportunities are known up to the sixth day after it, and the plan waits seven.
    #expect(history["calls"] as? Int == 11_520)
    let rate = try #require(history["rate"] as? Double)
    #expect(rate > 0.025 && rate < 0.035)
    #expect(try #require(history["callsPerLead"] as? Double) > 1.1)
    #expect(history["agents"] as? Int == 16)
    #expect((history["bySlot"] as? [String: Any])?["clusters"] as? Int == 18)
    #expect(history["suppliesBaseline"] as? Bool == false)
    let correlation = (json["structure"] as? [String: Any])?["correlation"] as? [String: Any]
    #expect(correlation?["source"] as? String == "history")
    #expect(try #require(json["command"] as? String).contains("--history"))
  }

  @Test func `the pages say it in both languages`() throws {
    for (language, title) in [("en", "What the past calls say"), ("fr", "Ce que disent les appels passés")] {
      let page = try Program.run(
        ["design", "experiments/half-days/plan.yaml", "--format", "markdown", "--lang", language] + past)
      #expect(page.status == 0 && page.output.contains(title))
    }
  }

  @Test func `past calls without opportunities, without a file, or an option alone are refused with what to do`() throws
  {
    let silent = try design(arguments: Array(past.prefix(2)))
    #expect(silent.status == 65 && silent.errors.contains("--history-opportunities FILE"))
    let missing = try design(arguments: ["--history", "no-such.csv"])
    #expect(missing.status == 66 && missing.errors.contains("no-such.csv: there is no such file"))
    let alone = try design(arguments: ["--history-opportunities", "x.csv"])
    #expect(alone.status == 64 && alone.errors.contains("--history FILE"))
  }

  private func design(arguments: [String]) throws -> Program.Outcome {
    try design("experiments/half-days/plan.yaml", arguments)
  }
}
