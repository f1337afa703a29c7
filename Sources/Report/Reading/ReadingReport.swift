public import Decision

/// A reading as a page: text, JSON, HTML or Markdown.
///
/// The same reading gives the same bytes on every machine.
public struct ReadingReport: Sendable {
  private let reading: Reading
  private let wording: any Wording
  private let command: String?

  /// The report of a reading; `command` is the command that reproduces it, printed at its end.
  public init(_ reading: Reading, language: Language, command: String? = nil) {
    self.reading = reading
    self.wording = language.wording(currency: reading.currency)
    self.command = command
  }

  private var page: Page { laidOut.page }

  private var laidOut: ReadingPage {
    ReadingPage(reading: reading, verdict: nil, wording: wording, command: command)
  }

  /// Aligned text of at most `width` columns (40 or more), readable without colour.
  public func text(width: Int = 100, color: Bool = false, charset: Charset = .unicode) -> String {
    TextRenderer(width: width, color: color, charset: charset).render(page)
  }

  /// One screen of it: the sentence, the indicators, the effect, and checks that did not pass.
  public func brief(width: Int = 80, color: Bool = false, charset: Charset = .unicode) -> String? {
    TextRenderer(width: width, color: color, charset: charset).render(laidOut.brief)
  }

  /// JSON with sorted keys, `schemaVersion` 1.
  public func json() -> String { ReadingJSON(reading: reading, wording: wording, command: command).value.text }

  /// One self-contained HTML file: no network, no scripts.
  public func html() -> String { HTMLRenderer(language: wording.numbers.language).render(page) }

  /// Markdown with pipe tables.
  public func markdown() -> String { MarkdownRenderer().render(page) }

  /// The calls by variant, date, window and stratum as CSV with the columns of a counts file.
  public func csv() -> String? { TidyCounts(groups: reading.groups).csv }

  /// A workbook whose indicators are computed again from the calls and costs it holds.
  public func workbook() -> Workbook? {
    ReadingWorkbook(reading, language: wording.numbers.language, command: command).workbook
  }
}
