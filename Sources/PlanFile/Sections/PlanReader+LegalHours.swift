import Experiment

/// What a plan with `calling.rules` says against the law.
extension PlanReader {
  /// Values of the disposition column that mean a refusal.
  func refusals(_ calling: Section, rules: LegalHours?) -> Set<String>? {
    guard let words = dispositions(calling, "refusals") else { return nil }
    let isStated = calling.node("rules") != nil
    if !isStated || rules.map({ $0.restAfterRefusal == nil }) ?? false {
      calling.fault(
        .conflict, "refusals",
        read: rules.map { "refusals beside rules: \($0.name)" } ?? "refusals without rules",
        expected: "rules with a rest after a refusal beside refusals", hint: "delete `refusals`, or write the rules")
    }
    return words
  }

  /// Values of the disposition column under a key; nil where it is not there or holds no list.
  func dispositions(_ section: Section, _ key: String) -> Set<String>? {
    guard let read = section.list(key, of: .text("a value of the disposition column")) else { return nil }
    if section.node(key)?.isEmptyList == true {
      section.fault(.value, key, read: "an empty list", expected: "at least one value, as in [not-interested]")
    }
    if let unreadable = read.first(where: { DispositionWords([$0.value]).sorted.isEmpty }) {
      section.fault(.value, unreadable, expected: "a value with letters or digits")
    }
    return Set(read.map(\.value))
  }

  /// Weekdays on which the law allows no call.
  func refuse(weekdaysOf calendar: CallingCalendar, outside rules: LegalHours, _ calling: Section) {
    let legal = Weekday.allCases.filter { !rules.hours(of: $0).isEmpty }.map(\.rawValue)
    for day in calendar.weekdays.sorted() where rules.hours(of: day).isEmpty {
      let node: PlanNode? =
        if case .list(let nodes, _) = calling.node("weekdays") {
          nodes.first { if case .scalar(let text, _, _) = $0 { text == day.rawValue } else { false } }
        } else { nil }
      let place = node?.place ?? calling.node("rules")?.place ?? calling.place
      let located = Located(
        value: day, path: calling.path(of: node == nil ? "rules" : "weekdays"), place: place, read: day.rawValue)
      calling.fault(
        .conflict, located, expected: "days on which \(rules.name) allows calls: \(Listing.all(legal))",
        hint: "take \(day.rawValue) out of calling.weekdays")
    }
  }

  /// A window of which some part is outside the law on some planned weekday.
  func refuse(
    _ window: CallWindow, _ located: Located<String>, outside rules: LegalHours, weekdays: Set<Weekday>,
    _ calling: Section
  ) {
    switch window.span {
    case .hours(let hours):
      let planned = weekdays.sorted().filter { !rules.hours(of: $0).isEmpty }
      guard let day = planned.first(where: { !PlanReader.covers(rules.hours(of: $0), hours) }) else { return }
      let legal = rules.hours(of: day)
      let isSameEveryDay = planned.allSatisfy { rules.hours(of: $0) == legal }
      let parts = legal.compactMap { $0.intersection(hours) }.map(\.description)
      let list = Listing.all(legal.map(\.description))
      let advice =
        switch parts.count {
        case 0: "move it into \(Listing.oneOf(legal.map(\.description))), or delete it"
        case 1: "write \(parts[0])"
        default: "write it as \(parts.count) windows: \(Listing.all(parts))"
        }
      calling.fault(
        .conflict, located,
        expected: "hours that \(rules.name) allows\(isSameEveryDay ? "" : " on \(day.rawValue)"): \(list)",
        hint: advice)
    case .weekdays(let days):
      // Days that are not planned have been refused as such.
      for day in days.sorted() where weekdays.contains(day) && rules.hours(of: day).isEmpty {
        calling.fault(
          .conflict, located, expected: "days on which \(rules.name) allows calls",
          hint: "take \(day.rawValue) out of the window")
      }
    }
  }

  /// Legal hours are those of the people called: without a time zone nobody knows them.
  func requireTimeZone(_ plan: Section) {
    guard plan.node("timezone") == nil else { return }
    plan.missing(
      "timezone", expected: "the time zone of the people called, since legal hours are theirs",
      hint: "write it, as in `timezone: Europe/Paris`")
  }

  /// Which planned weekdays of a short stretch are holidays; nil where none is, or without rules.
  static func holidays(_ calling: CallingCalendar, from first: CivilDate, through last: CivilDate) -> String? {
    guard let rules = calling.rules, last - first < 31 else { return nil }
    let days = (0...(last - first)).map { first + $0 }
    let names = days.compactMap { day in rules.holiday(on: day).map { "\(day) (\($0.rawValue))" } }
    return names.isEmpty ? nil : "\(rules.name) allows no call on \(Listing.all(names))"
  }

  /// Whether ranges in order hold all of another; ranges that touch hold as one.
  private static func covers(_ ranges: [HourRange], _ other: HourRange) -> Bool {
    var minute = other.start
    for range in ranges where range.contains(minute) { minute = range.end }
    return minute >= other.end
  }
}
