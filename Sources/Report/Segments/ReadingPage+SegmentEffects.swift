import Decision
import Experiment

extension ReadingPage {
  /// Whether effects differ between the parts of a dimension, and what to do in each.
  func effectBlocks(of dimension: Segment.Dimension) -> [Block] {
    reading.segmentEffects.filter { $0.dimension == dimension }.flatMap { effects -> [Block] in
      let sentence = wording.interaction(
        effects, control: reading.control, isComplete: reading.progress.isComplete
      ) { partName($0, of: dimension) }
      return effects.isCredible ? [.paragraph(sentence), .table(table(of: effects))] : [.paragraph(sentence)]
    }
  }

  private func partName(_ name: String, of dimension: Segment.Dimension) -> String {
    guard dimension == .weekday, let weekday = Weekday(rawValue: name) else { return name }
    return wording.weekday(weekday)
  }

  private func table(of effects: SegmentEffects) -> DataTable {
    let places = NumberFormat.pointPlaces(effects.parts.flatMap { [$0.difference.lower, $0.difference.upper] })
    return DataTable(
      caption: wording.dimension(effects.dimension),
      columns: [
        DataTable.Column(text(.part), .words), DataTable.Column(wording.pooledDifference, .figures),
        DataTable.Column(text(.range), .figures), DataTable.Column(wording.adviceColumn, .words),
      ],
      rows: effects.parts.map { part in
        [
          DataTable.Cell(partName(part.name, of: effects.dimension)),
          DataTable.Cell(numbers.points(part.difference.value, places: places)),
          DataTable.Cell(numbers.pointRange(part.difference, places: places)),
          DataTable.Cell(wording.advice(part.advice, challenger: effects.variant, control: reading.control)),
        ]
      }, footnote: wording.poolingNote)
  }
}
