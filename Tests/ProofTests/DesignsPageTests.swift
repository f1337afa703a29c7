import Foundation
import ProofKit
import Testing

@testable import designs_proof

@Suite("The page of simulated designs")
struct DesignsPageTests {
  private static func committed() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "docs/proof/designs.md"), encoding: .utf8)
  }

  /// Headings and the cells of rows that no simulation changes.
  private static func outline(_ page: String) -> [[Substring]] {
    var (texts, lines) = (0, [[Substring]]())
    for line in page.split(separator: "\n") where line.hasPrefix("#") || line.hasPrefix("|") {
      let cells = line.split(separator: "|")
      if line.hasPrefix("| ---") { texts = cells.count { !$0.contains(":") } }
      lines.append(line.hasPrefix("|") && !line.hasPrefix("| ---") ? Array(cells.prefix(max(1, texts))) : cells)
    }
    return lines
  }

  @Test("has the tables and lines that a run gives now")
  func outline() async throws {
    let trial = try await Page.markdown(Effort(oneIn: 10_000))
    #expect(Self.outline(trial) == Self.outline(try Self.committed()))
    #expect(!trial.contains("nan"))
  }

  @Test("is a full run")
  func isFull() throws {
    let page = try Self.committed()
    for tests in [FloorStudy.tests, FloorStudy.testsOfPower] {
      #expect(page.contains("\(Markdown.count(tests)) tests a line"))
    }
  }
}
