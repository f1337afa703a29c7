public import Decision
import Experiment

/// A reading as a workbook: indicators that are computed again from the calls and costs on the other sheets, the effect, the
/// roll-out, the health of the data, and how the figures came about.
public struct ReadingWorkbook {
  let reading: Reading
  let wording: any Wording
  let command: String?

  /// The workbook of a reading; `command` is the command that reproduces it.
  public init(_ reading: Reading, language: Language, command: String? = nil) {
    self.reading = reading
    wording = language.wording(currency: reading.currency)
    self.command = command
  }

  var language: Language { wording.numbers.language }

  func text(_ title: WorkbookTitle) -> String { title.text(in: language) }
  func text(_ header: WorkbookHeader) -> String { header.text(in: language) }
  func text(_ caption: Caption) -> String { caption.text(in: language) }

  /// The workbook.
  public var workbook: Workbook {
    let calls = callsSheet
    let costs = costsSheet
    return Workbook(
      title: reading.experiment, date: reading.asOf, currency: reading.currency,
      sheets: [
        indicatorsSheet(calls: reading.groups.count, costs: costs?.rows.count), effectSheet, rolloutSheet, calls, costs,
        healthSheet, aboutSheet,
      ].compactMap { $0 })
  }

  /// A finite number; an infinite one as the sign that spreadsheets have none for, a missing one as nothing.
  func number(_ value: Double?) -> Workbook.Cell {
    guard let value, !value.isNaN else { return .empty }
    return value.isFinite ? .number(value) : .text(value > 0 ? "∞" : "−∞")
  }

  func words(_ value: String?) -> Workbook.Cell {
    value.map { .text($0) } ?? .empty
  }

  private var callsSheet: Workbook.Sheet {
    Workbook.Sheet(
      name: text(.calls as WorkbookTitle),
      columns: CallColumn.allCases.map { column in
        Workbook.Column(title: title(of: column), width: column.width, format: column.format)
      },
      rows: reading.groups.map { group in CallColumn.allCases.map { cell($0, of: group) } })
  }

  private func title(of column: CallColumn) -> String {
    switch column {
    case .variant: text(.variant)
    case .date: text(.day)
    case .window: text(.window)
    case .stratum: text(.stratum)
    case .calls: text(.calls as Caption)
    case .opportunities: text(.opportunities)
    case .mature: text(.mature)
    case .answered: text(.answered)
    case .talkSeconds: text(.talkSeconds)
    }
  }

  private func cell(_ column: CallColumn, of group: CallGroup) -> Workbook.Cell {
    switch column {
    case .variant: .text(group.variant)
    case .date: group.date.map { .date($0) } ?? .empty
    case .window: words(group.window)
    case .stratum: words(group.stratum)
    case .calls: .number(Double(group.calls))
    case .opportunities: .number(Double(group.opportunities))
    case .mature: .number(group.isMature ? 1 : 0)
    case .answered: number(group.answered.map(Double.init))
    case .talkSeconds: number(group.talkSeconds.map(Double.init))
    }
  }
}

/// Columns of the sheet of calls, in order.
enum CallColumn: Int, CaseIterable {
  case variant, date, window, stratum, calls, opportunities, mature, answered, talkSeconds

  fileprivate var width: Double {
    switch self {
    case .variant, .stratum: 20
    case .mature, .talkSeconds: 22
    case .date, .window, .calls, .opportunities, .answered: 14
    }
  }

  fileprivate var format: Workbook.Format {
    switch self {
    case .variant, .window, .stratum, .mature: .plain
    case .date: .date
    case .calls, .opportunities, .answered, .talkSeconds: .count
    }
  }
}
