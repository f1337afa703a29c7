public import Decision
import Statistics

/// A comparison of counts as a page: the answer, then every test and interval.
public struct CompareReport: Sendable {
  private let comparison: CountsComparison
  private let wording: any CalculatorWording
  private let command: String?

  /// The report of a comparison; `command` is the command that reproduces it.
  public init(_ comparison: CountsComparison, language: Language, command: String? = nil) {
    self.comparison = comparison
    self.wording = language.calculatorWording()
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
    JSONValue.object([
      "schemaVersion": .integer(1), "confidence": .number(comparison.confidence),
      "sentence": .string(wording.answer(of: comparison)), "command": .optional(command),
      "arms": .array(comparison.arms.map(arm)), "comparisons": .array(comparison.pairs.map(pair)),
      "homogeneity": comparison.homogeneity.map(result) ?? .null,
    ]).text
  }

  private func arm(_ arm: CountsComparison.Arm) -> JSONValue {
    .object([
      "name": .string(arm.name), "successes": .integer(arm.proportion.successes),
      "trials": .integer(arm.proportion.trials), "rate": .number(arm.proportion.rate),
      "intervals": .object(dictionary(arm.intervals)),
    ])
  }

  private func pair(_ pair: CountsComparison.Pair) -> JSONValue {
    .object([
      "variant": .string(pair.name), "control": .string("A"), "method": .string(pair.primary.pair.rawValue),
      "why": .string(wording.primaryMethod(pair.primary)), "p": .number(pair.primary.test.pValue),
      "pAdjusted": .number(pair.pAdjusted), "statistic": .optional(pair.primary.test.statistic),
      "difference": JSONValue(pair.primary.difference), "relative": JSONValue(pair.relative),
      "tests": .object(
        Dictionary(
          pair.tests.map { ($0.method.rawValue, result($0.result)) }, uniquingKeysWith: { first, _ in first })),
      "differences": .object(dictionary(pair.differences)), "ratios": .object(dictionary(pair.ratios)),
      "oddsRatios": .object(dictionary(pair.oddsRatios)), "probabilityBetter": .number(pair.probabilityBetter),
      "expectedLoss": .number(pair.expectedLoss), "leftOut": .array(pair.leftOut.map(JSONValue.string)),
    ])
  }

  private func result(_ result: TestResult) -> JSONValue {
    .object(["p": .number(result.pValue), "statistic": .optional(result.statistic)])
  }

  private func dictionary<Method: RawRepresentable>(
    _ intervals: [CountsComparison.Interval<Method>]
  ) -> [String: JSONValue] where Method.RawValue == String {
    Dictionary(
      intervals.map { ($0.method.rawValue, JSONValue($0.estimate)) }, uniquingKeysWith: { first, _ in first })
  }

  private var page: Page {
    Page(
      language: wording.numbers.language, title: wording.title(.compare), question: nil, dateline: [],
      summary: Page.Summary(
        mark: comparison.showsDifference ? .go : .open, word: wording.answerWord(of: comparison),
        sentence: wording.answer(of: comparison), notice: nil, timeline: nil, glossary: "", figures: rates),
      sections: comparison.pairs.flatMap(sections) + [
        PageSection(
          id: "method", title: Caption.methodTitle.text(in: wording.numbers.language), lead: nil,
          blocks: comparison.pairs.map { .paragraph(methodNote($0)) }
            + (comparison.pairs.count > 1 ? [.paragraph(wording.label(.apart))] : [])
            + (command.map { [.command($0)] } ?? []))
      ])
  }

  /// Why the pair's figures come from the methods they come from; the pair is named where there are several.
  private func methodNote(_ pair: CountsComparison.Pair) -> String {
    let note = wording.primaryMethod(pair.primary)
    guard comparison.pairs.count > 1 else { return note }
    return wording.numbers.language.labelled("\(pair.name) \(wording.label(.against)) A", note)
  }

  private var rates: DataTable {
    let places = NumberFormat.ratePlaces(comparison.arms.map(\.proportion.rate))
    return DataTable(
      caption: wording.label(.rate),
      columns: [
        DataTable.Column(wording.label(.counts), .words), DataTable.Column(wording.label(.rate), .figures),
        DataTable.Column(Caption.range.text(in: wording.numbers.language), .figures),
      ],
      rows: comparison.arms.map { arm in
        let wilson = arm.intervals.first { $0.method == .wilson }?.estimate
        return [
          DataTable.Cell(
            "\(arm.name)  \(wording.numbers.integer(arm.proportion.successes)) / "
              + wording.numbers.integer(arm.proportion.trials)),
          DataTable.Cell(wording.numbers.percent(arm.proportion.rate, places: places)),
          DataTable.Cell(wilson.map { wording.numbers.percentRange($0, places: places) } ?? NumberFormat.absent),
        ]
      }, isProminent: true)
  }

  private func footnote(_ pair: CountsComparison.Pair, adjusted: String) -> String? {
    let language = wording.numbers.language
    var parts: [String] = []
    if comparison.pairs.count > 1 { parts.append(language.labelled(wording.label(.adjusted), adjusted)) }
    if !pair.leftOut.isEmpty {
      parts.append(language.labelled(wording.label(.leftOut), pair.leftOut.joined(separator: ", ")))
    }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  private func sections(_ pair: CountsComparison.Pair) -> [PageSection] {
    let numbers = wording.numbers
    func figure(_ value: Double) -> String {
      value.isFinite ? numbers.significant(value, digits: 4) : value > 0 ? "∞" : "−∞"
    }
    func name(_ method: String, isUsed: Bool) -> DataTable.Cell {
      DataTable.Cell(isUsed ? "\(method) (\(wording.label(.used)))" : method)
    }
    func rows<Method: RawRepresentable & Equatable>(
      _ intervals: [CountsComparison.Interval<Method>], used: Method? = nil
    ) -> [[DataTable.Cell]] where Method.RawValue == String {
      intervals.map { interval in
        [
          name(interval.method.rawValue, isUsed: interval.method == used),
          DataTable.Cell(figure(interval.estimate.value)),
          DataTable.Cell(figure(interval.estimate.lower)), DataTable.Cell(figure(interval.estimate.upper)),
        ]
      }
    }
    func table(_ label: CalculatorLabel, _ rows: [[DataTable.Cell]]) -> Block {
      .table(
        DataTable(
          caption: wording.label(label),
          columns: [DataTable.Column(wording.label(.method), .words)]
            + [wording.label(label), "\(numbers.plainPercent(comparison.confidence)) ↓", "↑"]
            .map { DataTable.Column($0, .figures) }, rows: rows))
    }
    let tests = DataTable(
      caption: wording.label(.allTests),
      columns: [
        DataTable.Column(wording.label(.test), .words), DataTable.Column(wording.label(.statistic), .figures),
        DataTable.Column("p", .figures),
      ],
      rows: pair.tests.map { test in
        [
          name(test.method.rawValue, isUsed: test.method == pair.primary.pair.test),
          DataTable.Cell(test.result.statistic.map(figure) ?? NumberFormat.absent),
          DataTable.Cell(figure(test.result.pValue)),
        ]
      },
      footnote: footnote(pair, adjusted: figure(pair.pAdjusted)))
    let belief = DataTable(
      caption: wording.label(.belief),
      columns: [DataTable.Column(wording.label(.belief), .words), DataTable.Column(pair.name, .figures)],
      rows: [
        [DataTable.Cell(wording.label(.probabilityBetter)), DataTable.Cell(figure(pair.probabilityBetter))],
        [DataTable.Cell(wording.label(.expectedLoss)), DataTable.Cell(figure(pair.expectedLoss))],
      ])
    return [
      PageSection(
        id: "pair-\(pair.name)", title: "\(pair.name) \(wording.label(.against)) A", lead: nil,
        blocks: [
          .table(tests), table(.difference, rows(pair.differences, used: pair.primary.pair.difference)),
          table(.ratio, rows(pair.ratios, used: pair.primary.pair.ratio)),
          table(.oddsRatio, rows(pair.oddsRatios)), .table(belief),
        ])
    ]
  }
}
