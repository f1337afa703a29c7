import Experiment
import Report
import Testing

@testable import Decision

@Suite("The page for the team")
struct TeamPageTests {
  private static let reading = TeamReading(
    experiment: "spring-hook", asOf: CivilDate(iso: "2026-03-10"),
    progress: Progress(
      day: 9, plannedDays: 14, lastDay: CivilDate(iso: "2026-03-15"), decisionDay: CivilDate(iso: "2026-03-22"),
      callingDaysLeft: 1, matureCalls: 100, immatureCalls: 560, isComplete: false),
    calls: 14_660, plannedSoFar: 16_000, callsPerAgentDay: 80,
    days: [TeamReading.Day(date: CivilDate(dayNumber: 20_514), calls: 660, agents: nil)],
    agents: [TeamReading.Agent(pseudonym: "KAR-42", days: 3, calls: 180)],
    checks: [HealthFinding(check: .pace, status: .warn, detail: .pace(mean: 60, planned: 80))])

  @Test func `it says how many calls are placed and which days are left, in both languages`() {
    let english = TeamReport(Self.reading, language: .english).text()
    #expect(english.contains("14,660 calls are placed of 16,000 planned so far; 1 calling day is left."))
    #expect(english.contains("KAR-42") && english.contains("75%"))
    let french = TeamReport(Self.reading, language: .french).text()
    #expect(french.contains("14\u{202F}660 appels émis sur 16\u{202F}000 prévus à ce jour"))
    #expect(french.contains("il reste 1 jour d’appels"))
  }

  @Test(arguments: Language.allCases) func `it has no rate, no money and no chance on it`(language: Language) {
    for text in [
      TeamReport(Self.reading, language: language).html(), TeamReport(Self.reading, language: language).json(),
    ] {
      #expect(!text.contains("TCO") && !text.contains("CPQ") && !text.contains("ROI") && !text.contains("pportunit"))
    }
  }
}
