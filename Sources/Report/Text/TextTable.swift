/// A table in columns of text; where even its narrowest columns do not fit, one block of lines per row.
struct TextTable {
  private let columns: [Column]
  private let rows: [[[String]]]
  private let footnote: String?
  private let limit: Int
  private let language: Language
  private let charset: Charset
  private let drawings: [String]

  private struct Column {
    var title: String
    var isFigures: Bool
    var width: Int
    var least: Int
    var isBars: Bool
  }

  static let gap = 2
  static let barWidth = 25

  init(_ table: DataTable, width: Int, language: Language, charset: Charset = .unicode) {
    let shown = table.columns.indices.filter { table.columns[$0].axis?.isInText ?? true }
    limit = width
    self.language = language
    self.charset = charset
    footnote = (table.textNote ?? table.footnote).map(charset.clean)
    drawings = TextDrawings(table, width: width, charset: charset).lines
    let rows = table.rows.map { row in
      shown.map { index in TextTable.lines(of: row[index], in: table.columns[index], charset) }
    }
    self.rows = rows
    columns = shown.enumerated().map { position, index in
      let column = table.columns[index]
      let title = charset.clean(column.axis?.references.first.map { "┊ \($0.label)" } ?? column.title)
      let cells = rows.flatMap { $0[position] }.map(PlainText.width).max() ?? 0
      let isBars = column.axis != nil
      let word = title.split(separator: " ").map { PlainText.width(String($0)) }.max() ?? 0
      return Column(
        title: title, isFigures: column.isFigures,
        width: max(cells, isBars ? TextTable.barWidth : PlainText.width(title)),
        least: column.isFigures || isBars ? max(cells, min(word, 14)) : max(min(cells, 16), min(word, 14)),
        isBars: isBars)
    }
  }

  private static func lines(
    of cell: DataTable.Cell, in column: DataTable.Column, _ charset: Charset
  ) -> [String] {
    if let axis = column.axis { return [TextBar(axis: axis, width: barWidth).text(cell.bar)] }
    let text = charset.clean(cell.mark.map { "\($0.symbol) \(cell.text)" } ?? cell.text)
    guard let detail = cell.detail.map(charset.clean), !detail.isEmpty else { return [text] }
    return column.isFigures ? [text, detail] : ["\(text) (\(detail))"]
  }

  var lines: [String] {
    let least = columns.reduce(0) { $0 + $1.least } + TextTable.gap * (columns.count - 1)
    let body = least <= limit ? grid(fitted) : stacked
    return body + drawings + (footnote.map { [""] + PlainText.wrap($0, width: limit) } ?? [])
  }

  /// Widths that fit: the widest column that can give way does, one step at a time.
  private var fitted: [Column] {
    var fitted = columns
    func total() -> Int { fitted.reduce(0) { $0 + $1.width } + TextTable.gap * (fitted.count - 1) }
    while total() > limit {
      let giving = fitted.indices.filter { fitted[$0].width > fitted[$0].least }
      guard let widest = giving.max(by: { fitted[$0].width < fitted[$1].width }) else { break }
      fitted[widest].width -= 1
    }
    return fitted
  }

  private func grid(_ columns: [Column]) -> [String] {
    let head = row(columns.map { [$0.title] }, columns, wrapsFigures: true)
    let rule = columns.map { String(repeating: "─", count: $0.width) }.joined(separator: "  ")
    return head + [rule] + rows.flatMap { row($0, columns, wrapsFigures: false) }
  }

  private func row(_ cells: [[String]], _ columns: [Column], wrapsFigures: Bool) -> [String] {
    let wrapped = zip(cells, columns).map { lines, column in
      lines.flatMap { line in
        PlainText.width(line) <= column.width ? [line] : PlainText.wrap(line, width: column.width)
      }
    }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { index in
      zip(wrapped, columns).map { lines, column in
        let line = index < lines.count ? lines[index] : ""
        let padding = String(repeating: " ", count: max(0, column.width - PlainText.width(line)))
        return column.isFigures ? padding + line : line + padding
      }.joined(separator: String(repeating: " ", count: TextTable.gap))
    }
  }

  private var stacked: [String] {
    rows.flatMap { row -> [String] in
      guard let first = row.first else { return [] }
      let name = PlainText.wrap(first.joined(separator: " "), width: limit)
      return name
        + zip(columns, row).dropFirst().flatMap { column, lines in
          stacked(column, lines).map { "  " + $0 }
        }
    }
  }

  /// A cell under the name of its row: its column and what it says, or its bar beside the name of the line across it.
  private func stacked(_ column: Column, _ lines: [String]) -> [String] {
    guard column.isBars else {
      return PlainText.wrap(
        charset.clean(language.labelled(column.title, lines.joined(separator: ", "))), width: limit - 2)
    }
    let bar = lines.joined()
    let line = "\(bar)  (\(column.title))"
    return PlainText.width(line) <= limit - 2 ? [line] : [bar, "(\(column.title))"]
  }
}
