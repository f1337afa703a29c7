import Experiment

extension LeadPartition {
  /// Holds the calls of a lead against what the law says about repeated calls and refusals.
  mutating func judge(_ number: Int, _ law: LegalHours) {
    let group = groups[number]
    var indices: [Int] = []
    if Int(group.calls) > law.frequency?.atMost ?? Int.max || hasRefusal(group) {
      var index = group.first
      while index != LeadPartition.none {
        indices.append(Int(index))
        index = following[Int(index)]
      }
    }
    guard indices.count > 1 else { return }
    let breaches = law.breaches(
      of: inOrder(indices).map {
        PlacedCall(date: CivilDate(dayNumber: entries[$0].localDay), isRefusal: entries[$0].isRefusal)
      })
    if breaches.tooMany > 0 {
      summary.tooMany = summary.tooMany + CallConduct.Breaches(leads: 1, calls: breaches.tooMany)
    }
    if breaches.inRest > 0 { summary.inRest = summary.inRest + CallConduct.Breaches(leads: 1, calls: breaches.inRest) }
  }

  /// Calls in order of their days. Times, which are read again from the rows, matter on the day of a refusal only.
  private mutating func inOrder(_ indices: [Int]) -> [Int] {
    var order = indices.map { (day: entries[$0].localDay, instant: 0, row: entries[$0].rowAddress, index: $0) }
    let refusalDays = Set(indices.filter { entries[$0].isRefusal }.map { entries[$0].localDay })
    if !refusalDays.isEmpty {
      let calls = Dictionary(order.map { ($0.day, 1) }, uniquingKeysWith: +)
      for place in order.indices where refusalDays.contains(order[place].day) && calls[order[place].day] != 1 {
        order[place].instant = moment(order[place].index).instant
      }
    }
    order.sort { ($0.day, $0.instant, $0.row) < ($1.day, $1.instant, $1.row) }
    return order.map(\.index)
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
