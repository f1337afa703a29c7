#if Spreadsheet
  import Experiment
  import Foundation
  @testable import Report
  import Spreadsheet
  import Testing

  @Suite("Spreadsheet files")
  struct WorkbookFileTests {
    private static let workbook = Workbook(
      title: "spring-hook", date: CivilDate(iso: "2026-03-22"), currency: "EUR",
      sheets: [
        Workbook.Sheet(
          name: "Indicators",
          columns: [
            Workbook.Column(title: "Variant", width: 20, format: .plain),
            Workbook.Column(title: "Calls", width: 12, format: .count),
            Workbook.Column(title: "TCO", width: 12, format: .percent),
            Workbook.Column(title: "Day", width: 12, format: .date),
          ],
          rows: [
            [
              .text("=1+2"), .number(14_458), .formula("IF(B2=0,\"\",428/B2)", value: 0.0296),
              .date(.init(dayNumber: 0)),
            ],
            [.text("<b>&\u{1}"), .number(0), .formula("IF(B3=0,\"\",1/B3)", value: nil), .empty],
          ], chart: Workbook.Chart(title: "TCO", names: 0, figures: 2)),
        Workbook.Sheet(
          name: "Notes", columns: [Workbook.Column(title: "x", width: 9, format: .money)], rows: [[.number(12.5)]]),
      ])

    private static func inFolder<Answer>(_ body: (URL) throws -> Answer) throws -> Answer {
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
      return try body(folder)
    }

    @Test func `cells are typed, formulas carry their value, names stay words, the header stays in sight`() throws {
      try Self.inFolder { folder in
        let file = folder.appending(path: "report.xlsx")
        try WorkbookFile.write(Self.workbook, to: file)
        let archive = try ZipArchive(file)
        let sheet = try #require(archive.files["xl/worksheets/sheet1.xml"])
        #expect(sheet.contains("<f>IF(B2=0,\"\",428/B2)</f><v>0.0296</v>"))
        #expect(sheet.contains("<pane xSplit=\"1\" ySplit=\"1\""))
        #expect(sheet.contains("<v>14458</v>"))
        #expect(sheet.components(separatedBy: "<f>").count == 3)
        let words = try #require(archive.files["xl/sharedStrings.xml"])
        #expect(words.contains("<t>=1+2</t>") && words.contains("&lt;b&gt;&amp;"))
        let chart = try #require(archive.files["xl/charts/chart1.xml"])
        #expect(chart.contains("Indicators!$C$2:$C$3") && chart.contains("Indicators!$A$2:$A$3"))
        #expect(archive.files["docProps/core.xml"]?.contains("2026-03-22") == true)
        #expect(archive.files["xl/styles.xml"]?.contains("EUR") == true)
      }
    }

    @Test func `the same workbook gives the same bytes, and a file is replaced`() throws {
      try Self.inFolder { folder in
        let file = folder.appending(path: "report.xlsx")
        try WorkbookFile.write(Self.workbook, to: file)
        let first = try Data(contentsOf: file)
        try WorkbookFile.write(Self.workbook, to: file)
        #expect(try Data(contentsOf: file) == first)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["report.xlsx"])
      }
    }

    @Test func `a pipe is refused, not replaced`() throws {
      let pipe = Pipe()
      let place = URL(filePath: "/proc/self/fd/\(pipe.fileHandleForWriting.fileDescriptor)")
      let fault = #expect(throws: WorkbookFile.Fault.self) { try WorkbookFile.write(Self.workbook, to: place) }
      #expect(fault?.description.contains("it is not a file") == true)
    }

    @Test func `a folder that is not there is named`() throws {
      try Self.inFolder { folder in
        let file = folder.appending(path: "nowhere/report.xlsx")
        let fault = #expect(throws: WorkbookFile.Fault.self) { try WorkbookFile.write(Self.workbook, to: file) }
        #expect(fault?.description.contains("nowhere/report.xlsx cannot be written") == true)
      }
    }
  }
#endif
