import Decision
import Experiment

extension English {
  func pathMarks(of reading: Reading) -> String? {
    let marks = reading.pathMarks
    let days = marks.filter { $0.kind == .withoutCalls }.map(\.date)
    var sentences: [String] = []
    if !days.isEmpty {
      let shown = days.prefix(5).map { numbers.dayAndMonth($0) } + (days.count > 5 ? ["\(days.count - 5) more"] : [])
      sentences.append("No call on \(list(shown)): nothing was counted there, and the curves pass over.")
    }
    for mark in marks {
      switch mark.kind {
      case .withoutCalls: break
      case .extended(let added):
        sentences.append(
          "The test was made \(longer(by: added)) longer on the results of \(numbers.dayAndMonth(mark.date)).")
      case .amended(let reason):
        sentences.append("The plan was changed on \(numbers.dayAndMonth(mark.date)): “\(reason)”.")
      }
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  func ruleOrigin(_ provenance: Provenance) -> String {
    guard let day = provenance.lockedOn else {
      return "As the plan states it. The plan is not locked (hooktest start does that), so nothing shows that it was "
        + "written before the results."
    }
    let changes = provenance.amendments.map { amendment in
      let looks =
        amendment.looksBefore == 0 ? "before any look" : "after \(plural(amendment.looksBefore, "look", "looks"))"
      return "changed on \(numbers.date(amendment.date)), \(looks): “\(amendment.reason)” (\(list(amendment.paths)))"
    }
    let locked = "As the plan states it, locked on \(numbers.date(day))"
    return changes.isEmpty ? locked + "." : "\(locked); \(changes.joined(separator: "; "))."
  }

  private func longer(by length: TestProtocol.Length) -> String {
    switch length {
    case .days(let days): plural(days, "day", "days")
    case .calls(let calls): plural(calls, "call", "calls")
    }
  }
}
