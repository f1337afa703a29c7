public import Decision

/// A review as a page: whether the decision still pays, what came and what is still to come, and what to do with the
/// campaign.
public struct ReviewReport: Sendable {
  private let review: Review
  private let wording: any Wording
  private let command: String?

  /// The report of a review; `command` is the command that reproduces it, printed at its end.
  public init(_ review: Review, language: Language, command: String? = nil) {
    self.review = review
    self.wording = language.wording(currency: review.currency)
    self.command = command
  }

  private var page: Page { ReviewPage(review: review, wording: wording, command: command).page }

  /// Aligned text of at most `width` columns (40 or more), readable without colour.
  public func text(width: Int = 100, color: Bool = false, charset: Charset = .unicode) -> String {
    TextRenderer(width: width, color: color, charset: charset).render(page)
  }

  /// JSON with sorted keys, `schemaVersion` 1, as `review.schema.json` describes it.
  public func json() -> String { ReviewJSON(review: review, wording: wording, command: command).value.text }

  /// One self-contained HTML file: no network, no scripts.
  public func html() -> String { HTMLRenderer(language: wording.numbers.language).render(page) }

  /// Markdown with pipe tables.
  public func markdown() -> String { MarkdownRenderer().render(page) }
}
