/// The stratum of a row: the values of one or several columns, joined.
struct StratumColumns: ~Copyable {
  static let separator = " / "

  private let columns: [Int]
  private let firstColumn: Int
  private let isSingle: Bool
  private var first = Interner()
  private var others: [InternerBox]
  private var pairs: [PairBox]

  init(_ columns: [Int]) {
    self.columns = columns
    firstColumn = columns.first ?? 0
    isSingle = columns.count == 1
    others = columns.dropFirst().map { _ in InternerBox() }
    pairs = columns.dropFirst().map { _ in PairBox() }
  }

  var isEmpty: Bool { columns.isEmpty }

  /// Reads the stratum's number; returns the fault where a value is missing or no text.
  @inline(__always)
  mutating func read(_ cursor: borrowing RowCursor, into stratum: inout UInt32) -> RowFault? {
    let field = cursor.field(firstColumn)
    stratum = first.number(of: field)
    if stratum == 0 || stratum > CallMargins.largestNumber { return fault(field, firstColumn) }
    return isSingle ? nil : readOthers(cursor, into: &stratum)
  }

  private func readOthers(_ cursor: borrowing RowCursor, into stratum: inout UInt32) -> RowFault? {
    for index in others.indices {
      let field = cursor.field(columns[index + 1])
      let number = others[index].interner.number(of: field)
      if number == 0 || number > CallMargins.largestNumber { return fault(field, columns[index + 1]) }
      stratum = pairs[index].numbers.number(of: stratum, number)
      if stratum > CallMargins.largestNumber { return fault(field, columns[index + 1]) }
    }
    return nil
  }

  private func fault(_ field: Field, _ column: Int) -> RowFault {
    RowFault(reason: field.count == 0 ? .stratum : field.textFault, column: Int32(column))
  }

  /// The joined texts by number.
  var texts: [String] {
    var texts = first.texts
    for index in others.indices {
      let names = others[index].interner.texts
      texts = [""] + pairs[index].numbers.pairs.dropFirst().map { texts[Int($0.0)] + Self.separator + names[Int($0.1)] }
    }
    return texts
  }
}

private final class InternerBox {
  var interner = Interner()
}

private final class PairBox {
  var numbers = PairNumbers()
}
