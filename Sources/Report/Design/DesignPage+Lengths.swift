import Decision

extension DesignPage {
  /// How long to test for most profit, beside the classical length; why not, where no length is advised.
  var lengthsSection: PageSection? {
    let title = wording.profitCaption(.lengths)
    if let refusal = design.lengthsRefusal {
      return PageSection(id: "lengths", title: title, lead: wording.lengthsRefusal(refusal), blocks: [])
    }
    guard let lengths = design.lengths else { return nil }
    return PageSection(
      id: "lengths", title: title, lead: ofEqualShares(wording.lengths(lengths)),
      blocks: [.table(table(lengths)), .bullets(wording.lengthNotes(lengths, rollout: design.rollout))])
  }

  private func table(_ lengths: TestLengths) -> DataTable {
    let hasDays = lengths.lengths.contains { $0.callingDays != nil }
    let hasTotal = !lengths.hasEqualShares || lengths.variants.count > 2
    var columns = [DataTable.Column(wording.profitCaption(.length), .words)]
    if lengths.hasEqualShares { columns.append(DataTable.Column(wording.profitCaption(.perArm), .figures)) }
    if hasTotal { columns.append(DataTable.Column(wording.planningCaption(.callsInAll), .figures)) }
    if hasDays { columns.append(DataTable.Column(text(.callingDays), .figures)) }
    columns += [.gain, .regret, .errorRate].map { (caption: ProfitCaption) in
      DataTable.Column(wording.profitCaption(caption), .figures)
    }
    let rows = lengths.lengths.map { length in
      var cells = [DataTable.Cell(wording.lengthKind(length.kind))]
      if lengths.hasEqualShares { cells.append(DataTable.Cell(numbers.integer(length.perArm))) }
      if hasTotal { cells.append(DataTable.Cell(numbers.integer(length.total))) }
      if hasDays {
        cells.append(DataTable.Cell(length.callingDays.map { numbers.integer($0) } ?? NumberFormat.absent))
      }
      return cells + [
        DataTable.Cell(numbers.roughMoney(length.gain, signed: true)),
        DataTable.Cell(numbers.roughMoney(length.regret)),
        DataTable.Cell(numbers.percent(length.errorRate, places: 1)),
      ]
    }
    return DataTable(caption: wording.profitCaption(.lengths), columns: columns, rows: rows)
  }
}
