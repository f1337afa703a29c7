import Decision
import Experiment

extension French {
  func pathMarks(of reading: Reading) -> String? {
    let marks = reading.pathMarks
    let days = marks.filter { $0.kind == .withoutCalls }.map(\.date)
    var sentences: [String] = []
    if !days.isEmpty {
      let more = days.count > 5 ? [days.count == 6 ? "1 autre" : "\(days.count - 5) autres"] : []
      let shown = list(days.prefix(5).map { numbers.dayAndMonth($0) } + more)
      sentences.append(fr("Aucun appel : \(shown) ; rien n'y est compté, et les courbes passent dessus."))
    }
    for mark in marks {
      guard case .extended(let added) = mark.kind else { continue }
      sentences.append(
        fr("Le test a été prolongé de \(longer(by: added)) au vu des résultats du \(numbers.dayAndMonth(mark.date))."))
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private func longer(by length: TestProtocol.Length) -> String {
    switch length {
    case .days(let days): plural(days, "jour", "jours")
    case .calls(let calls): plural(calls, "appel", "appels")
    }
  }
}
