import Foundation
import Testing

@Suite struct AdaptiveCommandTests {
  private static let rule =
    "method: waves, by: [wave], seed: s1, shares: shares.csv, adaptive: {rule: thompson, floor: 10 %}"

  /// Counts of a first day in which question does better.
  private static let counts = """
    date,variant,stratum,calls,opportunities
    2026-03-02,pitch,2026-03-02,400,12
    2026-03-02,question,2026-03-02,400,19
    2026-03-03,pitch,2026-03-03,400,12
    2026-03-03,question,2026-03-03,400,12
    2026-03-04,pitch,2026-03-04,400,12
    2026-03-04,question,2026-03-04,400,12
    2026-03-05,pitch,2026-03-05,400,12
    2026-03-05,question,2026-03-05,400,12

    """

  private func run(_ arguments: String, in folder: URL) throws -> Program.Outcome {
    try Program.run(arguments.split(separator: " ").map(String.init), in: folder)
  }

  @Test func `nothing is written unasked, and what was written is never changed`() throws {
    try DesignedExperiment.run(Self.rule) { folder in
      let shares = folder.appending(path: "shares.csv")
      let early = try run("assign plan.yaml leads.csv --wave 2026-03-02", in: folder)
      #expect(early.status == 66 && early.errors.contains("--append"))
      let shown = try run("waves plan.yaml", in: folder)
      #expect(shown.output.contains("From 2 March 2026: “pitch” 50.0% and “question” 50.0%, by Thompson sampling"))
      #expect(!FileManager.default.fileExists(atPath: shares.path))
      #expect(try run("waves plan.yaml --append", in: folder).status == 0)
      let first = try shares.text()
      #expect(first == "stratum,variant,share\n2026-03-02,pitch,0.5000\n2026-03-02,question,0.5000\n")
      try Self.counts.write(to: folder.appending(path: "counts.csv"))
      for day in 2...5 {
        #expect(try run("waves plan.yaml --append --counts counts.csv --as-of 2026-03-0\(day)", in: folder).status == 0)
      }
      // 0.1 + 0.8 · 0.8969913691: the calls of 2 March are mature at the end of 5 March.
      #expect(try shares.text().hasPrefix(first))
      #expect(try shares.text().hasSuffix("2026-03-06,pitch,0.1824\n2026-03-06,question,0.8176\n"))
      let again = try run("waves plan.yaml --append --counts counts.csv --as-of 2026-03-05", in: folder)
      #expect(again.status == 65 && again.errors.contains("never changed"))
    }
  }

  @Test func `a lead keeps the variant and the day that it was assigned on`() throws {
    try DesignedExperiment.run(Self.rule) { folder in
      _ = try run("waves plan.yaml --append", in: folder)
      #expect(try run("assign plan.yaml leads.csv --wave 2026-03-02", in: folder).status == 0)
      let first = try DesignedExperiment.rows(folder.appending(path: "assignments.csv"))
      try Self.counts.write(to: folder.appending(path: "counts.csv"))
      for day in 2...5 {
        _ = try run("waves plan.yaml --append --counts counts.csv --as-of 2026-03-0\(day)", in: folder)
      }
      try DesignedExperiment.leads(60..<1060).write(to: folder.appending(path: "more.csv"))
      let more = try run("assign plan.yaml more.csv --wave 2026-03-06", in: folder)
      #expect(more.status == 0 && more.errors.contains("60 leads were assigned before"), "\(more.errors)")
      let all = try DesignedExperiment.rows(folder.appending(path: "assignments.csv"))
      #expect(Array(all.prefix(120)) == first && all.count == 1060)
      let share = Double(all.dropFirst(120).count { $0[1] == "question" }) / 940
      #expect(abs(share - 0.8176) < 0.04)
      #expect(try run("verify plan.yaml", in: folder).status == 0)
      // The lock knows each line that was added, and refuses one that is altered.
      try folder.appending(path: "shares.csv").replace("2026-03-06,pitch,0.1824", with: "2026-03-06,pitch,0.1825")
      try folder.appending(path: "shares.csv").replace("2026-03-06,question,0.8176", with: "2026-03-06,question,0.8175")
      let altered = try run("assign plan.yaml more.csv --wave 2026-03-06", in: folder)
      #expect(
        altered.status == 65 && altered.errors.contains("assignment.shares.2026-03-06.pitch"), "\(altered.errors)")
    }
  }

  @Test func `days without shares, and results that are not in, are refused`() throws {
    try DesignedExperiment.run(Self.rule) { folder in
      _ = try run("waves plan.yaml --append", in: folder)
      let unwritten = try run("assign plan.yaml leads.csv --wave 2026-03-06", in: folder)
      #expect(unwritten.status == 65 && unwritten.errors.contains("never carried on"))
      let outside = try run("assign plan.yaml leads.csv --wave 2026-05-06", in: folder)
      #expect(outside.status == 65 && outside.errors.contains("outside the test"))
      let floor = try run("waves plan.yaml --floor 5%", in: folder)
      #expect(floor.status == 65 && floor.errors.contains("states a floor"))
    }
    try DesignedExperiment.run("method: hashed, seed: s1") { folder in
      let ruleless = try run("waves plan.yaml --append", in: folder)
      #expect(ruleless.status == 65 && ruleless.errors.contains("no rule says"))
    }
  }

  @Test func `a design shows equal shares beside adaptive ones`() throws {
    let calling = "{weekdays: [mon, tue, wed, thu, fri], agents: 30, calls-per-agent-day: 80}"
    try DesignedExperiment.run(Self.rule, calling: calling) { folder in
      let text = try run("design plan.yaml", in: folder).output
      #expect(text.contains("Earning while learning") && text.contains("with equal shares the chance is"))
      let french = try run("design plan.yaml --lang fr", in: folder).output
      #expect(french.contains("Gagner en apprenant") && french.contains("à parts égales"))
      let adaptive = try #require(
        try run("design plan.yaml --format json", in: folder).json()["adaptive"] as? [String: Any])
      #expect(adaptive["replicates"] as? Int == 10_000 && adaptive["seed"] as? Int == 1)
      #expect((adaptive["adaptiveShares"] as? [Any])?.count == 3)
    }
  }
}
