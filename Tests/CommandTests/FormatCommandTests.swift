import Foundation
import Testing

@Suite("Formats of a reading")
struct FormatCommandTests {
  private static let reading = ["experiments/spring-hook/plan.yaml", "--as-of", "2026-03-22", "--no-record"]

  @Test func `calls come as tidy CSV that check reads back as counts, with the same figures`() throws {
    try SmallExperiment.run { folder in
      let csv = try Program.run(
        ["check", "plan.yaml", "--as-of", "2026-03-12", "--no-record", "--format", "csv"], in: folder)
      #expect(csv.status == 0 && csv.output.hasPrefix("variant,date,"))
      try csv.output.write(to: folder.appending(path: "counts.csv"), atomically: true, encoding: .utf8)
      func figures(_ more: [String]) throws -> [[Int?]] {
        let outcome = try Program.run(
          ["check", "plan.yaml", "--as-of", "2026-03-12", "--no-record", "--format", "json"] + more, in: folder)
        let variants = try #require(try outcome.json()["variants"] as? [[String: Any]])
        return variants.map { arm in ["calls", "opportunities", "immatureCalls"].map { arm[$0] as? Int } }
      }
      #expect(try figures(["--counts", "counts.csv"]) == figures([]))
    }
  }

  @Test func `text is one screen of 80 columns, and the whole page on request`() throws {
    for command in ["check", "decide"] {
      let brief = try Program.run([command] + Self.reading)
      let lines = brief.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 50, "\(lines.count) lines")
      #expect(lines.allSatisfy { $0.count <= 80 })
      #expect(brief.output.contains("€32.58") && brief.output.contains("ROLL OUT “QUESTION”"))
      let full = try Program.run([command] + Self.reading + ["--full"])
      #expect(full.output.count > 3 * brief.output.count)
    }
  }

  @Test func `the team's page is written and no look is recorded`() throws {
    try SmallExperiment.run { folder in
      let outcome = try Program.run(["check", "plan.yaml", "--as-of", "2026-03-12", "--team"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(!outcome.output.contains("TCO"))
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "looks.jsonl").path))
      #expect(outcome.errors.contains("team.html"))
    }
  }

  @Test func `a spreadsheet needs a file, and calculators have none`() throws {
    let nowhere = try Program.run(["check"] + Self.reading + ["--format", "xlsx"])
    #expect(nowhere.status == 64 && nowhere.errors.contains("--output report.xlsx"))
    let calculator = try Program.run(["compare", "300/10000", "360/10000", "--format", "csv"])
    #expect(calculator.status == 64 && calculator.errors.contains("--format csv is for check and decide"))
  }

  #if Spreadsheet
    @Test func `a reading is saved as a spreadsheet`() throws {
      let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xlsx")
      let outcome = try Program.run(["decide"] + Self.reading + ["--format", "xlsx", "--output", file.path])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try Data(contentsOf: file).starts(with: Data("PK".utf8)))
      try FileManager.default.removeItem(at: file)
    }
  #endif
}

@Suite struct LocaleCommandTests {
  @Test func `what is piped keeps to ASCII where the locale has no more`() throws {
    let command = [
      "check", "experiments/spring-hook/plan.yaml", "--as-of", "2026-03-12", "--no-record", "--lang", "fr",
    ]
    let plain = try Program.run(command, locale: "C")
    #expect(plain.status == 0 && plain.output.unicodeScalars.allSatisfy { $0.isASCII })
    #expect(plain.output.contains("EUR") && plain.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(try Program.run(command).output.contains("€"))
  }
}
