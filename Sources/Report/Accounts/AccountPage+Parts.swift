import Cost
import Decision
import Statistics

extension AccountPage {
  /// Costs of parts as printed; those of variants are the totals of the lines above.
  private func roundedCosts(of rows: [CampaignAccount.Row]) -> [Money] {
    guard account.division == .variant, rows.map({ name(of: $0.part) }) == account.variants else {
      return Money.rounded(rows.map(\.indicators.cost), places: numbers.minorDigits)
    }
    return totals(of: costLines)
  }

  /// What the ranges of the table carry.
  private var ranges: String {
    let estimates = (account.rows + [account.total]).compactMap(\.estimates)
    return wording.indicatorRanges(estimates)
  }

  var partsSection: PageSection {
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
        } ?? (row.indicators.cost > .zero ? DataTable.Cell(NumberFormat.absent, detail: text(.noOpportunity)) : absent),
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
}
