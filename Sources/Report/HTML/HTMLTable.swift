/// A table as HTML; on a narrow screen its rows become blocks, each figure with its name.
struct HTMLTable {
  private let table: DataTable
  private let language: Language

  init(_ table: DataTable, language: Language) {
    self.table = table
    self.language = language
  }

  private var bars: [DataTable.Column] { table.columns.filter { $0.axis != nil } }

  var markup: Markup {
    let note: Markup = table.footnote.map { "<p class=\"note\">\($0)</p>" } ?? ""
    return """
      <div class="scroll"><table class="\(kind)"><caption>\(table.caption)</caption>
      <thead><tr>\(table.columns.map(head))</tr></thead>
      <tbody>\(Markup(table.rows.map(row), separator: "\n"))</tbody>\(foot)</table></div>\(note)
      """
  }

  /// How the table is laid out, above all on a narrow screen.
  private var kind: Markup {
    if table.isProminent { return table.columns.count > 4 ? "figures many" : "figures" }
    if table.isMap { return "map" }
    switch bars.count {
    case 0:
      let following = table.columns.dropFirst()
      let figures = following.count(where: \.isFigures)
      if figures == 0 { return following.count == 2 ? "plain listed" : "plain" }
      return following.count > 2 || figures < following.count ? "wide" : "plain"
    case 1: return "bars single"
    default: return "bars"
    }
  }

  private func head(_ column: DataTable.Column) -> Markup {
    let detail: Markup = column.detail.map { "<small>\($0)</small>" } ?? ""
    // A column of bars next to its figures is read in the figures' column.
    let title: Markup =
      column.axis?.isInText == true ? "<span class=\"hidden\">\(column.title)</span>" : "\(column.title)"
    return "<th scope=\"col\" class=\"\(style(column))\">\(title)\(detail)</th>"
  }

  private func style(_ column: DataTable.Column) -> Markup {
    switch column.kind {
    case .words: "words"
    case .figures: "number"
    case .bars: "bar"
    }
  }

  private func row(_ cells: [DataTable.Cell]) -> Markup {
    let drawn = zip(cells, table.columns).enumerated().map { index, pair -> Markup in
      let (cell, column) = pair
      if index == 0, !cell.text.isEmpty { return "<th scope=\"row\">\(content(cell, column))</th>" }
      let quiet: Markup = cell.isQuiet ? " quiet" : ""
      let label = column.axis?.isInText == true ? "" : column.title
      let shade: Markup = cell.shade.map { " shade\(Int(($0 * 5).rounded()))" } ?? ""
      return "<td class=\"\(style(column))\(quiet)\(shade)\" data-label=\"\(label)\">\(content(cell, column))</td>"
    }
    return "<tr>\(drawn)</tr>"
  }

  private func content(_ cell: DataTable.Cell, _ column: DataTable.Column) -> Markup {
    if let axis = column.axis {
      guard let bar = cell.bar else { return axis.isInText ? "" : "\(cell.text)" }
      let words: Markup = axis.isInText ? "" : "<small>\(cell.text)</small>"
      let drawing = BarDrawing(axis: axis)
      // Where rows become blocks each bar needs the scale of its own column under it.
      let scale: Markup = bars.count > 1 ? "<span class=\"scale\">\(drawing.ticks)</span>" : ""
      return drawing.bar(bar, label: language.labelled(column.title, cell.text)) + words + scale
    }
    let detail: Markup = cell.detail.map { $0.isEmpty ? "" : " <small>\($0)</small>" } ?? ""
    if let mark = cell.mark {
      return "<span class=\"state \(mark.rawValue)\">\(mark.icon)\(cell.text)</span>\(detail)"
    }
    return "<span class=\"value\">\(cell.text)</span>\(detail)"
  }

  private var foot: Markup {
    guard !bars.isEmpty else { return "" }
    let cells = table.columns.indices.map { index -> Markup in
      guard let axis = table.columns[index].axis, table.rows.contains(where: { $0[index].bar != nil }) else {
        return "<td></td>"
      }
      return "<td class=\"bar\">\(BarDrawing(axis: axis).ticks)</td>"
    }
    return "<tfoot aria-hidden=\"true\"><tr>\(cells)</tr></tfoot>"
  }
}
