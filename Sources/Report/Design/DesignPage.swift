import Cost
import Decision

/// The page of a design.
struct DesignPage {
  let design: DesignResult
  let wording: any Wording
  let command: String?

  var numbers: NumberFormat { wording.numbers }
  var language: Language { numbers.language }
  var assumed: DesignResult.Assumptions { design.assumptions }

  func text(_ caption: Caption) -> String { caption.text(in: language) }

  var page: Page {
    Page(
      language: language, title: design.experiment, question: design.question, dateline: [text(.designKind)],
      summary: Page.Summary(
        mark: design.answer.mark, word: wording.answerWord(design.answer), sentence: wording.answer(of: design),
        notice: nil, timeline: timeline, glossary: glossary, figures: summaryTable),
      sections: [
        structureSection, scheduleSection, historySection, neededSection, powerSection, sizeSection, guardrailsSection,
        calendarSection,
        adaptiveSection,
        monitoringSection,
        payingSection, lengthsSection,
        costSection,
        assumptionsSection,
      ].compactMap { $0 })
  }

  private var glossary: String { language.labelled(text(.tco), text(.tcoLong)) }

  /// The relative lift worth detecting.
  var worthDetecting: Double { assumed.worthDetecting }

  var ratePlaces: Int { NumberFormat.ratePlaces([assumed.baseline, assumed.target]) }

  private var summaryTable: DataTable {
    let needed = design.sizes.first { $0.formula == .normal } ?? design.sizes.first
    let capacity = design.capacity
    let absent = NumberFormat.absent
    let detectable = capacity?.detectableLift.map { "≥ \(numbers.percent($0, places: 0, signed: true))" }
    return DataTable(
      caption: text(.neededTitle),
      columns: [
        DataTable.Column(text(.target), detail: glossary, .words), DataTable.Column(text(.needed), .figures),
        DataTable.Column(text(.available), .figures), DataTable.Column(text(.chance), .figures),
      ],
      rows: [
        [
          DataTable.Cell(
            "\(text(.tco)) \(numbers.percent(assumed.target, places: ratePlaces))",
            detail: numbers.percent(worthDetecting, places: 0, signed: true)),
          DataTable.Cell(
            needed.map { numbers.integer($0.total) } ?? absent,
            detail: design.adaptive.map { _ in wording.adaptiveCaption(.withEqualShares) }),
          DataTable.Cell(capacity.map { numbers.integer($0.totalCalls) } ?? absent),
          DataTable.Cell(
            capacity.map { numbers.percent($0.power, places: 0) } ?? absent,
            detail: detectable.map { "\(text(.smallestSeen)) \($0)" }),
        ]
      ], isProminent: true)
  }

  private var costSection: PageSection? {
    guard let cost = design.cost else { return nil }
    let places = numbers.moneyPlaces(of: cost.lines.map(\.amount) + [cost.total])
    let rows =
      cost.lines.map { [DataTable.Cell($0.item), DataTable.Cell(numbers.money($0.amount, places: places))] }
      + [[DataTable.Cell(text(.total)), DataTable.Cell(numbers.money(cost.total, places: places))]]
    let table = DataTable(
      caption: text(.designCostTitle),
      columns: [DataTable.Column(text(.item), .words), DataTable.Column(text(.cost), .figures)], rows: rows,
      footnote: cost.unforeseen.isEmpty
        ? nil : language.labelled(text(.unforeseen), cost.unforeseen.joined(separator: ", ")))
    return PageSection(id: "cost", title: text(.designCostTitle), lead: nil, blocks: [.table(table)])
  }

  private var assumptionsSection: PageSection {
    let absent = NumberFormat.absent
    let rows: [(Caption, String)] = [
      (.baseline, numbers.percent(assumed.baseline, places: ratePlaces)),
      (.target, numbers.percent(assumed.target, places: ratePlaces)),
      (.power, numbers.percent(assumed.power, places: 0)), (.methodAlpha, numbers.plainPercent(assumed.alpha)),
      (.alphaPerComparison, numbers.plainPercent(assumed.alphaPerComparison)),
      (.methodSides, text(assumed.sides == 1 ? .oneSided : .twoSided)),
      (.comparisonsCount, numbers.integer(assumed.comparisons)),
      (.sharesPlanned, assumed.shares.map { numbers.percent($0, places: 0) }.joined(separator: " · ")),
      (.methodWindow, assumed.within.map(wording.days) ?? absent),
      (.agents, assumed.agents.map { numbers.integer($0) } ?? absent),
      (.pace, assumed.callsPerAgentDay.map { numbers.integer($0) } ?? absent),
    ]
    let command = command.map { [Block.heading(text(.commandTitle)), .command($0)] } ?? []
    return PageSection(
      id: "assumptions", title: text(.assumptionsTitle), lead: nil,
      blocks: [.table(facts(text(.assumptionsTitle), rows))] + command)
  }

  func facts(_ caption: String, _ rows: [(Caption, String)]) -> DataTable {
    DataTable(
      caption: caption, columns: [DataTable.Column(text(.item), .words), DataTable.Column(text(.figure), .words)],
      rows: rows.map { [DataTable.Cell(text($0.0)), DataTable.Cell($0.1)] })
  }
}

extension DesignResult.Answer {
  /// The shape of the answer.
  var mark: StatusMark {
    switch self {
    case .yes: .go
    case .no: .fault
    case .lessOften: .caution
    case .unknownCapacity: .open
    }
  }
}
