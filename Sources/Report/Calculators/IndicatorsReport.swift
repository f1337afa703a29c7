import Cost
public import Decision
import Statistics

/// The indicators of a campaign as a page: what an opportunity costs, what it may cost, what comes back, what to do.
public struct IndicatorsReport: Sendable {
  private let advice: IndicatorsAdvice
  private let wording: any CalculatorWording
  private let command: String?

  /// The report of a calculation; `command` is the command that reproduces it.
  public init(_ advice: IndicatorsAdvice, language: Language, command: String? = nil) {
    self.advice = advice
    self.wording = language.calculatorWording(currency: advice.currency)
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

  /// JSON with sorted keys, `schemaVersion` 1.
  public func json() -> String {
    let indicators = advice.indicators
    return JSONValue.object([
      "schemaVersion": .integer(1), "currency": .string(advice.currency), "cost": .number(indicators.cost.units),
      "calls": .optional(indicators.calls), "opportunities": .integer(indicators.opportunities),
      "tco": .optional(indicators.tco), "tcoInterval": JSONValue(advice.tco), "cpq": .optional(indicators.cpq),
      "cpqThreshold": .optional(indicators.cpqThreshold), "revenue": .optional(indicators.revenue),
      "margin": .optional(indicators.margin), "roi": .optional(indicators.roi), "ratio": .optional(indicators.ratio),
      "marginRoi": .optional(indicators.marginRoi), "profit": .optional(indicators.profit),
      "balance": .optional(indicators.balance?.rawValue), "benchmark": .optional(advice.benchmark?.rawValue),
      "lever": advice.lever.map { lever in
        .object([
          "cause": .string(lever.cause.rawValue), "figure": .number(lever.figure),
          "reference": .number(lever.reference), "sentence": .string(wording.lever(lever)),
        ])
      } ?? .null,
      "campaign": advice.campaign.map { campaign in
        .object(["verdict": .string(campaign.verdict.rawValue), "why": .string(wording.campaign(campaign))])
      } ?? .null, "sentence": .string(wording.answer(of: advice)), "command": .optional(command),
    ]).text
  }

  private func caption(_ caption: Caption) -> String { caption.text(in: wording.numbers.language) }

  private var page: Page {
    var advised: [Block] = []
    if let campaign = advice.campaign { advised.append(.paragraph(wording.campaign(campaign))) }
    if let lever = advice.lever { advised.append(.paragraph(wording.lever(lever))) }
    if let command { advised.append(.command(command)) }
    return Page(
      language: wording.numbers.language, title: wording.title(.indicators), question: nil, dateline: [],
      summary: Page.Summary(
        mark: mark, word: wording.answerWord(of: advice), sentence: wording.answer(of: advice), notice: nil,
        timeline: nil, glossary: "", figures: table),
      sections: advised.isEmpty
        ? [] : [PageSection(id: "advice", title: caption(.campaignTitle), lead: nil, blocks: advised)])
  }

  private var mark: StatusMark {
    switch advice.indicators.balance {
    case .profit: .go
    case .breakEven, nil: .open
    case .loss: .fault
    }
  }

  private var table: DataTable {
    let numbers = wording.numbers
    let indicators = advice.indicators
    func money(_ value: Double?) -> String? {
      value.map { $0.isFinite ? numbers.money($0, places: numbers.minorDigits) : caption(.noOpportunity) }
    }
    func percent(_ value: Double?) -> String? { value.map { numbers.percent($0, places: 0) } }
    let tco = indicators.tco.map { numbers.percent($0, places: NumberFormat.ratePlaces([$0])) }
    let benchmark = advice.benchmark.map { wording.benchmark($0) }
    let rows: [(String, String?, String)] = [
      ("TCO", tco, [caption(.tcoLong), benchmark].compactMap { $0 }.joined(separator: ", ")),
      ("CPQ", money(indicators.cpq), caption(.cpqLong)),
      (wording.label(.cpqThreshold), money(indicators.cpqThreshold), caption(.mayCost)),
      ("ROI", percent(indicators.roi), caption(.roiLong)),
      (
        wording.label(.ratioOfReturn), indicators.ratio.map { numbers.decimal($0, places: 2) },
        wording.label(.ratioOfReturn)
      ),
      (wording.label(.marginRoi), percent(indicators.marginRoi), caption(.onMargin)),
    ]
    return DataTable(
      caption: wording.title(.indicators),
      columns: [
        DataTable.Column(wording.label(.indicator), .words), DataTable.Column(wording.label(.value), .figures),
        DataTable.Column(wording.label(.meaning), .words),
      ],
      rows: rows.compactMap { name, value, meaning in
        value.map { [DataTable.Cell(name), DataTable.Cell($0), DataTable.Cell(meaning, isQuiet: true)] }
      }, isProminent: true)
  }
}
