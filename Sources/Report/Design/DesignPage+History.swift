import Decision

extension DesignPage {
  /// What the past calls say, beside what the plan says.
  var historySection: PageSection? {
    guard let past = design.history else { return nil }
    let absent = NumberFormat.absent
    func alike(_ groups: DesignHistory.Clustering?, _ share: CorrelationShare) -> String? {
      groups.map { wording.alike($0, share) }
    }
    let rows: [(caption: Caption, past: String?, plan: String?)] = [
      (.historyDates, past.dates.map { "\(numbers.date($0.lowerBound)) – \(numbers.date($0.upperBound))" }, nil),
      (.calls, numbers.integer(past.calls), nil), (.opportunities, numbers.integer(past.opportunities), nil),
      (
        .tco, past.rate.map { numbers.percent($0, places: 2) },
        assumed.isBaselineOfHistory ? nil : numbers.percent(assumed.baseline, places: 2)
      ),
      (.callsPerLead, past.callsPerLead.map { numbers.decimal($0, places: 2) }, nil),
      (.correlationUnits, alike(past.byUnit, .units), nil),
      (.designEffect, past.designEffect.map { numbers.decimal($0, places: 3) }, nil),
      (.agents, past.agents > 0 ? numbers.integer(past.agents) : nil, assumed.agents.map { numbers.integer($0) }),
      (
        .callsPerAgentDay, past.callsPerAgentDay.map { numbers.decimal($0, places: 0) },
        assumed.callsPerAgentDay.map { numbers.integer($0) }
      ),
      (.correlationAgents, alike(past.byAgent, .agents), nil),
      (.correlationAgentDays, alike(past.byAgentDay, .agentSlots), nil),
      (.correlationSlots, alike(past.bySlot, .slots), nil),
      (.historyDelay, past.delay.map(wording.days), assumed.within.map(wording.days)),
    ]
    let table = DataTable(
      caption: text(.historyTitle),
      columns: [
        DataTable.Column(text(.item), .words), DataTable.Column(text(.pastCalls), .words),
        DataTable.Column(text(.inPlan), .words),
      ],
      rows: rows.compactMap { row in
        row.past.map { [DataTable.Cell(text(row.caption)), DataTable.Cell($0), DataTable.Cell(row.plan ?? absent)] }
      })
    let lead = [text(.historyLead)] + wording.advice(of: past, for: assumed)
    return PageSection(
      id: "history", title: text(.historyTitle), lead: lead.joined(separator: " "), blocks: [.table(table)])
  }
}
