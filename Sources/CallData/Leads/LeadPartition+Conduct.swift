import Experiment

extension LeadPartition {
  /// Holds the calls of a lead against what the law says about repeated calls and refusals.
  mutating func judge(_ number: Int, _ law: LegalHours) {
    let group = groups[number]
    var indices: [Int] = []
    if rules.leadHasSeveralVariants {
      // The calls of a lead are spread over groups; the first group speaks for all of them.
      indices = calls(of: entries[Int(group.first)].key)
      guard indices.first == Int(group.first) else { return }
    } else if Int(group.calls) > law.frequency?.atMost ?? Int.max || hasRefusal(group) {
      var index = group.first
      while index != LeadPartition.none {
        indices.append(Int(index))
        index = following[Int(index)]
      }
    }
    guard indices.count > 1 else { return }
    let placed = indices.map { index in
      (instant: moment(index).instant, row: entries[index].rowAddress, entry: entries[index])
    }
    .sorted { ($0.instant, $0.row) < ($1.instant, $1.row) }
    let breaches = law.breaches(
      of: placed.map {
        PlacedCall(date: CivilDate(dayNumber: $0.entry.localDay), isRefusal: $0.entry.isRefusal)
      })
    if breaches.tooMany > 0 {
      summary.tooMany = summary.tooMany + CallConduct.Breaches(leads: 1, calls: breaches.tooMany)
    }
    if breaches.inRest > 0 { summary.inRest = summary.inRest + CallConduct.Breaches(leads: 1, calls: breaches.inRest) }
  }

  private func hasRefusal(_ group: LeadGroup) -> Bool {
    guard rules.knowsRefusals, group.calls > 1 else { return false }
    var index = group.first
    while index != LeadPartition.none {
      if entries[Int(index)].isRefusal { return true }
      index = following[Int(index)]
    }
    return false
  }
}
