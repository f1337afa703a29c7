import Cost
public import Decision

/// The account of a campaign as a page: what each line cost and how, what each part brought, what to do.
public struct AccountReport: Sendable {
  private let account: CampaignAccount
  private let wording: any AccountWording
  private let command: String?

  /// The report of an account; `command` is the command that reproduces it.
  public init(_ account: CampaignAccount, language: Language, command: String? = nil) {
    self.account = account
    self.wording = language.accountWording(currency: account.currency)
    self.command = command
  }

  /// Aligned text of at most `width` columns (40 or more), readable without colour.
  public func text(width: Int = 100, color: Bool = false, charset: Charset = .unicode) -> String {
    TextRenderer(width: width, color: color, charset: charset).render(page)
  }

  /// One self-contained HTML file: no network, no scripts.
  public func html() -> String { HTMLRenderer(language: wording.numbers.language).render(page) }

  /// Markdown with pipe tables.
  public func markdown() -> String { MarkdownRenderer().render(page) }

  /// JSON with sorted keys, `schemaVersion` 1; amounts of costs are exact to the millionth.
  public func json() -> String { AccountJSON(account: account, wording: wording, command: command).value.text }

  private var page: Page { AccountPage(account: account, wording: wording, command: command).page }
}
