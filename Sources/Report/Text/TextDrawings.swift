/// The bars of a table whose figures say the same without them: column by column under the table, each on an axis of its
/// own, with the name of the line across it and the interval in figures.
struct TextDrawings {
  private let table: DataTable
  private let width: Int
  private let charset: Charset

  init(_ table: DataTable, width: Int, charset: Charset) {
    self.table = table
    self.width = width
    self.charset = charset
  }

  var lines: [String] {
    let drawn = table.columns.indices.flatMap { index -> [String] in
      guard let axis = table.columns[index].axis, !axis.isInText, table.rows.contains(where: { $0[index].bar != nil })
      else { return [] }
      return drawing(of: index, axis)
    }
    return drawn.isEmpty ? [] : [""] + drawn
  }

  private func drawing(of index: Int, _ axis: BarAxis) -> [String] {
    let bar = TextBar(axis: axis, width: TextTable.barWidth)
    let rows = table.rows.map { row in
      (
        name: row.first.map { charset.clean($0.text) } ?? "", bar: bar.text(row[index].bar),
        words: charset.clean(row[index].text)
      )
    }
    let title = charset.clean(table.columns[index].title)
    let words = rows.map { PlainText.width($0.words) }.max() ?? 0
    let room = width - TextTable.barWidth - words - 2 * TextTable.gap
    let longest = rows.map { PlainText.width($0.name) }.max() ?? 0
    let names = min(max(longest, PlainText.width(title)), room)
    let reference = axis.references.first.map { charset.clean(label($0, axis)) } ?? ""
    guard names >= min(longest, 6) else {
      return [[title, reference].filter { !$0.isEmpty }.joined(separator: " ")]
        + rows.flatMap { ["  " + $0.name, "  " + $0.bar, "  " + $0.words] }
    }
    let gap = String(repeating: " ", count: TextTable.gap)
    return [padded(title, names) + gap + reference]
      + rows.flatMap { row -> [String] in
        let wrapped = PlainText.wrap(row.name, width: names)
        let first = padded(wrapped.first ?? "", names) + gap + row.bar + gap + row.words
        return [first] + wrapped.dropFirst()
      }
  }

  /// The name of the line across the bars, with an arrow where it lies beyond them.
  private func label(_ reference: BarAxis.Tick, _ axis: BarAxis) -> String {
    if reference.value > axis.scale.upper { return "\(reference.label) →" }
    if reference.value < axis.scale.lower { return "← \(reference.label)" }
    return "┊ \(reference.label)"
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - PlainText.width(text)))
  }
}
