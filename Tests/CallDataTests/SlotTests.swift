import CallData
import Decision
import Experiment
import Foundation
import Testing

@Suite("Where the script goes by slot, all calls of a lead belong to the slot of its first call")
struct SlotTests {
  private static let schedule = """
    date,window,variant,starts,ends
    2026-03-02,morning,pitch,10:00,13:00
    2026-03-02,afternoon,question,14:00,18:00
    2026-03-03,morning,question,10:00,13:00
    2026-03-03,afternoon,pitch,14:00,18:00

    """

  private func campaign(
    _ method: AssignmentRule.Method = .switchback, washOut: Int = 0,
    callbacks: SlotRule.Callbacks = .keepScript, within: Int? = nil
  ) throws -> Campaign {
    let campaign = try Campaign(method: method, within: within)
    campaign.test.unit = .slot
    campaign.test.assignment.slots = SlotRule(washOut: washOut, callbacks: callbacks)
    return campaign
  }

  private func slot(_ date: String, _ part: Int) throws -> Slot {
    Slot(date: try #require(CivilDate(iso: date)), part: part)
  }

  @Test("a callback in another slot keeps the first slot's variant, in every margin and in the lead table")
  func callback() throws {
    let campaign = try campaign()
    try campaign.write(.assignments, Self.schedule)
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at,talk_seconds,agent_id
      1,L1,2026-03-02T14:10:00,5,ana
      2,L1,2026-03-02T11:00:00,7,ben
      3,L2,2026-03-02T15:00:00,11,ana
      4,L2,2026-03-03T10:30:00,13,ana

      """)
    try campaign.write(.opportunities, "opportunity_id,lead_id,qualified_at\na,L1,2026-03-02T16:00:00\n")
    let evidence = try campaign.evidence()
    let tally = evidence.tally
    let morning = tally.bySlot[SlotKey(variant: "pitch", slot: try slot("2026-03-02", 0))]
    #expect(morning.calls == 2)
    #expect(morning.talkSeconds == 12)
    #expect(morning.opportunities == 1)
    #expect(tally.bySlot[SlotKey(variant: "question", slot: try slot("2026-03-02", 1))].talkSeconds == 24)
    #expect(tally.bySlot.cells.count == 2)
    #expect(tally.byDay.total { $0.variant == "pitch" }.talkSeconds == 12)
    #expect(tally.byAgentDay.total { $0.variant == "pitch" && $0.agent == "ana" }.opportunities == 1)
    #expect(tally.leads.rows[LeadTable.Key(variant: "pitch", calls: 2, opportunities: 1)]?.leads == 1)
    #expect(tally.leads.rows[LeadTable.Key(variant: "question", calls: 2, opportunities: 0)]?.leads == 1)
    #expect(evidence.intake.findings.isEmpty)
    #expect(evidence.intake.sources.map(\.kind) == [.assignments, .opportunities, .calls])
  }

  @Test("the schedule that the plan draws serves as well as a file of it")
  func drawnSchedule() throws {
    let campaign = try campaign()
    let calls = "call_id,lead_id,started_at\n1,L1,2026-03-03T17:00:00\n2,L2,2026-03-02T14:00:00\n"
    try campaign.write(.calls, calls)
    let slots = try [slot("2026-03-02", 0), slot("2026-03-02", 1), slot("2026-03-03", 0), slot("2026-03-03", 1)]
    campaign.schedule = SlotSchedule(slots: slots, rows: [SlotSchedule.Row(arms: [0, 1, 1, 0])])
    let drawn = try campaign.evidence()
    try campaign.write(.assignments, Self.schedule)
    #expect(try campaign.evidence().tally == drawn.tally)
    #expect(drawn.tally.byDay.total { $0.variant == "pitch" }.calls == 1)
  }

  @Test("without a schedule the message says which command writes it")
  func missing() throws {
    let campaign = try campaign()
    try campaign.write(.calls, "call_id,lead_id,started_at\n1,L1,2026-03-02T10:00:00\n")
    let message = try #require(campaign.failure()?.errorDescription)
    #expect(message.contains("hooktest assign"))
    #expect(message.contains("date, window, variant"))
  }

  @Test(
    "a callback is to deliver its lead's first script, or that of its own slot, as the plan says",
    arguments: [
      (SlotRule.Callbacks.keepScript, "pitch", "question"), (.followSlot, "question", "question"),
    ])
  func callbacks(rule: SlotRule.Callbacks, due: String, delivered: String) throws {
    let campaign = try campaign(callbacks: rule)
    try campaign.write(.assignments, Self.schedule)
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at,variant
      1,L1,2026-03-02T11:00:00,pitch
      2,L1,2026-03-02T15:00:00,question

      """)
    let tally = try campaign.evidence().tally
    #expect(tally.byDelivery[DeliveryKey(assigned: due, delivered: delivered)].calls == 1)
    #expect(tally.byDelivery[DeliveryKey(assigned: "pitch", delivered: "pitch")].calls == 1)
    #expect(tally.byDelivery.cells.count == 2)
    #expect(tally.bySlot[SlotKey(variant: "pitch", slot: try slot("2026-03-02", 0))].calls == 2)
    #expect(tally.byDay.total { $0.variant == "pitch" }.calls == 2)
  }

  @Test("a lead first called in the wash-out is left out whole; of another, only its call in the wash-out is")
  func washOut() throws {
    let campaign = try campaign(washOut: 30)
    try campaign.write(.assignments, Self.schedule)
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at
      1,L1,2026-03-02T10:05:00
      2,L2,2026-03-02T14:29:59
      3,L2,2026-03-02T16:00:00
      4,L3,2026-03-02T14:30:00
      5,L4,2026-03-02T11:00:00
      6,L4,2026-03-02T14:10:00
      7,L5,2026-03-03T10:10:00
      8,L2,2026-03-02T14:05:00
      8,L2,2026-03-02T14:05:00

      """)
    try campaign.write(
      .opportunities,
      "opportunity_id,lead_id,qualified_at\na,L2,2026-03-02T17:00:00\nb,L4,2026-03-02T17:00:00\n")
    let evidence = try campaign.evidence()
    #expect(evidence.intake[.washOut] == 4)
    #expect(evidence.intake[.opportunityInWashOut] == 1)
    #expect(evidence.intake[.opportunityWithoutCall] == 0)
    #expect(evidence.intake[.duplicateCall] == 1)
    #expect(evidence.tally.byDay.total { $0.variant == "pitch" }.calls == 2)
    // The script did not change overnight, so that nothing is washed out on the morning of the 3rd.
    #expect(evidence.tally.byDay.total { $0.variant == "question" }.calls == 2)
    #expect(evidence.tally.bySlot.total().calls == 4)
    #expect(evidence.tally.bySlot.total().opportunities == 1)
    #expect(evidence.tally.leads.rows.values.reduce(0) { $0 + $1.leads } == 4)
  }

  @Test("calls on days without a slot are counted as outside the schedule, not rejected")
  func outsideSchedule() throws {
    let campaign = try campaign()
    try campaign.write(.assignments, Self.schedule)
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at
      1,L1,2026-03-02T10:05:00
      2,L2,2026-03-04T10:00:00
      3,L3,2026-03-02

      """)
    let evidence = try campaign.evidence()
    #expect(evidence.intake[.outsideSchedule] == 2)
    #expect(evidence.intake.rejected == 0)
    #expect(evidence.tally.byDay.total().calls == 1)
  }

  @Test("slots are read on the local clock, on the day it changes too")
  func daylightSaving() throws {
    let campaign = try campaign()
    campaign.test.starts = CivilDate(iso: "2026-03-27")
    campaign.test.calling.weekdays = Set(Weekday.allCases)
    try campaign.write(
      .assignments,
      """
      date,window,variant
      2026-03-28,morning,pitch
      2026-03-28,afternoon,question
      2026-03-29,morning,question
      2026-03-29,afternoon,pitch

      """)
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at
      1,L1,2026-03-28T12:30:00Z
      2,L2,2026-03-28T13:30:00Z
      3,L3,2026-03-29T11:30:00Z
      4,L4,2026-03-29T12:30:00Z
      5,L5,2026-03-28T23:30:00Z

      """)
    let bySlot = try campaign.evidence().tally.bySlot
    #expect(bySlot[SlotKey(variant: "pitch", slot: try slot("2026-03-28", 0))].calls == 1)
    #expect(bySlot[SlotKey(variant: "question", slot: try slot("2026-03-28", 1))].calls == 1)
    #expect(bySlot[SlotKey(variant: "question", slot: try slot("2026-03-29", 0))].calls == 2)
    #expect(bySlot[SlotKey(variant: "pitch", slot: try slot("2026-03-29", 1))].calls == 1)
  }

  @Test("each agent has an order of scripts; a lead stays with the agent and slot of its first call")
  func crossOver() throws {
    let campaign = try campaign(.agentsCrossOver)
    campaign.test.unit = .agent
    try campaign.write(
      .assignments,
      """
      date,window,variant,agent_id
      2026-03-02,morning,pitch,ana
      2026-03-02,morning,question,ben
      2026-03-02,afternoon,question,ana
      2026-03-02,afternoon,pitch,ben

      """)
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at,agent_id
      1,L1,2026-03-02T11:00:00,ana
      2,L1,2026-03-02T15:00:00,ana
      3,L1,2026-03-02T12:00:00,ben
      4,L2,2026-03-02T12:00:00,ben
      5,L3,2026-03-02T12:00:00,zoe
      6,L4,2026-03-02T12:00:00,

      """)
    let evidence = try campaign.evidence()
    let morning = try slot("2026-03-02", 0)
    #expect(evidence.tally.bySlot[SlotKey(variant: "pitch", slot: morning, agent: "ana")].calls == 3)
    #expect(evidence.tally.bySlot[SlotKey(variant: "question", slot: morning, agent: "ben")].calls == 1)
    #expect(evidence.tally.bySlot.cells.count == 2)
    #expect(evidence.tally.byAgentDay.total { $0.variant == "pitch" && $0.agent == "ben" }.calls == 1)
    #expect(evidence.intake[.outsideSchedule] == 2)
    #expect(evidence.intake[.changingVariant] == 0)
  }

  @Test("only mature calls enter the margin by slot, as they do the lead table")
  func maturity() throws {
    let campaign = try campaign(within: 1)
    try campaign.write(.assignments, Self.schedule)
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at
      1,L1,2026-03-02T11:00:00
      2,L1,2026-03-03T11:00:00
      3,L2,2026-03-03T11:00:00

      """)
    let tally = try campaign.evidence(asOf: "2026-03-03").tally
    #expect(tally.bySlot.cells.mapValues(\.calls) == [SlotKey(variant: "pitch", slot: try slot("2026-03-02", 0)): 1])
    #expect(tally.byDay.total { $0.variant == "pitch" }.calls == 2)
  }

  @Test(
    "a schedule with a fault is refused with its line",
    arguments: [
      ("2026-03-02,evening,pitch", "morning, afternoon"), ("2026-03-02,morning,pich", "pitch, question"),
      ("someday,morning,pitch", "a date"), ("2026-03-02,morning,question", "one variant for each slot"),
    ])
  func faults(row: String, expected: String) throws {
    let campaign = try campaign()
    try campaign.write(.assignments, "date,window,variant\n2026-03-02,morning,pitch\n\(row)\n")
    try campaign.write(.calls, "call_id,lead_id,started_at\n1,L1,2026-03-02T10:00:00\n")
    let message = try #require(campaign.failure()?.errorDescription)
    #expect(message.contains("line 3"))
    #expect(message.contains(expected))
  }
}
