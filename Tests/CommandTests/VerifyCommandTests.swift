import Foundation
import Testing

@Suite struct VerifyCommandTests {
  private func verify(_ folder: URL, _ arguments: String...) throws -> Program.Outcome {
    try Program.run(["verify", "plan.yaml"] + arguments, in: folder)
  }

  @Test(arguments: [
    "method: blocked, by: [list], seed: s1", "method: hashed, seed: s1", "method: hashed, seed: s1, holdout: 10 %",
  ])
  func `what was assigned and called is found to be so`(assignment: String) throws {
    try DesignedExperiment.run(assignment) { folder in
      #expect(try Program.run(["assign", "plan.yaml", "leads.csv"], in: folder).status == 0)
      let assignments = folder.appending(path: "assignments.csv")
      try DesignedExperiment.calls(of: assignments).write(to: folder.appending(path: "calls.csv"))
      let outcome = try verify(folder, "calls.csv")
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
      #expect(outcome.output.contains("nothing differs") && outcome.output.contains("120 lines, all as assigned"))
    }
  }

  @Test func `a changed assignment is found by its line`() throws {
    try DesignedExperiment.run("method: blocked, by: [list], seed: s1") { folder in
      _ = try Program.run(["assign", "plan.yaml", "leads.csv"], in: folder)
      let file = folder.appending(path: "assignments.csv")
      var lines = try file.text().split(separator: "\n").map(String.init)
      let isPitch = lines[7].contains(",pitch,")
      let (read, drawn) = isPitch ? ("question", "pitch") : ("pitch", "question")
      lines[7] = lines[7].replacingOccurrences(of: drawn, with: read)
      try (lines.joined(separator: "\n") + "\n").write(to: file)
      let outcome = try verify(folder)
      #expect(outcome.status == 65)
      #expect(outcome.output.contains("assignments.csv, line 8, L6: read \(read), expected \(drawn)"))
      // Two leads at one place.
      lines[7] = lines[4].replacingOccurrences(of: "L3", with: "L6")
      try (lines.joined(separator: "\n") + "\n").write(to: file)
      #expect(try verify(folder).output.contains("expected a place that no earlier line has"))
    }
  }

  @Test func `a call under another script is a crossover, and many of them go to a file`() throws {
    try DesignedExperiment.run("method: hashed, seed: s1") { folder in
      _ = try Program.run(["assign", "plan.yaml", "leads.csv"], in: folder)
      let calls = folder.appending(path: "calls.csv")
      let right = try DesignedExperiment.calls(of: folder.appending(path: "assignments.csv"))
      try right.replacingOccurrences(of: "pitch", with: "question").write(to: calls)
      let outcome = try verify(folder, "calls.csv")
      #expect(outcome.status == 65)
      #expect(outcome.output.contains("120 lines, all as assigned") && outcome.output.contains("crossovers"))
      let wrong = right.components(separatedBy: ",pitch").count - 1
      #expect(try DesignedExperiment.rows(folder.appending(path: "differences.csv")).count == wrong)
      let json = try verify(folder, "calls.csv", "--format", "json").json()
      #expect(json["differs"] as? Bool == true)
      #expect(json["differenceCount"] as? Int == wrong)
      #expect((json["differences"] as? [Any])?.count == 20)
    }
  }

  @Test func `a lead whose assignment was taken out is found when it hears a challenger`() throws {
    try DesignedExperiment.run("method: hashed, seed: s1") { folder in
      _ = try Program.run(["assign", "plan.yaml", "leads.csv"], in: folder)
      let file = folder.appending(path: "assignments.csv")
      try DesignedExperiment.calls(of: file).write(to: folder.appending(path: "calls.csv"))
      var lines = try file.text().split(separator: "\n").map(String.init)
      let taken = try #require(lines.firstIndex { $0.hasSuffix(",question") })
      lines.remove(at: taken)
      try (lines.joined(separator: "\n") + "\n").write(to: file)
      let outcome = try verify(folder, "calls.csv")
      #expect(outcome.status == 65)
      #expect(outcome.output.contains("calls.csv, line \(taken + 1)"), "\(outcome.output)")
    }
  }

  @Test func `a changed plan and a cut chain of looks are told apart`() throws {
    try SmallExperiment.run { folder in
      for day in ["2026-03-09", "2026-03-16"] {
        #expect(try Program.run(["check", "plan.yaml", "--as-of", day], in: folder).status == 0)
      }
      #expect(try verify(folder).output.contains("2 looks, the chain is whole"))
      let looks = folder.appending(path: "looks.jsonl")
      let lines = try looks.text().split(separator: "\n")
      try (lines[0] + "\n").write(to: looks)
      let cut = try verify(folder)
      #expect(cut.status == 65)
      #expect(cut.output.contains("looks.jsonl, line 2") && cut.output.contains("lock.json knows 2"))
      try folder.appending(path: "plan.yaml").replace("within: 3d", with: "within: 5d")
      let changed = try verify(folder)
      #expect(changed.output.contains("1 value changed since") && changed.output.contains("goal.within"))
    }
  }

  @Test func `a schedule is drawn again, line by line`() throws {
    try DesignedExperiment.run("method: switchback, seed: s1") { folder in
      _ = try Program.run(["assign", "plan.yaml"], in: folder)
      #expect(try verify(folder).status == 0)
      let file = folder.appending(path: "schedule.csv")
      let lines = try file.text().split(separator: "\n").map(String.init)
      try (lines.dropLast().joined(separator: "\n") + "\n").write(to: file)
      let outcome = try verify(folder)
      #expect(outcome.status == 65)
      #expect(outcome.output.contains("2026-03-13 afternoon: read nothing"))
    }
  }

  @Test func `a callback keeps the script of the first call, or follows the slot, as the plan says`() throws {
    for (callbacks, crossovers) in [("keep-script", 0), ("follow-slot", 1)] {
      try DesignedExperiment.run("method: switchback, seed: s1, callbacks: \(callbacks)") { folder in
        _ = try Program.run(["assign", "plan.yaml"], in: folder)
        let rows = try DesignedExperiment.rows(folder.appending(path: "schedule.csv"))
        let later = try #require(rows.first { $0[4] != rows[0][4] })
        let hour = later[1] == "morning" ? "09" : "15"
        // Called back under the script of the first call.
        try """
        call_id,lead_id,started_at,variant
        C2,L1,\(later[0])T\(hour):00:00,\(rows[0][4])
        C1,L1,2026-03-02T09:00:00,\(rows[0][4])

        """.write(to: folder.appending(path: "calls.csv"))
        let json = try verify(folder, "calls.csv", "--format", "json").json()
        #expect((json["calls"] as? [String: Any])?["differences"] as? Int == crossovers, "\(json)")
      }
    }
  }

  @Test func `variants that another system drew are not recomputed`() throws {
    try SmallExperiment.run { folder in
      let outcome = try verify(folder)
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("not started"))
    }
  }
}
