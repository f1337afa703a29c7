import Decision
import Experiment

extension DesignPage {
  /// How well the planned calls can tell that nothing gets worse.
  var guardrailsSection: PageSection? {
    guard !design.guardrails.isEmpty else { return nil }
    let title = text(.guardrailsTitle)
    let table = DataTable(
      caption: title,
      columns: [
        DataTable.Column(wording.planningCaption(.watched), .words),
        DataTable.Column(wording.planningCaption(.tolerated), .figures),
        DataTable.Column(wording.planningCaption(.takenAs), .figures),
        DataTable.Column(wording.planningCaption(.toldBy), .figures),
        DataTable.Column(wording.planningCaption(.chanceOfPass), .figures),
        DataTable.Column(
          wording.planningCaption(.ruledOut), detail: wording.ruledOut(power: assumed.power), .figures),
      ],
      rows: GuardrailForecast.merged(design.guardrails).map { row in self.row(row.forecast, row.variant) })
    return PageSection(
      id: "guardrails", title: title, lead: ofEqualShares(wording.guardrails(design.guardrails, power: assumed.power)),
      blocks: [.table(table), .bullets(wording.guardrailNotes(design.guardrails, alpha: assumed.alpha))])
  }

  private func row(_ forecast: GuardrailForecast, _ variant: String?) -> [DataTable.Cell] {
    let name = wording.guardrailMetric(forecast.guardrail.metric)
    let figures = forecast.figures
    let absent = NumberFormat.absent
    func worsening(_ share: Double) -> String { numbers.percent(share, places: share < 0.1 ? 1 : 0) }
    return [
      DataTable.Cell(variant.map { "\(name) · \($0)" } ?? name),
      DataTable.Cell(numbers.percent(forecast.guardrail.worseByAtMost, places: 0)),
      DataTable.Cell(
        figures.map {
          forecast.guardrail.metric == .talkSeconds
            ? "\(numbers.decimal($0.baseline, places: 0))\(NumberFormat.noBreak)s" : numbers.percent($0.baseline)
        } ?? absent),
      DataTable.Cell(figures.map { wording.guardrailUnits($0, of: forecast) } ?? absent),
      DataTable.Cell(figures.map { numbers.chance($0.chanceOfPass, places: 0) } ?? absent),
      DataTable.Cell(figures.map { $0.excludedWorsening.map(worsening) ?? absent } ?? absent),
    ]
  }
}
