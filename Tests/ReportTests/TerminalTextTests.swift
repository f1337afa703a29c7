import Statistics
import Testing

@testable import Decision
@testable import Report

@Suite("Text on a terminal")
struct TerminalTextTests {
  @Test func `the locale says which characters can be shown, piped or not`() {
    func charset(_ environment: [String: String], terminal: Bool) -> Charset {
      Charset.of(environment: environment, isTerminal: terminal)
    }
    for isTerminal in [true, false] {
      #expect(charset(["LC_ALL": "C"], terminal: isTerminal) == .ascii)
      #expect(charset(["LC_CTYPE": "POSIX", "LANG": "fr_FR.UTF-8"], terminal: isTerminal) == .ascii)
      #expect(charset(["LC_ALL": "", "LANG": "fr_FR.UTF-8"], terminal: isTerminal) == .unicode)
      #expect(charset(["LANG": "fr_FR.utf8@euro"], terminal: isTerminal) == .unicode)
      #expect(charset(["LC_ALL": "C.UTF-8", "LANG": "C"], terminal: isTerminal) == .unicode)
      #expect(charset(["LANG": "de_DE.ISO-8859-1"], terminal: isTerminal) == .ascii)
    }
    #expect(charset([:], terminal: true) == .ascii)
    #expect(charset([:], terminal: false) == .unicode)
  }

  @Test(arguments: Language.allCases) func `text without accents and signs keeps within its width`(language: Language) {
    let readings = [Sample.running, Sample.sixArms, Sample.firstDay, Sample.unhealthy]
    for reading in readings {
      let report = ReadingReport(reading, language: language)
      for text in [report.text(width: 80, charset: .ascii), report.brief(width: 80, charset: .ascii) ?? ""] {
        #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
        for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
      }
    }
  }

  @Test func `columns stay aligned where a sign takes several letters`() {
    let table = DataTable(
      caption: "", columns: [DataTable.Column("Script", .words), DataTable.Column("Cost", .figures)],
      rows: [[DataTable.Cell("a"), DataTable.Cell("€5")], [DataTable.Cell("b"), DataTable.Cell("12,345")]])
    let lines = TextTable(table, width: 80, language: .english, charset: .ascii).lines
    #expect(lines.suffix(2) == ["a         EUR5", "b       12,345"])
  }

  @Test(arguments: Language.allCases) func `one screen shows counts, spells acronyms and draws each indicator`(
    language: Language
  ) throws {
    let text = try #require(ReadingReport(Sample.running, language: language).brief(width: 80))
    let numbers = NumberFormat(language: language)
    #expect(text.contains(numbers.integer(3_500)) && text.contains("105") && text.contains("126"))
    let spelled = language == .english ? "CPQ: cost per opportunity" : "CPQ\u{00A0}: coût par opportunité"
    #expect(text.contains(spelled))
    for indicator in ["TCO", "CPQ", "ROI"] {
      #expect(text.split(separator: "\n").contains { $0.hasPrefix(indicator + " ") || $0 == indicator }, "\(text)")
    }
    #expect(text.split(separator: "\n").filter { $0.contains("●") }.count >= 6)
    for line in text.split(separator: "\n") { #expect(PlainText.width(String(line)) <= 80, "\(line)") }
  }

  @Test func `a first day shows counts and says nothing of costs`() throws {
    let text = try #require(ReadingReport(Sample.firstDay, language: .english).brief(width: 80))
    #expect(text.contains("young") && !text.contains("missing from the figures"))
  }

  @Test func `stacked rows name a bar by the line across it`() {
    let axis = BarAxis(
      scale: LinearScale(-1, 1), ticks: [], references: [BarAxis.Tick(value: 0, label: "aucun écart")], isInText: true)
    let table = DataTable(
      caption: "",
      columns: [
        DataTable.Column("Script", .words), DataTable.Column("Écart", .figures), DataTable.Column("Écart", .bars(axis)),
        DataTable.Column("Fourchette avec un titre long", .figures),
      ],
      rows: [
        [
          DataTable.Cell("question"), DataTable.Cell("+0,6 point"),
          DataTable.Cell("", bar: IntervalMark(lower: -0.5, value: 0.2, upper: 0.7, tone: .accent)),
          DataTable.Cell("une fourchette si longue que rien ne tient côte à côte"),
        ]
      ])
    let text = TextTable(table, width: 60, language: .french).lines.joined(separator: "\n")
    #expect(text.contains("Écart\u{00A0}: +0,6 point"))
    #expect(text.contains("┊ aucun écart") && !text.contains("aucun écart:") && !text.contains("aucun écart\u{00A0}:"))
  }

  @Test func `wings are drawn and explained in text`() {
    let axis = BarAxis(scale: LinearScale(-1, 1), ticks: [], isInText: true)
    var mark = IntervalMark(lower: -0.2, value: 0, upper: 0.2, tone: .accent)
    mark.wings = IntervalMark.Wings(lower: -0.8, upper: 0.8)
    let bar = TextBar(axis: axis, width: 21).text(mark)
    #expect(bar.contains("╌╌├") && bar.contains("┤╌╌"))
    #expect(Caption.wingsNoteInText.text(in: .english).contains("╌╌"))
  }

  @Test func `labels and values are joined as the language does it`() {
    #expect(Language.french.labelled("Écart", "+0,6 point") == "Écart\u{00A0}: +0,6 point")
    #expect(Language.english.labelled("Difference", "+0.6") == "Difference: +0.6")
    let html = ReadingReport(Sample.running, language: .french).html()
    #expect(!html.contains(#/<title>[^<]*[a-zé]: /#))
    #expect(Language.french.quoted("question") == "«\u{00A0}question\u{00A0}»")
  }
}
