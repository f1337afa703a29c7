import Cost
import Decision
import Experiment
import Foundation
import PlanFile
import Testing

@Suite("A plan is read as it is meant")
struct ReadingTests {
  @Test func `costs in another currency are converted by the stated rate, to the millionth`() throws {
    let document = try PlanFile.parse(
      """
      name: n
      assignment: {method: recorded}
      variants: [{name: a, role: control}, {name: b}]
      economics: {rates: {USD: 0.92}}
      costs:
        - {item: lists, amount: 100.50, currency: USD}
        - {item: tools, amount: 7, currency: EUR}
      """, file: "plan.yaml")
    #expect(document.plan.ledger?.items.map(\.amount) == [Money(micros: 92_460_000), Money(7)])
  }

  @Test func `three decimals of a rate are decimals, not thousands`() throws {
    let document = try PlanFile.parse(
      """
      name: n
      assignment: {method: recorded}
      variants: [{name: a, role: control}, {name: b}]
      economics: {currency: USD, rates: {EUR: 1.087, GBP: 1.270}}
      costs:
        - {item: lists, amount: 100, currency: EUR}
        - {item: tools, amount: 10, currency: GBP}
      """, file: "plan.yaml")
    #expect(document.plan.ledger?.items.map(\.amount) == [Money(micros: 108_700_000), Money(micros: 12_700_000)])
  }

  @Test func `the full example says everything a plan can say`() throws {
    let document = try PlanFile.parse(Text.fixture("full.yaml"), file: "full.yaml")
    let test = document.plan.test
    #expect(test.name == "spring-hook")
    #expect(test.question == "Does opening with a question beat the product pitch?")
    #expect(test.starts == CivilDate(iso: "2026-03-02"))
    #expect(test.length == .days(14))
    #expect(test.timeZone == "Europe/Paris")
    #expect(test.calling.windows.map(\.name) == ["morning", "afternoon"])
    #expect(test.calling.windows.first?.span == HourRange(start: 600, end: 780).map { .hours($0) })
    #expect(test.calling.closed == Set([CivilDate(iso: "2026-03-09")].compactMap { $0 }))
    #expect(test.calling.callsPerDay == 3200)
    #expect(test.assignment.by == ["list"])
    #expect(
      test.assignment.plannedShares?.byStratum
        == ["north": ["pitch": 0.5, "question": 0.5], "south": ["pitch": 0.25, "question": 0.75]])
    #expect(test.variants.names == ["pitch", "question"])
    #expect(test.variants.control.name == "pitch")
    #expect(test.variants.all.map(\.weight) == [1, 1.5])
    #expect(
      test.goal
        == Goal(metric: .tco, baseline: 0.03, worthDetecting: .relative(0.2), within: 7, alpha: 0.05, power: 0.8))
    #expect(test.monitoring == Monitoring())
    #expect(
      test.guardrails == [
        Guardrail(metric: .talkSeconds, worseByAtMost: 0.15),
        Guardrail(metric: .opportunityToSale, worseByAtMost: 0.1, whenUnknown: .block),
      ])
    #expect(document.plan.targets == Targets(tco: 0.035, cpq: Money(45), roi: 1.5))
    let items = try #require(document.plan.ledger?.items)
    #expect(items.map(\.item) == ["salaries", "telephony", "training", "tools"])
    #expect(items[1].amount == Money(micros: 60_000))
    #expect(items[2].variant == "question" && items[2].once)
    #expect(items[3].share == 0.4 && items[3].basis == .month)
    #expect(items[3].period.lastDay == CivilDate(iso: "2026-03-31")?.dayNumber)
    #expect(document.plan.economics?.opportunityToSale == 0.125)
    #expect(document.plan.economics?.sources == ["phone", "outbound"])
    #expect(document.plan.rollout == Rollout(callsPerMonth: 60_000, months: 6, switchingCost: Money(1500)))
    #expect(document.plan.rule == DecisionRule(when: .significant, and: [.healthy, .guardrails, .profit]))
    #expect(
      document.data
        == DataSources(
          files: [.calls: "calls.csv", .opportunities: "opportunities.csv"],
          columns: ["lead_id": "Customer number", "started_at": "date"], encoding: .windows1252,
          delimiter: .semicolon, dateFormat: "dd/MM/yyyy HH:mm", decimalComma: true,
          keep: ["direction": ["outbound"], "campaign": ["spring", "2026"]]))
    #expect(document.plan.waivers == ["sample-ratio": "two agents on leave"])
    #expect(document.plan.notes.count == 1)
    #expect(document.scripts == ["pitch": "pitch.md", "question": "question.md"])
  }

  @Test func `a plan that names only its variants has the documented defaults`() throws {
    let document = try PlanFile.parse(Text.plan(), file: "plan.yaml")
    let test = document.plan.test
    #expect(test.length == .days(14))
    #expect(test.timeZone == "UTC")
    #expect(test.goal == Goal())
    #expect(test.monitoring == Monitoring())
    #expect(test.calling == CallingCalendar())
    #expect(document.plan.rule == DecisionRule())
    #expect(document.plan.ledger == nil && document.plan.economics == nil && document.plan.rollout == nil)
  }

  @Test func `the end may be a number of calls`() throws {
    let document = try PlanFile.parse(Text.plan("calls: 28000"), file: "plan.yaml")
    #expect(document.plan.test.length == .calls(28_000))
  }

  @Test func `another system's assignment needs no seed`() throws {
    let document = try PlanFile.parse(Text.plan(assignment: "{method: recorded}"), file: "plan.yaml")
    #expect(document.plan.test.assignment == AssignmentRule(method: .recorded, seed: ""))
  }

  @Test(arguments: [
    ("3 %", 0.03), ("3%", 0.03), ("0.03", 0.03), ("\"3,6 %\"", 0.036), ("3.6 %", 0.036), ("'0,8 %'", 0.008),
    ("3\u{A0}%", 0.03), ("3\u{202F}%", 0.03), ("100e-2", nil), ("12.5%", 0.125), ("99.9 %", 0.999),
  ])
  func `a rate is the nearest number to what was typed`(typed: String, rate: Double?) throws {
    let text = Text.plan("goal: {baseline: \(typed)}")
    if let rate {
      #expect(try PlanFile.parse(text, file: "plan.yaml").plan.test.goal.baseline == rate)
    } else {
      #expect(try fault(of: text).path == "goal.baseline")
    }
  }

  @Test(arguments: [
    ("+20 %", Lift.relative(0.2)), ("20%", .relative(0.2)), ("-10 %", .relative(-0.1)), ("+0.6 pt", .absolute(0.006)),
    ("0.6 points", .absolute(0.006)), ("\"+0,6 pt\"", .absolute(0.006)),
  ])
  func `a lift is relative in per cent and absolute in points`(typed: String, lift: Lift) throws {
    let plan = try PlanFile.parse(Text.plan("goal: {worth-detecting: \(typed)}"), file: "plan.yaml")
    #expect(plan.plan.test.goal.worthDetecting == lift)
  }

  @Test(arguments: [("7d", 7), ("7 d", 7), ("7 days", 7), ("1 day", 1), ("1w", 7), ("2 weeks", 14), ("0d", 0)])
  func `a maturity window has a unit`(typed: String, days: Int) throws {
    let plan = try PlanFile.parse(Text.plan("goal: {within: \(typed)}"), file: "plan.yaml")
    #expect(plan.plan.test.goal.within == days)
  }

  @Test func `windows may be groups of weekdays`() throws {
    let text = Text.plan("calling: {windows: {early: [mon, tue], late: [wed, thu, fri]}}")
    let windows = try PlanFile.parse(text, file: "plan.yaml").plan.test.calling.windows
    #expect(
      windows == [
        CallWindow(name: "early", span: .weekdays([.monday, .tuesday])),
        CallWindow(name: "late", span: .weekdays([.wednesday, .thursday, .friday])),
      ])
  }

  @Test func `shares rounded to three decimals are divided by their sum`() throws {
    let text = Text.plan(
      assignment: "{method: recorded, by: [wave], shares: {w1: {a: 0.151, b: 0.85}, w2: {a: 0, b: 1}}}")
    let shares = try #require(try PlanFile.parse(text, file: "plan.yaml").plan.test.assignment.plannedShares)
    #expect(shares.byStratum["w1"] == ["a": 0.151 / 1.001, "b": 0.85 / 1.001])
    #expect(shares.byStratum["w2"] == ["a": 0, "b": 1])
  }

  @Test func `costs and shares may stand in files`() throws {
    let text = Text.plan("costs: {file: costs.csv}", assignment: "{seed: s, by: [wave], shares: shares.csv}")
    let document = try PlanFile.parse(text, file: "plan.yaml")
    #expect(document.costsFile == "costs.csv")
    #expect(document.sharesFile == "shares.csv")
    #expect(document.plan.ledger == nil)
  }

  @Test func `the amounts of the ledger are in the currency of the economics`() throws {
    let text = Text.plan("economics: {currency: CHF}\ncosts: [{item: rent, amount: 1}]")
    #expect(try PlanFile.parse(text, file: "plan.yaml").plan.ledger?.currency == "CHF")
  }

  @Test(arguments: ["\u{FEFF}", "# remark\n", "---\n"])
  func `a byte-order mark, remarks and a document start are no part of the plan`(start: String) throws {
    #expect(try PlanFile.parse(start + Text.plan(), file: "plan.yaml").plan.test.name == "hook")
  }

  @Test func `line ends of Windows are read like others`() throws {
    let text = try Text.fixture("full.yaml")
    let windows = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    #expect(try PlanFile.parse(windows, file: "a") == PlanFile.parse(text, file: "a"))
  }
}
