import Decision

extension Wording {
  /// How the calling goes, in one sentence; one switch over the languages.
  func teamSentence(of reading: TeamReading) -> String {
    let left = reading.progress.callingDaysLeft
    let calls = numbers.integer(reading.calls)
    let planned = reading.plannedSoFar.map { numbers.integer($0) }
    switch numbers.language {
    case .english:
      let days = left.map { left in
        switch left {
        case 0: "no calling day is left"
        case 1: "1 calling day is left"
        default: "\(numbers.integer(left)) calling days are left"
        }
      }
      let placed = planned.map { "\(calls) of \($0) planned calls are placed" } ?? "\(calls) calls are placed"
      return [placed, days].compactMap { $0 }.joined(separator: "; ") + "."
    case .french:
      let days = left.map { left in
        switch left {
        case 0: "il ne reste aucun jour d’appels"
        case 1: "il reste 1 jour d’appels"
        default: "il reste \(numbers.integer(left)) jours d’appels"
        }
      }
      let placed = planned.map { "\(calls) appels émis sur \($0) prévus" } ?? "\(calls) appels émis"
      return [placed, days].compactMap { $0 }.joined(separator: " ; ") + "."
    }
  }
}
