import Foundation
import Record
import Testing

@Suite("A plan is locked once the test has started")
struct LockTests {
  @Test func `starting writes the lock once`() throws {
    let folder = try Folder()
    #expect(try folder.record.lock() == nil)
    let lock = try folder.record.start(Campaign.plan, at: Campaign.morning(2))
    #expect(try folder.record.lock() == lock)
    #expect(lock.looks.count == 0)
    #expect(lock.looks.head == String(repeating: "0", count: 64))
    #expect(lock.locked["scripts.a"] == "sha256 3639efcd08abb273b1619e82e78c29a7df02c1051b1820e99fc395dcaa3326b8")
    #expect(try folder.names == ["lock.json"])
    #expect(throws: RecordError.alreadyStarted(at: Campaign.morning(2))) {
      try folder.record.start(Campaign.plan, at: Campaign.morning(3))
    }
  }

  @Test func `the same plan gives the same file to the byte`() throws {
    let folders = [try Folder(), try Folder()]
    for folder in folders { try folder.record.start(Campaign.plan, at: Campaign.morning(2)) }
    #expect(try folders[0].text("lock.json") == folders[1].text("lock.json"))
    #expect(try folders[0].text("lock.json").contains("\"startedAt\" : \"2026-03-02T09:00:00Z\""))
  }

  @Test func `a changed plan is refused with what changed`() throws {
    let folder = try Campaign.running()
    var plan = Campaign.plan
    plan.locked["goal.alpha"] = "0.1"
    plan.locked["goal.within"] = "7"
    let changes = [
      PlanChange(path: "goal.alpha", before: "0.05", after: "0.1"),
      PlanChange(path: "goal.within", before: nil, after: "7"),
    ]
    let error = RecordError.planChanged(since: Campaign.morning(2), changes)
    #expect(throws: error) { try folder.record.verify(plan) }
    let before = try folder.text("looks.jsonl")
    #expect(throws: error) {
      try folder.record.append([try Campaign.look(5)], dataFingerprint: "d5", plan: plan, at: Campaign.morning(5))
    }
    #expect(try folder.text("looks.jsonl") == before)
    #expect(
      error.description == """
        the plan has changed since the test started at 2026-03-02T09:00:00Z:
          goal.alpha: 0.05 → 0.1
          goal.within: (nothing) → 7
        put it back, or record the change with --amend "reason"
        """)
  }

  @Test func `a changed length points to extending the test`() throws {
    let folder = try Campaign.running()
    var plan = Campaign.plan
    plan.locked["days"] = "21"
    #expect {
      try folder.record.verify(plan)
    } throws: { "\($0)".hasSuffix("only with `hooktest extend PLAN`, the plan left as it was locked") }
  }

  @Test func `a changed script is a changed plan`() throws {
    let folder = try Campaign.running()
    let plan = PlanContents(
      locked: ["goal.alpha": "0.05", "name": "hook"], free: Campaign.plan.free, scripts: ["a": Data("Hello".utf8)])
    #expect {
      try folder.record.verify(plan)
    } throws: { error in
      if case RecordError.planChanged(_, let changes) = error { changes.map(\.path) == ["scripts.a"] } else { false }
    }
  }

  @Test func `the length is not amended once results were looked at`() throws {
    var plan = Campaign.plan
    plan.locked["days"] = "21"
    let looked = try Campaign.running()
    #expect {
      try looked.record.amend(plan, reason: "more calls", at: Campaign.morning(5))
    } throws: { error in
      if case RecordError.lengthAmended(let changes) = error { changes.map(\.path) == ["days"] } else { false }
    }
  }

  @Test func `an amendment is recorded with its reason and the looks before it`() throws {
    let folder = try Campaign.running()
    var plan = Campaign.plan
    plan.locked["goal.within"] = "9"
    let lock = try folder.record.amend(plan, reason: " two agents on leave ", at: Campaign.morning(5))
    let amendment = try #require(lock.amendments.first)
    #expect(amendment.reason == "two agents on leave")
    #expect(amendment.looksBefore == 3)
    #expect(amendment.changes == [PlanChange(path: "goal.within", before: nil, after: "9")])
    #expect(amendment.planFingerprint == lock.planFingerprint)
    #expect(try folder.record.verify(plan) == [])
    #expect(throws: RecordError.self) { try folder.record.verify(Campaign.plan) }
    try folder.record.append([try Campaign.look(5)], dataFingerprint: "d5", plan: plan, at: Campaign.morning(5))
    let history = try folder.record.history()
    #expect(Set(history.map(\.planFingerprint)).count == 2)
    #expect(history.last?.planFingerprint == lock.planFingerprint)
  }

  @Test func `an amendment needs a reason, a lock and a change`() throws {
    let folder = try Folder()
    #expect(throws: RecordError.noReason) {
      try folder.record.amend(Campaign.plan, reason: " \n", at: Campaign.morning(2))
    }
    #expect {
      try folder.record.amend(Campaign.plan, reason: "why", at: Campaign.morning(2))
    } throws: { if case RecordError.notStarted = $0 { true } else { false } }
    try folder.record.start(Campaign.plan, at: Campaign.morning(2))
    #expect(throws: RecordError.nothingToAmend) {
      try folder.record.amend(Campaign.plan, reason: "why", at: Campaign.morning(2))
    }
  }

  @Test func `costs and economics may change and are recorded`() throws {
    let folder = try Campaign.running()
    var plan = Campaign.plan
    plan.free["costs[0].amount"] = "2800"
    let change = PlanChange(path: "costs[0].amount", before: "2600", after: "2800")
    #expect(try folder.record.verify(plan) == [change])
    try folder.record.append([try Campaign.look(5)], dataFingerprint: "d5", plan: plan, at: Campaign.morning(5))
    let lock = try #require(try folder.record.lock())
    #expect(lock.revisions.map(\.changes) == [[change]])
    #expect(lock.revisions.map(\.time) == [Campaign.morning(5)])
    #expect(lock.amendments.isEmpty)
    #expect(try folder.record.verify(plan) == [])
  }

  @Test(arguments: [
    ("\"goal.alpha\" : \"0.05\"", "\"goal.alpha\" : \"0.5\"", "edited by hand"),
    ("\"costs[0].amount\" : \"2600\"", "\"costs[0].amount\" : \"1\"", "edited by hand"),
    ("\"schemaVersion\" : 1", "\"schemaVersion\" : 2", "use the program that wrote it, or a newer one"),
    ("\"startedAt\"", "\"begunAt\"", "the key startedAt is missing"), ("}", "", "not the JSON that was written"),
  ])
  func `a lock edited by hand is found`(before: String, after: String, says: String) throws {
    let folder = try Campaign.running()
    try folder.write(try folder.text("lock.json").replacingOccurrences(of: before, with: after), to: "lock.json")
    for attempt in [{ _ = try folder.record.lock() }, { _ = try folder.record.history() }] {
      #expect {
        try attempt()
      } throws: { "\($0)".contains(says) }
    }
  }
}
