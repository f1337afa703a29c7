import Decision
import Experiment
import Simulation
import Testing

@Suite("The calendar of a simulated campaign")
struct CampaignCalendarTests {
  @Test("has calls on calling days and inside windows only, in time order")
  func windows() throws {
    let plan = try hookPlan(closed: ["2026-03-09"])
    let rows = Rows(of: try Campaign(plan: plan, truth: try .realistic(plan), calls: 20_000, seed: 1))
    let calendar = plan.test.calling
    for call in rows.calls {
      #expect(calendar.isCallingDay(call.started.date))
      let window = try #require(calendar.window(on: call.started.date, minute: call.started.second / 60))
      #expect(call.window == calendar.windows.firstIndex { $0.name == window })
    }
    #expect(Set(rows.calls.map(\.started.date)).count == 9)
    let moments = rows.calls.map { $0.started.date.dayNumber * 86_400 + $0.started.second }
    #expect(zip(moments, moments.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(rows.calls.map(\.call) == Array(0..<20_000))
  }

  @Test("is 9:00 to 18:00 where the plan has no windows")
  func hours() throws {
    let plan = try hookPlan(windows: [:])
    let rows = Rows(of: try Campaign(plan: plan, truth: try .realistic(plan), calls: 5_000, seed: 1))
    #expect(rows.calls.allSatisfy { (32_400..<64_800).contains($0.started.second) && $0.window == nil })
    let noon = rows.calls.filter { $0.started.second < 43_200 }.count
    #expect((Double(noon) / 5_000 - 1.0 / 3).magnitude < 0.01)
  }

  @Test("keeps to the legal hours that the plan names", arguments: ["fr-consumer", "fr-business"])
  func law(name: String) throws {
    // 6 and 14 July 2026: a Monday, and the national holiday.
    for windows in [[:], ["early": "08:00-12:00", "late": "12:00-22:00"]] {
      var plan = try hookPlan(starts: "2026-07-06", windows: windows)
      let rules = try LegalHours.preset(name)
      plan.test.calling.rules = rules
      let rows = Rows(of: try Campaign(plan: plan, truth: try .realistic(plan), calls: 5_000, seed: 1))
      #expect(rows.calls.count == 5_000)
      #expect(rows.calls.allSatisfy { rules.allows($0.started.date, minute: $0.started.second / 60) })
      #expect(Set(rows.calls.map(\.started.date)).count == 9)
    }
  }

  @Test("has as many calls as asked for, from one on", arguments: [1, 7, 1_000, 12_345])
  func size(calls: Int) throws {
    let plan = try hookPlan()
    #expect(Rows(of: try Campaign(plan: plan, truth: try .realistic(plan), calls: calls, seed: 2)).calls.count == calls)
  }

  @Test("takes its size from agents and pace")
  func capacity() throws {
    var plan = try hookPlan()
    plan.test.calling.agents = 5
    plan.test.calling.callsPerAgentDay = 80
    let campaign = try Campaign(plan: plan, truth: try .realistic(plan), seed: 2)
    #expect(campaign.calls == 4_000)
    #expect(campaign.roster.agents == 5)
    plan.test.length = .calls(1_000)
    let shorter = try Campaign(plan: plan, truth: try .realistic(plan), seed: 2)
    #expect(shorter.calls == 1_000)
    #expect(shorter.roster.dates.upperBound.description == "2026-03-04")
  }

  @Test("skips the hour that clocks skip, and changes offset with them")
  func spring() throws {
    // Clocks in Paris go from 2:00 to 3:00 on 29 March 2026 (Directive 2000/84/EC: last Sunday of March, 1:00 UTC).
    let plan = try hookPlan(
      starts: "2026-03-29", days: 1, weekdays: [.sunday], windows: ["night": "01:00-05:00"])
    let rows = Rows(of: try Campaign(plan: plan, truth: try .realistic(plan), calls: 3_000, seed: 1))
    #expect(rows.calls.allSatisfy { !(7_200..<10_800).contains($0.started.second) })
    #expect(rows.calls.allSatisfy { $0.started.offset == ($0.started.second < 7_200 ? 3_600 : 7_200) })
    #expect(rows.calls.filter { $0.started.second < 7_200 }.count == 1_000)
    let moments = rows.calls.map { $0.started.second }
    #expect(zip(moments, moments.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test("changes offset when clocks go back")
  func autumn() throws {
    let plan = try hookPlan(
      starts: "2026-10-25", days: 1, weekdays: [.sunday], windows: ["night": "01:00-05:00"])
    let rows = Rows(of: try Campaign(plan: plan, truth: try .realistic(plan), calls: 4_000, seed: 1))
    #expect(rows.calls.allSatisfy { $0.started.offset == ($0.started.second < 10_800 ? 7_200 : 3_600) })
    #expect(rows.calls.filter { (7_200..<10_800).contains($0.started.second) }.count == 1_000)
  }

  @Test("refuses plans that cannot be simulated")
  func refusals() throws {
    let plan = try hookPlan()
    let truth = try Truth.realistic(plan)
    #expect(throws: CampaignError.unknownSize) { try Campaign(plan: plan, truth: truth, seed: 1) }
    #expect(throws: CampaignError.size(0)) { try Campaign(plan: plan, truth: truth, calls: 0, seed: 1) }
    #expect(throws: CampaignError.size(.max)) { try Campaign(plan: plan, truth: truth, calls: .max, seed: 1) }
    var endless = plan
    endless.test.length = .days(.max)
    #expect(throws: CampaignError.length(.max)) { try Campaign(plan: endless, truth: truth, calls: 10, seed: 1) }
    endless.test.length = .calls(.max)
    #expect(throws: CampaignError.size(.max)) { try Campaign(plan: endless, truth: truth, seed: 1) }
    var byWindow = plan
    byWindow.test.factors = [.window]
    #expect(throws: CampaignError.windowNeverOpen(variant: "pitch", window: nil)) {
      try Campaign(plan: byWindow, truth: truth, calls: 10, seed: 1)
    }
    var endlessSlots = plan
    endlessSlots.test.assignment.method = .switchback
    endlessSlots.test.length = .calls(100)
    #expect(throws: CampaignError.assignment(.noSlots)) { try Campaign(plan: endlessSlots, truth: truth, seed: 1) }
    var byCompany = plan
    byCompany.test.assignment.by = ["company_id"]
    #expect(throws: CampaignError.stratum("company_id")) {
      try Campaign(plan: byCompany, truth: truth, calls: 10, seed: 1)
    }
    var elsewhere = plan
    elsewhere.test.timeZone = "Europe/Lutece"
    #expect(throws: CampaignError.unknownTimeZone("Europe/Lutece")) {
      try Campaign(plan: elsewhere, truth: truth, calls: 10, seed: 1)
    }
    var idle = plan
    idle.test.calling.weekdays = []
    #expect(throws: CampaignError.self) { try Campaign(plan: idle, truth: truth, calls: 10, seed: 1) }
    var undated = plan
    undated.test.starts = nil
    #expect(throws: CampaignError.noStart) { try Campaign(plan: undated, truth: truth, calls: 10, seed: 1) }
    var wrong = truth
    wrong.variants.reverse()
    #expect(throws: CampaignError.otherVariants(truth: ["question", "pitch"], plan: ["pitch", "question"])) {
      try Campaign(plan: plan, truth: wrong, calls: 10, seed: 1)
    }
    var impossible = truth
    impossible.answeredShare = 0.02
    #expect(throws: CampaignError.self) { try Campaign(plan: plan, truth: impossible, calls: 10, seed: 1) }
  }
}
