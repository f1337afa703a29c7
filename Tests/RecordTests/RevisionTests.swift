import Decision
import Experiment
import Foundation
import Record
import Testing

@Suite("Looks are recorded in the order of their days, and counts that fall as revisions")
struct RevisionTests {
  private func look(_ day: Int, calls: Int = 1000, a: Int = 30, b: Int = 30, variant: String = "b") throws -> Look {
    var look = try Campaign.look(day, variant: variant)
    look.counts = [
      Look.Counts(variant: "a", calls: 1000, opportunities: a),
      Look.Counts(variant: variant, calls: calls, opportunities: b),
    ]
    return look
  }

  private func append(
    _ looks: [Look], _ data: String, to folder: Folder, plan: PlanContents = Campaign.plan,
    because reason: String? = nil
  ) throws -> ExperimentRecord.Recording {
    try folder.record.append(looks, dataFingerprint: data, plan: plan, revising: reason, at: Campaign.morning(5))
  }

  @Test func `a look before the last one is not recorded`() throws {
    let folder = try Campaign.running()
    let before = (try folder.text("looks.jsonl"), try folder.text("lock.json"))
    #expect(try append([look(3, b: 40)], "e3", to: folder) == .earlier(than: Campaign.day(4)))
    #expect(try folder.text("looks.jsonl") == before.0)
    #expect(try folder.text("lock.json") == before.1)
    // The same data of an earlier day stand there already.
    #expect(try append([Campaign.look(3)], "d3", to: folder) == .unchanged)
    #expect(try append([look(4, b: 40)], "e4", to: folder) == .appended)
  }

  @Test func `opportunities that were un-qualified are a revision with its notice, and what was decided stays`() throws
  {
    let folder = try Folder()
    #expect(try append([look(2, a: 105)], "d2", to: folder) == .appended)
    let recording = try append([look(3, a: 103)], "d3", to: folder)
    guard case .revised(let fallen) = recording else {
      Issue.record("\(recording)")
      return
    }
    #expect(fallen.map(\.description) == ["a had 105 opportunities on 2026-03-02, now 103"])
    #expect(fallen.map(\.quantity) == [.opportunities] && fallen.map(\.line) == [1])
    let history = try folder.record.history()
    #expect(history.map(\.revises?.line) == [nil, 1])
    #expect(history[1].revises?.counts.map(\.opportunities) == [105, 30])
    #expect(history[1].revises?.reason == nil)
    #expect(history[0].look == (try look(2, a: 105)))
    // Counted on from there, nothing falls.
    #expect(try append([look(4, a: 104)], "d4", to: folder) == .appended)
  }

  @Test func `missing calls are refused until they are explained`() throws {
    let folder = try Folder()
    #expect(try append([look(2, calls: 1400)], "d2", to: folder) == .appended)
    let before = (try folder.text("looks.jsonl"), try folder.text("lock.json"))
    #expect {
      try append([look(3, calls: 1380, b: 29)], "d3", to: folder)
    } throws: { error in
      "\(error)".hasPrefix("b had 1400 calls on 2026-03-02, now 1380: rows are missing.")
        && "\(error)".contains("give the whole file") && "\(error)".contains("--revise \"reason\"")
    }
    #expect(try folder.text("looks.jsonl") == before.0)
    #expect(try folder.text("lock.json") == before.1)
    let recording = try append([look(3, calls: 1380, b: 29)], "d3", to: folder, because: " rehearsal removed ")
    guard case .revised(let fallen) = recording else {
      Issue.record("\(recording)")
      return
    }
    #expect(fallen.map(\.quantity) == [.calls, .opportunities])
    #expect(try folder.record.history().last?.revises?.reason == "rehearsal removed")
    #expect(
      try append([look(3, calls: 1380, b: 29)], "d3", to: folder, because: "rehearsal removed") == .unchanged)
  }

  @Test func `a revision needs a reason and something that fell`() throws {
    let folder = try Campaign.running()
    #expect(throws: RecordError.noReason) { try append([look(4, b: 29)], "e4", to: folder, because: " ") }
    #expect(throws: RecordError.nothingToRevise) { try append([look(4, b: 31)], "e4", to: folder, because: "why") }
    #expect(try folder.record.history().count == 3)
  }

  @Test func `what would be recorded or refused can be asked without writing`() throws {
    let folder = try Campaign.running()
    let before = (try folder.text("looks.jsonl"), try folder.text("lock.json"))
    var plan = Campaign.plan
    plan.free["costs[0].amount"] = "2800"
    func foresee(_ look: Look, _ data: String) throws -> ExperimentRecord.Recording {
      try folder.record.foresee([look], dataFingerprint: data, plan: plan, at: Campaign.morning(5))
    }
    #expect(try foresee(look(4, b: 40), "e4") == .appended)
    #expect(try foresee(Campaign.look(4), "d4") == .unchanged)
    #expect(try foresee(look(3, b: 40), "e3") == .earlier(than: Campaign.day(4)))
    #expect(throws: RecordError.self) { try foresee(look(4, calls: 999), "e4") }
    #expect(try folder.record.foresee([], dataFingerprint: "d", plan: plan, at: Campaign.morning(5)) == .unchanged)
    #expect(try folder.text("looks.jsonl") == before.0)
    #expect(try folder.text("lock.json") == before.1)
  }

  @Test func `a broken chain is reported even where there is nothing to write down`() throws {
    let folder = try Campaign.running()
    try folder.write("", to: "looks.jsonl")
    #expect(throws: RecordError.self) { try append([], "d", to: folder) }
  }

  @Test func `each comparison is held against its own last look, and the control is named once`() throws {
    let folder = try Folder()
    _ = try append([look(2, a: 40), look(2, a: 40, b: 50, variant: "c")], "d2", to: folder)
    let recording = try append([look(3, a: 39), look(3, a: 39, b: 49, variant: "c")], "d3", to: folder)
    guard case .revised(let fallen) = recording else {
      Issue.record("\(recording)")
      return
    }
    #expect(fallen.map(\.variant) == ["a", "c"])
    #expect(try folder.record.history().map(\.revises?.line) == [nil, nil, 1, 2])
  }

  @Test func `an amended plan may count otherwise`() throws {
    let folder = try Campaign.running()
    var plan = Campaign.plan
    plan.locked["goal.within"] = "14"
    try folder.record.amend(plan, reason: "sales qualify later", at: Campaign.morning(5))
    #expect(try append([look(4, calls: 500, b: 10)], "e4", to: folder, plan: plan) == .appended)
  }

  @Test func `undated counts are held against each other`() throws {
    let folder = try Folder()
    var first = try look(2, calls: 900)
    first.asOf = nil
    #expect(try append([first], "d1", to: folder) == .appended)
    first.counts[1].calls = 899
    #expect {
      try append([first], "d2", to: folder)
    } throws: { "\($0)".hasPrefix("b had 900 calls in the look on line 1, now 899") }
  }
}
