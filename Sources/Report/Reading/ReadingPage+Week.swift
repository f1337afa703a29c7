import Decision
import Experiment
import Statistics

extension ReadingPage {
  /// The rate of all arms by weekday and hour (or window), the deeper the colour the higher.
  var weekSection: PageSection? {
    guard let first = reading.week.first else { return nil }
    let parts = reading.week.reduce(into: [WeekCell.Part]()) { if !$0.contains($1.part) { $0.append($1.part) } }
      .sorted(by: isEarlier)
    let weekdays = Weekday.allCases.filter { day in reading.week.contains { $0.weekday == day } }
    let compared = reading.week.filter { !$0.isThin }.map(\.tco.value)
    let places = NumberFormat.ratePlaces(compared.isEmpty ? reading.week.map(\.tco.value) : compared)
    let (least, most) = (compared.min() ?? 0, compared.max() ?? 0)
    let rows = parts.map { part in
      [DataTable.Cell(name(part))]
        + weekdays.map { weekday in
          guard let cell = reading.week.first(where: { $0.weekday == weekday && $0.part == part }) else {
            return DataTable.Cell(NumberFormat.absent, isQuiet: true)
          }
          var shown = DataTable.Cell(
            numbers.percent(cell.tco.value, places: places),
            detail: "\(numbers.integer(cell.opportunities))/\(numbers.integer(cell.calls))", isQuiet: cell.isThin)
          if !cell.isThin { shown.shade = most > least ? (cell.tco.value - least) / (most - least) : 0 }
          return shown
        }
    }
    let byHour = if case .hour = first.part { true } else { false }
    var table = DataTable(
      caption: wording.weekTitle,
      columns: [DataTable.Column(wording.partOfDay(byHour: byHour), .words)]
        + weekdays.map { DataTable.Column(wording.shortWeekday($0), .figures) },
      rows: rows, footnote: reading.week.contains(where: \.isThin) ? wording.thinCells : nil)
    table.isMap = true
    return PageSection(
      id: "week", title: wording.weekTitle, lead: wording.weekLead(byHour: byHour), blocks: [.table(table)])
  }

  /// Hours by the clock; windows as the reading gives them.
  private func isEarlier(_ left: WeekCell.Part, _ right: WeekCell.Part) -> Bool {
    if case .hour(let first) = left, case .hour(let second) = right { return first < second }
    return false
  }

  private func name(_ part: WeekCell.Part) -> String {
    switch part {
    case .hour(let hour): numbers.hour(hour)
    case .window(let name): name
    }
  }
}

extension Wording {
  /// The title of the table of weekdays and hours; one switch over the languages, as for its other sentences.
  fileprivate var weekTitle: String {
    switch numbers.language {
    case .english: "When calls bring opportunities"
    case .french: "Quand les appels rapportent"
    }
  }

  fileprivate func partOfDay(byHour: Bool) -> String {
    switch numbers.language {
    case .english: byHour ? "From" : "Window"
    case .french: byHour ? "À partir de" : "Plage"
    }
  }

  fileprivate func weekLead(byHour: Bool) -> String {
    switch numbers.language {
    case .english:
      "Rate of all scripts together by weekday and \(byHour ? "hour" : "window"), the deeper the colour the higher. Who is "
        + "called when was not drawn at random: this is where to look, not a proof."
    case .french:
      "Taux de tous les scripts ensemble, par jour de semaine et \(byHour ? "heure" : "plage d’appel") : plus la couleur "
        + "est soutenue, plus il est haut. Le moment de l’appel n’a pas été tiré au sort : c’est une piste, pas une preuve."
    }
  }

  fileprivate var thinCells: String {
    let fewest = numbers.integer(Int(WeekCell.fewestExpected))
    return switch numbers.language {
    case .english:
      "Without colour: too few calls to compare, fewer than \(fewest) opportunities could be expected there."
    case .french:
      "Sans couleur : trop peu d’appels pour comparer, moins de \(fewest) opportunités y étaient attendues."
    }
  }
}
