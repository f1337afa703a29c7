import Foundation
import Record
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Every look is written down and no line of it can change unnoticed")
struct LookChainTests {
  @Test func `the first look locks the plan`() throws {
    let folder = try Folder()
    let recording = try folder.record.append(
      [try Campaign.look(2)], dataFingerprint: "d2", plan: Campaign.plan, at: Campaign.morning(2))
    #expect(recording == .appended)
    let lock = try #require(try folder.record.lock())
    #expect(lock.startedAt == Campaign.morning(2))
    #expect(lock.looks.count == 1)
    #expect(try folder.names == ["lock.json", "looks.jsonl"])
  }

  @Test func `looks come back as they were taken, one line for each comparison`() throws {
    let folder = try Folder()
    let looks = [try Campaign.look(2), try Campaign.look(2, variant: "c")]
    try folder.record.append(looks, dataFingerprint: "d2", plan: Campaign.plan, at: Campaign.morning(2))
    try folder.record.append(
      [try Campaign.look(3)], dataFingerprint: "d3", plan: Campaign.plan, at: Campaign.morning(3))
    let history = try folder.record.history()
    #expect(history.map(\.look) == looks + [try Campaign.look(3)])
    #expect(history.map(\.index) == [1, 2, 3])
    #expect(history.map(\.dataFingerprint) == ["d2", "d2", "d3"])
    #expect(history.map(\.time) == [Campaign.morning(2), Campaign.morning(2), Campaign.morning(3)])
    let lines = try folder.text("looks.jsonl").split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(
      history.map(\.previous).dropFirst() == [Fingerprint.of(Data(lines[0].utf8)), Fingerprint.of(Data(lines[1].utf8))])
    #expect(try folder.record.lock()?.looks.head == Fingerprint.of(Data(lines[2].utf8)))
  }

  @Test func `checking the same data again writes nothing`() throws {
    let folder = try Campaign.running()
    let before = (try folder.text("looks.jsonl"), try folder.text("lock.json"))
    let again = try folder.record.append(
      [try Campaign.look(4)], dataFingerprint: "d4", plan: Campaign.plan, at: Campaign.morning(9))
    #expect(again == .unchanged)
    #expect(try folder.text("looks.jsonl") == before.0)
    #expect(try folder.text("lock.json") == before.1)
    let later = try folder.record.append(
      [try Campaign.look(4, opportunities: 31)], dataFingerprint: "d4b", plan: Campaign.plan, at: Campaign.morning(9))
    #expect(later == .appended)
    #expect(
      try folder.record.append([], dataFingerprint: "x", plan: Campaign.plan, at: Campaign.morning(9)) == .unchanged)
  }

  @Test func `a reading without a comparison locks nothing`() throws {
    let folder = try Folder()
    #expect(
      try folder.record.append([], dataFingerprint: "d", plan: Campaign.plan, at: Campaign.morning(2)) == .unchanged)
    #expect(try folder.names.isEmpty)
  }

  @Test func `no looks are a history too`() throws {
    let folder = try Folder()
    #expect(try folder.record.history().isEmpty)
    try folder.record.start(Campaign.plan, at: Campaign.morning(2))
    #expect(try folder.record.history().isEmpty)
  }

  /// Changes to the three lines of a running test, with the kinds and lines of the faults they leave.
  static let tampering: [(name: String, change: @Sendable ([String]) -> String, faults: [(ChainFault.Kind, Int)])] = [
    ("first changed", { [$0[0].doubled, $0[1], $0[2]].text }, [(.unlinked, 2)]),
    ("middle changed", { [$0[0], $0[1].doubled, $0[2]].text }, [(.unlinked, 3)]),
    ("last changed", { [$0[0], $0[1], $0[2].doubled].text }, [(.head, 3)]),
    ("swapped", { [$0[1], $0[0], $0[2]].text }, [(.unlinked, 1), (.unlinked, 2), (.unlinked, 3)]),
    ("first removed", { [$0[1], $0[2]].text }, [(.unlinked, 1), (.unlinked, 2), (.truncated, 3)]),
    ("last removed", { [$0[0], $0[1]].text }, [(.truncated, 3)]),
    ("emptied", { _ in "" }, [(.truncated, 1)]),
    ("one added", { ($0 + [$0[2]]).text }, [(.unlinked, 4), (.unrecorded, 4)]),
    ("torn line", { $0.text + $0[0].prefix(40) }, [(.torn, 4)]),
    ("torn last line", { String($0.text.dropLast(30)) }, [(.truncated, 3)]),
    ("not JSON", { [$0[0], "hello", $0[2]].text }, [(.unreadable, 2), (.unlinked, 3)]),
    (
      "blank line", { [$0[0], "", $0[1], $0[2]].text },
      [(.unreadable, 2), (.unlinked, 3), (.unlinked, 4), (.unrecorded, 4)]
    ),
  ]

  @Test(arguments: tampering.indices)
  func `changed, cut and reordered looks are reported by line`(index: Int) throws {
    let (name, change, expected) = LookChainTests.tampering[index]
    let folder = try Campaign.running()
    let lines = try folder.text("looks.jsonl").split(separator: "\n").map(String.init)
    try folder.write(change(lines), to: "looks.jsonl")
    func faults(_ attempt: () throws -> Void) -> [ChainFault] {
      do {
        try attempt()
        return []
      } catch RecordError.brokenChain(_, let faults) {
        return faults
      } catch {
        Issue.record("\(error)")
        return []
      }
    }
    let read = faults { _ = try folder.record.history() }
    #expect(read.map(\.kind) == expected.map(\.0), "\(name): \(read)")
    #expect(read.map(\.line) == expected.map(\.1), "\(name): \(read)")
    let written = faults {
      try folder.record.append(
        [try Campaign.look(5)], dataFingerprint: "d5", plan: Campaign.plan, at: Campaign.morning(5))
    }
    #expect(written == read)
  }

  @Test func `what an interrupted writing left is mended as the message says`() throws {
    let folder = try Campaign.running()
    let whole = try folder.text("looks.jsonl")
    try folder.write(whole + "{\"asOf\":", to: "looks.jsonl")
    #expect {
      try folder.record.history()
    } throws: { "\($0)".contains("delete everything after line 3 and check again") }
    try folder.write(whole, to: "looks.jsonl")
    #expect(try folder.record.history().count == 3)
  }

  @Test func `a look that the lock cannot count is taken back`() throws {
    let folder = try Campaign.running()
    let before = try folder.text("looks.jsonl")
    // In a folder with so long a path the record can be read and added to, but no file be written beside the lock.
    let longest = 4095
    var deep = folder.url
    while deep.path.utf8.count < longest - 300 { deep.append(path: String(repeating: "d", count: 200)) }
    deep.append(path: String(repeating: "e", count: longest - 26 - deep.path.utf8.count))
    try FileManager.default.createDirectory(at: deep, withIntermediateDirectories: true)
    let record = ExperimentRecord(directory: deep)
    try FileManager.default.moveItem(at: folder.record.lockFile, to: record.lockFile)
    try FileManager.default.moveItem(at: folder.record.looksFile, to: record.looksFile)
    #expect {
      try record.append([try Campaign.look(5)], dataFingerprint: "d5", plan: Campaign.plan, at: Campaign.morning(5))
    } throws: { error in
      if case RecordError.unwritable(let path, _, _) = error { path.hasSuffix("lock.json") } else { false }
    }
    #expect(try String(contentsOf: record.looksFile, encoding: .utf8) == before)
    #expect(try record.history().count == 3)
  }

  @Test func `looks without a lock are not trusted`() throws {
    let folder = try Campaign.running()
    try FileManager.default.removeItem(at: folder.record.lockFile)
    for attempt in [
      { _ = try folder.record.history() }, { _ = try folder.record.start(Campaign.plan, at: Campaign.morning(2)) },
    ] {
      #expect {
        try attempt()
      } throws: { "\($0)".contains("there are looks but no lock.json") }
    }
  }

  @Test func `a check that cannot wait any longer is refused`() throws {
    let folder = try Campaign.running()
    let before = try folder.text("looks.jsonl")
    let other = open(folder.url.path, O_RDONLY)
    defer { _ = close(other) }
    try #require(flock(other, LOCK_EX) == 0)
    let impatient = ExperimentRecord(directory: folder.url, patience: 0)
    #expect {
      try impatient.append([try Campaign.look(5)], dataFingerprint: "d5", plan: Campaign.plan, at: Campaign.morning(5))
    } throws: { "\($0)".contains("another hooktest is writing here") }
    #expect(try folder.text("looks.jsonl") == before)
  }

  @Test func `two checks at the same time both are recorded, one after the other`() async throws {
    let folder = try Folder()
    let record = folder.record
    try await withThrowingTaskGroup(of: Void.self) { group in
      for day in 1...8 {
        group.addTask {
          try record.append(
            [try Campaign.look(2)], dataFingerprint: "d\(day)", plan: Campaign.plan, at: Campaign.morning(day))
        }
      }
      try await group.waitForAll()
    }
    let history = try record.history()
    #expect(history.map(\.index) == Array(1...8))
    #expect(Set(history.map(\.dataFingerprint)).count == 8)
  }
}

extension String {
  fileprivate var doubled: String { replacingOccurrences(of: "\"opportunities\":30", with: "\"opportunities\":60") }
}

extension [String] {
  fileprivate var text: String { map { $0 + "\n" }.joined() }
}
