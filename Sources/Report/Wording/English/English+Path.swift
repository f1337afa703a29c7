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
      guard case .extended(let added) = mark.kind else { continue }
      sentences.append(
        "The test was made \(longer(by: added)) longer on the results of \(numbers.dayAndMonth(mark.date)).")
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private func longer(by length: TestProtocol.Length) -> String {
    switch length {
    case .days(let days): plural(days, "day", "days")
    case .calls(let calls): plural(calls, "call", "calls")
    }
  }
}
