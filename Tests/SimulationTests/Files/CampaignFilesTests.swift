import Decision
import Experiment
import Foundation
import Simulation
import Testing

@Suite("The files of a simulated campaign")
struct CampaignFilesTests {
  /// Runs `body` with the address of a folder of its own, which is removed afterwards if it was created.
  private func withFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("campaign-\(UUID().uuidString)")
    let result = Result { try body(folder) }
    if FileManager.default.fileExists(atPath: folder.path) { try FileManager.default.removeItem(at: folder) }
    return try result.get()
  }

  /// Rows of RFC 4180 text.
  private func parsed(_ url: URL) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var isQuoted = false
    var previousQuote = false
    for character in try String(contentsOf: url, encoding: .utf8) {
      switch character {
      case "\"":
        if isQuoted {
          isQuoted = false
        } else {
          if previousQuote { field.append("\"") }
          isQuoted = true
        }
        previousQuote = !isQuoted
        continue
      case "," where !isQuoted:
        row.append(field)
        field = ""
      case "\n" where !isQuoted:
        rows.append(row + [field])
        row = []
        field = ""
      default: field.append(character)
      }
      previousQuote = false
    }
    #expect(row.isEmpty && field.isEmpty && !isQuoted)
    return rows
  }

  @Test("hold the contract's columns and the very rows of the campaign")
  func contents() throws { try withFolder(checkContents) }

  private func checkContents(_ folder: URL) throws {
    let plan = try hookPlan(
      variants: [Variant(name: "pitch, old", role: .control), Variant(name: "the \"why\" question")])
    let campaign = try Campaign(plan: plan, truth: try .realistic(plan), calls: 3_000, seed: 6)
    var files = CampaignFiles(folder: folder)
    try campaign.generate(into: &files)
    let rows = Rows(of: campaign)

    let calls = try parsed(folder.appendingPathComponent("calls.csv"))
    #expect(
      calls[0] == [
        "call_id", "lead_id", "started_at", "agent_id", "list", "variant", "window", "direction", "answered",
        "disposition", "talk_seconds", "wrap_seconds",
      ])
    #expect(calls.count == 3_001)
    #expect(Set(calls.map(\.count)) == [12])
    #expect(Set(calls.dropFirst().map { $0[0] }).count == 3_000)
    for (text, row) in zip(calls.dropFirst(), rows.calls) {
      #expect(text[5] == plan.test.variants.names[row.delivered])
      #expect(text[6] == (row.window == 0 ? "morning" : "afternoon"))
      #expect(text[8] == "\(row.isAnswered)" && text[9] == row.disposition.rawValue)
      #expect(text[10] == "\(row.talkSeconds)" && text[11] == "\(row.wrapSeconds)")
      #expect(text[2].hasPrefix("\(row.started.date)T1") && text[2].count == 19)
    }
    let leads = try parsed(folder.appendingPathComponent("leads.csv"))
    #expect(leads[0] == ["lead_id", "list"] && leads.count == rows.leads.count + 1)
    let opportunities = try parsed(folder.appendingPathComponent("opportunities.csv"))
    #expect(
      opportunities[0] == ["opportunity_id", "lead_id", "qualified_at", "call_id", "source", "stage", "accepted"])
    #expect(opportunities.count == rows.opportunities.count + 1)
    #expect(Set(opportunities.dropFirst().map { $0[3] }).isSubset(of: Set(calls.map { $0[0] })))
    let sales = try parsed(folder.appendingPathComponent("sales.csv"))
    #expect(
      sales[0] == ["sale_id", "opportunity_id", "lead_id", "closed_at", "amount", "margin", "currency"])
    for (text, row) in zip(sales.dropFirst(), rows.sales) {
      #expect(text[3] == "\(row.closed)" && text[4].split(separator: ".").joined() == "\(row.amountCents)")
      #expect(text[6] == "EUR")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("assignments.csv").path))
    let truth = try JSONSerialization.jsonObject(
      with: Data(contentsOf: folder.appendingPathComponent("truth.json")))
    let variants = try #require((truth as? [String: Any])?["variants"] as? [[String: Any]])
    #expect(variants.compactMap { $0["rate"] as? Double } == [0.03, 0.03])
    #expect(variants.compactMap { $0["name"] as? String } == plan.test.variants.names)
  }

  @Test("name the heard variant of a call, or the assigned one where another system drew it", arguments: [true, false])
  func variantColumn(recorded: Bool) throws {
    let plan = try hookPlan(method: recorded ? .recorded : .hashed)
    var truth = try Truth.realistic(plan)
    truth.crossovers = 0.5
    let campaign = try Campaign(plan: plan, truth: truth, calls: 400, seed: 6)
    let rows = Rows(of: campaign)
    try withFolder { folder in
      var files = CampaignFiles(folder: folder)
      try campaign.generate(into: &files)
      let written = try parsed(folder.appendingPathComponent("calls.csv")).dropFirst().map { $0[5] }
      #expect(written == rows.calls.map { ["pitch", "question"][recorded ? $0.assigned : $0.delivered] })
      #expect(rows.calls.contains { $0.assigned != $0.delivered })
    }
  }

  @Test("are the same to the byte each time")
  func bytes() throws {
    let plan = try hookPlan(method: .blocked)
    let texts = try (0..<2).map { _ in
      try withFolder { folder in
        var files = CampaignFiles(folder: folder, times: .offset)
        try Campaign(plan: plan, truth: try .realistic(plan), calls: 2_000, seed: 6).generate(into: &files)
        return try ["leads.csv", "calls.csv", "opportunities.csv", "sales.csv", "assignments.csv", "truth.json"].map {
          try Data(contentsOf: folder.appendingPathComponent($0))
        }
      }
    }
    #expect(texts[0] == texts[1])
    #expect(String(decoding: texts[0][1], as: UTF8.self).contains("+01:00,agent-"))
  }

  @Test("are never written over other files unasked")
  func overwriting() throws { try withFolder(checkOverwriting) }

  private func checkOverwriting(_ folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let calls = folder.appendingPathComponent("calls.csv")
    try Data("mine".utf8).write(to: calls)
    let plan = try hookPlan()
    let campaign = try Campaign(plan: plan, truth: try .realistic(plan), calls: 100, seed: 6)
    #expect(throws: CampaignFileError.exists(path: calls.path)) {
      var files = CampaignFiles(folder: folder)
      try campaign.generate(into: &files)
    }
    #expect(try String(contentsOf: calls, encoding: .utf8) == "mine")
    var files = CampaignFiles(folder: folder, replacing: true)
    try campaign.generate(into: &files)
    #expect(try parsed(calls).count == 101)
  }
}
