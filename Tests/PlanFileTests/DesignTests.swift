import Decision
import Experiment
import PlanFile
import Testing

@Suite("A plan says how units come to their variant")
struct DesignTests {
  private func plan(_ more: String = "", assignment: String, variants: String? = nil) throws -> TestProtocol {
    let text = Text.plan("starts: 2026-03-02\n\(more)", assignment: assignment, variants: variants)
    return try PlanFile.parse(text, file: "plan.yaml").plan.test
  }

  @Test(arguments: [
    ("hashed", RandomisationUnit.lead), ("blocked", .lead), ("agents", .agent), ("agents-cross-over", .agent),
    ("switchback", .slot), ("recorded", .lead),
  ])
  func `the unit is what the method draws unless the plan says otherwise`(method: String, unit: RandomisationUnit)
    throws
  {
    #expect(try plan(assignment: "{method: \(method), seed: s}").unit == unit)
  }

  @Test func `companies are hashed where the plan says so`() throws {
    #expect(try plan("unit: company", assignment: "{seed: s}").unit == .company)
  }

  @Test func `slots have a length, a wash-out and a rule for callbacks`() throws {
    let rule = try plan(
      assignment: "{method: switchback, seed: s, slot: day, wash-out: 15 min, callbacks: follow-slot}"
    ).assignment
    #expect(rule.slots == SlotRule(length: .day, washOut: 15, callbacks: .followSlot))
    #expect(try plan(assignment: "{method: switchback, seed: s}").assignment.slots == SlotRule())
  }

  @Test func `layers, hold-outs, blocks and phone numbers are read`() throws {
    let hashed = try plan(
      assignment: "{seed: s, layer: floor, range: [0, 50 %], holdout: 10 %, identity: phone, country: FR}"
    ).assignment
    #expect(hashed.layer == Namespace(name: "floor", range: BucketRange(start: 0, end: 0.5)))
    #expect(hashed.holdout == 0.1)
    #expect(hashed.identity == .phone && hashed.country == "FR")
    #expect(try plan(assignment: "{method: blocked, by: [list], seed: s, block-size: 4}").assignment.blockSize == 4)
  }

  @Test func `crossed variants name a script and a window each`() throws {
    let test = try plan(
      "calling: {windows: {morning: \"10:00-13:00\", afternoon: \"14:00-18:00\"}}\nfactors: [script, window]",
      assignment: "{seed: s}",
      variants: """
          - {name: a, role: control, script: p.md, window: morning}
          - {name: b, script: q.md, window: morning}
          - {name: c, script: p.md, window: afternoon}
          - {name: d, script: q.md, window: afternoon}
        """)
    #expect(test.factors == [.script, .window])
    #expect(test.variants.all.map(\.window) == ["morning", "morning", "afternoon", "afternoon"])
  }

  @Test(arguments: [
    (
      "unit: agent", "{seed: s}",
      "line 6, column 7, unit: read \"agent\", expected lead or company, which `method: hashed` draws; methods for agent are agents, agents-cross-over and recorded"
    ),
    (
      "", "{method: agents, seed: s, holdout: 10 %}",
      "line 2, column 48, assignment.holdout: read holdout beside method: agents, expected holdout only with method: hashed; delete the key"
    ),
    (
      "", "{seed: s, layer: floor}",
      "line 2, column 13, assignment.range: read no key range, expected the part of the layer that this test uses, as two fractions from 0 to 1; as in `range: [0, 0.5]`; the other test takes `[0.5, 1]`"
    ),
    (
      "", "{seed: s, layer: floor, range: [0.5, 0.2]}",
      "line 2, column 44, assignment.range: read [\"0.5\", \"0.2\"], expected two fractions from 0 to 1, the smaller one first; as in `range: [0, 0.5]`"
    ),
    (
      "", "{seed: s, wash-out: 15m}",
      "line 2, column 33, assignment.wash-out: read wash-out beside method: hashed, expected wash-out only with method: agents-cross-over or method: switchback; delete the key"
    ),
    (
      "", "{method: switchback, seed: s, wash-out: 15}",
      "line 2, column 53, assignment.wash-out: read \"15\", expected a number of minutes as in 15m or 15 min, from 0m to 720m; write the unit: 15m for minutes"
    ),
    (
      "", "{seed: s, identity: phone, country: fr}",
      "line 2, column 49, assignment.country: read \"fr\", expected a country by its two letters, as FR; write FR"
    ),
    (
      "factors: [window]", "{seed: s}",
      "line 4, column 5, variants[0].window: read no key window, expected the calling window of this variant, since `factors` has window; name windows under calling.windows first"
    ),
  ])
  func `what does not fit together is said in a sentence`(more: String, assignment: String, sentence: String) throws {
    let found = faults(of: Text.plan(more, assignment: assignment)).map(\.description)
    #expect(found.contains(sentence), "\(found)")
  }

  @Test func `a schedule needs a first day and a length in days`() {
    let found = faults(of: Text.plan("calls: 2000", assignment: "{method: switchback, seed: s}"))
    #expect(found.map(\.path).sorted() == ["calls", "starts"])
  }

  @Test func `waves need their shares`() throws {
    let fault = try fault(of: Text.plan(assignment: "{method: waves, seed: s, by: [wave]}"))
    #expect(fault.path == "assignment.shares")
  }

  @Test func `plans without these keys keep their canonical text`() throws {
    let text = PlanFile.canonical(try PlanFile.parse(Text.plan(), file: "plan.yaml")).lockedText
    for key in ["block-size", "layer", "range", "holdout", "identity", "country", "slot", "wash-out", "callbacks"] {
      #expect(!text.contains("assignment.\(key)"))
    }
    #expect(!text.contains("window"))
  }

  @Test func `what a schedule is drawn from belongs to the locked plan`() throws {
    let one = Text.plan("starts: 2026-03-02", assignment: "{method: switchback, seed: s}")
    let two = Text.plan("starts: 2026-03-02", assignment: "{method: switchback, seed: s, wash-out: 10m}")
    let texts = try [one, two].map { PlanFile.canonical(try PlanFile.parse($0, file: "plan.yaml")).lockedText }
    #expect(texts[0] != texts[1] && texts[1].contains("assignment.wash-out: 10m"))
  }

  @Test func `a wash-out leaves something of each window, and a schedule varies no windows`() throws {
    let windows = "starts: 2026-03-02\ncalling: {windows: {am: \"10:00-13:00\", pm: \"14:00-18:00\"}}"
    let long = try fault(of: Text.plan(windows, assignment: "{method: switchback, seed: s, wash-out: 180m}"))
    #expect(long.path == "assignment.wash-out" && long.description.contains("180"))
    let varied = faults(
      of: Text.plan("\(windows)\nfactors: [window]", assignment: "{method: switchback, seed: s}"))
    #expect(varied.contains { $0.path == "factors" })
  }
}
