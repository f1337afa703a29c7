import Decision
import Experiment
import Statistics

extension ReadingPage {
  /// The rate of all arms by weekday and window, the deeper the colour the higher.
  var weekSection: PageSection? {
    guard !reading.week.isEmpty else { return nil }
    let windows = reading.week.reduce(into: [String]()) { if !$0.contains($1.window) { $0.append($1.window) } }
    let rates = reading.week.map(\.tco.value)
    let places = NumberFormat.ratePlaces(rates)
    let (least, most) = (rates.min() ?? 0, rates.max() ?? 0)
    let rows = Weekday.allCases.filter { day in reading.week.contains { $0.weekday == day } }.map { day in
      [DataTable.Cell(wording.weekday(day))]
        + windows.map { window in
          guard let cell = reading.week.first(where: { $0.weekday == day && $0.window == window }) else {
            return DataTable.Cell(NumberFormat.absent, isQuiet: true)
          }
          var shown = DataTable.Cell(
            numbers.percent(cell.tco.value, places: places),
            detail: "\(numbers.integer(cell.opportunities))/\(numbers.integer(cell.calls))")
          shown.shade = most > least ? (cell.tco.value - least) / (most - least) : 0
          return shown
        }
    }
    let table = DataTable(
      caption: wording.weekTitle,
      columns: [DataTable.Column(text(.day), .words)] + windows.map { DataTable.Column($0, .figures) }, rows: rows)
    return PageSection(id: "week", title: wording.weekTitle, lead: wording.weekLead, blocks: [.table(table)])
  }
}

extension Wording {
  /// The title of the table of weekdays and windows; one switch over the languages, as for its lead.
  fileprivate var weekTitle: String {
    switch numbers.language {
    case .english: "When calls bring opportunities"
    case .french: "Quand les appels rapportent"
    }
  }

  fileprivate var weekLead: String {
    switch numbers.language {
    case .english:
      "Rate of all scripts together by weekday and window. Who is called when was not drawn at random: this is where to "
        + "look, not a proof."
    case .french:
      "Taux de tous les scripts ensemble, par jour de semaine et plage d’appel. Le moment de l’appel n’a pas été tiré au "
        + "sort : c’est une piste, pas une preuve."
    }
  }
}
