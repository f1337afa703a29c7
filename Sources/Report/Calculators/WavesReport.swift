public import Decision

/// The waves of an adaptive test as a page: the shares of each, beside those that follow from the results before it.
public struct WavesReport: Sendable {
  private let waves: [WaveShares]
  private let experiment: String
  private let wording: any CalculatorWording
  private let command: String?

  /// The report of a test's waves; `command` is the command that reproduces it.
  public init(_ waves: [WaveShares], experiment: String, language: Language, command: String? = nil) {
    self.waves = waves
    self.experiment = experiment
    self.wording = language.calculatorWording()
    self.command = command
  }

  /// Aligned text of at most `width` columns (40 or more), readable without colour.
  public func text(width: Int = 100, color: Bool = false) -> String {
    TextRenderer(width: width, color: color).render(page)
  }

  /// One self-contained HTML file: no network, no scripts.
  public func html() -> String { HTMLRenderer(language: wording.numbers.language).render(page) }

  /// Markdown with pipe tables.
  public func markdown() -> String { MarkdownRenderer().render(page) }

  /// JSON with sorted keys, `schemaVersion` 1; the wave of the next entry is null.
  public func json() -> String {
    JSONValue.object([
      "schemaVersion": .integer(1), "experiment": .string(experiment), "command": .optional(command),
      "sentence": .string(wording.answer(of: waves)),
      "waves": .array(
        waves.map { wave in
          .object([
            "wave": .optional(wave.wave), "firstDay": JSONValue(wave.firstDay),
            "arms": .array(
              wave.arms.map {
                .object([
                  "variant": .string($0.variant), "calls": .integer($0.calls),
                  "opportunities": .integer($0.opportunities), "planned": .optional($0.planned),
                  "probabilityBest": .number($0.probabilityBest), "sampled": .number($0.sampled),
                ])
              }),
          ])
        }),
    ]).text
  }

  private var page: Page {
    Page(
      language: wording.numbers.language, title: wording.title(.waves), question: experiment, dateline: [],
      summary: Page.Summary(
        mark: .go, word: wording.title(.waves), sentence: wording.answer(of: waves), notice: wording.wavesNote,
        timeline: nil, glossary: "", figures: table),
      sections: [])
  }

  private var table: DataTable {
    let numbers = wording.numbers
    func share(_ value: Double?) -> DataTable.Cell {
      DataTable.Cell(value.map { numbers.percent($0, places: 1) } ?? NumberFormat.absent)
    }
    return DataTable(
      caption: "",
      columns: [
        DataTable.Column(wording.label(.wave), .words),
        DataTable.Column(Caption.variant.text(in: numbers.language), .words),
        DataTable.Column(wording.label(.called), .figures), DataTable.Column(wording.label(.planned), .figures),
        DataTable.Column(wording.label(.sampled), .figures),
        DataTable.Column(wording.label(.probabilityBest), .figures),
      ],
      rows: waves.flatMap { wave in
        let calls = wave.arms.reduce(0) { $0 + $1.calls }
        return wave.arms.enumerated().map { index, arm in
          [
            DataTable.Cell(index == 0 ? wave.wave ?? wording.label(.nextWave) : ""), DataTable.Cell(arm.variant),
            share(calls > 0 ? Double(arm.calls) / Double(calls) : nil), share(arm.planned), share(arm.sampled),
            share(arm.probabilityBest),
          ]
        }
      })
  }
}
