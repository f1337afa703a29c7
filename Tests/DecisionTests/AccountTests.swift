import Cost
import Decision
import Experiment
import Statistics
import Testing

@Suite("An account explains a campaign line by line, and its parts add up")
struct AccountTests {
  static let ledger = Ledger(items: [
    CostItem(item: "salaries", amount: Money(2600), split: .handlingTime),
    CostItem(item: "telephony", amount: Money(micros: 60_000), basis: .call),
    CostItem(item: "lines", amount: Money(2), basis: .talkHour, split: .handlingTime),
    CostItem(item: "desks", amount: Money(micros: 17_333_333), basis: .agentDay),
    CostItem(item: "tools", amount: Money(350), basis: .month, split: .plannedShare),
    CostItem(item: "training", amount: Money(300), variant: "question", once: true),
    CostItem(
      item: "list", amount: Money(1000), share: 0.25,
      period: CostItem.Period(firstDay: Examples.monday.dayNumber + 7)),
  ])

  /// Ten days, two windows, two lists, three agents; talk times that differ by script.
  static func evidence() -> Evidence {
    var tally = Tally()
    for (index, date) in CallingCalendar().callingDays(from: Examples.monday, through: Examples.monday + 13)
      .enumerated()
    {
      for (arm, variant) in ["pitch", "question"].enumerated() {
        for (part, window) in ["morning", "afternoon"].enumerated() {
          var cell = CallCell(calls: 100 + 7 * index + 3 * part, opportunities: 3 + (index + arm + part) % 3)
          cell.timedCalls = cell.calls
          cell.talkSeconds = cell.calls * (40 + 10 * arm)
          cell.wrapSeconds = cell.calls * 20
          cell.costMicros = 11_111 * (index + 1)
          tally.byDay.add(
            cell, to: DayKey(variant: variant, date: date, window: window, stratum: part == 0 ? "north" : "south"))
          tally.byAgentDay.add(
            cell, to: AgentDayKey(variant: variant, agent: ["ann", "bob", "cid"][(index + part) % 3], date: date))
        }
      }
    }
    return Evidence(tally: tally, lastDay: Examples.monday + 40)
  }

  @Test(arguments: AccountDivision.allCases)
  func `parts add up to the whole to the millionth, and to what check says`(division: AccountDivision) throws {
    let plan = try Examples.datedPlan(ledger: Self.ledger)
    let account = try account(plan, Self.evidence(), by: division)
    let reading = try check(plan, Self.evidence())
    let whole = reading.variants.compactMap { $0.costs?.total }.reduce(Money.zero, +)
    #expect(account.total.indicators.cost == whole)
    #expect(account.rows.map(\.indicators.cost).reduce(Money.zero, +) == whole)
    #expect(account.costs.map(\.total).reduce(Money.zero, +) + account.logged.reduce(Money.zero, +) == whole)
    #expect(account.rows.map(\.recurring).reduce(Money.zero, +) == whole - Money(300))
    #expect(account.rows.compactMap(\.indicators.calls).reduce(0, +) == reading.variants.map(\.calls).reduce(0, +))
    #expect(
      account.rows.map(\.indicators.opportunities).reduce(0, +) == reading.variants.map(\.opportunities).reduce(0, +))
    #expect(account.costs.map(\.item.item) == Self.ledger.items.map(\.item))
    for row in account.rows where row.indicators.calls ?? 0 > 0 {
      let estimates = try #require(row.estimates)
      #expect(estimates.cpq.lower <= estimates.cpq.value && estimates.cpq.value <= estimates.cpq.upper)
    }
  }

  @Test func `each cost is its amount times its share times its volume`() throws {
    let account = try account(try Examples.datedPlan(ledger: Self.ledger), Self.evidence())
    for cost in account.costs {
      let product = cost.item.amount.units * cost.item.share * cost.volume
      #expect(abs(cost.total.units - product) < 1e-5, "\(cost.item.item)")
    }
  }

  @Test func `weeks are named by their Monday, and what is paid by the month lies on their days`() throws {
    let plan = try Examples.datedPlan(ledger: Ledger(items: [Self.ledger.items[4]]))
    let account = try account(plan, Self.evidence(), by: .week)
    #expect(account.rows.map(\.part) == [.week(Examples.monday), .week(Examples.monday + 7)])
    let costs = account.rows.map(\.indicators.cost.units)
    // The log itself states costs: in four cells a day, 11,111 millionths more from day to day.
    let logged = [15.0, 40].map { 4 * 0.011111 * $0 }
    for (cost, logged) in zip(costs, logged) { #expect(abs(cost - (350 * 7 / 31 + logged)) < 1e-5) }
  }

  @Test func `the worked figures: CPQ 50, ROI 200 %, ratio 3, margin ROI 0, threshold 50`() throws {
    var plan = try Examples.undatedPlan(["pitch", "question"])
    plan.economics = Economics(opportunityToSale: 0.125, saleValue: Money(1200), marginPerSale: Money(400))
    plan.ledger = Ledger(items: [CostItem(item: "all", amount: Money(4000))])
    let account = try account(plan, Examples.counts([("pitch", 5000, 40, nil), ("question", 5000, 40, nil)]))
    let total = account.total.indicators
    #expect(total.cpq == 50)
    #expect(total.tco == 0.008)
    #expect(total.roi == 2)
    #expect(total.ratio == 3)
    #expect(total.marginRoi == 0)
    #expect(total.cpqThreshold == 50)
    #expect(total.balance == .breakEven)
    #expect(account.campaign?.verdict == .correct)
    #expect(account.lever?.cause == .tco)
  }

  @Test func `no opportunity at all is an infinite CPQ, and no calls are no rate`() throws {
    var plan = try Examples.undatedPlan(["pitch", "question"])
    plan.ledger = Ledger(items: [CostItem(item: "all", amount: Money(100))])
    let none = try account(plan, Examples.counts([("pitch", 10, 0, nil), ("question", 10, 0, nil)]))
    #expect(none.total.indicators.cpq == .infinity)
    let empty = try account(plan, Evidence(tally: Tally()))
    #expect(empty.total.tco == nil)
    #expect(empty.total.indicators.cost == Money(100))
  }

  @Test func `each part brings what the sales of its own calls brought`() throws {
    var evidence = Self.evidence()
    var dated = DatedReceipts()
    evidence.receipts = Receipts(isObserved: true)
    for (variant, stratum, revenue) in [("pitch", "north", 900), ("question", "north", 1100), ("pitch", "south", 50)] {
      let sale = Receipts.Row(sales: 1, revenue: Money(revenue))
      evidence.receipts.add(
        sale, to: Receipts.Key(variant: variant, attribution: .assignedLeads, daysSinceCall: 3))
      dated.add(
        DatedReceipts.Row(sale: sale),
        to: DatedReceipts.Key(
          variant: variant, day: Examples.monday.dayNumber, daysSinceCall: 3,
          window: stratum == "north" ? "morning" : nil, agent: "ann", stratum: stratum))
    }
    evidence.datedReceipts = dated
    evidence.lastDay = Examples.monday + 200
    let plan = try Examples.datedPlan(ledger: Self.ledger)
    let lists = try account(plan, evidence, by: .list)
    #expect(lists.rows.map(\.indicators.revenue) == [2000, 50])
    #expect(lists.incomeIsOwn && lists.total.indicators.revenue == 2050)
    let windows = try account(plan, evidence, by: .window)
    // Sales of calls outside the windows have a part of their own, without calls.
    #expect(windows.rows.map(\.part) == [.named("afternoon"), .named("morning"), .unknown])
    #expect(windows.rows.map(\.indicators.revenue) == [0, 2000, 50])
    let agents = try account(plan, evidence, by: .agent)
    #expect(agents.rows.first { $0.part == .named("ann") }?.indicators.revenue == 2050)
  }
}
