public import Decision
import Experiment

/// A sample-size calculation as a page: the answer, the formulas and the calls other changes take.
public struct SizeReport: Sendable {
  private let design: DesignResult
  private let wording: any CalculatorWording
  private let command: String?

  /// The report of a calculation; `command` is the command that reproduces it.
  public init(_ design: DesignResult, language: Language, command: String? = nil) {
    self.design = design
    self.wording = language.calculatorWording(currency: design.currency)
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

  /// JSON with sorted keys, `schemaVersion` 1: the fields of a design.
  public func json() -> String {
    JSONValue.object(["sentence": .string(wording.sizeAnswer(of: design))])
      .adding(DesignJSON(design: design, wording: wording, command: command).fields).text
  }

  private var page: Page {
    let needed = DesignPage(design: design, wording: wording, command: command)
    return Page(
      language: wording.numbers.language, title: wording.title(.size), question: nil, dateline: [],
      summary: Page.Summary(
        mark: .go, word: wording.title(.size), sentence: wording.sizeAnswer(of: design), notice: nil, timeline: nil,
        glossary: "", figures: needed.sizesTable),
      sections: [needed.sizeSection].compactMap { $0 })
  }
}
