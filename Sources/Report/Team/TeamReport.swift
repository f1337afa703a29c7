public import Decision

/// How the calling goes as a page for the team: text, JSON, HTML or Markdown, without any result of the test.
public struct TeamReport: Sendable {
  private let reading: TeamReading
  private let wording: any Wording
  private let command: String?

  /// The report of a team reading; `command` is the command that reproduces it, printed at its end.
  public init(_ reading: TeamReading, language: Language, command: String? = nil) {
    self.reading = reading
    wording = language.wording()
    self.command = command
  }

  private var page: Page { TeamPage(reading: reading, wording: wording, command: command).page }

  /// Aligned text of at most `width` columns (40 or more), readable without colour.
  public func text(width: Int = 100, color: Bool = false, charset: Charset = .unicode) -> String {
    TextRenderer(width: width, color: color, charset: charset).render(page)
  }

  /// JSON with sorted keys, `schemaVersion` 1.
  public func json() -> String { TeamJSON(reading: reading, wording: wording).value.text }

  /// One self-contained HTML file: no network, no scripts.
  public func html() -> String { HTMLRenderer(language: wording.numbers.language).render(page) }

  /// Markdown with pipe tables.
  public func markdown() -> String { MarkdownRenderer().render(page) }
}
