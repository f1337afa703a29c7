import Foundation
import PlanFile
import Testing

@Suite("A text that is no plan is refused with a line")
struct SyntaxTests {
  @Test(arguments: [
    ("", 1, "an empty file"), ("# only a remark\n", 1, "an empty file"), ("   \n\n", 1, "an empty file"),
    ("- name: hook", 1, "expected a mapping of keys"), ("hook", 1, "expected a mapping of keys"),
    ("name: hook\n\tgoal: {}", 2, "two spaces"), ("name: hook\ngoal:\n\talpha: 5 %", 3, "two spaces"),
    ("name: hook\ngoal: {alpha: 5 %", 3, "check"), ("name: \"hook\ngoal: 1", 2, "quote"),
    ("name: hook\nquestion: Is it: good?", 2, "between quotes"),
    ("name: hook\nquestion: %x", 2, "between quotes"), ("name: hook\n---\nname: other", 2, "one plan a file"),
    ("name: &a hook\nquestion: *a", 1, "anchors"), ("name: *a", 1, "a text that starts with a star"),
    ("name: hook\ndays: !!int 14", 2, "without tags"),
    ("name: !secret hook", 1, "without tags"), ("name: hook\n? [a, b]\n: 1", 2, "a word as a key"),
    ("name: ho\u{0}ok", 1, "UTF-8"),
  ])
  func `the line and the way out are named`(text: String, line: Int, says: String) throws {
    let fault = try #require(faults(of: text).first)
    #expect(fault.line == line, "\(fault)")
    #expect(fault.description.contains(says), "\(fault)")
  }

  @Test func `an alias bomb is refused before it explodes`() throws {
    let levels = (1..<12).map {
      "l\($0): &l\($0) [\(Array(repeating: "*l\($0 - 1)", count: 9).joined(separator: ","))]"
    }
    let text = "l0: &l0 [x]\n" + levels.joined(separator: "\n") + "\n? *l11\n: 1\n"
    #expect(try fault(of: text).description.contains("aliases"))
    let few = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n? *c\n: 1\n"
    #expect(faults(of: few).allSatisfy { $0.kind == .syntax })
    #expect(!faults(of: few).isEmpty)
  }

  @Test(arguments: [20, 500, 5_000, 200_000])
  func `deep brackets are refused`(depth: Int) throws {
    let text = "name: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(try fault(of: text).kind == .syntax)
  }

  @Test func `a file that is far too large is not read`() throws {
    let text = "name: hook\n" + String(repeating: "# data data data data data data\n", count: 320_000)
    #expect(try fault(of: text).description.contains("at most 1048576 bytes"))
    let url = FileManager.default.temporaryDirectory.appending(path: "large-\(UUID().uuidString).yaml")
    try text.write(to: url, atomically: true, encoding: .utf8)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: url) } }
    #expect {
      try PlanFile.read(url)
    } throws: { error in
      if case PlanReadError.faults(let faults) = error {
        faults.description.contains("at most 1048576 bytes")
      } else {
        false
      }
    }
  }

  @Test func `a missing file, a folder and another encoding are told apart`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "plans-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    func error(of url: URL) -> PlanReadError? {
      do {
        _ = try PlanFile.read(url)
        return nil
      } catch {
        return error
      }
    }
    let absent = folder.appending(path: "absent.yaml")
    #expect(error(of: absent).map { if case .missing = $0 { true } else { false } } == true)
    #expect(
      error(of: folder)?.description
        == "\(folder.relativePath): cannot be read: it is a folder; name the plan.yaml in it")
    let latin = folder.appending(path: "latin.yaml")
    try Data([110, 97, 109, 101, 58, 32, 97, 10, 120, 58, 32, 233, 10]).write(to: latin)
    guard case .faults(let faults) = error(of: latin) else {
      Issue.record("bytes that are not UTF-8 are a fault")
      return
    }
    #expect(faults.faults.map(\.line) == [2])
    #expect(faults.faults.map(\.column) == [4])
    #expect(faults.description.contains("Windows-1252"))
    let good = folder.appending(path: "plan.yaml")
    try Text.plan().write(to: good, atomically: true, encoding: .utf8)
    #expect(error(of: good) == nil)
  }

  @Test(arguments: ["\t", "*", "&", "{", "]", "\"", "'", ":", "é", "%", "\n", "-", "!", "|", "\u{0}", "0"])
  func `any sign in any place makes a plan or a fault, never a crash`(sign: Character) throws {
    let text = try Text.fixture("full.yaml")
    for offset in stride(from: 3, to: text.count, by: 61) {
      var changed = text
      changed.insert(sign, at: changed.index(changed.startIndex, offsetBy: offset))
      for fault in faults(of: changed) {
        #expect((1...60).contains(fault.line) && fault.column >= 1 && !fault.description.contains("\n"))
      }
    }
  }

  @Test func `any cut of a good plan is a plan or a fault, never a crash`() throws {
    let text = try Text.fixture("full.yaml")
    var refused = 0
    for length in stride(from: 0, to: text.count, by: 7) {
      refused += faults(of: String(text.prefix(length))).isEmpty ? 0 : 1
    }
    #expect(refused > 50)
  }
}
