import Foundation
import Testing

@Suite struct AssignCommandTests {
  static let plan = Program.root.appending(path: "experiments/spring-hook/plan.yaml").path

  @Test func `every lead of the call log has the script that assign gives it`() throws {
    try Program.temporaryFolder { folder in
      let leads = Program.root.appending(path: "experiments/spring-hook/leads.csv").path
      let outcome = try Program.run(["assign", Self.plan, leads, "--output", "out.csv", "--no-record"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      var assigned: [Substring: Substring] = [:]
      for row in try folder.appending(path: "out.csv").text().split(separator: "\n").dropFirst() {
        let fields = row.split(separator: ",")
        assigned[fields[0]] = fields[1]
      }
      let calls = try Program.root.appending(path: "experiments/spring-hook/calls.csv").text()
      for row in calls.split(separator: "\n").dropFirst() {
        let fields = row.split(separator: ",")
        #expect(assigned[fields[1]] == fields[5])
      }
    }
  }

  @Test func `one list is written per agent and script`() throws {
    try Program.temporaryFolder { folder in
      var rows = "lead_id,list,agent_id\n"
      for lead in 0..<200 { rows += "L\(lead),prospects,agent \(lead % 2)\n" }
      try rows.write(to: folder.appending(path: "leads.csv"))
      let outcome = try Program.run(
        ["assign", Self.plan, "leads.csv", "--split", "agent,variant", "--output", "lists", "--no-record"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "lists").path).sorted()
      #expect(
        files == ["agent_0-pitch.csv", "agent_0-question.csv", "agent_1-pitch.csv", "agent_1-question.csv"])
      let leads = try files.reduce(0) {
        $0 + (try folder.appending(path: "lists/\($1)").text().split(separator: "\n").count) - 1
      }
      #expect(leads == 200)
    }
  }

  @Test func `leads named twice are written once, blank ids are kept aside`() throws {
    try Program.temporaryFolder { folder in
      try FileManager.default.copyItem(atPath: Self.plan, toPath: folder.appending(path: "plan.yaml").path)
      try "p".write(to: folder.appending(path: "pitch.md"))
      try "q".write(to: folder.appending(path: "question.md"))
      var rows = "lead_id,list\n"
      for lead in 0..<300 { rows += "L\(lead),prospects\n" }
      try (rows + "L1,prospects\n,prospects\n").write(to: folder.appending(path: "leads.csv"))
      let outcome = try Program.run(["assign", "plan.yaml", "leads.csv"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("Assigned 300 leads"))
      #expect(outcome.errors.contains("1 row names a lead again") && outcome.errors.contains("rejects-leads.csv"))
      #expect(FileManager.default.fileExists(atPath: folder.appending(path: "lock.json").path))
    }
  }

  @Test func `an auditor can follow a lead to its script`() throws {
    let outcome = try Program.run(["assign", Self.plan, "--lead", "L000000001", "--explain"])
    #expect(outcome.output.contains("spring-hook-1L000000001"))
    #expect(outcome.output.contains("gets question") && outcome.output.contains("← here"))
    #expect(try Program.run(["assign", Self.plan, "--lead", "L000000001"]).output == "question\n")
  }

  @Test func `variants that another system drew are not assigned here`() throws {
    let outcome = try Program.run(["assign", "experiments/odisha-2019/plan.yaml", "--lead", "x"])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("another system drew"))
  }
}
