import Cost
import Decision
import Experiment
import Foundation

/// One row of the sales file.
struct Sale {
  let id: String
  /// Line of the file, from 1.
  let line: Int
  let opportunityID: String?
  let lead: IdentifierKey?
  let closedAt: LocalMoment
  let amount: Money
  let margin: Money?
  /// The sale that a refund takes back; nil for sales, and for refunds whose sale is not in the file.
  var refunded: Refunded?
}

/// The sales file, read whole.
final class SalesFile: @unchecked Sendable {
  let file: DelimitedFile
  private(set) var sales: [Sale] = []
  private(set) var rows = 0
  private(set) var filteredOut = 0
  /// What is to be said of the rows themselves, whatever their calls.
  private(set) var intake = Intake()
  private(set) var rejected: [RejectedRow] = []
  private(set) var lastDay = Int.min
  private var copies = KeptIDs()
  /// Sum of the amounts in millionths; bounded so that no sum of revenue can leave its range.
  private var total = 0

  init(
    _ file: DelimitedFile, keep: [String: [String]], currency: String?, exchange: ExchangeTable = ExchangeTable(),
    zone: ZoneTable, dateFormat: DateFormat?
  ) throws(CallDataError) {
    self.file = file
    let keep = try file.filters(keep)
    var filters = RowFilters(keep)
    let columns = try SaleColumns(file)
    var timestamps = TimestampReader(zone: zone, declared: dateFormat)
    // A refund may bear the id of its sale.
    var known: [String: Int] = [:]
    var refunded: [String: Int] = [:]
    var stated = currency
    var cursor = file.rows()
    while cursor.next() {
      rows += 1
      let line = file.firstLine + cursor.line
      var foreign: String?
      do throws(RejectionSignal) {
        try file.checkFields(cursor)
        guard filters.isEmpty || filters.keep(cursor) else {
          filteredOut += 1
          continue
        }
        let id = try cursor.text(columns.id)
        foreign = columns.foreignCurrency(cursor, stated: stated, exchange)
        let sale = try sale(cursor, id: id, line: line, columns, &timestamps, exchange, foreign)
        let isRefund = sale.amount < .zero
        if let first = isRefund ? refunded[id] : known[id] {
          note(sale.repeats(sales[first]) ? .duplicateSale : .conflictingSale, sale)
          continue
        }
        if isRefund { refunded[id] = sales.count } else { known[id] = sales.count }
        sales.append(sale)
        lastDay = max(lastDay, sale.closedAt.day)
      } catch {
        rejected.append(RejectedRow(row: cursor.row, line: line, fault: error.fault))
        continue
      }
      if foreign == nil { try columns.checkCurrency(cursor, &stated, line: line, in: file) }
    }
    let resolved = Refunds.resolved(sales)
    sales = resolved.sales
    for sale in sales {
      if sale.isRefundWithoutSale {
        note(.refundWithoutSale, sale)
      } else if sale.amount < .zero {
        intake.note(.refund)
      } else if let margin = sale.margin, margin > sale.amount {
        note(.marginAboveAmount, sale)
      }
    }
    for index in resolved.excessive { note(.refundAboveSale, sales[index]) }
    for index in SalesFile.like(sales) { note(.likeSale, sales[index]) }
    if filteredOut > 0, filteredOut + rejected.count == rows { try file.refuseNothingKept(keep) }
  }

  private func note(_ finding: Intake.Finding, _ sale: Sale) {
    intake.note(finding, example: example(sale))
  }

  /// A row of the file, to look it up.
  func example(_ sale: Sale) -> Intake.Example {
    Intake.Example(file: (file.path as NSString).lastPathComponent, line: sale.line, id: sale.id)
  }

  /// Sales of one opportunity, moment and amount, but the first of each, by index.
  private static func like(_ sales: [Sale]) -> [Int] {
    var first: [String: Int] = [:]
    // Few opportunities have several sales: those of them stand beside the first.
    var further: [String: [Int]] = [:]
    var like: [Int] = []
    for (index, sale) in sales.enumerated() where sale.amount > .zero {
      guard let opportunity = sale.opportunityID else { continue }
      guard let known = first[opportunity] else {
        first[opportunity] = index
        continue
      }
      let earlier = [known] + (further[opportunity] ?? [])
      if earlier.contains(where: {
        sales[$0].closedAt.instant == sale.closedAt.instant && sales[$0].amount == sale.amount
      }) {
        like.append(index)
      }
      further[opportunity, default: []].append(index)
    }
    return like
  }

  /// Sales without a margin of their own that bring less than a margin.
  func sales(below margin: Money) -> [Sale] {
    sales.filter { $0.margin == nil && $0.amount >= .zero && $0.amount < margin }
  }

  private func sale(
    _ cursor: borrowing RowCursor, id: String, line: Int, _ columns: SaleColumns,
    _ timestamps: inout TimestampReader, _ exchange: ExchangeTable, _ foreign: String?
  ) throws(RejectionSignal) -> Sale {
    let opportunity = try cursor.optionalText(columns.opportunity)
    let lead = try cursor.optionalID(columns.lead, &copies)
    try columns.checkSigns(cursor)
    if opportunity == nil, lead == nil { throw RejectionSignal(.blank, columns.opportunity ?? columns.lead ?? -1) }
    guard var amount = try cursor.optionalAmount(columns.amount, file.decimals, mayBeNegative: true) else {
      throw RejectionSignal(.blank, columns.amount)
    }
    var margin = try cursor.optionalAmount(columns.margin, file.decimals, mayBeNegative: true)
    if let foreign {
      guard let converted = exchange.converted(amount, from: foreign) else {
        throw RejectionSignal(.enormous, columns.amount)
      }
      amount = converted
      margin = margin.flatMap { exchange.converted($0, from: foreign) }
    }
    let added = abs(amount.micros) + abs(margin?.micros ?? 0)
    guard total + added < Money.largestTotal.micros else { throw RejectionSignal(.enormous, columns.amount) }
    let closedAt = try cursor.moment(columns.closedAt, &timestamps)
    total += added
    return Sale(
      id: id, line: line, opportunityID: opportunity, lead: lead, closedAt: closedAt, amount: amount, margin: margin)
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

  /// The currency of the row where the plan's table converts it; nil for amounts in the plan's own, and for those that
  /// cannot be converted.
  func foreignCurrency(_ cursor: borrowing RowCursor, stated: String?, _ exchange: ExchangeTable) -> String? {
    let possible = currencies(cursor)
    if let stated, possible.contains(stated.uppercased()) { return nil }
    return possible.first(where: exchange.converts)
  }

  private func currencies(_ cursor: borrowing RowCursor) -> [String] {
    if let currency {
      let name = cursor.field(currency).text.uppercased()
      if !name.isEmpty { return [name] }
    }
    return CurrencySign.currencies(cursor.field(amount)) ?? []
  }

  /// Refuses amounts whose sign is not of the currency that the row names.
  func checkSigns(_ cursor: borrowing RowCursor) throws(RejectionSignal) {
    guard let currency else { return }
    let name = cursor.field(currency).text.uppercased()
    guard !name.isEmpty else { return }
    for column in [amount, margin].compactMap({ $0 })
    where CurrencySign.contradicts(name, in: cursor.field(column)) {
      throw RejectionSignal(.currency, column)
    }
  }

  /// Refuses a second currency: amounts of two currencies are never added up.
  func checkCurrency(
    _ cursor: borrowing RowCursor, _ stated: inout String?, line: Int, in file: DelimitedFile
  ) throws(CallDataError) {
    let possible = currencies(cursor)
    guard let found = possible.first else { return }
    let expected = stated ?? found
    guard possible.contains(expected.uppercased()) else {
      throw .otherCurrency(path: file.path, line: line, found: found, expected: expected)
    }
    stated = expected
  }
}
