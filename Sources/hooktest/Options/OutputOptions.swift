import ArgumentParser
import Foundation
import Record
import Report

/// How results are printed.
struct OutputOptions: ParsableArguments {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, markdown, html
  }

  @Option(help: "text, json, markdown or html.")
  var format: Format = .text

  @Option(help: "Language of sentences and numbers: en or fr.")
  var lang: LanguageCode = .en

  @Option(help: "Write to this file instead of standard output.")
  var output: String?

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  enum LanguageCode: String, CaseIterable, ExpressibleByArgument {
    case en, fr

    var language: Language { self == .en ? .english : .french }
  }

  /// The option that repeats the language.
  var languageArgument: String { lang == .en ? "" : " --lang \(lang.rawValue)" }

  /// Prints a page in the chosen format, to standard output or to the file named.
  func emit(_ page: any Page) throws {
    let text: String
    switch format {
    case .text: text = page.text(width: 100, color: output == nil && Terminal.showsColor)
    case .json: text = page.json()
    case .markdown: text = page.markdown()
    case .html: text = page.html()
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
    func text(width: Int, color: Bool) -> String
    func json() -> String
    func markdown() -> String
    func html() -> String
  }
}

extension ReadingReport: OutputOptions.Page {}
extension VerdictReport: OutputOptions.Page {}
extension DesignReport: OutputOptions.Page {}
