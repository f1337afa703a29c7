public import Decision

/// A verdict as a page: the reading it rests on, with the rule clause by clause, what the gain depends on, and any
/// decision taken against it.
public struct VerdictReport: Sendable {
  private let verdict: Verdict
  private let wording: any Wording
  private let command: String?

  /// The report of a verdict; `command` is the command that reproduces it, printed at its end.
  public init(_ verdict: Verdict, language: Language, command: String? = nil) {
    self.verdict = verdict
    self.wording = language.wording(currency: verdict.reading.currency)
    self.command = command
  }

  private var page: Page { laidOut.page }

  private var laidOut: ReadingPage {
    ReadingPage(reading: verdict.reading, verdict: verdict, wording: wording, command: command)
  }

  /// Aligned text of at most `width` columns (40 or more), readable without colour.
  public func text(width: Int = 100, color: Bool = false, charset: Charset = .unicode) -> String {
    TextRenderer(width: width, color: color, charset: charset).render(page)
  }

  /// One screen of it: the sentence, the indicators, the effect, and checks that did not pass.
  public func brief(width: Int = 80, color: Bool = false, charset: Charset = .unicode) -> String? {
    TextRenderer(width: width, color: color, charset: charset).render(laidOut.brief)
  }

  /// JSON with sorted keys, `schemaVersion` 1: the fields of a reading and those of the decision.
  public func json() -> String { VerdictJSON(verdict: verdict, wording: wording, command: command).value.text }

  /// One self-contained HTML file: no network, no scripts.
  public func html() -> String { HTMLRenderer(language: wording.numbers.language).render(page) }

  /// Markdown with pipe tables.
  public func markdown() -> String { MarkdownRenderer().render(page) }

  /// The calls by variant, date, window and stratum as CSV with the columns of a counts file.
  public func csv() -> String? { TidyCounts(groups: verdict.reading.groups).csv }

  /// A workbook whose indicators are computed again from the calls and costs it holds.
  public func workbook() -> Workbook? {
    ReadingWorkbook(verdict.reading, language: wording.numbers.language, command: command).workbook
  }
}
