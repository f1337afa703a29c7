import Decision
import Experiment
import Foundation
import Record
import Testing

@Suite("A test may be made longer where its error can be kept")
struct ExtensionTests {
  private func extend(
    _ folder: Folder, _ method: Monitoring.Method, by added: TestProtocol.Length = .days(7), asOf: CivilDate? = nil,
    length: TestProtocol.Length = .days(14), reason: String = "agents on leave"
  ) throws -> TestProtocol {
    try folder.record.extend(
      Campaign.test(method, length: length), plan: Campaign.plan, by: added, asOf: asOf, reason: reason,
      at: Campaign.morning(5)
    ).test
  }

  private func refusal(_ attempt: () throws -> some Any) -> ExtensionRefusal? {
    do {
      _ = try attempt()
      return nil
    } catch RecordError.cannotExtend(let refusal) {
      return refusal
    } catch {
      Issue.record("\(error)")
      return nil
    }
  }

  private func look(_ day: Int, status: Conclusion.Status = .keepRunning, information: Double = 0.5) throws -> Look {
    var look = try Campaign.look(4)
    look.asOf = Campaign.day(day)
    look.status = status
    look.information = information
    return look
  }

  @Test func `the plan stays as it was registered and the lock knows the longer test`() throws {
    let folder = try Campaign.running()
    let fingerprint = try #require(try folder.record.lock()?.planFingerprint)
    let longer = try extend(folder, .groupSequential, reason: " agents on leave ")
    #expect(longer.length == .days(21))
    #expect(longer.extensions == [.init(decidedOn: Campaign.day(4), before: .days(14))])
    let lock = try #require(try folder.record.lock())
    #expect(lock.planFingerprint == fingerprint && lock.amendments.isEmpty)
    #expect(lock.extensions.map(\.reason) == ["agents on leave"])
    #expect(lock.extensions.map(\.looksBefore) == [3])
    #expect(lock.extensions.map(\.time) == [Campaign.morning(5)])
    #expect(try lock.extended(Campaign.test(.groupSequential)) == longer)
    #expect(try folder.record.verify(Campaign.plan) == [])
  }

  @Test func `a second extension starts from the first`() throws {
    let folder = try Campaign.running()
    _ = try extend(folder, .groupSequential)
    try folder.record.append([look(9)], dataFingerprint: "d9", plan: Campaign.plan, at: Campaign.morning(9))
    let longer = try extend(folder, .groupSequential, by: .days(3))
    #expect(longer.length == .days(24))
    #expect(
      longer.extensions == [
        .init(decidedOn: Campaign.day(4), before: .days(14)), .init(decidedOn: Campaign.day(9), before: .days(21)),
      ])
  }

  @Test func `the same extension is written down once`() throws {
    let folder = try Campaign.running()
    _ = try extend(folder, .anytime)
    let before = try folder.text("lock.json")
    let again = try folder.record.extend(
      Campaign.test(.anytime), plan: Campaign.plan, by: .days(7), reason: "agents on leave", at: Campaign.morning(6))
    #expect(!again.isNew && again.test.length == .days(21))
    #expect(try folder.text("lock.json") == before)
    #expect(try extend(folder, .anytime, reason: "and ill").length == .days(28))
  }

  @Test func `a fixed test may be made longer until it was looked at`() throws {
    let fresh = try Folder()
    try fresh.record.start(Campaign.plan, at: Campaign.morning(2))
    #expect(refusal { try extend(fresh, .fixed) } == .noDay)
    #expect(try extend(fresh, .fixed, asOf: Campaign.day(1)).length == .days(21))
    let seen = try Campaign.running()
    let refused = refusal { try extend(seen, .fixed, asOf: Campaign.day(4)) }
    #expect(refused == .resultsSeen(on: Campaign.day(4), decisionDay: Campaign.day(22)))
    #expect(refused?.description.contains("let it end and decide on 2026-03-22") == true)
    #expect(refused?.description.contains("plan a new test with `method: group-sequential`") == true)
  }

  @Test(arguments: [Conclusion.Status.rollOut, .keepControl, .noWinner])
  func `a test with planned looks that was concluded is over`(status: Conclusion.Status) throws {
    let folder = try Campaign.running()
    try folder.record.append(
      [look(9, status: status)], dataFingerprint: "d9", plan: Campaign.plan, at: Campaign.morning(9))
    #expect(refusal { try extend(folder, .groupSequential) } == .concluded(status, on: Campaign.day(9)))
    #expect(try extend(folder, .anytime).length == .days(21))
  }

  @Test(arguments: [(21, false), (22, true), (25, true)], [Conclusion.Status.keepRunning, .unhealthy])
  func `planned looks have spent everything on the day of the decision`(
    day: (number: Int, isOver: Bool), status: Conclusion.Status
  ) throws {
    let folder = try Campaign.running()
    try folder.record.append(
      [look(day.number, status: status)], dataFingerprint: "d", plan: Campaign.plan, at: Campaign.morning(9))
    let expected = day.isOver ? ExtensionRefusal.allSpent(on: Campaign.day(day.number)) : nil
    #expect(refusal { try extend(folder, .groupSequential) } == expected)
  }

  @Test func `the day of the decision moves with each extension`() throws {
    let folder = try Campaign.running()
    _ = try extend(folder, .groupSequential)
    try folder.record.append([look(25)], dataFingerprint: "d", plan: Campaign.plan, at: Campaign.morning(9))
    #expect(try extend(folder, .groupSequential, by: .days(1)).length == .days(22))
  }

  @Test func `a test that ends by calls takes more calls, until the planned ones are mature`() throws {
    let folder = try Campaign.running()
    #expect(refusal { try extend(folder, .groupSequential, length: .calls(9000)) } == .otherEnd(planned: .calls(9000)))
    let longer = try extend(folder, .groupSequential, by: .calls(500), length: .calls(9000))
    #expect(longer.length == .calls(9500))
    #expect(try folder.record.lock()?.extensions.first?.added == .calls(500))
    try folder.record.append(
      [look(9, information: 1)], dataFingerprint: "d", plan: Campaign.plan, at: Campaign.morning(9))
    #expect(
      refusal { try extend(folder, .groupSequential, by: .calls(1), length: .calls(9000)) }
        == .allSpent(on: Campaign.day(9)))
  }

  @Test func `an extension cannot be dated before results that are recorded`() throws {
    let folder = try Campaign.running()
    #expect(
      refusal { try extend(folder, .anytime, asOf: Campaign.day(3)) }
        == .beforeLastLook(Campaign.day(3), last: Campaign.day(4)))
    #expect(try extend(folder, .anytime, asOf: Campaign.day(6)).extensions.first?.decidedOn == Campaign.day(6))
  }

  @Test(arguments: [
    TestProtocol.Length.days(0), .days(-7), .days(3637), .days(.max), .calls(1),
  ])
  func `what is added is at least a day and leaves a test that a plan may say`(added: TestProtocol.Length) throws {
    let folder = try Campaign.running()
    let before = try folder.text("lock.json")
    #expect(refusal { try extend(folder, .anytime, by: added) } != nil)
    #expect(try folder.text("lock.json") == before)
  }

  @Test func `an extension needs a start, a reason, dates and the locked plan`() throws {
    let folder = try Folder()
    #expect(refusal { try extend(folder, .anytime, reason: " ") } == .noReason)
    #expect {
      try extend(folder, .anytime)
    } throws: { if case RecordError.notStarted = $0 { true } else { false } }
    try folder.record.start(Campaign.plan, at: Campaign.morning(2))
    let undated = try Campaign.test(.anytime, starts: nil)
    #expect(
      refusal {
        try folder.record.extend(
          undated, plan: Campaign.plan, by: .days(7), reason: "why", at: Campaign.morning(5))
      } == .undated)
    var changed = Campaign.plan
    changed.locked["days"] = "28"
    #expect {
      try folder.record.extend(
        Campaign.test(.anytime), plan: changed, by: .days(7), asOf: Campaign.day(3), reason: "why",
        at: Campaign.morning(5))
    } throws: { if case RecordError.planChanged = $0 { true } else { false } }
    #expect(try folder.record.lock()?.extensions == [])
  }

  @Test func `a lock from before tests could be made longer is read, and its fingerprints hold`() throws {
    let folder = try Campaign.running()
    let text = try folder.text("lock.json")
    let old = text.replacingOccurrences(of: "  \"extensions\" : [\n\n  ],\n", with: "")
    try #require(old != text)
    let lock = try #require(try folder.record.lock())
    try folder.write(old, to: "lock.json")
    #expect(try folder.record.lock() == lock)
    #expect(try folder.record.history().count == 3)
  }

  @Test(arguments: [("\"days\" : 7", "\"days\" : 70"), ("agents on leave", "more calls"), ("2026-03-04", "2026-03-03")])
  func `an extension edited by hand is found`(before: String, after: String) throws {
    let folder = try Campaign.running()
    _ = try extend(folder, .groupSequential)
    let text = try folder.text("lock.json")
    try #require(text.contains(before))
    try folder.write(text.replacingOccurrences(of: before, with: after), to: "lock.json")
    #expect {
      try folder.record.lock()
    } throws: { "\($0)".contains("the extensions do not have the fingerprint beside them: edited by hand") }
  }

  @Test func `a plan that ends otherwise now is refused with the line to put back`() throws {
    let folder = try Campaign.running()
    _ = try extend(folder, .groupSequential)
    let lock = try #require(try folder.record.lock())
    let refused = refusal { try lock.extended(Campaign.test(.groupSequential, length: .calls(9000))) }
    #expect(refused == .endChanged(extendedBy: .days(7), planned: .calls(9000)))
    #expect(refused?.description.contains("extended by 7 days, and its plan now ends after 9000 calls") == true)
  }
}
