public import Cost
public import Decision
import Experiment
public import Foundation

/// Costs from a CSV file: `item, amount` and, where they are, `per, variant, split, from, to, share, once,
/// currency`.
public struct CostsFile {
  /// The costs of a file, in its order.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - format: How it is written: delimiter, encoding, decimal comma, column names, date format.
  ///   - currency: ISO 4217 code of the plan; nil: a currency sign is not looked at.
  ///   - exchange: What other currencies are worth in the plan's.
  ///   - variants: The variants that a cost may name; nil: any.
  /// - Throws: `CallDataError`; a file of costs is read whole or not at all.
  public static func read(
    _ url: URL, format: DataSources = DataSources(), currency: String? = nil,
    exchange: ExchangeTable = ExchangeTable(), variants: [String]? = nil
  ) throws(CallDataError) -> [CostItem] {
    let file: DelimitedFile
    let columns: CostColumns
    do throws(CallDataError) {
      file = try DelimitedFile(url.path, format: format)
      columns = try CostColumns(file)
    } catch {
      throw error.under(.costs)
    }
    var dates: DateFormat?
    if let pattern = format.dateFormat { dates = try DateFormat(pattern) }
    var timestamps = TimestampReader(zone: ZoneTable { _ in 0 }, declared: dates)
    var items: [CostItem] = []
    var other: (found: String, expected: String)?
    var cursor = file.rows()
    while cursor.next() {
      do throws(RejectionSignal) {
        try file.checkFields(cursor)
        var item = try columns.item(cursor, file.decimals, &timestamps)
        if let variants, let bearer = item.variant, !variants.contains(bearer) {
          throw RejectionSignal(.variant, columns.variant ?? -1)
        }
        if let currency, let foreign = columns.foreignCurrency(cursor, besides: currency) {
          guard let converted = exchange.converted(item.amount, from: foreign) else {
            other = (foreign, currency)
            break
          }
          item.amount = converted
        }
        items.append(item)
      } catch {
        throw file.error(
          error.fault, cursor, expected: columns.expectation(error.fault), knownVariants: variants ?? [])
      }
    }
    if let other {
      throw .otherCurrency(
        path: file.path, line: file.firstLine + cursor.line, found: other.found, expected: other.expected)
    }
    return items
  }
}

/// Where costs stand.
private struct CostColumns {
  let item: Int
  let amount: Int
  let per: Int?
  let variant: Int?
  let split: Int?
  let from: Int?
  let to: Int?
  let share: Int?
  let once: Int?
  let currency: Int?

  init(_ file: DelimitedFile) throws(CallDataError) {
    item = try file.required("item")
    amount = try file.required("amount")
    per = try file.column("per")
    variant = try file.column("variant")
    split = try file.column("split")
    from = try file.column("from")
    to = try file.column("to")
    share = try file.column("share")
    once = try file.column("once")
    currency = try file.column("currency")
    let places = [
      "per": per, "variant": variant, "split": split, "from": from, "to": to, "share": share, "once": once,
      "currency": currency,
    ]
    // A column left unread because its name is off by a letter would change what the costs say.
    let lacking = places.filter { $0.value == nil && $0.key.count > 2 }.keys.sorted()
    let read = Set([item, amount] + places.values.compactMap { $0 })
    for (index, name) in file.header.enumerated() where !read.contains(index) && name.count > 2 {
      if let nearest = NearMiss.nearest(to: name, among: lacking) {
        throw .unreadColumn(path: file.path, column: name, nearest: nearest)
      }
    }
  }

  /// The currency of the row where it is not the plan's own.
  func foreignCurrency(_ cursor: borrowing RowCursor, besides own: String) -> String? {
    var possible = CurrencySign.currencies(cursor.field(amount)) ?? []
    if let currency {
      let name = cursor.field(currency).text.uppercased()
      if !name.isEmpty { possible = [name] }
    }
    return possible.contains(own) ? nil : possible.first
  }

  func item(
    _ cursor: borrowing RowCursor, _ decimals: DecimalStyle, _ timestamps: inout TimestampReader
  ) throws(RejectionSignal) -> CostItem {
    if let currency {
      let name = cursor.field(currency).text.uppercased()
      if !name.isEmpty, CurrencySign.contradicts(name, in: cursor.field(amount)) {
        throw RejectionSignal(.currency, amount)
      }
    }
    guard let amount = try cursor.optionalAmount(amount, decimals) else { throw RejectionSignal(.blank, amount) }
    var basis = CostItem.Basis.campaign
    if let per, let text = try cursor.optionalText(per) {
      guard let read = CostItem.Basis(rawValue: text.lowercased()) else { throw RejectionSignal(.variant, per) }
      basis = read
    }
    var division = CostItem.Split.calls
    if let split, let text = try cursor.optionalText(split) {
      guard let read = CostItem.Split(rawValue: text.lowercased()) else { throw RejectionSignal(.variant, split) }
      division = read
    }
    let period = CostItem.Period(
      firstDay: try day(from, cursor, &timestamps), lastDay: try day(to, cursor, &timestamps))
    if let first = period.firstDay, let last = period.lastDay, first > last {
      throw RejectionSignal(.period, to ?? -1)
    }
    return CostItem(
      item: try cursor.text(item), amount: amount, basis: basis, variant: try cursor.optionalText(variant),
      split: division, share: try cursor.optionalShare(share, decimals) ?? 1, period: period,
      once: try cursor.optionalFlag(once) ?? false)
  }

  private func day(
    _ column: Int?, _ cursor: borrowing RowCursor, _ timestamps: inout TimestampReader
  ) throws(RejectionSignal) -> Int? {
    guard let column, !cursor.field(column).isEmpty else { return nil }
    return try cursor.moment(column, &timestamps).day
  }

  func expectation(_ fault: RowFault) -> String? {
    switch Int(fault.column) {
    case amount where fault.reason == .negative: "an amount without a minus sign; what is earned is no cost"
    case amount where fault.reason == .currency: "the sign of the currency that the row's `currency` names"
    case to where fault.reason == .period: "a day from `from` on: swap `from` and `to`"
    case per where fault.reason == .variant:
      "one of " + CostItem.Basis.allCases.map(\.rawValue).joined(separator: ", ")
    case split where fault.reason == .variant:
      "one of " + CostItem.Split.allCases.map(\.rawValue).joined(separator: ", ")
    case share: "a share above 0 up to 1, such as 0.25 or 25 %"
    default: nil
    }
  }
}

extension RowCursor {
  /// A share above 0 up to 1, as a fraction or with a percent sign.
  func optionalShare(_ column: Int?, _ decimals: DecimalStyle) throws(RejectionSignal) -> Double? {
    guard let column else { return nil }
    var field = field(column)
    if field.isEmpty { return nil }
    let isPercent = field[field.count - 1] == 0x25
    if isPercent { field = Field(field.start, field.count - 1).trimmed }
    guard let amount = decimals.amount(field) else { throw RejectionSignal(.amount, column) }
    let share = isPercent ? amount.units / 100 : amount.units
    guard share > 0, share <= 1 else { throw RejectionSignal(.enormous, column) }
    return share
  }
}

extension DelimitedFile {
  /// A row's fault as an error: for files that are read whole or not at all.
  func error(
    _ fault: RowFault, _ cursor: borrowing RowCursor, expected: String?, knownVariants: [String] = []
  ) -> CallDataError {
    let column = Int(fault.column)
    let isField = column >= 0 && column < cursor.fieldCount
    let value = isField ? cursor.field(column).text : String(cursor.fieldCount)
    let line = firstLine + cursor.line
    let name = column >= 0 && column < header.count ? header[column] : "all"
    let found = String(value.prefix(200))
    guard let expected else {
      return .faultyValue(
        path: path, line: line, column: name, found: found,
        fault: fault.explanation(in: self, value: value, knownVariants: knownVariants))
    }
    return .value(path: path, line: line, column: name, found: found, expected: expected)
  }
}
