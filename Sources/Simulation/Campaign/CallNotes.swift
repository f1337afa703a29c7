import Decision
import Experiment
import Foundation
import Statistics

/// Writes down calls as they happen: outcome, times, and what becomes of opportunities.
struct CallNotes {
  /// Delays beyond this many days are cut off: nothing is qualified or sold later.
  static let longestDelay = 365
  /// Nobody talks longer than this many seconds.
  static let longestTalk = 7200

  private let campaign: Campaign
  private let rates: [Double]
  private let delivery: Delivery
  private let talkFactors: [Double]
  private let talk: LogNormalLaw
  private let wrap: LogNormalLaw
  private var details: RandomSource
  private var calls = 0
  private var opportunities = 0
  private var sales = 0
  /// Offsets from universal time at noon, from the first day on.
  private let offsets: [Int]
  private let firstDay: CivilDate

  init(_ campaign: Campaign) {
    self.campaign = campaign
    let truth = campaign.truth
    rates = truth.variants.map(\.rate)
    talkFactors = truth.variants.map(\.talkFactor)
    talk = truth.talk
    wrap = truth.wrap
    delivery = Delivery(campaign.plan.test, crossovers: truth.crossovers)
    details = RandomSource(seed: campaign.seed).split(5)
    let first = campaign.roster.dates.lowerBound
    firstDay = first
    offsets = (0...(campaign.roster.dates.upperBound - first + CallNotes.longestDelay + 1)).map { day in
      let noon = (first + day).dayNumber * 86_400 + 43_200
      let zone = campaign.schedule.zone
      let guess = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(noon)))
      return zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(noon - guess)))
    }
  }

  /// The time of a slot's call number `place`: one draw in each of `total` equal parts of the slot.
  mutating func time(_ place: Int, of total: Int, in slot: CallingSlot) -> LocalTime {
    let within = Int(details.uniform() * Double(slot.length))
    let second = slot.secondOfDay(elapsed: (place * slot.length + within) / total)
    return LocalTime(date: slot.date, second: second, offset: slot.clock.offset(at: second))
  }

  /// The call of a turn.
  mutating func row(
    of turn: CallQueue.Turn, slot: Int, started: LocalTime, window: Int?, assigned: Allotment.Assigned
  ) -> CallRow {
    let story = turn.story
    let agent = campaign.team.agent(of: story.lead)
    var due = campaign.allotment.due(assigned, lead: story.lead, slot: slot)
    if let routes = campaign.course.routes { due = delivery.inWindow[due][routes.windowOfSlot[slot]] }
    let delivered = campaign.truth.crossovers > 0 ? delivery.heard(due, details.uniform()) : due
    let surface = campaign.surface
    let cell = slot * surface.lists + story.list
    let effect = 1 + surface.damping * (surface.conversion[cell] * campaign.team.skills[agent] - 1)
    let isOpportunity = turn.attempt.outcome < rates[delivered] * effect
    let isAnswered = isOpportunity || turn.attempt.outcome < surface.answered[cell]
    defer { calls += 1 }
    var row = CallRow(
      call: calls, lead: story.lead, attempt: turn.attempt.number, started: started, agent: agent, list: story.list,
      assigned: assigned.variant, delivered: delivered, window: window, disposition: .noAnswer, isAnswered: isAnswered,
      talkSeconds: 0, wrapSeconds: 0)
    let bits = details.next()
    if isAnswered {
      let factor = isOpportunity ? campaign.truth.opportunityTalkFactor : 1
      let talk = talk.draw(from: &details) * factor * talkFactors[delivered]
      let wrap = wrap.draw(from: &details) * talkFactors[delivered]
      row.talkSeconds = max(1, Int(min(talk, Double(CallNotes.longestTalk)).rounded()))
      row.wrapSeconds = Int(min(wrap, Double(CallNotes.longestTalk)).rounded())
      row.disposition = isOpportunity ? .interested : bits & 3 == 0 ? .information : .notInterested
    } else {
      row.disposition = bits & 7 == 0 ? .busy : bits & 7 < 4 ? .voicemail : .noAnswer
      row.wrapSeconds = 4 + Int((bits >> 8) & 7)
    }
    return row
  }

  /// The opportunity of a call: the date follows the delay; the hour lies between 8:00 and 20:00, or between the call
  /// and 20:00 on the day of the call.
  mutating func opportunity(of call: CallRow) -> OpportunityRow {
    let truth = campaign.truth.variants[call.delivered]
    let days = min(truth.delayToQualification.draw(from: &details), Double(CallNotes.longestDelay))
    let second = call.started.second + Int(days * 86_400)
    let later = second / 86_400
    let qualified: LocalTime
    if later == 0 {
      let close = max(72_000, call.started.second)
      let share = Double(second - call.started.second) / Double(max(1, 86_400 - call.started.second))
      let within = call.started.second + Int(share * Double(close - call.started.second))
      qualified = LocalTime(date: call.started.date, second: within, offset: call.started.offset)
    } else {
      let date = call.started.date + later
      qualified = LocalTime(date: date, second: 28_800 + second % 86_400 / 2, offset: offset(on: date))
    }
    defer { opportunities += 1 }
    return OpportunityRow(
      opportunity: opportunities, call: call.call, lead: call.lead, assigned: call.assigned, qualified: qualified,
      isAccepted: details.uniform() < truth.acceptedShare)
  }

  /// The sale of an opportunity, where there is one.
  mutating func sale(of opportunity: OpportunityRow, heard: Int) -> SaleRow? {
    let truth = campaign.truth
    let variant = truth.variants[heard]
    guard opportunity.isAccepted, variant.acceptedShare > 0,
      details.uniform() < variant.saleShare / variant.acceptedShare
    else { return nil }
    let days = min(truth.delayToSale.draw(from: &details), Double(CallNotes.longestDelay))
    // The mean of the law is the stated value.
    let logMean = -truth.saleSpread * truth.saleSpread / 2
    let amount = truth.saleValue * exp(logMean + truth.saleSpread * details.normal())
    let cents = Int(min(amount * 100, 1e15).rounded())
    defer { sales += 1 }
    return SaleRow(
      sale: sales, opportunity: opportunity.opportunity, lead: opportunity.lead,
      closed: opportunity.qualified.date + Int(days.rounded()), amountCents: cents,
      marginCents: Int(min(max(Double(cents) * truth.marginShare, -1e15), 1e15).rounded()))
  }

  private func offset(on date: CivilDate) -> Int {
    let day = date - firstDay
    return offsets.indices.contains(day) ? offsets[day] : offsets[offsets.count - 1]
  }
}
