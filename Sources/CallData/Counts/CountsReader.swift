import Cost
import Decision
import Experiment
import Foundation

/// Reads aggregated counts: one row for each variant, and date, window, agent or stratum where the file tells them.
struct CountsReader {
  let test: TestProtocol
  let format: DataSources
  let maxRejectedShare: Double
  let rejectsFile: URL?

  /// The evidence of a counts file as of the end of a day.
  func read(_ file: DelimitedFile, asOf: CivilDate?, rejects: inout RejectsLog) throws(CallDataError) -> Evidence {
    let columns = try CountsColumns(file, keep: format.keep)
    var timestamps = TimestampReader(zone: ZoneTable { _ in 0 }, declared: try format.declaredDates())
    var table = CountsTable(test: test, isDated: columns.date != nil, hasLeads: columns.leads != nil)
    var filters = RowFilters(columns.keep)
    var rejected: [RejectedRow] = []
    var rows = 0
    // Bounded, so that no sum of revenue can leave its range.
    var revenue = Money.zero
    var cursor = file.rows()
    while cursor.next() {
      rows += 1
      let line = file.firstLine + cursor.line
      let row: CountsRow
      do throws(RejectionSignal) {
        try file.checkFields(cursor)
        if !filters.isEmpty, !filters.keep(cursor) {
          table.intake.note(.filteredOut)
          continue
        }
        row = try CountsRow(cursor, columns, file.decimals, variants: test.variants.names, &timestamps)
        guard revenue + row.receipts.revenue < Money.largestTotal else {
          throw RejectionSignal(.enormous, columns.revenue ?? columns.calls)
        }
        revenue += row.receipts.revenue
      } catch {
        rejected.append(RejectedRow(row: cursor.row, line: line, fault: error.fault))
        continue
      }
      guard row.cell.opportunities <= row.cell.calls else {
        throw .moreOpportunitiesThanCalls(
          path: file.path, line: line, opportunities: row.cell.opportunities, calls: row.cell.calls)
      }
      try table.add(row, line: line, path: file.path, asOf: asOf)
    }
    let filteredOut = table.intake[.filteredOut]
    if filteredOut > 0, filteredOut + rejected.count == rows { try file.refuseNothingKept(columns.keep) }
    rejects.add(rejected, of: file)
    try rejects.check(file, rejected, rows: rows, limit: maxRejectedShare, rejectsFile: rejectsFile)
    let name = (file.path as NSString).lastPathComponent
    table.intake.sources.append(
      Intake.Source(kind: .counts, name: name, rows: rows, rejected: rejected.count))
    return table.evidence(asOf: asOf, hasSales: columns.sales != nil)
  }
}

/// Where counts stand.
struct CountsColumns {
  let variant: Int
  let calls: Int
  let opportunities: Int
  let date: Int?
  let window: Int?
  let agent: Int?
  let strata: [Int]
  let leads: Int?
  let talk: Int?
  let complaints: Int?
  let sales: Int?
  let revenue: Int?
  let keep: [KeepFilter]

  init(_ file: DelimitedFile, keep filters: [String: [String]]) throws(CallDataError) {
    variant = try file.required("variant")
    calls = try file.required("calls")
    opportunities = try file.required("opportunities")
    date = try file.column("date")
    window = try file.column("window")
    agent = try file.column("agent_id")
    strata = try file.column("stratum").map { [$0] } ?? []
    leads = try file.column("leads")
    talk = try file.column("talk_seconds")
    complaints = try file.column("complaints")
    revenue = try file.column("revenue")
    sales = revenue == nil ? try file.column("sales") : try file.required("sales")
    keep = try file.filters(filters)
  }
}

/// One row of counts.
struct CountsRow {
  let variant: String
  let date: CivilDate?
  let window: String?
  let agent: String?
  let stratum: String?
  let leads: Int
  let receipts: Receipts.Row
  let cell: CallCell

  init(
    _ cursor: borrowing RowCursor, _ columns: CountsColumns, _ decimals: DecimalStyle, variants: [String],
    _ timestamps: inout TimestampReader
  ) throws(RejectionSignal) {
    variant = try cursor.text(columns.variant)
    guard variants.contains(variant) else { throw RejectionSignal(.variant, columns.variant) }
    date = try columns.date.map { column throws(RejectionSignal) in
      CivilDate(dayNumber: try cursor.moment(column, &timestamps).day)
    }
    window = try cursor.optionalText(columns.window)
    agent = try cursor.optionalText(columns.agent)
    stratum = try cursor.optionalText(columns.strata.first)
    leads = try cursor.optionalWholeNumber(columns.leads) ?? 0
    receipts = Receipts.Row(
      sales: try cursor.optionalWholeNumber(columns.sales) ?? 0,
      revenue: try cursor.optionalAmount(columns.revenue, decimals) ?? .zero)
    guard let calls = try cursor.optionalWholeNumber(columns.calls) else {
      throw RejectionSignal(.blank, columns.calls)
    }
    guard let opportunities = try cursor.optionalWholeNumber(columns.opportunities) else {
      throw RejectionSignal(.blank, columns.opportunities)
    }
    var cell = CallCell(calls: calls, opportunities: opportunities)
    if let talk = try cursor.optionalWholeNumber(columns.talk) {
      // The squares stay 0: a total does not tell how much single calls differ.
      cell.timedCalls = calls
      cell.talkSeconds = talk
    }
    if let complaints = try cursor.optionalWholeNumber(columns.complaints) {
      guard complaints <= calls else { throw RejectionSignal(.complaints, columns.complaints ?? columns.calls) }
      cell.complaints = complaints
      cell.dispositionKnown = calls
    }
    self.cell = cell
  }
}
