import Experiment

extension PlanReader {
  /// When the team calls.
  func calling(_ plan: Section) -> CallingCalendar {
    var calendar = CallingCalendar()
    guard let calling = plan.section("calling", table: "calling") else { return calendar }
    if let weekdays = calling.list("weekdays", of: .weekday) {
      calendar.weekdays = Set(weekdays.map(\.value))
      if calling.node("weekdays")?.isEmptyList == true {
        calling.fault(.value, "weekdays", read: "an empty list", expected: "at least one weekday, as in [mon, tue]")
      }
    }
    if let closed = calling.list("closed", of: .date) { calendar.closed = Set(closed.map(\.value)) }
    calendar.agents = calling.value("agents", .whole(1...100_000, of: "agents"))
    calendar.callsPerAgentDay = calling.value("calls-per-agent-day", .whole(1...10_000, of: "calls"))
    let windows = windows(calling, weekdays: calendar.weekdays)
    calendar.windows = windows.map(\.window)
    calendar.rules = calling.value("rules", .legalHours)
    calendar.refusals = refusals(calling, rules: calendar.rules)
    if let rules = calendar.rules {
      refuse(weekdaysOf: calendar, outside: rules, calling)
      for (window, located) in windows { refuse(window, located, outside: rules, weekdays: calendar.weekdays, calling) }
      requireTimeZone(plan)
    }
    return calendar
  }

  /// The windows with their places.
  private func windows(
    _ calling: Section, weekdays: Set<Weekday>
  ) -> [(window: CallWindow, located: Located<String>)] {
    guard let section = calling.section("windows", table: nil) else { return [] }
    var read: [(window: CallWindow, located: Located<String>)] = []
    for entry in section.all {
      let span: CallWindow.Span?
      switch entry.node {
      case .list:
        let days = Section.list(entry.node, path: entry.path, of: .weekday, log: log)
        span = days.isEmpty ? nil : .weekdays(Set(days.map(\.value)))
        if entry.node.isEmptyList {
          section.fault(.value, entry.key, read: "an empty list", expected: "at least one weekday")
        }
        for day in days where !weekdays.isEmpty && !weekdays.contains(day.value) {
          section.fault(
            .conflict, day, expected: "days on which calls are placed",
            hint: "add \(day.value.rawValue) to calling.weekdays, or take it out of the window")
        }
      default:
        span = Section.scalar(entry.node, path: entry.path, .hours, log: log).map { .hours($0.value) }
      }
      guard !entry.key.trimmedOfSpaces.isEmpty else {
        section.fault(.value, entry.key, read: "a window without a name", expected: "a name, as in morning")
        continue
      }
      guard let span else { continue }
      let window = CallWindow(name: entry.key, span: span)
      let located = Located(
        value: entry.key, path: entry.path, place: entry.node.place, read: PlanReader.described(span))
      if let other = read.first(where: { PlanReader.clash($0.window.span, span) }) {
        section.fault(
          .conflict, located,
          expected: PlanReader.mixes(other.window.span, span)
            ? "windows that are all hours or all weekdays" : "windows that do not overlap",
          hint: "\(other.window.name) is \(other.located.read), on line \(other.located.place.line)")
      }
      read.append((window, located))
    }
    return read
  }

  private static func mixes(_ left: CallWindow.Span, _ right: CallWindow.Span) -> Bool {
    switch (left, right) {
    case (.hours, .hours), (.weekdays, .weekdays): false
    case (.hours, .weekdays), (.weekdays, .hours): true
    }
  }

  private static func clash(_ left: CallWindow.Span, _ right: CallWindow.Span) -> Bool {
    switch (left, right) {
    case (.hours(let left), .hours(let right)): left.overlaps(right)
    case (.weekdays(let left), .weekdays(let right)): !left.isDisjoint(with: right)
    case (.hours, .weekdays), (.weekdays, .hours): true
    }
  }

  private static func described(_ span: CallWindow.Span) -> String {
    switch span {
    case .hours(let hours): hours.description
    case .weekdays(let days): days.sorted().map(\.rawValue).joined(separator: ", ")
    }
  }
}
