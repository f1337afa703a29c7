import ProofKit
import Foundation
import Testing

@testable import looking_early_proof

@Suite("The page of simulated tests")
struct LookingEarlyPageTests {
  private static func committed() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "docs/proof/looking-early.md"), encoding: .utf8)
  }

  /// Headings and rows, by the cells that no simulation changes.
  private static func outline(_ page: String) -> [[Substring]] {
    var (texts, lines) = (0, [[Substring]]())
    for line in page.split(separator: "\n") where line.hasPrefix("#") || line.hasPrefix("|") {
      let cells = line.split(separator: "|")
      if line.hasPrefix("| ---") { texts = cells.count { !$0.contains(":") } }
      lines.append(line.hasPrefix("|") && !line.hasPrefix("| ---") ? Array(cells.prefix(max(1, texts))) : cells)
    }
    return lines
  }

  @Test("has the tables and lines that a run gives now, and a trial run gives the same page twice")
  func outline() async throws {
    let trial = try await Page.markdown(Effort(oneIn: 5000))
    #expect(Self.outline(trial) == Self.outline(try Self.committed()))
    #expect(!trial.contains("nan"))
    let again = try await Page.markdown(Effort(oneIn: 5000))
    #expect(again == trial)
  }

  @Test("is a full run")
  func isFull() throws {
    let page = try Self.committed()
    for tests in [ErrorStudy.tests, EstimateStudy.tests, DelayStudy.tests, EveryCallStudy.tests, ExtensionStudy.tests] {
      #expect(page.contains("\(Markdown.count(tests)) tests a line"))
    }
  }
}
