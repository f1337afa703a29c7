import CallData
import Decision
import Experiment
import Foundation
import Testing

@Suite("Windows as variants: a call delivers the window in which it began")
struct WindowFactorTests {
  private func campaign(_ factors: [Factor], _ variants: [Variant]) throws -> Campaign {
    let campaign = try Campaign(method: .blocked, within: nil)
    campaign.test.factors = factors
    campaign.test.variants = try Variants(variants)
    return campaign
  }

  @Test("a call in the other window is a crossover; outside both, what it delivered is unknown")
  func windows() throws {
    let campaign = try campaign(
      [.window],
      [Variant(name: "early", role: .control, window: "morning"), Variant(name: "late", window: "afternoon")])
    try campaign.write(.assignments, "lead_id,variant\nL1,early\nL2,early\nL3,late\n")
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at
      1,L1,2026-03-02T10:00:00
      2,L2,2026-03-02T15:00:00
      3,L3,2026-03-02T13:30:00
      3,L3,2026-03-02T13:30:00
      4,L3,2026-03-02

      """)
    let evidence = try campaign.evidence()
    let byDelivery = evidence.tally.byDelivery
    #expect(byDelivery[DeliveryKey(assigned: "early", delivered: "early")].calls == 1)
    #expect(byDelivery[DeliveryKey(assigned: "early", delivered: "late")].calls == 1)
    #expect(byDelivery[DeliveryKey(assigned: "late", delivered: nil)].calls == 2)
    #expect(evidence.intake[.outsideWindows] == 2)
    #expect(evidence.tally.byDay.total { $0.variant == "early" }.calls == 2)
  }

  @Test("weekdays are windows too, and a date tells them without a time")
  func weekdays() throws {
    let campaign = try campaign(
      [.window], [Variant(name: "early", role: .control, window: "start"), Variant(name: "late", window: "end")])
    campaign.test.calling.windows += [
      CallWindow(name: "start", span: .weekdays([.monday, .tuesday])),
      CallWindow(name: "end", span: .weekdays([.wednesday, .thursday, .friday])),
    ]
    try campaign.write(.assignments, "lead_id,variant\nL1,early\n")
    try campaign.write(
      .calls, "call_id,lead_id,started_at\n1,L1,2026-03-02T11:00:00\n2,L1,2026-03-06\n3,L1,2026-03-07T11:00:00\n")
    let byDelivery = try campaign.evidence().tally.byDelivery
    #expect(byDelivery[DeliveryKey(assigned: "early", delivered: "early")].calls == 1)
    #expect(byDelivery[DeliveryKey(assigned: "early", delivered: "late")].calls == 1)
    #expect(byDelivery[DeliveryKey(assigned: "early", delivered: nil)].calls == 1)
  }

  @Test("script × window: the script is the one that the call names, else the assigned one")
  func crossed() throws {
    let campaign = try campaign(
      [.script, .window],
      [
        Variant(name: "pitch-early", role: .control, script: "pitch.md", window: "morning"),
        Variant(name: "pitch-late", script: "pitch.md", window: "afternoon"),
        Variant(name: "question-early", script: "question.md", window: "morning"),
        Variant(name: "question-late", script: "question.md", window: "afternoon"),
      ])
    try campaign.write(.assignments, "lead_id,variant\nL1,pitch-early\nL2,pitch-late\nL3,question-early\n")
    try campaign.write(
      .calls,
      """
      call_id,lead_id,started_at,variant,window
      1,L1,2026-03-02T10:00:00,pitch-early,afternoon
      2,L2,2026-03-02T10:00:00,question-late,morning
      3,L3,2026-03-02T10:00:00,,afternoon
      4,L3,2026-03-02T10:00:00,,lunch

      """)
    let evidence = try campaign.evidence()
    let byDelivery = evidence.tally.byDelivery
    #expect(byDelivery[DeliveryKey(assigned: "pitch-early", delivered: "pitch-late")].calls == 1)
    #expect(byDelivery[DeliveryKey(assigned: "pitch-late", delivered: "question-early")].calls == 1)
    #expect(byDelivery[DeliveryKey(assigned: "question-early", delivered: "question-late")].calls == 1)
    #expect(byDelivery[DeliveryKey(assigned: "question-early", delivered: nil)].calls == 1)
    #expect(evidence.intake[.outsideWindows] == 1)
  }
}
