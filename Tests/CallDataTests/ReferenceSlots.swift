import Decision
import Experiment
import Foundation

/// A slow reading of calls whose script goes by slot, written with strings and dictionaries alone: what the scan must
/// equal.
struct ReferenceSlots {
  struct Call {
    var lead: String
    var day: CivilDate
    var minute: Int
    var agent: String
    var talk: Int
    var slot: Slot
    var variant: String
    var isInWashOut: Bool
    var opportunities = 0
  }

  var bySlot: [SlotKey: CallCell] = [:]
  var leads = LeadTable()
  var byVariant: [String: Int] = [:]
  var washOut = 0
  var outside = 0

  /// Reads calls of `lead, day, minute, agent, talk` and the variant of each agent's slot (agent "" for all), for windows
  /// that begin at 10:00 and 14:00; opportunities, by lead, are qualified at the end of all calls.
  init(
    _ rows: [(lead: String, day: CivilDate, minute: Int, agent: String, talk: Int)], schedule: [String: [Slot: String]],
    washOut minutes: Int, opportunities: Set<String>
  ) {
    let goesByAgent = schedule[""] == nil
    var byLead: [String: [Call]] = [:]
    for row in rows {
      let slot = Slot(date: row.day, part: row.minute < 14 * 60 ? 0 : 1)
      guard let own = schedule[goesByAgent ? row.agent : ""], let variant = own[slot] else {
        outside += 1
        continue
      }
      let before = own.keys.filter { $0 < slot }.max().flatMap { own[$0] }
      let isEarly = row.minute < (slot.part == 0 ? 600 : 840) + minutes
      byLead[row.lead, default: []].append(
        Call(
          lead: row.lead, day: row.day, minute: row.minute, agent: row.agent, talk: row.talk, slot: slot,
          variant: variant, isInWashOut: minutes > 0 && before != nil && before != variant && isEarly))
    }
    for (lead, unsorted) in byLead {
      let calls = unsorted.enumerated().sorted {
        ($0.element.day.dayNumber, $0.element.minute, $0.offset)
          < ($1.element.day.dayNumber, $1.element.minute, $1.offset)
      }.map(\.element)
      guard !calls[0].isInWashOut else {
        washOut += calls.count
        continue
      }
      var kept = calls.filter { !$0.isInWashOut }
      washOut += calls.count - kept.count
      if opportunities.contains(lead) { kept[kept.count - 1].opportunities = 1 }
      add(kept, agent: goesByAgent ? calls[0].agent : nil)
    }
  }

  private mutating func add(_ calls: [Call], agent: String?) {
    let key = SlotKey(variant: calls[0].variant, slot: calls[0].slot, agent: agent)
    for call in calls {
      var cell = CallCell(calls: 1, opportunities: call.opportunities)
      cell.timedCalls = 1
      cell.talkSeconds = call.talk
      cell.talkSecondsSquared = call.talk * call.talk
      bySlot[key, default: CallCell()] += cell
    }
    byVariant[key.variant, default: 0] += calls.count
    let talk = calls.reduce(0) { $0 + $1.talk }
    leads.add(
      LeadTable.Row(leads: 1, talkSeconds: talk, talkSecondsSquared: talk * talk),
      to: LeadTable.Key(
        variant: key.variant, calls: calls.count, opportunities: calls.reduce(0) { $0 + $1.opportunities }))
  }
}
