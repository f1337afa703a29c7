import ArgumentParser
import Foundation
import Record
import Report

#if Spreadsheet
  import Spreadsheet
#endif

/// How results are printed.
struct OutputOptions: ParsableArguments {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, markdown, html, csv, xlsx
  }

  @Option(help: "text, json, markdown or html; check and decide also csv (calls by day) and xlsx (a spreadsheet).")
  var format: Format = .text

  @Option(help: "Language of sentences and numbers: en or fr.")
  var lang: LanguageCode = .en

  @Option(help: "Write to this file instead of standard output.", completion: .file())
  var output: String?

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  enum LanguageCode: String, CaseIterable, ExpressibleByArgument {
    case en, fr

    var language: Language { self == .en ? .english : .french }
  }

  /// The options that change what a page says, as they are written in a command.
  var arguments: [(name: String, value: String?)] { [("--lang", lang == .en ? nil : lang.rawValue)] }

  /// Prints a page in the chosen format, to standard output or to the file named; `isBrief` asks for one screen of it where
  /// text goes to standard output.
  func emit(_ page: any Page, isBrief: Bool = false) throws {
    let text: String
    switch format {
    case .text:
      let color = output == nil && Terminal.showsColor
      let charset = output == nil ? Terminal.charset : .unicode
      let brief = isBrief && output == nil ? page.brief(width: 80, color: color, charset: charset) : nil
      text = brief ?? page.text(width: 100, color: color, charset: charset)
    case .json: text = page.json()
    case .markdown: text = page.markdown()
    case .html: text = page.html()
    case .csv:
      guard let csv = page.csv() else { throw unavailable }
      text = csv
    case .xlsx:
      guard let workbook = page.workbook() else { throw unavailable }
      return try save(workbook)
    }
    if let output {
      try AtomicFile.save(text, to: URL(fileURLWithPath: output))
      if !quiet { Terminal.note("Wrote \(output)") }
    } else if !quiet {
      try Terminal.print(text)
    }
  }
}

extension OutputOptions {
  /// A page that every format can be asked of.
  protocol Page {
    func text(width: Int, color: Bool, charset: Charset) -> String
    func json() -> String
    func markdown() -> String
    func html() -> String
    /// One screen of it; nil for pages that are short.
    func brief(width: Int, color: Bool, charset: Charset) -> String?
    /// Its calls as CSV; nil for pages without.
    func csv() -> String?
    /// Itself as a workbook; nil for pages that are none.
    func workbook() -> Workbook?
  }

  private var unavailable: Failure {
    .usage(
      "--format \(format.rawValue) is for check and decide, whose calls it holds; choose text, json, markdown or html.")
  }

  private func save(_ workbook: Workbook) throws {
    guard let output else {
      throw Failure.usage("--format xlsx writes a file: name it with --output report.xlsx.")
    }
    #if Spreadsheet
      do {
        try WorkbookFile.write(workbook, to: URL(fileURLWithPath: output))
      } catch {
        throw Failure(status: 65, message: error.description)
      }
      if !quiet { Terminal.note("Wrote \(output)") }
    #else
      throw Failure.usage(
        "This hooktest was built without spreadsheets: install libxlsxwriter-dev and build it with "
          + "`swift build -c release --traits default,Spreadsheet` (`make build` does both), or take --format csv.")
    #endif
  }
}

extension OutputOptions.Page {
  func brief(width: Int, color: Bool, charset: Charset) -> String? { nil }
  func csv() -> String? { nil }
  func workbook() -> Workbook? { nil }
}

extension ReadingReport: OutputOptions.Page {}
extension VerdictReport: OutputOptions.Page {}
extension DesignReport: OutputOptions.Page {}
