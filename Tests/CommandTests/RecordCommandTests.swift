import Foundation
import Testing

@Suite struct RecordCommandTests {
  @Test func `a look is written down once for the same data`() throws {
    try SmallExperiment.run { folder in
      let first = try Program.run(["check", "plan.yaml"], in: folder)
      #expect(first.status == 0, "\(first.errors)")
      let looks = folder.appending(path: "looks.jsonl")
      let written = try looks.text()
      #expect(written.split(separator: "\n").count == 1)
      _ = try Program.run(["check", "plan.yaml"], in: folder)
      #expect(try looks.text() == written)
      #expect(try folder.appending(path: "reports/reading.html").text().contains("Keep running"))
    }
  }

  @Test func `a plan that changes after the first look is refused with the difference until amended`() throws {
    try SmallExperiment.run { folder in
      _ = try Program.run(["check", "plan.yaml"], in: folder)
      let plan = folder.appending(path: "plan.yaml")
      try plan.replace("within: 3d", with: "within: 2d")
      let refused = try Program.run(["check", "plan.yaml"], in: folder)
      #expect(refused.status == 65)
      #expect(refused.errors.contains("goal.within") && refused.errors.contains("--amend"))
      let amended = try Program.run(["check", "plan.yaml", "--amend", "sales qualify faster"], in: folder)
      #expect(amended.status == 0, "\(amended.errors)")
      #expect(try folder.appending(path: "lock.json").text().contains("sales qualify faster"))
      // Pages tell it: why, what, and after how many looks.
      let decided = try Program.run(["decide", "plan.yaml", "--no-record", "--format", "json"], in: folder)
      let provenance = try #require(try decided.json()["provenance"] as? [String: Any])
      let amendment = try #require((provenance["amendments"] as? [[String: Any]])?.first)
      #expect(amendment["reason"] as? String == "sales qualify faster")
      #expect(amendment["paths"] as? [String] == ["goal.within"] && amendment["looksBefore"] as? Int == 1)
      #expect(provenance["version"] as? String != nil && provenance["lockedOn"] as? String != nil)
      let fingerprint = try #require(provenance["dataFingerprint"] as? String)
      #expect(try folder.appending(path: "looks.jsonl").text().contains(fingerprint))
      let page = try Program.run(["decide", "plan.yaml", "--no-record", "--format", "html"], in: folder).output
      #expect(page.contains("sales qualify faster") && page.contains(fingerprint.prefix(12)))
      #expect(!page.contains("is not locked"))
      let verified = try Program.run(["verify", "plan.yaml"], in: folder)
      #expect(verified.output.contains("sales qualify faster"))
    }
  }

  @Test func `costs may change and are not refused`() throws {
    try SmallExperiment.run { folder in
      _ = try Program.run(["start", "plan.yaml"], in: folder)
      let plan = folder.appending(path: "plan.yaml")
      try plan.replace("amount: 2600", with: "amount: 2700")
      #expect(try Program.run(["check", "plan.yaml"], in: folder).status == 0)
    }
  }

  @Test func `a tampered look is reported by its line`() throws {
    try SmallExperiment.run { folder in
      _ = try Program.run(["check", "plan.yaml"], in: folder)
      let looks = folder.appending(path: "looks.jsonl")
      try looks.replace("keep-running", with: "roll-out")
      try SmallExperiment.counts(question: 61).write(to: folder.appending(path: "counts.csv"))
      let outcome = try Program.run(["check", "plan.yaml"], in: folder)
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("looks.jsonl"))
    }
  }

  @Test func `two checks at the same time both end well and leave one whole record`() throws {
    try SmallExperiment.run { folder in
      let done = DispatchGroup()
      let statuses = Statuses()
      for _ in 0..<2 {
        DispatchQueue.global().async(group: done) {
          let status = Result { try Program.run(["check", "plan.yaml"], in: folder).status }
          statuses.add(status)
        }
      }
      done.wait()
      for status in statuses.all {
        let code = try status.get()
        #expect(code == 0)
      }
      #expect(try folder.appending(path: "looks.jsonl").text().split(separator: "\n").count == 1)
      #expect(try Program.run(["check", "plan.yaml"], in: folder).status == 0)
    }
  }

  private final class Statuses: @unchecked Sendable {
    private let lock = NSLock()
    private var kept: [Result<Int32, any Error>] = []
    var all: [Result<Int32, any Error>] { lock.withLock { kept } }
    func add(_ status: Result<Int32, any Error>) { lock.withLock { kept.append(status) } }
  }

  @Test(arguments: [
    ("2026-03-10", 0, 60), ("2026-03-18", 10, 60), ("2026-03-18", 11, 42), ("2026-03-18", 11, 25),
  ])
  func `exit codes tell scripts what a check concluded`(asOf: String, status: Int32, question: Int) throws {
    try SmallExperiment.run { folder in
      try SmallExperiment.counts(question: question).write(to: folder.appending(path: "counts.csv"))
      let outcome = try Program.run(
        ["check", "plan.yaml", "--as-of", asOf, "--exit-code", "--no-record"], in: folder)
      #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
    }
  }

  @Test func `unhealthy data exit with 12 and name the check`() throws {
    try SmallExperiment.run { folder in
      let file = folder.appending(path: "counts.csv")
      try file.replace("question,1400,60,1400", with: "question,1200,60,1200")
      let outcome = try Program.run(
        ["check", "plan.yaml", "--as-of", "2026-03-18", "--exit-code", "--no-record"], in: folder)
      #expect(outcome.status == 12)
      #expect(outcome.output.contains("Mend the data first"))
    }
  }

  @Test func `an unwritable report is refused and nothing stands half-written`() throws {
    try SmallExperiment.run { folder in
      try "in the way".write(to: folder.appending(path: "reports"))
      let outcome = try Program.run(["check", "plan.yaml"], in: folder)
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("reports"))
      #expect(try folder.appending(path: "reports").text() == "in the way")
    }
  }

  @Test func `missing input is 66 and a bad plan 65 with every fault at once`() throws {
    try SmallExperiment.run { folder in
      #expect(try Program.run(["check", "nowhere.yaml"], in: folder).status == 66)
      try FileManager.default.removeItem(at: folder.appending(path: "counts.csv"))
      let missing = try Program.run(["check", "plan.yaml", "--no-record"], in: folder)
      #expect(missing.status == 66)
      #expect(missing.errors.contains("counts.csv"))
      let plan = folder.appending(path: "plan.yaml")
      try plan.replace("role: control", with: "rolle: control")
      try plan.replace("baseline: 3 %", with: "baseline: 3")
      let faults = try Program.run(["check", "plan.yaml"], in: folder)
      #expect(faults.status == 65)
      #expect(
        faults.errors.contains("rolle") && faults.errors.contains("role") && faults.errors.contains("goal.baseline"))
    }
  }

  @Test func `an interrupted simulation exits with 130 and leaves no file`() throws {
    try SmallExperiment.run { folder in
      let process = Process()
      process.executableURL = Program.executable
      process.currentDirectoryURL = folder
      process.arguments = ["simulate", "plan.yaml", "--truth", "null", "--calls", "5000000", "--into", "big"]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      Thread.sleep(forTimeInterval: 1)
      process.interrupt()
      process.waitUntilExit()
      #expect(process.terminationStatus == 130)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 == "big" }
      let files = try left.flatMap {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: $0).path)
      }
      #expect(!files.contains { $0.hasSuffix(".csv") })
    }
  }

  @Test func `new writes a plan that designs, and asks again after a slip`() throws {
    try Program.temporaryFolder { folder in
      #expect(try Program.run(["new", "plain"], in: folder).status == 0)
      let plan = "experiments/plain/plan.yaml"
      let design = try Program.run(["design", plan], in: folder)
      #expect(design.status == 0, "\(design.errors)")
      #expect(try Program.run(["new", "plain"], in: folder).status == 65)
      let answers = "Does a question beat the pitch?\n2026-03-02\n40 x 80\nthree\n3\n+20 %\n7d\n0.9\n12.5, 1200, 400\n"
      let asked = try Program.run(["new", "asked", "--ask"], in: folder, input: answers)
      #expect(asked.status == 0, "\(asked.errors)")
      #expect(try Program.run(["design", "experiments/asked/plan.yaml"], in: folder).status == 0)
      let cut = try Program.run(["new", "cut", "--ask"], in: folder, input: "Why?\n")
      #expect(cut.status == 66)
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "experiments/cut").path))
    }
  }
}
