import Experiment

extension English {
  /// Calls against the legal hours of the plan.
  func callingHours(_ finding: HealthFinding.CallingHoursFinding) -> String {
    let (conduct, rules) = (finding.conduct, finding.rules)
    let forbidden = conduct.outsideHours + conduct.onHolidays
    var sentences: [String] = []
    let outside =
      rules.hours == nil ? nil : "\(numbers.integer(conduct.outsideHours)) outside legal hours" as String?
    let holidays = rules.holidays == nil ? nil : "\(numbers.integer(conduct.onHolidays)) on public holidays" as String?
    sentences.append(
      forbidden == 0
        ? "All \(plural(conduct.calls, "call", "calls")) at times that \(rules.name) allows."
        : "\(numbers.integer(forbidden)) of \(plural(conduct.calls, "call", "calls")) at times that \(rules.name) "
          + "forbids: \(list([outside, holidays].compactMap { $0 })).")
    if let frequency = rules.frequency, let tooMany = conduct.tooMany {
      let limit = "more than \(plural(frequency.atMost, "time", "times")) in \(days(frequency.days))"
      sentences.append(
        tooMany.calls == 0
          ? "No lead was called \(limit)."
          : "\(plural(tooMany.leads, "lead was", "leads were")) called \(limit): "
            + "\(plural(tooMany.calls, "call", "calls")) too many.")
    }
    if let rest = rules.restAfterRefusal {
      if let inRest = conduct.inRest {
        sentences.append(
          inRest.calls == 0
            ? "No call within \(days(rest)) of a refusal."
            : "\(plural(inRest.calls, "call", "calls")) to \(plural(inRest.leads, "lead", "leads")) within "
              + "\(days(rest)) of a refusal.")
      } else {
        sentences.append(
          "Calls after a refusal are not checked: that takes a disposition of each call and `calling.refusals` in the "
            + "plan.")
      }
    }
    if conduct.outsideWindows > 0 {
      sentences.append("\(plural(conduct.outsideWindows, "call", "calls")) outside the planned windows.")
    }
    if conduct.withoutTime > 0 {
      sentences.append(
        "\(plural(conduct.withoutTime, "call has", "calls have")) a date without a time; only the day is judged.")
    }
    if conduct.inOwnZone > 0 {
      sentences.append(
        "\(plural(conduct.inOwnZone, "call is", "calls are")) judged in the time zone of the lead.")
    }
    return (sentences + finding.notices.map(\.english)).joined(separator: " ")
  }
}
