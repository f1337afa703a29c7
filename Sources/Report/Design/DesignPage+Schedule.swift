import Decision
import Experiment

extension DesignPage {
  /// Which script runs when: a row for each day, a column for each part of the day.
  var scheduleSection: PageSection? {
    guard let schedule = design.schedule else { return nil }
    let title = wording.scheduleTitle
    guard !schedule.isByAgent else {
      return PageSection(id: "schedule", title: title, lead: wording.scheduleByAgent(schedule), blocks: [])
    }
    let table = DataTable(
      caption: title,
      columns: [DataTable.Column(text(.day), .words)]
        + schedule.parts.map { part in
          DataTable.Column(
            [wording.dayPart(part), part.hours.map(hours)].compactMap { $0 }.joined(separator: " "), .words)
        },
      rows: schedule.dates.map { date in
        [DataTable.Cell("\(wording.weekday(date.weekday)) \(numbers.dayAndMonth(date))".capitalisedFirst)]
          + schedule.parts.indices.map { part in
            DataTable.Cell(schedule.variant(on: date, part: part) ?? NumberFormat.absent)
          }
      })
    return PageSection(id: "schedule", title: title, lead: wording.scheduleOfTeam(schedule), blocks: [.table(table)])
  }

  private func hours(_ hours: HourRange) -> String { "\(numbers.clock(hours.start))–\(numbers.clock(hours.end))" }
}

/// The sentences about schedules; one switch over the languages for each.
extension Wording {
  var scheduleTitle: String {
    switch numbers.language {
    case .english: "Which script runs when"
    case .french: "Quel script, quand"
    }
  }

  /// The name of a part of the day; the plan's own as it stands there.
  func dayPart(_ part: DesignSchedule.Part) -> String {
    guard !part.isNamedByPlan else { return part.name }
    switch (numbers.language, part.name) {
    case (.french, "morning"): return "matin"
    case (.french, "afternoon"): return "après-midi"
    case (.french, "day"): return "journée"
    case (.french, _), (.english, _): return part.name
    }
  }

  func scheduleOfTeam(_ schedule: DesignSchedule) -> String {
    switch numbers.language {
    case .english:
      "The whole team uses one script at a time, in this order; `hooktest assign` draws the same one and writes it for "
        + "the dialer.\(washOut(schedule))"
    case .french:
      fr(
        """
        Toute l'équipe utilise un seul script à la fois, dans cet ordre ; `hooktest assign` tire le même et l'écrit pour \
        la téléphonie.\(washOut(schedule))
        """)
    }
  }

  func scheduleByAgent(_ schedule: DesignSchedule) -> String {
    let parts = schedule.parts.map(dayPart).joined(separator: ", ")
    switch numbers.language {
    case .english:
      return
        "Each agent has an order of its own over the parts of the day (\(parts)): `hooktest assign` draws it from the "
        + "list of agents, prints it and writes it for the dialer.\(washOut(schedule))"
    case .french:
      return fr(
        """
        Chaque agent suit son propre ordre au fil des parties de la journée (\(parts)) : `hooktest assign` le tire d'après \
        la liste des agents, l'affiche et l'écrit pour la téléphonie.\(washOut(schedule))
        """)
    }
  }

  private func washOut(_ schedule: DesignSchedule) -> String {
    guard schedule.washOut > 0 else { return "" }
    let minutes = numbers.integer(schedule.washOut)
    return switch numbers.language {
    case .english:
      schedule.washOut == 1
        ? " Calls in the first minute after a change of script do not count."
        : " Calls in the first \(minutes) minutes after a change of script do not count."
    case .french:
      schedule.washOut == 1
        ? " Les appels de la première minute après un changement de script ne comptent pas."
        : fr(" Les appels des \(minutes) premières minutes après un changement de script ne comptent pas.")
    }
  }
}
