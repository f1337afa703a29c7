import Experiment
import Foundation
import Testing

@testable import Decision
@testable import Report

@Suite struct `Marks on the path` {
  private var reading: Reading {
    var reading = Sample.running
    let second = Sample.date("2026-03-03")
    reading.path.removeAll { $0.date == second || $0.date == second + 1 }
    reading.pathMarks = [
      PathMark(date: second, kind: .withoutCalls), PathMark(date: second + 1, kind: .withoutCalls),
      PathMark(date: Sample.date("2026-03-06"), kind: .extended(by: .days(7))),
    ]
    return reading
  }

  @Test func `are drawn once each and named in the legend`() {
    let html = ReadingReport(reading, language: .english).html()
    #expect(html.split(separator: "<rect class=\"gap\"").count - 1 == 2)
    #expect(html.split(separator: "<line class=\"change\"").count - 1 == 1)
    #expect(html.contains("<span class=\"key gap\">planned day without calls</span>"))
    #expect(html.contains("<span class=\"key change\">test made longer</span>"))
    let french = ReadingReport(reading, language: .french).html()
    #expect(french.contains("jour prévu sans appel") && french.contains("test prolongé"))
  }

  @Test func `are explained in words in every form`() {
    let report = ReadingReport(reading, language: .english)
    let sentence = "No call on 3 March and 4 March: nothing was counted there, and the curves pass over."
    let longer = "The test was made 7 days longer on the results of 6 March."
    for form in [report.text(width: 400), report.html(), report.markdown()] {
      #expect(form.contains(sentence) && form.contains(longer))
    }
    let french = plain(ReadingReport(reading, language: .french).text(width: 400))
    #expect(french.contains("Aucun appel : 3 mars et 4 mars ; rien n’y est compté, et les courbes passent dessus."))
    #expect(french.contains("Le test a été prolongé de 7 jours au vu des résultats du 6 mars."))
  }

  @Test func `stand in the JSON`() throws {
    let json = ReadingReport(reading, language: .english).json()
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let marks = try #require(object["pathMarks"] as? [[String: Any]])
    #expect(marks.map { $0["kind"] as? String } == ["without-calls", "without-calls", "extended"])
    #expect(marks.map { $0["date"] as? String } == ["2026-03-03", "2026-03-04", "2026-03-06"])
    #expect(marks.map { $0["days"] as? Int } == [nil, nil, 7])
  }

  @Test func `leave a path without any as it was`() {
    let html = ReadingReport(Sample.running, language: .english).html()
    #expect(!html.contains("key gap") && !html.contains("key change"))
  }
}

@Suite struct `Lines are broken where a reader expects it` {
  @Test func `a sign stays with its currency`() {
    let html = VerdictReport(Sample.verdict, language: .english).html()
    #expect(html.contains("+\u{2060}€") && !html.contains("+€"))
  }
}
