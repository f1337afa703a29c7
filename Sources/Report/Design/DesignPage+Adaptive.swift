import Decision
import Experiment

extension DesignPage {
  /// Shares that follow results beside equal ones: one row for each figure and scenario.
  var adaptiveSection: PageSection? {
    guard let comparison = design.adaptive else { return nil }
    let title = wording.adaptiveCaption(.title)
    return PageSection(
      id: "adaptive", title: title, lead: wording.adaptive(comparison),
      blocks: [.table(adaptiveTable(comparison)), .bullets(wording.adaptiveNotes(comparison))])
  }

  private func adaptiveTable(_ comparison: AdaptiveComparison) -> DataTable {
    typealias Outcome = AdaptiveComparison.Outcome
    func row(
      _ caption: String, _ scenario: AdaptiveComparison.Scenario, _ figure: (Outcome) -> String?
    ) -> [DataTable.Cell]? {
      guard let outcomes = comparison.outcomes(scenario), let equal = figure(outcomes.equal),
        let following = figure(outcomes.following)
      else { return nil }
      return [
        DataTable.Cell(caption, detail: detail(scenario)), DataTable.Cell(equal), DataTable.Cell(following),
      ]
    }
    func money(_ gain: Double) -> String {
      guard comparison.isMoney else { return numbers.decimal(gain, places: 1, signed: true) }
      return gain.magnitude < 100
        ? numbers.money(gain, places: 0, signed: true) : numbers.roughMoney(gain, signed: true)
    }
    var rows = [
      row(text(.falseWinner), .noEffect) { numbers.chance($0.chanceAbove, places: 1) },
      row(text(.chance), .worthDetecting) { numbers.chance($0.chanceAbove, places: 0) },
    ]
    for scenario in [AdaptiveComparison.Scenario.worthDetecting, .usual] {
      rows.append(
        row(wording.adaptiveCaption(.worseShare), scenario) { $0.worseShare.map { numbers.percent($0, places: 0) } })
      rows.append(row(wording.adaptiveCaption(.testGain), scenario) { money($0.testGain) })
      guard comparison.rolloutCalls > 0 else { continue }
      rows.append(row(wording.adaptiveCaption(.rolloutGain), scenario) { money($0.rolloutGain) })
      rows.append(row(wording.adaptiveCaption(.gain), scenario) { money($0.gain) })
    }
    return DataTable(
      caption: wording.adaptiveCaption(.title),
      columns: [
        DataTable.Column(text(.figure), .words), DataTable.Column(wording.adaptiveCaption(.equalShares), .figures),
        DataTable.Column(wording.samplingRule(comparison.adaptive.rule), .figures),
      ],
      rows: rows.compactMap { $0 })
  }

  private func detail(_ scenario: AdaptiveComparison.Scenario) -> String {
    switch scenario {
    case .noEffect: text(.noEffect)
    case .worthDetecting: numbers.percent(worthDetecting, places: 0, signed: true)
    case .usual: wording.adaptiveCaption(.scriptsAsUsual)
    }
  }
}
