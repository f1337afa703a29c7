import Decision
import Experiment
import Statistics

extension ReadingPage {
  var segmentsSection: PageSection? {
    let blocks = Segment.Dimension.allCases.flatMap { dimension -> [Block] in
      guard let table = table(of: dimension) else { return [] }
      return [.heading(wording.dimension(dimension))] + effectBlocks(of: dimension) + [.table(table)]
    }
    guard !blocks.isEmpty else { return nil }
    let isAdvised = reading.segmentEffects.contains { $0.difference != nil }
    return PageSection(
      id: "segments", title: text(.segmentsTitle), lead: text(isAdvised ? .segmentsTestedLead : .segmentsLead),
      blocks: blocks)
  }

  private func table(of dimension: Segment.Dimension) -> DataTable? {
    let segments = reading.segments.filter { $0.dimension == dimension }
    let differences = segments.filter { $0.variant != reading.control }
    guard differences.contains(where: { $0.difference != nil }) else { return nil }
    let places = NumberFormat.pointPlaces(differences.compactMap(\.difference).flatMap { [$0.lower, $0.upper] })
    let axis = differenceAxis(differences.map(\.difference), isInText: true)
    let manyChallengers = reading.comparisons.count > 1
    let rows = differences.map { segment in
      let base = segments.first { $0.name == segment.name && $0.variant == reading.control }
      let name = name(of: segment)
      return [
        DataTable.Cell(manyChallengers ? "\(name) · \(segment.variant)" : name),
        DataTable.Cell(numbers.integer(segment.calls + (manyChallengers ? 0 : base?.calls ?? 0)), isQuiet: true),
        DataTable.Cell(
          numbers.integer(segment.opportunities + (manyChallengers ? 0 : base?.opportunities ?? 0)), isQuiet: true),
        barCell(segment.difference, tone: .faint) { numbers.pointRange($0, places: places) },
        DataTable.Cell(segment.difference.map { numbers.pointRange($0, places: places) } ?? NumberFormat.absent),
      ]
    }
    return DataTable(
      caption: wording.dimension(dimension),
      columns: [
        DataTable.Column(text(.part), .words), DataTable.Column(text(.calls), .figures),
        DataTable.Column(text(.opportunities), .figures), DataTable.Column(text(.difference), .bars(axis)),
        DataTable.Column(text(.range), .figures),
      ], rows: rows)
  }

  private func name(of segment: Segment) -> String { wording.partName(segment.name, of: segment.dimension) }
}
