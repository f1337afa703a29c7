import Cost
import Decision
import Experiment

/// One row of the sales file.
struct Sale {
  let id: String
  let opportunityID: String?
  let lead: IdentifierKey?
  let closedAt: LocalMoment
  let amount: Money
  let margin: Money?

  var row: Receipts.Row {
    Receipts.Row(sales: 1, revenue: amount, salesWithMargin: margin == nil ? 0 : 1, margin: margin ?? .zero)
  }
}

/// The sales file, read whole.
final class SalesFile: @unchecked Sendable {
  let file: DelimitedFile
  private(set) var sales: [Sale] = []
  private(set) var rows = 0
  private(set) var filteredOut = 0
  private(set) var duplicates = 0
  private(set) var rejected: [RejectedRow] = []
  private(set) var lastDay = Int.min
  private var copies = KeptIDs()
  /// Sum of the amounts in millionths; bounded so that no sum of revenue can leave its range.
  private var total = 0
  private static let largestTotal = 4_000_000_000_000_000_000

  init(
    _ file: DelimitedFile, keep: [String: [String]], currency: String?, zone: ZoneTable, dateFormat: DateFormat?
  ) throws(CallDataError) {
    self.file = file
    let keep = try file.filters(keep)
    var filters = RowFilters(keep)
    let columns = try SaleColumns(file)
    var timestamps = TimestampReader(zone: zone, declared: dateFormat)
    var known: Set<String> = []
    var stated = currency
    var cursor = file.rows()
    while cursor.next() {
      rows += 1
      let line = file.firstLine + cursor.line
      do throws(RejectionSignal) {
        try file.checkFields(cursor)
        guard filters.isEmpty || filters.keep(cursor) else {
          filteredOut += 1
          continue
        }
        let id = try cursor.text(columns.id)
        if known.contains(id) {
          duplicates += 1
          continue
        }
        let sale = try sale(cursor, id: id, columns, &timestamps)
        known.insert(id)
        sales.append(sale)
        lastDay = max(lastDay, sale.closedAt.day)
      } catch {
        rejected.append(RejectedRow(row: cursor.row, line: line, fault: error.fault))
        continue
      }
      try columns.checkCurrency(cursor, &stated, line: line, in: file)
    }
    if filteredOut > 0, filteredOut + rejected.count == rows { try file.refuseNothingKept(keep) }
  }

  private func sale(
    _ cursor: borrowing RowCursor, id: String, _ columns: SaleColumns, _ timestamps: inout TimestampReader
  ) throws(RejectionSignal) -> Sale {
    let opportunity = try cursor.optionalText(columns.opportunity)
    let lead = try cursor.optionalID(columns.lead, &copies)
    if opportunity == nil, lead == nil { throw RejectionSignal(.blank, columns.opportunity ?? columns.lead ?? -1) }
    guard let amount = try cursor.optionalAmount(columns.amount, file.decimals) else {
      throw RejectionSignal(.blank, columns.amount)
    }
    let margin = try cursor.optionalAmount(columns.margin, file.decimals, mayBeNegative: true)
    let added = amount.micros + abs(margin?.micros ?? 0)
    guard total + added < SalesFile.largestTotal else { throw RejectionSignal(.enormous, columns.amount) }
    let closedAt = try cursor.moment(columns.closedAt, &timestamps)
    total += added
    return Sale(id: id, opportunityID: opportunity, lead: lead, closedAt: closedAt, amount: amount, margin: margin)
  }
}

/// Where the facts of a sale stand.
private struct SaleColumns {
  let id: Int
  let closedAt: Int
  let amount: Int
  let opportunity: Int?
  let lead: Int?
  let margin: Int?
  let currency: Int?

  init(_ file: DelimitedFile) throws(CallDataError) {
    id = try file.required("sale_id")
    closedAt = try file.required("closed_at")
    amount = try file.required("amount")
    lead = try file.column("lead_id")
    opportunity = lead == nil ? try file.required("opportunity_id") : try file.column("opportunity_id")
    margin = try file.column("margin")
    currency = try file.column("currency")
  }

  /// Refuses a second currency: amounts of two currencies are never added up.
  func checkCurrency(
    _ cursor: borrowing RowCursor, _ stated: inout String?, line: Int, in file: DelimitedFile
  ) throws(CallDataError) {
    var possible = CurrencySign.currencies(cursor.field(amount)) ?? []
    if let currency {
      let name = cursor.field(currency).text.uppercased()
      if !name.isEmpty { possible = [name] }
    }
    guard let found = possible.first else { return }
    let expected = stated ?? found
    guard possible.contains(expected.uppercased()) else {
      throw .otherCurrency(path: file.path, line: line, found: found, expected: expected)
    }
    stated = expected
  }
}
