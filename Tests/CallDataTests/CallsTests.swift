import CallData
import Decision
import Experiment
import Foundation
import Testing

@Suite("Calls become margins")
struct CallsTests {
  @Test("a call counts on its local date, in its window, for its agent and its lead's variant")
  func oneCall() throws {
    let campaign = try Campaign()
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at,variant,agent_id,talk_seconds,answered,qualified
      1,L1,2026-03-02T09:30:00Z,pitch,ana,120,yes,1
      2,L2,2026-03-02 23:30:00,question,ben,,no,0

      """)
    let evidence = try campaign.evidence()
    let tally = evidence.tally
    let day = try #require(CivilDate(iso: "2026-03-02"))
    let morning = tally.byDay[DayKey(variant: "pitch", date: day, window: "morning")]
    #expect(morning.calls == 1)
    #expect(morning.opportunities == 1)
    #expect(morning.talkSeconds == 120)
    #expect(morning.talkSecondsSquared == 14_400)
    #expect(morning.answered == 1)
    let night = tally.byDay[DayKey(variant: "question", date: day)]
    #expect(night.calls == 1)
    // Nobody talked where nobody answered.
    #expect(night.timedCalls == 1 && night.talkSeconds == 0)
    #expect(night.answerKnown == 1)
    #expect(tally.byHour[HourKey(date: day, hour: 10)] == morning)
    #expect(tally.byHour[HourKey(date: day, hour: 23)] == night)
    #expect(tally.byAgentDay[AgentDayKey(variant: "question", agent: "ben", date: day)].calls == 1)
    #expect(tally.byDelivery[DeliveryKey(assigned: "pitch", delivered: "pitch")].calls == 1)
    #expect(tally.units.source == .calls)
    #expect(tally.units.units(of: "pitch") == 1)
    #expect(evidence.lastDay == day)
    #expect(tally.leads.rows.isEmpty)
    #expect(evidence.intake.sources.map(\.rows) == [2])
  }

  @Test("the hours of the day are counted on the clock of the plan; a call known by its date alone has none")
  func hours() throws {
    let campaign = try Campaign()
    campaign.test.starts = CivilDate(iso: "2026-03-23")
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at,variant,qualified
      1,L1,2026-03-28T23:59:59Z,pitch,1
      2,L2,2026-03-29T00:30:00+01:00,question,0
      3,L3,2026-03-29T01:30:00Z,question,0
      4,L4,2026-03-29,pitch,0

      """)
    let hours = try campaign.evidence().tally.byHour.sorted
    let sunday = try #require(CivilDate(iso: "2026-03-29"))
    #expect(hours.map(\.key) == [nil, 0, 3].map { HourKey(date: sunday, hour: $0) })
    #expect(hours.map(\.cell.calls) == [1, 2, 1])
    #expect(hours.map(\.cell.opportunities) == [0, 1, 0])
  }

  @Test("complaints are counted where the plan says what one is, in any spelling, among calls with a disposition")
  func complaints() throws {
    let campaign = try Campaign()
    campaign.test.guardrails = [
      Guardrail(metric: .complaintShare, worseByAtMost: 0.5, dispositions: ["Réclamation", "threat"])
    ]
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at,variant,disposition
      1,L1,2026-03-02T09:30:00Z,pitch,RECLAMATION
      2,L2,2026-03-02T09:30:00Z,pitch,interested
      3,L3,2026-03-02T09:30:00Z,pitch,
      4,L4,2026-03-02T09:30:00Z,question,Threat
      5,L5,2026-03-02T09:30:00Z,question,threat
      6,L6,2026-03-02T09:30:00Z,question,none

      """)
    let tally = try campaign.evidence().tally
    let day = CivilDate(iso: "2026-03-02")
    let pitch = tally.byDay[DayKey(variant: "pitch", date: day, window: "morning")]
    #expect(pitch.calls == 3 && pitch.dispositionKnown == 2 && pitch.complaints == 1)
    let question = tally.byDay[DayKey(variant: "question", date: day, window: "morning")]
    #expect(question.dispositionKnown == 3 && question.complaints == 2)
    try campaign.write(.calls, "call_id,lead_id,started_at,variant\n1,L1,2026-03-02T09:30:00Z,pitch\n")
    guard case .missingColumn = campaign.failure() else {
      Issue.record("calls without a disposition were accepted")
      return
    }
  }
}
