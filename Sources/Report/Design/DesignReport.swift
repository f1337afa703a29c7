public import Decision

/// A design as a page: whether the planned time can answer, calls needed and available, curves, calendar and cost.
public struct DesignReport: Sendable {
  private let design: DesignResult
  private let wording: any Wording
  private let command: String?

  /// The report of a design; `command` is the command that reproduces it, printed at its end.
  public init(_ design: DesignResult, language: Language, command: String? = nil) {
    self.design = design
    self.wording = language.wording(currency: design.currency)
    self.command = command
  }

  private var page: Page { DesignPage(design: design, wording: wording, command: command).page }

  /// Aligned text of at most `width` columns (40 or more), readable without colour.
  public func text(width: Int = 100, color: Bool = false, charset: Charset = .unicode) -> String {
    TextRenderer(width: width, color: color, charset: charset).render(page)
  }

  /// JSON with sorted keys, `schemaVersion` 1.
  public func json() -> String { DesignJSON(design: design, wording: wording, command: command).value.text }

  /// One self-contained HTML file: no network, no scripts.
  public func html() -> String { HTMLRenderer(language: wording.numbers.language).render(page) }

  /// Markdown with pipe tables.
  public func markdown() -> String { MarkdownRenderer().render(page) }
}
