import Foundation
import Statistics
import Testing

@testable import Decision
@testable import Report

/// A page in all its forms.
struct Rendered: Sendable, CustomTestStringConvertible {
  var name: String
  var language: Language
  var text: @Sendable (Int, Bool) -> String
  var json: String
  var html: String
  var markdown: String

  var testDescription: String { "\(name) in \(language.rawValue)" }

  static let all: [Rendered] = Language.allCases.flatMap { language -> [Rendered] in
    let readings: [(String, Reading)] = [
      ("running", Sample.running), ("six arms", Sample.sixArms), ("nothing", Sample.nothing),
      ("undated", Sample.undated), ("unhealthy", Sample.unhealthy), ("first day", Sample.firstDay),
      ("hostile", Sample.hostile), ("delays", Sample.delayed),
    ]
    let designs = [
      ("sufficient", Sample.sufficient), ("insufficient", Sample.insufficient), ("team", Sample.unknownTeam),
      ("by agent", Sample.byAgent), ("cross-over", Sample.crossOver), ("switchback", Sample.switchback),
      ("by unknown agents", Sample.byUnknownAgents),
    ]
    return readings.map { name, reading in
      let report = ReadingReport(reading, language: language, command: "hooktest check plan.yaml")
      return Rendered(
        name: name, language: language, text: { report.text(width: $0, color: $1) }, json: report.json(),
        html: report.html(),
        markdown: report.markdown())
    }
      + [("verdict", Sample.verdict), ("overridden", Sample.overridden)].map { name, verdict in
        let report = VerdictReport(verdict, language: language, command: "hooktest decide plan.yaml")
        return Rendered(
          name: name, language: language, text: { report.text(width: $0, color: $1) }, json: report.json(),
          html: report.html(),
          markdown: report.markdown())
      }
      + designs.map { name, design in
        let report = DesignReport(design, language: language)
        return Rendered(
          name: name, language: language, text: { report.text(width: $0, color: $1) }, json: report.json(),
          html: report.html(),
          markdown: report.markdown())
      }
  }
}

@Suite struct `Pages in every form` {
  @Test(arguments: Rendered.all) func `text keeps within its width`(page: Rendered) {
    for width in [60, 80, 100] {
      for line in page.text(width, false).split(separator: "\n") where !line.contains("hooktest ") {
        #expect(PlainText.width(String(line)) <= width, "\(line)")
      }
    }
  }

  @Test(arguments: Rendered.all) func `colour adds nothing but colour`(page: Rendered) {
    let plain = page.text(100, false)
    #expect(!plain.unicodeScalars.contains { $0.value == 0x1B })
    let coloured = page.text(100, true)
    #expect(coloured.contains("\u{1B}["))
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test(arguments: Rendered.all) func `HTML is self-contained and runs nothing`(page: Rendered) {
    #expect(!page.html.lowercased().contains("<script"))
    #expect(!page.html.contains("<img") && !page.html.contains("<link") && !page.html.contains("http:"))
    #expect(!page.html.contains("https:") && !page.html.contains("@import") && !page.html.contains(/<[^<>]* src=/))
    #expect(page.html.split(separator: "url(").dropFirst().allSatisfy { $0.hasPrefix("#") })
    #expect(page.html.contains("default-src 'none'"))
  }

  @Test(arguments: Rendered.all) func `every tag of HTML is closed where it was opened`(page: Rendered) throws {
    let void: Set<String> = ["meta", "br", "hr", "!doctype"]
    var open: [String] = []
    let body = page.html.replacing(/<style>[^<]*<\/style>/, with: "")
    for tag in body.matches(of: /<(\/?)([a-zA-Z!0-9]+)([^<>]*?)(\/?)>/) {
      let name = String(tag.2)
      if void.contains(name) || !tag.4.isEmpty { continue }
      if tag.1.isEmpty {
        open.append(name)
      } else {
        #expect(open.last == name, "</\(name)> inside \(open.suffix(3))")
        if open.last == name { open.removeLast() }
      }
    }
    #expect(open.isEmpty)
    let stray = body.replacing(/<\/?[a-zA-Z!0-9]+[^<>]*>/, with: "")
    #expect(!stray.contains("<") && !stray.contains(">"))
  }

  @Test(arguments: Rendered.all) func `names in HTML are unique and references lead somewhere`(page: Rendered) {
    let ids = page.html.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    for reference in page.html.matches(of: /aria-labelledby="([^"]+)"/) {
      for name in reference.1.split(separator: " ") { #expect(ids.contains(String(name)), "\(name)") }
    }
    for reference in page.html.matches(of: /url\(#([^)]+)\)/) { #expect(ids.contains(String(reference.1))) }
  }

  @Test(arguments: Rendered.all) func `drawings are named for those who do not see them`(page: Rendered) {
    for drawing in page.html.matches(of: /<svg[^>]*role="img"[^>]*>(<title[^>]*>)([^<]+)/) {
      #expect(!drawing.2.isEmpty)
    }
    let drawings = page.html.matches(of: /role="img"/).count
    #expect(drawings == page.html.matches(of: /role="img"[^>]*><title/).count)
    #expect(page.html.contains("<th scope=\"col\"") && page.html.contains("<th scope=\"row\""))
  }

  @Test(arguments: Rendered.all) func `no figure is broken`(page: Rendered) {
    for form in [page.text(100, false), page.markdown, page.html, page.json] {
      #expect(!form.lowercased().contains("nan%") && !form.contains("Optional(") && !form.contains("inf%"))
      #expect(!form.contains("\u{2212}0%") && !form.contains("\u{2212}0.0%") && !form.contains("=\"nan"))
    }
  }

  @Test(arguments: Rendered.all) func `each acronym is spelled out at its first use`(page: Rendered) {
    let spelled: [(String, String, String)] = [
      ("TCO", "call-to-opportunity rate", "taux de conversion des appels en opportunité"),
      ("CPQ", "cost per qualified opportunity", "coût par opportunité qualifiée"),
      ("ROI", "return on investment", "retour sur investissement"),
    ]
    let html = page.html.replacing(/<style>[^<]*<\/style>/, with: "").replacing(/<[^>]*>/, with: " ")
    for form in [page.text(100, false), page.markdown, html] {
      let words = form.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
      for (acronym, english, french) in spelled {
        guard let first = words.firstRange(of: acronym) else { continue }
        let long = page.language == .english ? english : french
        let following = words[first.upperBound...].prefix(long.count + 4)
        #expect(following.contains(long), "\(acronym): \(following)")
      }
    }
  }

  @Test(arguments: Rendered.all) func `probabilities stand in the annex only`(page: Rendered) throws {
    let words = page.language == .english ? ["robability", "xpected loss"] : ["robabilité", "anque à gagner"]
    let annex = try #require(page.language == .english ? "How this was computed" : "Comment c’est calculé" as String?)
    for form in [page.text(100, false), page.markdown, page.html] {
      let head = form.firstRange(of: annex).map { String(form[..<$0.lowerBound]) } ?? form
      for word in words { #expect(!head.contains(word)) }
    }
  }

  @Test func `before the planned end no variant is set apart as the winner`() {
    for language in Language.allCases {
      let html = ReadingReport(Sample.running, language: language).html()
      #expect(!html.contains("summary go") && !html.lowercased().contains("winner"))
    }
  }

  @Test func `unhealthy data are the first thing explained`() throws {
    let html = ReadingReport(Sample.unhealthy, language: .english).html()
    let health = try #require(html.firstRange(of: "id=\"health\""))
    let variants = try #require(html.firstRange(of: "id=\"variants\""))
    #expect(health.lowerBound < variants.lowerBound)
  }
}

@Suite struct `Any legal counts make a page` {
  @Test(arguments: [(0, 0), (1, 0), (1, 1), (10, 10), (10_000_000, 1), (10_000_000, 600_000)])
  func `without a broken figure`(calls: Int, opportunities: Int) {
    let reading = Sample.reading(
      [
        Sample.Arm(name: "pitch", calls: 3_500, opportunities: 105),
        Sample.Arm(name: "question", calls: calls, opportunities: opportunities),
      ], conclusion: .noWinner(.plannedEnd), asOf: Sample.date("2026-03-22"), progress: Sample.finished)
    for language in Language.allCases {
      let report = ReadingReport(reading, language: language)
      for form in [report.text(), report.json(), report.html(), report.markdown()] {
        // As a word: “provenance” holds the letters too.
        #expect(!form.split { !$0.isLetter }.contains { $0.lowercased() == "nan" })
        #expect(!form.contains("inf%") && !form.contains("-inf\""))
      }
      #expect(report.text().split(separator: "\n").allSatisfy { PlainText.width(String($0)) <= 100 })
    }
  }
}

@Suite struct `The money of a page` {
  /// 80 opportunities for 4,000: 12,000 of revenue and 4,000 of margin.
  private var breakEven: Reading {
    var reading = Sample.undated
    for index in reading.variants.indices {
      reading.variants[index].indicators = IndicatorEstimates(
        cpq: Estimate(value: 50, lower: 40, upper: 62), roi: Estimate(value: 2, lower: 1.4, upper: 2.7),
        marginRoi: Estimate(value: 0, lower: -0.2, upper: 0.25), cpqThreshold: 50, revenueIsObserved: false)
    }
    return reading
  }

  @Test func `a return of 200 % that only breaks even says so beside it`() {
    let text = ReadingReport(breakEven, language: .english).text()
    #expect(text.contains("200%"))
    #expect(text.contains("on margin 0%, break-even"))
    #expect(text.contains("Break-even: an opportunity may cost at most €50.00, the margin it brings;"))
    #expect(plain(ReadingReport(breakEven, language: .french).text()).contains("sur marge 0 %, point mort"))
  }

  @Test func `where each script has its own break-even, it stands beside its bar`() {
    var reading = breakEven
    reading.variants[1].indicators?.cpqThreshold = 45
    let text = ReadingReport(reading, language: .english).text()
    #expect(text.contains("€40.00 to €62.00, break-even €50.00") && text.contains("break-even €45.00"))
    #expect(!text.contains("Break-even: an opportunity may cost"))
    let html = ReadingReport(reading, language: .english).html()
    #expect(html.contains("break-even €45.00"))
  }

  @Test func `without costs it says why there is no cost per opportunity`() {
    var reading = Sample.undated
    for index in reading.variants.indices {
      reading.variants[index].costs = nil
      reading.variants[index].indicators = nil
    }
    reading.campaign = nil
    reading.projection = []
    let text = ReadingReport(reading, language: .english).text()
    #expect(text.contains("no costs in the plan"))
    #expect(!text.contains("The money"))
  }
}

@Suite struct `Names that try to be markup` {
  private let report = ReadingReport(Sample.hostile, language: .english, command: "hooktest check 'a`b'")

  @Test func `HTML shows them as they were written`() {
    let html = report.html()
    #expect(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;quoted&quot;"))
    #expect(html.contains("<title>&lt;/title&gt;&lt;script&gt;alert(2)"))
    #expect(!html.contains("<img") && !html.contains("</section><script"))
  }

  @Test func `text and HTML drop what would drive a terminal or turn the reading direction`() {
    for form in [report.text(), report.html(), report.markdown()] {
      #expect(!form.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
      #expect(form.contains("\u{FFFD}[31m\u{FFFD}gnp") || form.contains("\u{FFFD}\\[31m\u{FFFD}gnp"))
    }
  }

  @Test func `Markdown shows them as they were written`() {
    let markdown = report.markdown()
    #expect(markdown.contains("&lt;script&gt;") && !markdown.contains("<script>"))
    #expect(markdown.contains("\\| \\*bold\\*"))
    #expect(markdown.contains("a \\`tick\\` \\`\\`\\` fence"))
  }

  @Test func `JSON keeps them whole`() throws {
    let object = try JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any]
    let arm = (object?["variants"] as? [[String: Any]])?.first
    #expect(arm?["name"] as? String == Sample.hostileName)
  }
}

@Suite struct `The same reading gives the same bytes` {
  @Test(arguments: Language.allCases) func `in the golden text`(language: Language) throws {
    let url = try #require(
      Bundle.module.url(forResource: "running.\(language.rawValue)", withExtension: "txt", subdirectory: "Fixtures"))
    let command = "hooktest check experiments/spring-hook/plan.yaml --as-of 2026-03-09"
    let text = ReadingReport(Sample.running, language: language, command: command).text()
    if ProcessInfo.processInfo.environment["HOOKTEST_GOLDEN"] == "write" {
      let source = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures/\(url.lastPathComponent)")
      try text.write(to: source, atomically: true, encoding: .utf8)
    }
    let golden = try String(contentsOf: url, encoding: .utf8)
    #expect(text == golden)
  }

  @Test func `whatever the order of a dictionary`() {
    var shuffled = Sample.running
    for findings in [Intake.Finding.allCases, Intake.Finding.allCases.reversed()] {
      var intake = Intake()
      for (index, finding) in findings.enumerated() {
        intake.note(finding, findings.first == .filteredOut ? index + 1 : findings.count - index)
      }
      intake.sources = shuffled.intake.sources
      let before = shuffled.intake.findings.count == findings.count ? forms(shuffled) : nil
      shuffled.intake = intake
      if let before { #expect(forms(shuffled) == before) }
    }
  }

  private func forms(_ reading: Reading) -> [String] {
    let report = ReadingReport(reading, language: .french)
    return [report.text(), report.json(), report.html(), report.markdown()]
  }
}
