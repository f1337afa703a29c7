import Decision

extension DesignPage {
  /// How long to test for most profit, beside the classical length.
  var lengthsSection: PageSection? {
    guard let lengths = design.lengths else { return nil }
    let hasDays = lengths.lengths.contains { $0.callingDays != nil }
    var columns = [
      DataTable.Column(wording.profitCaption(.length), .words),
      DataTable.Column(wording.profitCaption(.perArm), .figures),
    ]
    if hasDays { columns.append(DataTable.Column(text(.callingDays), .figures)) }
    columns += [.gain, .regret, .errorRate].map { (caption: ProfitCaption) in
      DataTable.Column(wording.profitCaption(caption), .figures)
    }
    let rows = lengths.lengths.map { length in
      var cells = [
        DataTable.Cell(wording.lengthKind(length.kind)), DataTable.Cell(numbers.integer(length.perArm)),
      ]
      if hasDays {
        cells.append(DataTable.Cell(length.callingDays.map { numbers.integer($0) } ?? NumberFormat.absent))
      }
      return cells + [
        DataTable.Cell(numbers.roughMoney(length.gain, signed: true)),
        DataTable.Cell(numbers.roughMoney(length.regret)),
        DataTable.Cell(numbers.percent(length.errorRate, places: 1)),
      ]
    }
    let table = DataTable(caption: wording.profitCaption(.lengths), columns: columns, rows: rows)
    return PageSection(
      id: "lengths", title: wording.profitCaption(.lengths), lead: wording.lengths(lengths),
      blocks: [.table(table), .bullets(wording.lengthNotes(lengths))])
  }
}
