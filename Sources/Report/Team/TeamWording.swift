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
      let placed = planned.map { "\(calls) calls are placed of \($0) planned so far" } ?? "\(calls) calls are placed"
      return [placed, days].compactMap { $0 }.joined(separator: "; ") + "."
    case .french:
      let days = left.map { left in
        switch left {
        case 0: "il ne reste aucun jour d’appels"
        case 1: "il reste 1 jour d’appels"
        default: "il reste \(numbers.integer(left)) jours d’appels"
        }
      }
      let placed = planned.map { "\(calls) appels émis sur \($0) prévus à ce jour" } ?? "\(calls) appels émis"
      return [placed, days].compactMap { $0 }.joined(separator: "\u{202F}; ") + "."
    }
  }

  /// When the list of leads is used up.
  func usedUp(_ list: TeamReading.LeadList) -> String {
    let all = numbers.integer(list.all)
    let day = list.usedUpOn.map { numbers.dayAndMonth($0) }
    switch numbers.language {
    case .english:
      guard list.left > 0 else { return "of \(all): the list is used up" }
      guard let day else { return "of \(all): enough for years" }
      return "of \(all): used up on \(day)" + (list.isShort ? ", before the calls end" : "")
    case .french:
      guard list.left > 0 else { return fr("sur \(all) : fichier épuisé") }
      guard let day else { return fr("sur \(all) : de quoi appeler des années") }
      return fr("sur \(all) : épuisé le \(day)") + (list.isShort ? ", avant la fin des appels" : "")
    }
  }
}
