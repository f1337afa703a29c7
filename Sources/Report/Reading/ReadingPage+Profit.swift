import Cost
import Decision
import Experiment
import Statistics

extension ReadingPage {
  /// What each choice earns and risks, under which limit, and whether another week is worth it.
  var profitBlocks: [Block] {
    var blocks: [Block] = []
    if !belongsInAnnex, let risks = riskTable { blocks += [.heading(wording.profitCaption(.risks)), .table(risks)] }
    if let limits = limitTable {
      blocks.append(.heading(wording.profitCaption(.limits)))
      if !belongsInAnnex, let sentence = wording.limits(reading.limits) { blocks.append(.paragraph(sentence)) }
      blocks.append(.table(limits))
    }
    if let week = wording.nextWeek(of: reading) {
      blocks += [.heading(wording.profitCaption(.nextWeek)), .paragraph(week)]
    }
    return blocks
  }

  /// Who would earn most as it looks is nothing to act on while a fixed test runs: it stands in the annex until then.
  var belongsInAnnex: Bool { reading.isBoundToItsEnd }

  var riskTable: DataTable? {
    let arms = reading.projection
    guard arms.contains(where: { $0.profitPerCall != nil }) else { return nil }
    let differs = arms.contains { arm in arm.cpqOfTest.map { abs($0.value - arm.cpq.value) > 0.005 } ?? false }
    let hasAnyTime = arms.contains { $0.anyTime?.indicators?.cpq != nil }
    var columns = [DataTable.Column(text(.variant), .words)]
    if differs || hasAnyTime {
      columns += [
        DataTable.Column(wording.profitCaption(.cpqOfTest), .figures),
        DataTable.Column(wording.profitCaption(.cpqAtRollout), .figures),
      ]
    }
    columns += [.marginRoi, .profitPerCall, .probabilityBest, .expectedLoss, .breakEvenLift].map {
      (caption: ProfitCaption) in DataTable.Column(wording.profitCaption(caption), .figures)
    }
    let absent = NumberFormat.absent
    let rows = arms.map { arm in
      var cells = [DataTable.Cell(arm.variant)]
      if differs || hasAnyTime {
        cells.append(DataTable.Cell(cpqText(arm.cpqOfTest)))
        cells.append(
          DataTable.Cell(
            cpqText(arm.cpq),
            detail: arm.anyTime?.indicators?.cpq.map { atAnyLook(numbers.moneyRange($0, places: cpqPlaces)) }))
      }
      cells += [
        DataTable.Cell(
          arm.marginRoi.map { numbers.percent($0.value, places: NumberFormat.returnPlaces($0.value)) } ?? absent,
          detail: arm.anyTime?.indicators?.marginRoi.map { atAnyLook(numbers.returnRange($0)) }
            ?? arm.marginRoi.map(numbers.returnRange)),
        DataTable.Cell(
          arm.profitPerCall.map { numbers.money($0.value, places: numbers.minorDigits) } ?? absent,
          detail: arm.anyTime?.indicators?.profitPerCall.map {
            atAnyLook(numbers.moneyRange($0, places: numbers.minorDigits))
          }),
        DataTable.Cell(arm.probabilityBest.map { numbers.chance($0) } ?? absent),
        DataTable.Cell(arm.expectedLoss.map { numbers.roughMoney($0) } ?? absent),
        DataTable.Cell(
          arm.breakEvenLift.map { numbers.percent($0, places: 1, signed: true) } ?? absent,
          isQuiet: arm.breakEvenLift == nil),
      ]
      return cells
    }
    return DataTable(
      caption: wording.profitCaption(.risks), columns: columns, rows: rows,
      footnote: wording.moneyNotes(of: reading).joined(separator: " "))
  }

  private func cpqText(_ cpq: Estimate?) -> String {
    guard let cpq else { return NumberFormat.absent }
    return cpq.value.isFinite ? numbers.money(cpq.value, places: cpqPlaces) : text(.noOpportunity)
  }

  private func atAnyLook(_ range: String) -> String { "\(wording.profitCaption(.atAnyLook)) \(range)" }

  /// One row a limit: what each variant earns in a month, and which earns most.
  private var limitTable: DataTable? {
    guard reading.limits.count > 1, let first = reading.limits.first, first.best != nil else { return nil }
    let columns =
      [DataTable.Column(wording.profitCaption(.limitedBy), .words)]
      + first.projections.map { DataTable.Column($0.variant, detail: text(.profitPerMonth), .figures) }
      + [DataTable.Column(wording.profitCaption(.earnsMost), .words)]
    let rows = reading.limits.map { limit in
      [
        DataTable.Cell(
          wording.limit(limit.limit), detail: limit.isPlanned ? wording.profitCaption(.planned) : nil)
      ]
        + limit.projections.map { arm in
          DataTable.Cell(
            arm.profitPerMonth.map { numbers.roughMoney($0.value) } ?? NumberFormat.absent,
            detail: "\(numbers.significant(arm.callsPerMonth, digits: 4)) \(text(.calls).lowercased())")
        } + [DataTable.Cell(limit.best ?? NumberFormat.absent)]
    }
    return DataTable(caption: wording.profitCaption(.limits), columns: columns, rows: rows)
  }
}
