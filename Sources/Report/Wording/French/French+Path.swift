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
      switch mark.kind {
      case .withoutCalls: break
      case .extended(let added):
        let day = numbers.dayAndMonth(mark.date)
        sentences.append(fr("Le test a été prolongé de \(longer(by: added)) au vu des résultats du \(day)."))
      case .amended(let reason):
        sentences.append(fr("Le plan a été modifié le \(numbers.dayAndMonth(mark.date)) : « \(reason) »."))
      }
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  func ruleOrigin(_ provenance: Provenance) -> String {
    guard let day = provenance.lockedOn else {
      return fr(
        """
        Telle que le plan l'énonce. Le plan n'est pas verrouillé (hooktest start le fait) : rien ne montre qu'il a été écrit \
        avant les résultats.
        """)
    }
    let changes = provenance.amendments.map { amendment in
      let looks =
        amendment.looksBefore == 0
        ? "avant tout point d'étape"
        : "après \(numbers.integer(amendment.looksBefore)) \(amendment.looksBefore == 1 ? "point" : "points") d'étape"
      return
        "modifié le \(numbers.date(amendment.date)), \(looks) : « \(amendment.reason) » (\(list(amendment.paths)))"
    }
    let locked = "Telle que l'énonce le plan, verrouillé le \(numbers.date(day))"
    return changes.isEmpty ? fr("\(locked).") : fr("\(locked) ; \(changes.joined(separator: " ; ")).")
  }

  private func longer(by length: TestProtocol.Length) -> String {
    switch length {
    case .days(let days): plural(days, "jour", "jours")
    case .calls(let calls): plural(calls, "appel", "appels")
    }
  }
}
