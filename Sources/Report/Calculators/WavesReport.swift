import Cost
public import Decision
public import Experiment

/// The waves of an adaptive test as a page: the shares of each, beside those that follow from the results before it.
public struct WavesReport: Sendable {
  private let waves: [WaveShares]
  private let experiment: String
  private let adaptive: AdaptiveShares?
  private let wording: any CalculatorWording
  private let command: String?

  /// The report of a test's waves, under the rule of an adaptive plan; `command` is the command that reproduces it.
  public init(
    _ waves: [WaveShares], experiment: String, adaptive: AdaptiveShares? = nil, language: Language,
    command: String? = nil
  ) {
    self.waves = waves
    self.experiment = experiment
    self.adaptive = adaptive
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

  /// JSON with sorted keys, `schemaVersion` 1; the wave of the next entry is null. `rule`, `floor` and `every` are
  /// those of an adaptive plan, null otherwise.
  public func json() -> String {
    JSONValue.object([
      "schemaVersion": .integer(1), "experiment": .string(experiment), "command": .optional(command),
      "sentence": .string(sentence), "rule": .optional(adaptive?.rule.rawValue), "floor": .optional(adaptive?.floor),
      "every": .optional(adaptive?.every),
      "waves": .array(
        waves.map { wave in
          .object([
            "wave": .optional(wave.wave), "firstDay": JSONValue(wave.firstDay),
            "knownThrough": JSONValue(wave.knownThrough),
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

  private var sentence: String {
    adaptive.map { wording.answer(of: waves, under: $0) } ?? wording.answer(of: waves)
  }

  private var notice: String {
    adaptive.map { wording.wavesNote + " " + wording.adaptiveNote($0) } ?? wording.wavesNote
  }

  /// The name of a wave; the next one goes by its first day where that is known.
  private func name(_ wave: WaveShares) -> String {
    if let name = wave.wave { return name }
    let next = wording.label(.nextWave)
    return wave.firstDay.map { "\($0) (\(next))" } ?? next
  }

  private var page: Page {
    Page(
      language: wording.numbers.language, title: wording.title(.waves), question: experiment, dateline: [],
      summary: Page.Summary(
        mark: .go, word: wording.title(.waves), sentence: sentence, notice: notice,
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
        let planned = Self.addingUp(wave.arms.map(\.planned))
        return wave.arms.enumerated().map { index, arm in
          [
            DataTable.Cell(index == 0 ? name(wave) : ""), DataTable.Cell(arm.variant),
            share(calls > 0 ? Double(arm.calls) / Double(calls) : nil), share(planned[index]), share(arm.sampled),
            share(arm.probabilityBest),
          ]
        }
      })
  }

  /// Shares in whole tenths of a percent that add up to one (largest remainder), where all are known.
  private static func addingUp(_ shares: [Double?]) -> [Double?] {
    let known = shares.compactMap { $0 }
    guard known.count == shares.count else { return shares }
    let tenths = 1_000
    return Money(micros: tenths).apportioned(by: known).map { Double($0.micros) / Double(tenths) }
  }
}
