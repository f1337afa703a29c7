import Experiment
import Testing

@Suite("Variants that are dialled alike look alike")
struct ArmChecksTests {
  private let monday = CivilDate(dayNumber: 20_514)

  private func protocolOfTwo(within: Int? = 0, unit: RandomisationUnit = .lead) throws -> TestProtocol {
    TestProtocol(
      name: "t", starts: monday, unit: unit, assignment: AssignmentRule(seed: "s"),
      variants: try Variants([Variant(name: "a", role: .control), Variant(name: "b")]), goal: Goal(within: within))
  }

  private func inspection(_ tally: Tally, within: Int? = 0, unit: RandomisationUnit = .lead) throws -> Inspection {
    Inspection(test: try protocolOfTwo(within: within, unit: unit), tally: tally, asOf: monday + 13)
  }

  private func cell(
    calls: Int, opportunities: Int = 0, late: Int = 0, answered: Int? = nil
  ) -> CallCell {
    var cell = CallCell(calls: calls, opportunities: opportunities)
    cell.lateOpportunities = late
    if let answered {
      cell.answerKnown = calls
      cell.answered = answered
    }
    return cell
  }

  private func tally(_ a: CallCell, _ b: CallCell) -> Tally {
    var tally = Tally()
    tally.byDay.add(a, to: DayKey(variant: "a", date: monday))
    tally.byDay.add(b, to: DayKey(variant: "b", date: monday))
    return tally
  }

  @Test func `equal shares of answers pass, and shares that chance does not explain are warned of`() throws {
    let check = ContactRateCheck()
    let same = try check.finding(
      for: inspection(tally(cell(calls: 1000, answered: 400), cell(calls: 900, answered: 362))))
    #expect(same.status == .pass && (same.p ?? 0) > 0.5)
    let other = try check.finding(
      for: inspection(tally(cell(calls: 1000, answered: 400), cell(calls: 1000, answered: 300))))
    // Pearson: 1000·1000·2000·(0.1)²·… = 21.978 on one degree of freedom.
    #expect(other.status == .warn)
    #expect(abs((other.p ?? 1) - 2.757905e-6) < 1e-11)
  }

  @Test func `calls of the same leads count less`() throws {
    var twice = tally(cell(calls: 1000, answered: 400), cell(calls: 1000, answered: 300))
    for variant in ["a", "b"] {
      twice.leads.add(LeadTable.Row(leads: 500), to: LeadTable.Key(variant: variant, calls: 2, opportunities: 0))
    }
    let finding = try ContactRateCheck().finding(for: inspection(twice))
    #expect(abs((finding.p ?? 0) - 0.000916) < 2e-6)
    #expect(finding.status == .warn)
  }

  @Test func `data that do not say what was answered are not judged`() throws {
    let finding = try ContactRateCheck().finding(for: inspection(tally(cell(calls: 9), cell(calls: 9, answered: 3))))
    #expect(finding.status == .notApplicable && finding.detail == .answersUnknown)
  }

  @Test func `leads that are called more often with one script are warned of`() throws {
    var tally = Tally()
    for (variant, once, thrice) in [("a", 900, 100), ("b", 700, 300)] {
      tally.leads.add(LeadTable.Row(leads: once), to: LeadTable.Key(variant: variant, calls: 1, opportunities: 0))
      tally.leads.add(LeadTable.Row(leads: thrice), to: LeadTable.Key(variant: variant, calls: 3, opportunities: 0))
    }
    let finding = try RepeatedCallsCheck().finding(for: inspection(tally))
    #expect(finding.status == .warn)
    #expect(
      finding.detail
        == .repeatedCalls([
          HealthFinding.ArmCalls(variant: "a", leads: 1000, calls: 1200, most: 3),
          HealthFinding.ArmCalls(variant: "b", leads: 1000, calls: 1600, most: 3),
        ]))
  }

  @Test func `one call to each lead leaves nothing to compare`() throws {
    var tally = Tally()
    for variant in ["a", "b"] {
      tally.leads.add(LeadTable.Row(leads: 50), to: LeadTable.Key(variant: variant, calls: 1, opportunities: 0))
    }
    let finding = try RepeatedCallsCheck().finding(for: inspection(tally))
    #expect(finding.p == 1 && finding.status == .pass)
  }

  @Test func `a window that misses one opportunity in ten is warned of`() throws {
    let few = tally(cell(calls: 99, opportunities: 96, late: 4), cell(calls: 99, opportunities: 99, late: 1))
    #expect(try LateOpportunitiesCheck().finding(for: inspection(few)).status == .pass)
    let many = tally(cell(calls: 99, opportunities: 90, late: 10), cell(calls: 99, opportunities: 99, late: 1))
    #expect(try LateOpportunitiesCheck().finding(for: inspection(many)).status == .warn)
    #expect(try LateOpportunitiesCheck().finding(for: inspection(many, within: nil)).status == .notApplicable)
    #expect(
      try LateOpportunitiesCheck().finding(
        for: inspection(
          tally(cell(calls: 99, opportunities: 96, late: 0), cell(calls: 99, opportunities: 99, late: 0)), within: 0)
      ).status == .notApplicable)
  }

  private func halves(_ second: Int) -> Tally {
    var tally = Tally()
    for day in 0..<10 {
      for (variant, opportunities) in [("a", 30), ("b", day < 5 ? 60 : second)] {
        tally.byDay.add(
          CallCell(calls: 1000, opportunities: opportunities), to: DayKey(variant: variant, date: monday + day))
      }
    }
    return tally
  }

  @Test func `an effect that wears off is warned of, one that lasts is not`() throws {
    let check = NoveltyCheck()
    let lasting = try check.finding(for: inspection(halves(58)))
    #expect(lasting.status == .pass)
    let fading = try check.finding(for: inspection(halves(35)))
    #expect(fading.status == .warn)
    guard case .novelty(let finding) = fading.detail else {
      Issue.record("\(fading.detail)")
      return
    }
    #expect(finding.variant == "b" && finding.since == monday + 5)
    #expect(abs(finding.first - 0.03) < 1e-12 && abs(finding.second - 0.005) < 1e-12)
  }

  @Test func `whole agents are not judged by calls`() throws {
    #expect(try !NoveltyCheck().concerns(inspection(halves(35), unit: .agent)))
    #expect(try NoveltyCheck().concerns(inspection(halves(35))))
  }

  @Test(arguments: [(600, HealthFinding.Status.warn), (280, .pass)])
  func `a list that is used up before the end is warned of`(called: Int, status: HealthFinding.Status) throws {
    var tally = Tally()
    for date in 0..<5 {
      tally.byDay.add(CallCell(calls: called / 5, opportunities: 0), to: DayKey(variant: "a", date: monday + date))
    }
    tally.units = RandomisedUnits(source: .assignments, counts: [UnitKey(variant: "a"): 840], called: called)
    let inspection = Inspection(test: try protocolOfTwo(), tally: tally, asOf: monday + 4)
    #expect(ListCheck().concerns(inspection))
    let finding = ListCheck().finding(for: inspection)
    #expect(finding.status == status)
    guard case .list(called, of: 840, let until, let planned) = finding.detail else {
      Issue.record("\(finding.detail)")
      return
    }
    // Two more calling days at 120 leads a day, ten at 56: Monday to Friday.
    #expect(until == monday + (called == 600 ? 8 : 18) && planned == monday + 13)
  }

  @Test func `one agent with one script only is warned of, and fails once it is plain`() throws {
    func tally(_ calls: Int) -> Tally {
      var tally = Tally()
      for agent in 0..<6 {
        for variant in ["a", "b"] {
          let isLopsided = agent == 0
          let own = isLopsided ? (variant == "a" ? calls * 2 : 0) : calls
          guard own > 0 else { continue }
          let cell = CallCell(calls: own, opportunities: 0)
          tally.byDay.add(cell, to: DayKey(variant: variant, date: monday))
          tally.byAgentDay.add(cell, to: AgentDayKey(variant: variant, agent: "agent-\(agent)", date: monday))
        }
      }
      return tally
    }
    let check = BalanceCheck(.agents)
    #expect(try check.finding(for: inspection(tally(2))).status == .pass)
    #expect(try check.finding(for: inspection(tally(15))).status == .warn)
    let plain = try check.finding(for: inspection(tally(200)))
    #expect(plain.status == .fail)
    guard case .balance(let departure?) = plain.detail else {
      Issue.record("\(plain.detail)")
      return
    }
    #expect(departure.levels == ["agent-0"])
  }

  @Test func `a covariate with one level, and slots, are not asked for`() throws {
    let one = tally(cell(calls: 50), cell(calls: 50))
    #expect(try !BalanceCheck(.weekdays).concerns(inspection(one)))
    #expect(try !BalanceCheck(.lists).concerns(inspection(one)))
    var slots = one
    slots.byDay.add(cell(calls: 9), to: DayKey(variant: "a", date: monday + 1))
    #expect(try BalanceCheck(.weekdays).concerns(inspection(slots)))
    #expect(try !BalanceCheck(.weekdays).concerns(inspection(slots, unit: .slot)))
  }
}
