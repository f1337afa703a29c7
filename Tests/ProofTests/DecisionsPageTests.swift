import ProofKit
import Testing

@testable import decisions_proof

@Suite("The page of simulated decisions")
struct DecisionsPageTests {
  @Test("has the tables and lines that a run gives now")
  func outline() async throws {
    let trial = ProofPage(try await Page.markdown(Effort(oneIn: 10_000)))
    #expect(trial.outline == (try ProofPage(committed: "decisions.md")).outline)
  }

  @Test("is a full run without a broken figure")
  func isFull() throws {
    let page = try ProofPage(committed: "decisions.md")
    #expect(page.brokenFigures == [])
    for tests in [VerdictStudy.tests, CoverageStudy.tests, AnyLookStudy.tests, LengthStudy.tests] {
      #expect(page.text.contains(Markdown.count(tests)))
    }
    let touched = page.text.split(separator: "\n").filter {
      $0.hasPrefix("| \(TouchStudy.all[0].name) | position-based |")
    }
    #expect(touched.count == 1 && touched.allSatisfy { $0.hasSuffix("| \(Markdown.count(TouchStudy.tests)) |") })
  }
}
