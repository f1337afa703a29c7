import Decision
import Experiment
import Statistics

extension ReadingPage {
  /// Scripts crossed with windows: the effect of each by itself.
  var factorsSection: PageSection? {
    guard let factorial = reading.factorial else { return nil }
    let places = NumberFormat.pointPlaces(
      factorial.mainEffects.flatMap { [$0.difference.lower, $0.difference.upper] })
    let axis = differenceAxis(factorial.mainEffects.map(\.difference), isInText: true)
    let rows = factorial.mainEffects.map { effect in
      [
        DataTable.Cell(effect.level, detail: "\(wording.factor(effect.factor)), \(text(.against)) \(effect.reference)"),
        DataTable.Cell(numbers.points(effect.difference.value, places: places)),
        barCell(effect.difference, tone: .accent, wings: nil) { numbers.pointRange($0, places: places) },
        DataTable.Cell(numbers.pointRange(effect.difference, places: places)),
        DataTable.Cell(numbers.pValue(effect.pAdjusted), isQuiet: true),
      ]
    }
    let table = DataTable(
      caption: text(.factorsTitle),
      columns: [
        DataTable.Column(text(.figure), .words), DataTable.Column(text(.difference), .figures),
        DataTable.Column(text(.difference), .bars(axis)), DataTable.Column(text(.range), .figures),
        DataTable.Column(text(.pAdjusted), .figures),
      ], rows: rows)
    return PageSection(
      id: "factors", title: text(.factorsTitle), lead: text(.factorsLead),
      blocks: [.table(table), .paragraph(wording.interaction(factorial, alpha: reading.method.alpha))])
  }
}
