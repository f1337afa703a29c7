import Foundation
import Testing

@Suite struct AssignDesignCommandTests {
  @Test func `a list is split exactly in every stratum, and a later one goes on`() throws {
    try DesignedExperiment.run("method: blocked, by: [list], seed: s1") { folder in
      let outcome = try Program.run(["assign", "plan.yaml", "leads.csv"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("Assigned 120 leads: pitch 60, question 60"))
      try DesignedExperiment.leads(100..<180).write(to: folder.appending(path: "more.csv"))
      let more = try Program.run(["assign", "plan.yaml", "more.csv"], in: folder)
      #expect(more.status == 0, "\(more.errors)")
      #expect(more.output.contains("Assigned 60 leads") && more.errors.contains("20 leads were assigned before"))
      let rows = try DesignedExperiment.rows(folder.appending(path: "assignments.csv"))
      #expect(rows.count == 180)
      for list in ["north", "south", "west"] {
        let own = rows.filter { $0[2] == list }
        #expect(own.count { $0[1] == "pitch" } == 30 && own.count == 60)
      }
    }
  }

  @Test func `lists for the dialer leave the whole list of blocks beside the plan`() throws {
    try DesignedExperiment.run("method: blocked, by: [list], seed: s1") { folder in
      let outcome = try Program.run(
        ["assign", "plan.yaml", "leads.csv", "--split", "agent,variant", "--output", "lists"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "lists").path).sorted()
      #expect(files == ["a0-pitch.csv", "a0-question.csv", "a1-pitch.csv", "a1-question.csv"])
      #expect(try DesignedExperiment.rows(folder.appending(path: "assignments.csv")).count == 120)
      // A second run, with the file that stands there now.
      #expect(
        try Program.run(["assign", "plan.yaml", "leads.csv", "--split", "agent,variant"], in: folder).status == 0)
    }
  }

  @Test func `an auditor can follow a lead to its place in a block`() throws {
    try DesignedExperiment.run("method: blocked, by: [list], seed: s1") { folder in
      let before = try Program.run(["assign", "plan.yaml", "--lead", "L3"], in: folder)
      #expect(before.status == 66 && before.errors.contains("assign the list first"))
      _ = try Program.run(["assign", "plan.yaml", "leads.csv"], in: folder)
      let outcome = try Program.run(["assign", "plan.yaml", "--lead", "L3", "--explain"], in: folder)
      let row = try DesignedExperiment.rows(folder.appending(path: "assignments.csv"))[3]
      #expect(outcome.output.contains("Lead L3 gets \(row[1]): line 5 of"))
      #expect(outcome.output.contains("Block:    \(row[3]), place \(row[4]) of 2"))
      #expect(outcome.output.contains("[\(row[1])]"))
      #expect(try Program.run(["assign", "plan.yaml", "--lead", "X"], in: folder).status == 65)
    }
  }

  @Test func `a seed that changed after the start is refused`() throws {
    try DesignedExperiment.run("method: blocked, by: [list], seed: s1") { folder in
      _ = try Program.run(["assign", "plan.yaml", "leads.csv"], in: folder)
      try folder.appending(path: "plan.yaml").replace("seed: s1", with: "seed: s2")
      let outcome = try Program.run(["assign", "plan.yaml", "leads.csv"], in: folder)
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("assignment.seed: s1 → s2"))
    }
  }

  @Test func `a list without its strata is refused by the column that is missing`() throws {
    try DesignedExperiment.run("method: blocked, by: [region], seed: s1") { folder in
      let outcome = try Program.run(["assign", "plan.yaml", "leads.csv"], in: folder)
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("no column `region`"))
    }
  }

  @Test func `a switchback needs no list and prints its schedule`() throws {
    let calling = "{windows: {morning: '10:00-13:00', afternoon: '14:00-18:00'}, closed: [2026-03-09]}"
    try DesignedExperiment.run("method: switchback, seed: s1", calling: calling) { folder in
      let outcome = try Program.run(["assign", "plan.yaml"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("Week of 2026-03-02") && outcome.output.contains("morning 10:00–13:00"))
      let rows = try DesignedExperiment.rows(folder.appending(path: "schedule.csv"))
      #expect(rows.count == 18)
      #expect(rows.count { $0[4] == "pitch" } == 9)
      #expect(Array(rows[0].prefix(4)) == ["2026-03-02", "morning", "10:00", "13:00"])
      let at = try Program.run(["assign", "plan.yaml", "--at", "2026-03-03 10:15"], in: folder)
      #expect(at.output == rows[2][4] + "\n")
      #expect(
        try Program.run(["assign", "plan.yaml", "--at", "2026-03-09 10:15"], in: folder).output.contains("no calls"))
      #expect(try Program.run(["assign", "plan.yaml", "--at", "tuesday"], in: folder).status == 64)
      #expect(try Program.run(["assign", "plan.yaml", "leads.csv"], in: folder).status == 64)
    }
  }

  @Test func `agents who cross over have a schedule each, and keep it when others join`() throws {
    try DesignedExperiment.run("method: agents-cross-over, by: [team], seed: s1") { folder in
      let outcome = try Program.run(["assign", "plan.yaml", "agents.csv"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("Agent a0 (red)"))
      let file = folder.appending(path: "schedule.csv")
      let rows = try DesignedExperiment.rows(file)
      #expect(rows.count == 6 * 20)
      try "agent_id,team\nnew,red\n".write(to: folder.appending(path: "joining.csv"))
      #expect(try Program.run(["assign", "plan.yaml", "joining.csv"], in: folder).status == 0)
      let after = try DesignedExperiment.rows(file)
      #expect(after.count == 7 * 20)
      #expect(Array(after.prefix(120)) == rows)
      let at = try Program.run(["assign", "plan.yaml", "--at", "2026-03-02 09:00", "--agent", "a2"], in: folder)
      #expect(at.output == rows[40][6] + "\n")
      #expect(try Program.run(["assign", "plan.yaml", "--at", "2026-03-02 09:00"], in: folder).status == 64)
    }
  }

  @Test func `too few agents are named with figures`() throws {
    try DesignedExperiment.run("method: agents, by: [team], seed: s1") { folder in
      let outcome = try Program.run(["assign", "plan.yaml", "agents.csv"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      // Four blocks of two: 16 ways, two of which are as extreme as can be.
      #expect(outcome.errors.contains("16 ways") && outcome.errors.contains("never below 12.5%"))
      let rows = try DesignedExperiment.rows(folder.appending(path: "assignments.csv"))
      #expect(rows.count == 6)
      #expect(try Program.run(["assign", "plan.yaml", "--agent", "a4"], in: folder).output == rows[4][1] + "\n")
    }
  }

  @Test func `shares of a wave are named, and a wave without shares is refused`() throws {
    let waves = "{one: {pitch: 50 %, question: 50 %}, two: {pitch: 0 %, question: 100 %}}"
    try DesignedExperiment.run("method: waves, by: [wave], seed: s1, shares: \(waves)") { folder in
      let outcome = try Program.run(["assign", "plan.yaml", "leads.csv", "--wave", "two"], in: folder)
      #expect(outcome.output.contains("pitch 0, question 120"), "\(outcome.errors)")
      let unknown = try Program.run(["assign", "plan.yaml", "leads.csv", "--wave", "three"], in: folder)
      #expect(unknown.status == 65 && unknown.errors.contains("it knows \"one\", \"two\""))
    }
    try DesignedExperiment.run("method: hashed, seed: s1") { folder in
      let outcome = try Program.run(["assign", "plan.yaml", "leads.csv", "--wave", "two"], in: folder)
      #expect(outcome.status == 65 && outcome.errors.contains("no shares by wave"))
    }
  }

  @Test func `held-out leads and those of other tests are told apart`() throws {
    try DesignedExperiment.run("method: hashed, layer: spring, range: [0, 0.5], holdout: 30 %, seed: s1") { folder in
      let outcome = try Program.run(["assign", "plan.yaml", "leads.csv"], in: folder)
      #expect(
        outcome.errors.contains("held out: they keep pitch") && outcome.errors.contains("another test of the layer"))
      var kinds: Set<String> = []
      for lead in 0..<40 {
        let said = try Program.run(["assign", "plan.yaml", "--lead", "L\(lead)", "--explain"], in: folder).output
        for kind in ["is held out", "belongs to another test", "gets"] where said.contains(kind) { kinds.insert(kind) }
        #expect(said.contains("L\(lead)__spring"))
      }
      #expect(kinds.count == 3)
    }
  }
}
