import Decision
import Experiment
import Statistics

extension ReadingPage {
  /// Whether effects differ between the parts of a dimension, and what to do in each.
  func effectBlocks(of dimension: Segment.Dimension) -> [Block] {
    reading.segmentEffects.filter { $0.dimension == dimension }.flatMap { effects -> [Block] in
      let sentence = sentence(on: effects)
      return [.paragraph(sentence)] + (effects.difference.map { [.table(table(of: $0.parts, effects: effects))] } ?? [])
    }
  }

  /// Whether one effect differs between its parts, in a sentence.
  func sentence(on effects: SegmentEffects) -> String {
    wording.interaction(effects, control: reading.control, isComplete: reading.progress.isComplete) {
      wording.partName($0, of: effects.dimension)
    }
  }

  private func table(of parts: [SegmentEffects.Part], effects: SegmentEffects) -> DataTable {
    let places = NumberFormat.pointPlaces(parts.flatMap { [$0.difference.lower, $0.difference.upper] })
    let axis = differenceAxis(parts.map(\.difference), isInText: true)
    return DataTable(
      caption: wording.dimension(effects.dimension),
      columns: [
        DataTable.Column(text(.part), .words), DataTable.Column(wording.pooledDifference, .figures),
        DataTable.Column(text(.difference), .bars(axis)), DataTable.Column(text(.range), .figures),
        DataTable.Column(wording.adviceColumn, .words),
      ],
      rows: parts.map { part in
        [
          DataTable.Cell(wording.partName(part.name, of: effects.dimension)),
          DataTable.Cell(numbers.points(part.difference.value, places: places)),
          barCell(part.difference, tone: .accent) { numbers.pointRange($0, places: places) },
          DataTable.Cell(numbers.pointRange(part.difference, places: places)),
          DataTable.Cell(wording.advice(part.advice, challenger: effects.variant, control: reading.control)),
        ]
      }, footnote: wording.poolingNote)
  }
}
