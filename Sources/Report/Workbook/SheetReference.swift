/// A column of a sheet as formulas name it.
struct SheetReference {
  let sheet: String
  let rows: Int

  /// The cells of a column (from 0) over all rows below the header: `'Days'!$A$2:$A$21`.
  func column(_ index: Int) -> String {
    let name = SheetReference.letter(index)
    let quoted = "'" + sheet.replacing("'", with: "''") + "'"
    return "\(quoted)!$\(name)$2:$\(name)$\(max(rows, 1) + 1)"
  }

  /// The letter of a column from 0: A to Z, AA and on.
  static func letter(_ index: Int) -> String {
    var (name, rest) = ("", index)
    repeat {
      name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
      rest = rest / 26 - 1
    } while rest >= 0
    return name
  }

  /// The sum of one column over the rows whose first column is exactly the text of a cell, and whose condition column is
  /// 1 where one is named.
  ///
  /// EXACT instead of SUMIFS, which would read names such as `>5` or `a*` as conditions and forget capitals.
  func sum(_ figures: Int, named cell: String, where condition: Int? = nil) -> String {
    let flag = condition.map { "*(\(column($0))=1)" } ?? ""
    return "SUMPRODUCT(EXACT(\(column(0)),\(cell))\(flag)*\(column(figures)))"
  }
}
