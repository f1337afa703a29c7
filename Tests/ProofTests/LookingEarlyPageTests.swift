import ProofKit
import Testing

@testable import looking_early_proof

@Suite("The page of simulated tests")
struct LookingEarlyPageTests {
  @Test("has the tables and lines that a run gives now, and a trial run gives the same page twice")
  func outline() async throws {
    let trial = ProofPage(try await Page.markdown(Effort(oneIn: 5000)))
    #expect(trial.outline == (try ProofPage(committed: "looking-early.md")).outline)
    #expect(trial.brokenFigures == [])
    #expect(try await Page.markdown(Effort(oneIn: 5000)) == trial.text)
  }

  @Test("is a full run")
  func isFull() throws {
    let page = try ProofPage(committed: "looking-early.md").text
    for tests in [ErrorStudy.tests, EstimateStudy.tests, DelayStudy.tests, EveryCallStudy.tests, ExtensionStudy.tests] {
      #expect(page.contains("\(Markdown.count(tests)) tests a line"))
    }
  }
}
