import Decision
import Statistics

extension ReadingPage {
  /// Decisions only: the clauses of the rule.
  var ruleSection: PageSection? {
    let clauses = reading.conclusion.clauses
    guard verdict != nil, !clauses.isEmpty else { return nil }
    let leader = verdict?.leader ?? reading.conclusion.winner ?? ""
    let rows = clauses.map { clause in
      [
        stateCell(of: clause),
        DataTable.Cell(wording.clause(clause, leader: leader, reading: reading)),
      ]
    }
    let table = DataTable(
      caption: text(.ruleTitle),
      columns: [DataTable.Column(text(.state), .words), DataTable.Column(text(.finding), .words)], rows: rows)
    return PageSection(id: "rule", title: text(.ruleTitle), lead: ruleLead, blocks: [.table(table)])
  }

  /// Nothing is shown to be wrong where not all is known; that is no green tick.
  func stateCell(of clause: Clause) -> DataTable.Cell {
    if case .guardrails(_, let unknown) = clause.requirement, clause.holds, !unknown.isEmpty {
      return DataTable.Cell(text(.clauseOpen), mark: .open)
    }
    return DataTable.Cell(text(clause.holds ? .clauseHolds : .clauseFails), mark: clause.holds ? .go : .fault)
  }

  /// When the rule was written; that nothing shows it is said in the annex.
  private var ruleLead: String {
    guard let provenance = reading.provenance, provenance.lockedOn != nil else { return text(.ruleLead) }
    return wording.ruleOrigin(provenance)
  }

  var effectSection: PageSection? {
    guard reading.comparisons.contains(where: { $0.difference != nil }) else { return nil }
    let places = differencePlaces
    let isSimultaneous = reading.comparisons.contains { $0.simultaneous != nil }
    let hasWings = reading.comparisons.contains { $0.alwaysValid != nil && $0.uncorrected == nil }
    let notes = [isSimultaneous ? text(.simultaneousNote) : nil, hasWings ? text(.wingsNote) : nil].compactMap { $0 }
    let axis = differenceAxis(
      reading.comparisons.flatMap { [$0.shownDifference, $0.alwaysValid?.difference] }, isInText: true)
    let rows = reading.comparisons.map { comparison in
      [
        DataTable.Cell(comparison.variant),
        DataTable.Cell(comparison.difference.map { numbers.points($0.value, places: places) } ?? NumberFormat.absent),
        barCell(comparison.shownDifference, tone: .accent, wings: comparison.alwaysValid?.difference) {
          numbers.pointRange($0, places: places)
        },
        DataTable.Cell(
          comparison.shownDifference.map { numbers.pointRange($0, places: places) } ?? NumberFormat.absent,
          detail: comparison.alwaysValid.map {
            "\(text(.atAnyLook)) \(numbers.pointRange($0.difference, places: places))"
          }),
        DataTable.Cell(
          comparison.relative.flatMap {
            $0.value.isFinite ? numbers.percent($0.value, places: 0, signed: true) : nil
          } ?? NumberFormat.absent,
          isQuiet: true),
      ]
    }
    var table = DataTable(
      caption: text(.effectTitle),
      columns: [
        DataTable.Column(text(.variant), .words), DataTable.Column(text(.difference), .figures),
        DataTable.Column(text(.difference), .bars(axis)), DataTable.Column(text(.range), .figures),
        DataTable.Column(text(.relativeLift), .figures),
      ], rows: rows, footnote: notes.isEmpty ? nil : notes.joined(separator: " "))
    if hasWings {
      let notes = [isSimultaneous ? text(.simultaneousNote) : nil, text(.wingsNoteInText)].compactMap { $0 }
      table.textNote = notes.joined(separator: " ")
    }
    let heard = reading.comparisons.compactMap { comparison in
      comparison.complier.map { Block.paragraph(wording.complier($0, of: comparison.variant)) }
    }
    return PageSection(
      id: "effect", title: text(.effectTitle), lead: text(.effectLead), blocks: [.table(table)] + heard)
  }

  /// An axis of differences in points, with the line of no difference.
  func differenceAxis(_ estimates: [Estimate?], isInText: Bool = false) -> BarAxis {
    let zero = BarAxis.Tick(value: 0, label: text(.noDifference))
    return BarAxis(covering: estimates, references: [zero], tickCount: 4, isInText: isInText) { value, ticks in
      numbers.percentFigure(value, places: max(0, LinearScale.tickPlaces(ticks) - 2), signed: true)
    }
  }
}

extension Comparison {
  /// The interval that goes with the verdict: the one that allows for all challengers, where there are several.
  var shownDifference: Estimate? { simultaneous ?? difference }
}
