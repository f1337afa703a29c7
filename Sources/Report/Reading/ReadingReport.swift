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

  private var page: Page {
    ReadingPage(reading: reading, verdict: nil, wording: wording, command: command).page
  }

  /// Aligned text of at most `width` columns (40 or more), readable without colour.
  public func text(width: Int = 100, color: Bool = false) -> String {
    TextRenderer(width: width, color: color).render(page)
  }

  /// JSON with sorted keys, `schemaVersion` 1.
  public func json() -> String { ReadingJSON(reading: reading, wording: wording, command: command).value.text }

  /// One self-contained HTML file: no network, no scripts.
  public func html() -> String { HTMLRenderer(language: wording.numbers.language).render(page) }

  /// Markdown with pipe tables.
  public func markdown() -> String { MarkdownRenderer().render(page) }
}
