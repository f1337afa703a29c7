import ProofKit
import Testing

@testable import designs_proof

@Suite("The page of simulated designs")
struct DesignsPageTests {
  @Test("has the tables and lines that a run gives now")
  func outline() async throws {
    let trial = ProofPage(try await Page.markdown(Effort(oneIn: 10_000)))
    #expect(trial.outline == (try ProofPage(committed: "designs.md")).outline)
    #expect(trial.brokenFigures == [])
  }

  @Test("is a full run")
  func isFull() throws {
    let page = try ProofPage(committed: "designs.md").text
    for tests in [FloorStudy.tests, FloorStudy.testsOfPower] {
      #expect(page.contains("\(Markdown.count(tests)) tests a line"))
    }
  }
}
