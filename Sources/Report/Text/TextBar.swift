/// An interval drawn with characters: `╌╌├──●────┤╌╌`, with a dotted line at the first reference of the axis, or its own, and dashes
/// where a wider interval holds at every look.
struct TextBar {
  let axis: BarAxis
  let width: Int

  func text(_ mark: IntervalMark?) -> String {
    var cells = Array(repeating: Character(" "), count: width)
    for line in [axis.references.first?.value, mark?.limit].compactMap({ $0 }) where axis.scale.contains(line) {
      cells[cell(line)] = "┊"
    }
    guard let mark else { return String(cells) }
    if let wings = mark.wings {
      for index in cell(wings.lower)...max(cell(wings.lower), cell(wings.upper)) where cells[index] == " " {
        cells[index] = "╌"
      }
      if wings.lower < axis.scale.lower { cells[0] = "◂" }
      if wings.upper > axis.scale.upper { cells[width - 1] = "▸" }
    }
    let lower = cell(mark.lower)
    let upper = cell(mark.upper)
    for index in lower...max(lower, upper) where cells[index] != "┊" { cells[index] = "─" }
    cells[lower] = axis.scale.contains(mark.lower) ? "├" : "◂"
    cells[max(lower, upper)] = axis.scale.contains(mark.upper) ? "┤" : "▸"
    if mark.value.isFinite, axis.scale.contains(mark.value) { cells[cell(mark.value)] = "●" }
    return String(cells)
  }

  private func cell(_ value: Double) -> Int {
    guard !value.isNaN else { return 0 }
    return min(width - 1, max(0, Int((axis.scale.position(value) / 100 * Double(width - 1)).rounded())))
  }
}
