import Cost
import Decision
import Experiment
import Statistics

/// The page of an account.
struct AccountPage {
  let account: CampaignAccount
  let wording: any AccountWording
  let command: String?

  private var numbers: NumberFormat { wording.numbers }
  private func text(_ caption: Caption) -> String { caption.text(in: numbers.language) }

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

  // MARK: - The whole

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

  // MARK: - Costs

  /// A cost as printed: its name, how it came about, and what each variant bears of it.
  private struct CostLine {
    let name: String
    let how: String
    let once: Bool
    let amounts: [Money?]
    let total: Money
  }

  /// The costs with every row and column adding up to the cent.
  private var costLines: [CostLine] {
    var items = account.costs.map { cost in
      (name: cost.item.item, how: wording.derivation(cost), amounts: cost.amounts, once: cost.item.once)
    }
    if !account.logged.isEmpty {
      items.append((wording.account(.callLog), wording.account(.fromCallLog), account.logged.map(Optional.some), false))
    }
    return zip(items, Money.rounded(table: items.map(\.amounts), places: numbers.minorDigits)).map { item, row in
      CostLine(name: item.name, how: item.how, once: item.once, amounts: row.amounts, total: row.total)
    }
  }

  private var costsSection: PageSection {
    let lines = costLines
    guard !lines.isEmpty else {
      return PageSection(
        id: "costs", title: wording.account(.costsTitle), lead: nil, blocks: [.notice(wording.account(.noCosts))])
    }
    let places = numbers.minorDigits
    let showsVariants = account.variants.count > 1
    func amount(_ money: Money?) -> DataTable.Cell {
      DataTable.Cell(money.map { numbers.money($0.units, places: places) } ?? NumberFormat.absent)
    }
    func sum(_ lines: [CostLine]) -> [DataTable.Cell] {
      (showsVariants ? totals(of: lines).map(amount) : []) + [amount(lines.reduce(.zero) { $0 + $1.total })]
    }
    var rows = lines.map { line in
      [DataTable.Cell(line.name), DataTable.Cell(line.how, isQuiet: true)]
        + (showsVariants ? line.amounts.map(amount) : []) + [amount(line.total)]
    }
    rows.append([DataTable.Cell(text(.total)), DataTable.Cell("")] + sum(lines))
    if lines.contains(where: \.once) {
      rows.append([DataTable.Cell(text(.recurring)), DataTable.Cell("")] + sum(lines.filter { !$0.once }))
    }
    return PageSection(
      id: "costs", title: wording.account(.costsTitle), lead: wording.account(.costsLead),
      blocks: [
        .table(
          DataTable(
            caption: wording.account(.costsTitle),
            columns: [DataTable.Column(text(.item), .words), DataTable.Column(wording.account(.how), .words)]
              + (showsVariants ? account.variants.map { DataTable.Column($0, .figures) } : [])
              + [DataTable.Column(text(.total), .figures)],
            rows: rows, footnote: wording.account(.rounding)))
      ])
  }

  // MARK: - Parts

  /// Costs of parts as printed; those of variants are the totals of the lines above.
  private func roundedCosts(of rows: [CampaignAccount.Row]) -> [Money] {
    guard account.division == .variant, rows.map({ name(of: $0.part) }) == account.variants else {
      return Money.rounded(rows.map(\.indicators.cost), places: numbers.minorDigits)
    }
    return totals(of: costLines)
  }

  /// What each variant bears of some lines as printed.
  private func totals(of lines: [CostLine]) -> [Money] {
    account.variants.indices.map { column in lines.reduce(.zero) { $0 + ($1.amounts[column] ?? .zero) } }
  }

  /// What the ranges of the table carry.
  private var ranges: String {
    let estimates = (account.rows + [account.total]).compactMap(\.estimates)
    return wording.indicatorRanges(estimates)
  }

  private var partsSection: PageSection {
    let places = numbers.minorDigits
    let rows = account.rows
    let costs = roundedCosts(of: rows)
    let ratePlaces = NumberFormat.ratePlaces((rows + [account.total]).compactMap(\.tco?.value))
    let hasOnce = account.total.recurring != account.total.indicators.cost
    let hasReturn = account.total.estimates?.roi != nil
    let hasMargin = account.total.estimates?.marginRoi != nil
    func cells(_ name: String, _ row: CampaignAccount.Row, _ cost: Money) -> [DataTable.Cell] {
      let absent = DataTable.Cell(NumberFormat.absent)
      func returned(_ estimate: Estimate?) -> DataTable.Cell {
        estimate.map { DataTable.Cell(numbers.percent($0.value, places: 0), detail: numbers.returnRange($0)) } ?? absent
      }
      var cells = [
        DataTable.Cell(name), DataTable.Cell(numbers.integer(row.indicators.calls ?? 0), isQuiet: true),
        DataTable.Cell(numbers.integer(row.indicators.opportunities), isQuiet: true),
        DataTable.Cell(numbers.money(cost.units, places: places)),
        row.tco.map {
          DataTable.Cell(
            numbers.percent($0.value, places: ratePlaces), detail: numbers.percentRange($0, places: ratePlaces))
        } ?? absent,
        (row.indicators.cost > .zero ? row.estimates : nil).map {
          DataTable.Cell(
            $0.cpq.value.isFinite ? numbers.money($0.cpq.value, places: places) : NumberFormat.absent,
            detail: $0.cpq.value.isFinite ? numbers.moneyRange($0.cpq, places: places) : text(.noOpportunity))
        } ?? absent,
      ]
      if hasOnce {
        let opportunities = row.indicators.opportunities
        cells.append(
          opportunities > 0
            ? DataTable.Cell(numbers.money(row.recurring.units / Double(opportunities), places: places)) : absent)
      }
      if hasReturn { cells.append(returned(row.estimates?.roi)) }
      if hasMargin { cells.append(returned(row.estimates?.marginRoi)) }
      return cells
    }
    var columns = [
      DataTable.Column(text(.part), .words), DataTable.Column(text(.calls), .figures),
      DataTable.Column(text(.opportunities), .figures), DataTable.Column(text(.cost), .figures),
      DataTable.Column(text(.tco), .figures), DataTable.Column(text(.cpq), .figures),
    ]
    if hasOnce { columns.append(DataTable.Column(wording.account(.recurringCpq), .figures)) }
    if hasReturn { columns.append(DataTable.Column(text(.roi), .figures)) }
    if hasMargin { columns.append(DataTable.Column(wording.label(.marginRoi), .figures)) }
    let whole = costs.reduce(Money.zero, +)
    return PageSection(
      id: "parts", title: wording.division(account.division), lead: wording.account(.partsLead),
      blocks: [
        .table(
          DataTable(
            caption: wording.division(account.division), columns: columns,
            rows: zip(rows, costs).map { cells(name(of: $0.part), $0, $1) }
              + [cells(text(.total), account.total, whole)], footnote: ranges))
      ])
  }

  private func name(of part: AccountPart?) -> String {
    switch part {
    case .week(let date): "\(text(.week)) \(numbers.dayAndMonth(date))"
    case .day(let date): numbers.dayAndMonth(date)
    case .named(let name): name
    case .unknown, nil: wording.account(.unknownPart)
    }
  }

  // MARK: - Advice

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
