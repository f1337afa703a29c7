extension Money {
  /// Amounts rounded to a number of decimals so that they add up to their rounded sum.
  ///
  /// Each is rounded down and the units left over go to the largest remainders, the first amount first on ties
  /// (Hamilton's method): no amount is further than one unit from its own, and a printed column adds up.
  ///
  /// - Parameters:
  ///   - amounts: exact amounts, whose sum is within the range of money.
  ///   - places: decimals to keep, 0...6.
  ///   - total: the rounded sum to add up to, where it stands already; nil: the sum itself, half away from zero.
  public static func rounded(_ amounts: [Money], places: Int, to total: Money? = nil) -> [Money] {
    guard !amounts.isEmpty else { return [] }
    let unit = (min(max(places, 0), 6)..<6).reduce(1) { product, _ in product * 10 }
    func floor(_ micros: Int) -> Int { micros >= 0 ? micros / unit : -((unit - 1 - micros) / unit) }
    let sum = amounts.reduce(0) { $0 + $1.micros }
    let target = floor((total?.micros ?? sum) + (total == nil && sum < 0 ? (unit - 1) / 2 : unit / 2))
    var parts = amounts.map { floor($0.micros) }
    let remainders = zip(amounts, parts).map { $0.micros - $1 * unit }
    let order = amounts.indices.sorted { remainders[$0] != remainders[$1] ? remainders[$0] > remainders[$1] : $0 < $1 }
    let left = target - parts.reduce(0, +)
    for step in 0..<abs(left) {
      // Too few units: the largest remainders gain one. Too many: the smallest lose one.
      let index = left > 0 ? order[step % order.count] : order[order.count - 1 - step % order.count]
      parts[index] += left.signum()
    }
    return parts.map { Money(micros: $0 * unit) }
  }

  /// A table of costs rounded so that it adds up as printed: the sum of all is rounded, the totals of the rows add up to
  /// it, and the amounts of each row to its total. The totals of columns are the sums of what is printed in them.
  ///
  /// - Parameters:
  ///   - rows: exact amounts by row and column; nil where a column bears nothing of a row.
  ///   - places: decimals to keep, 0...6.
  public static func rounded(
    table rows: [[Money?]], places: Int
  ) -> [(amounts: [Money?], total: Money)] {
    let exact = rows.map { $0.reduce(Money.zero) { $0 + ($1 ?? .zero) } }
    return zip(rows, rounded(exact, places: places)).map { row, total in
      let borne = row.indices.filter { row[$0] != nil }
      let parts = rounded(borne.map { row[$0] ?? .zero }, places: places, to: total)
      var amounts = [Money?](repeating: nil, count: row.count)
      for (index, part) in zip(borne, parts) { amounts[index] = part }
      return (amounts, total)
    }
  }
}
