import Cost
import Decision

extension AccountPage {
  /// A cost as printed: its name, how it came about, and what each variant bears of it.
  struct CostLine {
    let name: String
    let how: String
    let once: Bool
    let amounts: [Money?]
    let total: Money
  }

  /// The costs with every row and column adding up to the cent.
  var costLines: [CostLine] {
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

  var costsSection: PageSection {
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

  /// What each variant bears of some lines as printed.
  func totals(of lines: [CostLine]) -> [Money] {
    account.variants.indices.map { column in lines.reduce(.zero) { $0 + ($1.amounts[column] ?? .zero) } }
  }
}
