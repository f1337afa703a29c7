import Experiment
import Foundation
import Testing

@testable import Decision
@testable import Report

@Suite struct `Delays on the page` {
  @Test(arguments: Language.allCases) func `curves are drawn with the window, their figures beneath`(
    language: Language
  ) {
    let report = ReadingReport(Sample.delayed, language: language)
    let html = report.html()
    #expect(html.contains("id=\"delays\""))
    #expect(html.contains(Caption.delaysTitle.text(in: language)))
    #expect(html.contains(Caption.maturityWindow.text(in: language)))
    let text = report.text(width: 100, color: false)
    #expect(text.contains(Caption.daysSinceCall.text(in: language)))
    // The day on which all is known of the oldest calls: 0.03 · (1 − 1 / (1 + 13 / 2)).
    #expect(text.contains(language == .english ? "2.6%" : "2,6"))
  }

  @Test func `without dates there is no such section`() {
    let report = ReadingReport(Sample.running, language: .english)
    #expect(!report.html().contains("id=\"delays\""))
  }

  @Test func `JSON carries the curves`() throws {
    let json = ReadingReport(Sample.delayed, language: .english).json()
    let reading = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let curves = try #require(reading["delays"] as? [[String: Any]])
    #expect(curves.map { $0["variant"] as? String } == ["pitch", "question"])
    let point = try #require((curves[0]["points"] as? [[String: Any]])?.last)
    #expect(point["day"] as? Int == 12 && point["atRisk"] as? Int == 300 && point["opportunities"] as? Int == 8)
    #expect((point["share"] as? [String: Double])?["estimate"] == 0.03 * (1 - 1 / (1 + 13 / 5.0)))
  }

  @Test func `the sentence says whom the window favours and what to do`() {
    let english = Language.english.wording()
    #expect(
      english.healthDetail(
        HealthFinding(check: .delays, status: .warn, detail: .delays(Sample.delayFinding()))
      ).hasSuffix(
        "The delays differ: the window of 7 days cuts off more of “pitch” and favours “question”. Set `within` to 19 days at "
          + "least: by then 99% of what “pitch” brought within 20 days had come."))
    #expect(
      english.healthDetail(
        HealthFinding(check: .delays, status: .warn, detail: .delays(Sample.delayFinding(within: nil)))
      ).contains(
        "“question” gets ahead while calls are young"))
    #expect(
      english.healthDetail(
        HealthFinding(
          check: .delays, status: .warn, detail: .delays(Sample.delayFinding(within: 30, longestFollowUp: 19)))
      ).contains(
        "too young"))
  }
}
