import Decision
import Experiment
import Foundation

/// A slow reading of calls, opportunities and the lead table, written with strings and dictionaries alone: what the
/// scan must equal.
struct ReferenceReading {
  struct Call {
    var id: String
    var lead: String
    var instant: Int
    var day: CivilDate
    var variant: String
    var agent: String?
    var stratum: String
    var talk: Int?
    var raw: [String]
    var opportunity: (at: Int, accepted: Bool?)?
  }

  var intake: [Intake.Finding: Int] = [:]
  var tally = Tally()
  var rejected = 0
  private var leadsOutside: Set<String> = []

  /// Reads rows of `call_id,lead_id,started_at,variant,agent_id,list,talk_seconds` with UTC times, and opportunities
  /// of `lead_id,qualified_at`.
  init(_ rows: [[String]], opportunities: [(lead: String, at: String)], test: TestProtocol, within: Int) {
    var calls: [Call] = []
    var firstRow: [String: [String]] = [:]
    var last: CivilDate?
    for row in rows {
      guard row.count == 7, let instant = Self.instant(row[2]), !row[0].isEmpty, !row[1].isEmpty, !row[5].isEmpty,
        row[3].isEmpty || test.variants.names.contains(row[3]),
        row[6].isEmpty || Int(row[6]).map({ $0 >= 0 && $0 <= 86_400 }) == true
      else {
        rejected += 1
        continue
      }
      let day = CivilDate(dayNumber: instant / 86_400)
      last = max(last ?? day, day)
      if let starts = test.starts, day < starts {
        note(.beforeStart)
        leadsOutside.insert(row[1])
        continue
      }
      if let end = test.lastDay, day > end {
        note(.afterEnd)
        leadsOutside.insert(row[1])
        continue
      }
      // Outside the test a call needs no variant.
      guard !row[3].isEmpty else {
        rejected += 1
        continue
      }
      if let first = firstRow[row[0]] {
        note(first == row ? .duplicateCall : .conflictingCall)
        continue
      }
      firstRow[row[0]] = row
      calls.append(
        Call(
          id: row[0], lead: row[1], instant: instant, day: day, variant: row[3], agent: row[4].isEmpty ? nil : row[4],
          stratum: row[5], talk: Int(row[6]), raw: row))
    }
    for opportunity in opportunities {
      if let at = Self.instant(opportunity.at) {
        last = max(last ?? CivilDate(dayNumber: at / 86_400), CivilDate(dayNumber: at / 86_400))
      }
    }
    join(opportunities, to: &calls)
    settle(calls, last: last, within: within)
  }

  private mutating func note(_ finding: Intake.Finding) { intake[finding, default: 0] += 1 }

  static func instant(_ text: String) -> Int? {
    guard text.count == 20, text.hasSuffix("Z"), let day = CivilDate(iso: text.prefix(10)) else { return nil }
    let clock = text.dropFirst(11).dropLast().split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3, clock[0] < 24, clock[1] < 60, clock[2] < 60 else { return nil }
    return day.dayNumber * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
  }

  private mutating func join(_ opportunities: [(lead: String, at: String)], to calls: inout [Call]) {
    let dated = opportunities.compactMap { item in Self.instant(item.at).map { (item.lead, $0) } }.enumerated()
    for (_, (lead, at)) in dated.sorted(by: { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }) {
      let own = calls.indices.filter { calls[$0].lead == lead }
      guard !own.isEmpty else {
        note(leadsOutside.contains(lead) ? .opportunityOutside : .opportunityWithoutCall)
        continue
      }
      let before = own.filter { calls[$0].instant <= at }
      guard let index = before.max(by: { (calls[$0].instant, $0) < (calls[$1].instant, $1) }) else {
        note(.opportunityBeforeCall)
        continue
      }
      if calls[index].opportunity != nil { note(.repeatedOpportunity) } else { calls[index].opportunity = (at, nil) }
    }
  }

  private mutating func settle(_ calls: [Call], last: CivilDate?, within: Int) {
    var byLead: [String: [Call]] = [:]
    for call in calls { byLead[call.lead, default: []].append(call) }
    for (_, own) in byLead {
      let sorted = own.enumerated().sorted { ($0.element.instant, $0.offset) < ($1.element.instant, $1.offset) }
        .map(\.element)
      let variant = sorted[0].variant
      if Set(own.map(\.variant)).count > 1 { note(.changingVariant) }
      for call in own { add(call, variant: variant, within: within) }
      tally.units.source = .calls
      tally.units.counts[UnitKey(variant: variant, stratum: sorted[0].stratum), default: 0] += 1
      let through = Tally.matureThrough(asOf: last ?? sorted[0].day, within: within)
      let mature = sorted.filter { $0.day <= through }
      guard let first = mature.first else { continue }
      let talk = mature.reduce(0) { $0 + ($1.talk ?? 0) }
      let inTime = mature.filter { call in call.opportunity.map { $0.at - call.instant <= within * 86_400 } ?? false }
      tally.leads.add(
        LeadTable.Row(leads: 1, talkSeconds: talk, talkSecondsSquared: talk * talk),
        to: LeadTable.Key(
          variant: variant, stratum: first.stratum, calls: mature.count, opportunities: inTime.count))
    }
  }

  private mutating func add(_ call: Call, variant: String, within: Int) {
    var cell = CallCell(calls: 1, opportunities: 0)
    if let opportunity = call.opportunity {
      if opportunity.at - call.instant <= within * 86_400 { cell.opportunities = 1 } else { cell.lateOpportunities = 1 }
      tally.delays.add(
        1, to: DelayKey(variant: variant, date: call.day, days: opportunity.at / 86_400 - call.day.dayNumber))
    }
    if let talk = call.talk {
      cell.timedCalls = 1
      cell.talkSeconds = talk
      cell.talkSecondsSquared = talk * talk
    }
    tally.byDay.add(cell, to: DayKey(variant: variant, date: call.day, stratum: call.stratum))
    tally.byHour.add(cell, to: HourKey(date: call.day, hour: call.instant % 86_400 / 3600))
    tally.byAgentDay.add(cell, to: AgentDayKey(variant: variant, agent: call.agent, date: call.day))
    tally.byAgentStratum.add(cell, to: AgentStratumKey(variant: variant, agent: call.agent, stratum: call.stratum))
    tally.byDelivery.add(cell, to: DeliveryKey(assigned: variant, delivered: call.variant))
  }
}
