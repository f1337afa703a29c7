import Decision
import Experiment
import Simulation
import Testing

/// A two-week hook test in Paris, with what a test wants different.
func hookPlan(
  starts: String = "2026-03-02", days: Int = 14, timeZone: String = "Europe/Paris",
  weekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday],
  windows: [String: String] = ["morning": "10:00-13:00", "afternoon": "14:00-18:00"], closed: [String] = [],
  variants: [Variant] = [Variant(name: "pitch", role: .control), Variant(name: "question")],
  method: AssignmentRule.Method = .hashed, unit: RandomisationUnit = .lead, baseline: Double? = 0.03,
  within: Int? = 7
) throws -> Plan {
  let named = try windows.sorted { $0.value < $1.value }.map { name, hours in
    CallWindow(name: name, span: .hours(try #require(HourRange(hours))))
  }
  return Plan(
    test: TestProtocol(
      name: "spring-hook", starts: CivilDate(iso: starts), length: .days(days), timeZone: timeZone,
      calling: CallingCalendar(
        weekdays: weekdays, windows: named, closed: Set(closed.compactMap { CivilDate(iso: $0) })),
      unit: unit, assignment: AssignmentRule(method: method, seed: "spring-hook-1"), variants: try Variants(variants),
      goal: Goal(baseline: baseline, within: within)))
}

/// Keeps every row.
struct Rows: CampaignSink {
  typealias Failure = Never

  var leads: [LeadRow] = []
  var calls: [CallRow] = []
  var opportunities: [OpportunityRow] = []
  var sales: [SaleRow] = []

  mutating func lead(_ row: LeadRow) { leads.append(row) }
  mutating func call(_ row: CallRow) { calls.append(row) }
  mutating func opportunity(_ row: OpportunityRow) { opportunities.append(row) }
  mutating func sale(_ row: SaleRow) { sales.append(row) }

  init() {}

  init(of campaign: Campaign) { campaign.generate(into: &self) }
}

/// Counts rows and forgets them.
struct Totals: CampaignSink {
  typealias Failure = Never

  var calls = [0, 0]
  var opportunities = [0, 0]
  var answered = 0
  var sales = 0

  mutating func call(_ row: CallRow) {
    calls[row.assigned] += 1
    if row.isAnswered { answered += 1 }
  }
  mutating func opportunity(_ row: OpportunityRow) { opportunities[row.assigned] += 1 }
  mutating func sale(_ row: SaleRow) { sales += 1 }

  init(of campaign: Campaign) { campaign.generate(into: &self) }

  func rate(_ variant: Int) -> Double { Double(opportunities[variant]) / Double(calls[variant]) }
}
