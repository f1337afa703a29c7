import Cost
import Decision
import Experiment
import Statistics

/// The page of an account.
struct AccountPage {
  let account: CampaignAccount
  let wording: any AccountWording
  let command: String?

  var numbers: NumberFormat { wording.numbers }
  func text(_ caption: Caption) -> String { caption.text(in: numbers.language) }

  var page: Page {
    Page(
      language: numbers.language, title: account.experiment, question: nil,
      dateline: [
        wording.account(.title), account.asOf.map { "\(text(.asOf)) \(numbers.date($0))" } ?? text(.undated),
      ],
      summary: Page.Summary(
        mark: mark, word: wording.answerWord(of: account.advice), sentence: wording.answer(of: account.advice),
        notice: moneyNotice, timeline: nil, glossary: glossary, figures: indicators),
      sections: [costsSection, partsSection, adviceSection])
  }

  /// That the figures lack a cost; nil where none is known to be missing.
  private var moneyNotice: String? {
    let missing = account.warnings.filter(\.concernsMoney).map { wording.warning($0) }
    return missing.isEmpty ? nil : missing.joined(separator: " ")
  }

  private var mark: StatusMark {
    guard account.total.indicators.cost > .zero else { return .open }
    return switch account.total.indicators.balance {
    case .profit: .go
    case .breakEven, nil: .open
    case .loss: .fault
    }
  }

  /// The indicators side by side as on every first screen; what may be spent on an opportunity stands under what was.
  private var indicators: DataTable {
    let total = account.total
    let places = numbers.minorDigits
    func column(_ title: Caption, _ detail: Caption) -> DataTable.Column {
      DataTable.Column(text(title), detail: text(detail), .figures)
    }
    func cell(_ figure: String?, _ details: [String?]) -> DataTable.Cell {
      DataTable.Cell(
        figure ?? NumberFormat.absent, detail: details.compactMap { $0 }.joined(separator: ", "), isQuiet: figure == nil
      )
    }
    func returned(_ estimate: Estimate?, _ more: String? = nil) -> DataTable.Cell {
      cell(estimate.map { numbers.percent($0.value, places: 0) }, [estimate.map { numbers.returnRange($0) }, more])
    }
    let ratePlaces = NumberFormat.ratePlaces([total.tco?.value].compactMap { $0 })
    let ratio = total.indicators.ratio.map { "\(wording.label(.ratioOfReturn)) \(numbers.decimal($0, places: 2))" }
    let threshold = total.indicators.cpqThreshold.map { "\(text(.mayCost)) \(numbers.money($0, places: places))" }
    let cost = total.indicators.cost > .zero ? total.estimates?.cpq : nil
    return DataTable(
      caption: glossary,
      columns: [
        DataTable.Column(text(.part), .words), column(.tco, .tcoLong), column(.cpq, .cpqLong), column(.roi, .roiLong),
        DataTable.Column(wording.label(.marginRoi), .figures),
      ],
      rows: [
        [
          DataTable.Cell(text(.total)),
          cell(
            total.tco.map { numbers.percent($0.value, places: ratePlaces) },
            [
              total.tco.map { numbers.percentRange($0, places: ratePlaces) },
              total.benchmark.map { wording.benchmark($0) },
            ]),
          cell(
            cost.flatMap { $0.value.isFinite ? numbers.money($0.value, places: places) : nil },
            [
              cost.flatMap { $0.value.isFinite ? numbers.moneyRange($0, places: places) : text(.noOpportunity) },
              threshold,
            ]),
          returned(total.estimates?.roi, ratio), returned(total.estimates?.marginRoi),
        ]
      ], isProminent: true)
  }

  private var glossary: String {
    [(Caption.tco, Caption.tcoLong), (.cpq, .cpqLong), (.roi, .roiLong)]
      .map { numbers.language.labelled(text($0.0), text($0.1)) }.joined(separator: " · ")
  }

  private var adviceSection: PageSection {
    var blocks: [Block] = []
    if let campaign = account.campaign { blocks.append(.paragraph(wording.campaign(campaign))) }
    if let lever = account.lever { blocks.append(.paragraph(wording.lever(lever))) }
    blocks += account.warnings.map { .notice(wording.warning($0)) }
    if account.unattributed.sales > 0 {
      let revenue = numbers.money(account.unattributed.revenue.units, places: numbers.minorDigits)
      blocks.append(.notice(wording.unattributed(sales: account.unattributed.sales, revenue: revenue)))
    }
    if account.immatureCalls > 0 { blocks.append(.paragraph(wording.immature(account.immatureCalls))) }
    if account.total.estimates?.roi != nil {
      let income: AccountLabel =
        account.incomeIsOwn ? .ownIncome : account.incomeIsObserved ? .observedIncome : .expectedIncome
      blocks.append(.paragraph(wording.account(income)))
    }
    if let command { blocks.append(.command(command)) }
    return PageSection(id: "advice", title: text(.campaignTitle), lead: nil, blocks: blocks)
  }
}
