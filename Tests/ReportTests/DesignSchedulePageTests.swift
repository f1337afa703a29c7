import Experiment
import Foundation
import Testing

@testable import Decision
@testable import Report

@Suite("Schedule and answer on a design page")
struct DesignSchedulePageTests {
  private static func design(isByAgent: Bool) throws -> DesignResult {
    var design = Sample.switchback
    let monday = Sample.date("2026-03-02")
    let hours = try #require(HourRange("09:00-12:30"))
    design.schedule = DesignSchedule(
      parts: [
        DesignSchedule.Part(name: "morning", isNamedByPlan: false, hours: hours),
        DesignSchedule.Part(name: "afternoon", isNamedByPlan: false, hours: nil),
      ],
      entries: isByAgent
        ? []
        : [("pitch", 0), ("question", 1)].map {
          DesignSchedule.Entry(slot: Slot(date: monday, part: $1), variant: $0)
        }, isByAgent: isByAgent, washOut: 15)
    return design
  }

  @Test func `a row for each day and a column for each part of it, in both languages`() throws {
    let design = try Self.design(isByAgent: false)
    let english = DesignReport(design, language: .english).markdown()
    #expect(english.contains("| Day | morning 9:00–12:30 | afternoon |"))
    #expect(english.contains("| Monday 2 March | pitch | question |"))
    #expect(english.contains("first 15 minutes after a change of script do not count"))
    let french = plain(DesignReport(design, language: .french).markdown())
    #expect(french.contains("| Jour | matin 9 h–12 h 30 | après-midi |"))
    #expect(french.contains("| Lundi 2 mars | pitch | question |"))
  }

  @Test func `the JSON lists parts and slots`() throws {
    let text = DesignReport(try Self.design(isByAgent: false), language: .english).json()
    let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let schedule = try #require(json["schedule"] as? [String: Any])
    let slots = try #require(schedule["slots"] as? [[String: String]])
    #expect(slots.map { $0["variant"] } == ["pitch", "question"])
    #expect(slots.map { $0["part"] } == ["morning", "afternoon"])
    #expect(schedule["washOutMinutes"] as? Int == 15)
  }

  @Test(arguments: Language.allCases) func `orders of agents are said to be drawn with the list of agents`(
    language: Language
  ) throws {
    let text = DesignReport(try Self.design(isByAgent: true), language: language).text()
    #expect(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains("`hooktest assign`"))
  }

  @Test(arguments: Language.allCases) func `shares that follow results answer less often than wished`(
    language: Language
  ) {
    var design = Sample.sufficient
    design.answer = .lessOften(power: 0.71)
    let wording = language.wording()
    #expect(wording.answer(of: design).hasPrefix(wording.answerWord(design.answer)))
    #expect(design.answer.mark == .caution)
    #expect(DesignReport(design, language: language).json().contains("\"less-often\""))
  }

  @Test func `a test that is read once shows its calls once and does not speak of stopping`() throws {
    let page = DesignPage(design: Sample.switchback, wording: Language.english.wording(), command: nil)
    let comparison = try #require(Sample.switchback.monitoring)
    #expect(page.methodsTable(comparison).rows.count <= 6)
    let notes = Language.allCases.map { $0.wording().monitoringNotes(of: comparison).joined() }
    #expect(!notes[0].contains("stops at the first reading") && !notes[1].contains("s’arrête"))
  }

  @Test func `the curve of calls meets the control's calls, as the curve is the control's`() throws {
    var design = Sample.sufficient
    design.capacity?.control = 8352
    design.capacity?.challenger = 20_448
    for language in Language.allCases {
      let page = DesignPage(design: design, wording: language.wording(), command: nil)
      guard case .chart(let block)? = page.sizeSection?.blocks.first else {
        Issue.record("no chart")
        return
      }
      let chart = try #require(block.charts.first)
      #expect(chart.levels.map(\.value) == [8352])
      #expect(chart.y.title == (language == .english ? "Calls of the control" : "Appels du témoin"))
    }
  }

  @Test func `the calendar marks the plan's own looks`() throws {
    var design = Sample.sufficient
    var comparison = try #require(design.monitoring)
    comparison.looksAreThePlans = true
    comparison.plannedMethod = .groupSequential
    comparison.looks = [design.callingDays.first, design.decisionDay].map {
      MonitoringComparison.Look(
        date: $0, day: nil, callsPlaced: 1, information: 0.5, efficacyBoundary: 2, harmBoundary: nil,
        futilityBoundary: nil, alphaSpent: 0.01)
    }
    design.monitoring = comparison
    let text = DesignReport(design, language: .english).text()
    #expect(text.contains("◉") && text.contains("planned look"))
    comparison.looksAreThePlans = false
    design.monitoring = comparison
    #expect(!DesignReport(design, language: .english).text().contains("◉"))
  }
}
