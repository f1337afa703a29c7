import Cost
import Decision
import Experiment
import Statistics

extension ReadingWorkbook {
  /// Columns of the sheet of indicators, in order; formulas name them by their letter.
  private enum Column: Int, CaseIterable {
    case variant, calls, opportunities, tco, tcoLower, tcoUpper, cost, cpq, mayCost, revenue, roi, margin, marginRoi

    var letter: String { SheetReference.letter(rawValue) }

    var format: Workbook.Format {
      switch self {
      case .variant: .plain
      case .calls, .opportunities: .count
      case .tco, .tcoLower, .tcoUpper, .roi, .marginRoi: .percent
      case .cost, .cpq, .mayCost, .revenue, .margin: .money
      }
    }
  }

  /// TCO, CPQ and ROI as formulas of the calls, costs and what an opportunity brings in.
  ///
  /// - Parameters:
  ///   - calls: Rows of the sheet of calls.
  ///   - costs: Rows of the sheet of costs; nil where there is none.
  func indicatorsSheet(calls: Int, costs: Int?) -> Workbook.Sheet {
    let callsSheet = SheetReference(sheet: text(.calls as WorkbookTitle), rows: calls)
    let costsSheet = costs.map { SheetReference(sheet: text(.costs), rows: $0) }
    let rows = reading.variants.enumerated().map { index, arm in
      Column.allCases.map { cell($0, of: arm, row: index + 2, calls: callsSheet, costs: costsSheet) }
    }
    return Workbook.Sheet(
      name: text(.indicators),
      columns: Column.allCases.map {
        Workbook.Column(title: title(of: $0), width: $0 == .variant ? 24 : 16, format: $0.format)
      },
      rows: rows,
      chart: Workbook.Chart(
        title: text(.tcoLong).capitalisedFirst, names: Column.variant.rawValue, figures: Column.tco.rawValue))
  }

  private func title(of column: Column) -> String {
    switch column {
    case .variant: text(.variant)
    case .calls: text(.calls as Caption)
    case .opportunities: text(.opportunities)
    case .tco: text(.tco)
    case .tcoLower: "\(text(.tco)), \(text(.lower))"
    case .tcoUpper: "\(text(.tco)), \(text(.upper))"
    case .cost: text(.cost)
    case .cpq: text(.cpq)
    case .mayCost: text(.mayCost as WorkbookHeader)
    case .revenue: text(.revenuePerOpportunity)
    case .roi: text(.roi)
    case .margin: text(.marginPerOpportunity as WorkbookHeader)
    case .marginRoi: text(.marginRoi)
    }
  }

  private func cell(
    _ column: Column, of arm: VariantReading, row: Int, calls: SheetReference, costs: SheetReference?
  ) -> Workbook.Cell {
    func here(_ column: Column) -> String { "\(column.letter)\(row)" }
    func ratio(_ formula: String, over denominator: Column, _ value: Double?) -> Workbook.Cell {
      .formula("IF(\(here(denominator))=0,\"\",\(formula))", value: value.flatMap { $0.isFinite ? $0 : nil })
    }
    func returned(_ income: Column, _ value: Double?) -> Workbook.Cell {
      guard value != nil else { return .empty }
      return ratio(
        "(\(here(.opportunities))*\(here(income))-\(here(.cost)))/\(here(.cost))", over: .cost, value)
    }
    let name = "$\(Column.variant.letter)\(row)"
    switch column {
    case .variant: return .text(arm.name)
    case .calls:
      return .formula(
        calls.sum(CallColumn.calls.rawValue, named: name, where: CallColumn.mature.rawValue), value: Double(arm.calls))
    case .opportunities:
      return .formula(
        calls.sum(CallColumn.opportunities.rawValue, named: name, where: CallColumn.mature.rawValue),
        value: Double(arm.opportunities))
    case .tco: return ratio("\(here(.opportunities))/\(here(.calls))", over: .calls, arm.tco?.value)
    case .tcoLower: return number(arm.tco?.lower)
    case .tcoUpper: return number(arm.tco?.upper)
    case .cost:
      guard let costs, let statement = arm.costs else { return .empty }
      return .formula(costs.sum(CostColumn.amount.rawValue, named: name), value: statement.total.units)
    case .cpq:
      guard arm.costs != nil else { return .empty }
      return ratio("\(here(.cost))/\(here(.opportunities))", over: .opportunities, arm.indicators?.cpq.value)
    case .mayCost: return number(arm.indicators?.cpqThreshold)
    case .revenue: return number(arm.indicators?.revenuePerOpportunity)
    case .roi: return returned(.revenue, arm.indicators?.roi?.value)
    case .margin: return number(arm.indicators?.marginPerOpportunity)
    case .marginRoi: return returned(.margin, arm.indicators?.marginRoi?.value)
    }
  }
}
