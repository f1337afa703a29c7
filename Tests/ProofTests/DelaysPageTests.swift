import ProofKit
import Testing

@testable import delays_proof

@Suite("The page of simulated forecasts")
struct DelaysPageTests {
  @Test("has the tables and lines that a run gives now")
  func outline() async throws {
    let trial = ProofPage(try await Page.markdown(Effort(oneIn: 10_000)))
    #expect(trial.outline == (try ProofPage(committed: "delays.md")).outline)
    #expect(trial.brokenFigures == [])
  }

  @Test("is a full run")
  func isFull() throws {
    #expect(
      try ProofPage(committed: "delays.md").text.contains("\(Markdown.count(CoverageStudy.tests)) campaigns a line"))
  }
}
