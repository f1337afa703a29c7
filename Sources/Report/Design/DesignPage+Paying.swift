import Cost
import Decision

extension DesignPage {
  /// The smallest lift at which each challenger pays, and what that rests on.
  var payingSection: PageSection? {
    guard let first = design.payingLifts.first else { return nil }
    let rows: [(Caption, String)] = [
      (.switchingCost, numbers.money(first.switchingCost)), (.rolloutCalls, numbers.integer(first.rolloutCalls)),
      (.marginPerOpportunity, numbers.money(first.marginPerOpportunity, places: numbers.minorDigits)),
    ]
    return PageSection(
      id: "paying-lift", title: text(.payingTitle),
      lead: wording.payingLifts(of: design),
      blocks: [.table(liftsTable), .table(facts(text(.payingTitle), rows))]
        + (design.rollout.map { [.bullets(wording.rolloutNotes($0))] } ?? []))
  }

  /// One row a variant; what calls cost and take stands where the plan says something of it.
  private var liftsTable: DataTable {
    let assumed = design.rollout
    let arms = assumed.map { [$0.control] + $0.challengers } ?? []
    let hasCosts = arms.contains { $0.costPerCall != 0 }
    let hasCalls = assumed?.limit == .budget
    var columns = [
      DataTable.Column(text(.variant), .words), DataTable.Column(text(.lift), .figures),
      DataTable.Column(text(.rateThatPays), .figures),
    ]
    if hasCosts { columns.append(DataTable.Column(wording.planningCaption(.callCost), .figures)) }
    if hasCalls { columns.append(DataTable.Column(wording.planningCaption(.callsPerMonth), .figures)) }
    func row(_ name: String, _ lift: DesignResult.PayingLift?) -> [DataTable.Cell] {
      let arm = arms.first { $0.variant == name }
      let absent = NumberFormat.absent
      var cells = [
        DataTable.Cell(name),
        DataTable.Cell(lift.map { numbers.percent($0.relative, places: 1, signed: true) } ?? absent),
        DataTable.Cell(
          numbers.percent(lift?.rate ?? self.assumed.baseline, places: max(ratePlaces, 2))),
      ]
      if hasCosts { cells.append(DataTable.Cell(arm.map { callCost($0.costPerCall) } ?? absent)) }
      if hasCalls {
        cells.append(DataTable.Cell(arm.map { numbers.decimal($0.callsPerMonth, places: 0) } ?? absent))
      }
      return cells
    }
    let control = assumed.map { [row($0.control.variant, nil)] } ?? []
    return DataTable(
      caption: text(.payingTitle), columns: columns, rows: control + design.payingLifts.map { row($0.variant, $0) })
  }

  /// The cost of a call: cents matter, and often parts of them.
  private func callCost(_ cost: Double) -> String {
    numbers.money(cost, places: cost.magnitude < 1 && numbers.minorDigits > 0 ? 3 : numbers.minorDigits)
  }
}
