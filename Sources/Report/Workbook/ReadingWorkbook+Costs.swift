import Cost
import Decision

/// Columns of the sheet of costs, in order.
enum CostColumn: Int, CaseIterable {
  case variant, item, basis, split, amount, once
}

extension ReadingWorkbook {
  /// The costs of every variant line by line; nil where the plan states none.
  var costsSheet: Workbook.Sheet? {
    let rows = reading.variants.flatMap { arm in
      (arm.costs?.lines ?? []).map { line in CostColumn.allCases.map { cell($0, of: line, arm.name) } }
    }
    guard !rows.isEmpty else { return nil }
    return Workbook.Sheet(
      name: text(.costs),
      columns: CostColumn.allCases.map {
        Workbook.Column(title: title(of: $0), width: 20, format: $0 == .amount ? .money : .plain)
      },
      rows: rows)
  }

  private func title(of column: CostColumn) -> String {
    switch column {
    case .variant: text(.variant)
    case .item: text(.item)
    case .basis: text(.basis)
    case .split: text(.split)
    case .amount: text(.amount)
    case .once: text(.once)
    }
  }

  private func cell(_ column: CostColumn, of line: CostStatement.Line, _ variant: String) -> Workbook.Cell {
    switch column {
    case .variant: .text(variant)
    case .item: .text(line.item)
    case .basis: .text(wording.costBasis(line.basis))
    case .split: words(line.split.map(wording.costSplit))
    case .amount: .number(line.amount.units)
    case .once: .number(line.once ? 1 : 0)
    }
  }
}
