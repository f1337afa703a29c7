import Cost
import Decision
import Experiment
import Statistics
import Testing

@Suite("What the ranges of CPQ and ROI carry")
struct IndicatorRangeTests {
  static let exponential = 2

  /// Two scripts of 10,000 calls each, talk times as spread as an exponential law's where they are known.
  static func evidence(talk: Int = 0, receipts: Receipts = Receipts(), dated: DatedReceipts? = nil) -> Evidence {
    var tally = Tally()
    for (name, opportunities) in [("a", 300), ("b", 360)] {
      var cell = CallCell(calls: 10_000, opportunities: opportunities)
      if talk > 0 {
        (cell.timedCalls, cell.talkSeconds) = (10_000, 10_000 * talk)
        cell.talkSecondsSquared = exponential * 10_000 * talk * talk
      }
      tally.byDay.add(cell, to: DayKey(variant: name, date: nil))
      tally.units.counts[UnitKey(variant: name), default: 0] += 10_000
    }
    tally.units.source = .counts
    return Evidence(tally: tally, receipts: receipts, datedReceipts: dated)
  }

  static func relativeWidth(_ roi: Estimate) -> Double { (roi.upper - roi.lower) / (roi.value + 1) }

  static func plan(_ items: [CostItem]) throws -> Plan {
    var plan = try Examples.undatedPlan(["a", "b"])
    plan.economics = Economics(opportunityToSale: 0.1, saleValue: Money(1200), marginPerSale: Money(400))
    plan.ledger = Ledger(items: items)
    return plan
  }

  static let salaries = CostItem(item: "salaries", amount: Money(9200), split: .handlingTime)
  static let hours = CostItem(item: "hours", amount: Money(18), basis: .talkHour, split: .handlingTime)
  static let once = CostItem(item: "training", amount: Money(500), variant: "b", once: true)

  @Test func `what is known for sure leaves the range of the TCO on another scale`() throws {
    let plan = try Self.plan([CostItem(item: "all", amount: Money(9200)), Self.once])
    let reading = try check(plan, Self.evidence(talk: 100))
    for (arm, cost) in zip(reading.variants, [4600.0, 5100]) {
      let indicators = try #require(arm.indicators)
      let tco = try #require(arm.tco)
      #expect(!indicators.costIsUncertain && !indicators.incomeIsUncertain)
      let perCall = cost / 10_000
      let roi = try #require(indicators.roi)
      #expect(abs(indicators.cpq.lower - perCall / tco.upper) < 1e-9)
      #expect(abs(indicators.cpq.upper - perCall / tco.lower) < 1e-9)
      #expect(abs(roi.lower - (120 * tco.lower / perCall - 1)) < 1e-9)
    }
  }

  @Test func `handling times widen CPQ and ROI as much as the delta method says`() throws {
    let reading = try check(Self.plan([Self.salaries]), Self.evidence(talk: 100))
    let arm = try #require(reading.variants.last)
    let indicators = try #require(arm.indicators)
    #expect(indicators.costIsUncertain && !indicators.incomeIsUncertain)
    // Relative variances: of the rate (1 − p) / x, of the mean of 10,000 exponential times 1/10,000.
    let side = 1.96 * ((1 - 0.036) / 360 + 1e-4).squareRoot()
    let cpq = indicators.cpq
    #expect(abs(cpq.upper / cpq.value - 1 - side) < 0.015)
    #expect(abs(1 - cpq.lower / cpq.value - side) < 0.015)
    let tco = try #require(arm.tco)
    let roi = try #require(indicators.roi)
    #expect(roi.lower + 1 < (roi.value + 1) * tco.lower / tco.value)
    #expect(roi.upper + 1 > (roi.value + 1) * tco.upper / tco.value)
  }

  @Test func `half of the cost going with handling times widens less than all of it`() throws {
    func width(_ items: [CostItem]) throws -> Double {
      let cpq = try #require(try check(Self.plan(items), Self.evidence(talk: 100)).variants[0].indicators).cpq
      return (cpq.upper - cpq.lower) / cpq.value
    }
    let flat = CostItem(item: "tools", amount: Money(9200))
    let widths = [try width([flat]), try width([flat, Self.salaries]), try width([Self.salaries])]
    #expect(widths == widths.sorted() && Set(widths).count == 3)
  }

  @Test func `a whole that was paid is known however it is divided, hours paid for are not`() throws {
    let salaries = try account(Self.plan([Self.salaries]), Self.evidence(talk: 100))
    #expect(try #require(salaries.total.estimates).costIsUncertain == false)
    #expect(salaries.rows.allSatisfy { $0.estimates?.costIsUncertain == true })
    let hours = try account(Self.plan([Self.hours]), Self.evidence(talk: 100))
    #expect(try #require(hours.total.estimates).costIsUncertain)
    let reading = try check(Self.plan([Self.hours, Self.once]), Self.evidence(talk: 100))
    let rows = try account(Self.plan([Self.hours, Self.once]), Self.evidence(talk: 100)).rows
    #expect(rows.map(\.estimates) == reading.variants.map(\.indicators))
  }

  /// Sales of each variant: 30 and 36, of 800 and 1,600 EUR by turns, on two days.
  static func sales() -> (Receipts, DatedReceipts) {
    var receipts = Receipts(isObserved: true)
    var dated = DatedReceipts()
    for (variant, count) in [("a", 30), ("b", 36)] {
      for index in 0..<count {
        let sale = Receipts.Row(sales: 1, revenue: Money(index % 2 == 0 ? 800 : 1600))
        receipts.add(sale, to: Receipts.Key(variant: variant, attribution: .assignedLeads, daysSinceCall: index))
        dated.add(
          DatedReceipts.Row(sale: sale),
          to: DatedReceipts.Key(
            variant: variant, day: Examples.monday.dayNumber + (index % 10 < 7 ? 0 : 7), daysSinceCall: index))
      }
    }
    return (receipts, dated)
  }

  @Test func `observed sales carry the share sold and the spread of their values`() throws {
    let (receipts, dated) = Self.sales()
    let plan = try Self.plan([CostItem(item: "all", amount: Money(9200))])
    let reading = try check(plan, Self.evidence(receipts: receipts, dated: dated))
    let indicators = try #require(reading.variants.last?.indicators)
    #expect(indicators.incomeIsUncertain && !indicators.costIsUncertain && indicators.revenueIsObserved)
    let roi = try #require(indicators.roi)
    #expect(abs(roi.value - (36 * 1200.0 / 4600 - 1)) < 1e-9)
    // Relative variances: rate, share sold, and values of standard deviation 400 of a mean of 1,200.
    let variance: Double = (1 - 0.036) / 360 + 0.9 / 36 + 1.0 / 9 / 36
    let side = 1.96 * variance.squareRoot()
    let (low, ratio, high) = (roi.lower + 1, roi.value + 1, roi.upper + 1)
    #expect(abs(high / ratio - 1 - side) < 0.08)
    #expect(abs(1 - low / ratio - side) < 0.08)
    // The margin of a sale is the plan's: it has no spread.
    let margin = try #require(indicators.marginRoi)
    #expect(Self.relativeWidth(margin) < Self.relativeWidth(roi))
    let total = try #require(try account(plan, Self.evidence(receipts: receipts, dated: dated)).total.estimates?.roi)
    #expect(Self.relativeWidth(total) < Self.relativeWidth(roi))
  }

  @Test func `the spread of sales is that of single sales, or of their sums by delay where no more is known`() throws {
    let (receipts, dated) = Self.sales()
    let plan = try Self.plan([CostItem(item: "all", amount: Money(9200))])
    func width(_ dated: DatedReceipts?) throws -> Double {
      let reading = try check(plan, Self.evidence(receipts: receipts, dated: dated))
      let roi = try #require(reading.variants[0].indicators?.roi)
      return roi.upper - roi.lower
    }
    let (single, sums) = (try width(dated), try width(nil))
    // Here each delay has one sale.
    #expect(abs(single / sums - 1) < 1e-9)
  }

  @Test func `weeks bring what the sales of their own calls brought, and add up`() throws {
    let (receipts, dated) = Self.sales()
    var plan = try Examples.datedPlan(ledger: Ledger(items: [CostItem(item: "all", amount: Money(9200))]))
    plan.test.variants = try Examples.variants(["a", "b"])
    plan.economics?.attributionDays = 3
    var evidence = Examples.daily(["a": (1000, 30), "b": (1000, 36)])
    evidence.receipts = receipts
    evidence.datedReceipts = dated
    evidence.lastDay = Examples.monday + 60
    let byWeek = try account(plan, evidence, by: .week)
    #expect(byWeek.incomeIsOwn && byWeek.incomeIsObserved)
    let revenues = byWeek.rows.compactMap(\.indicators.revenue)
    #expect(revenues.count == 2 && revenues.reduce(0, +) == 79_200)
    #expect(revenues == dated.byWeek)
    #expect(byWeek.total.indicators.revenue == 79_200.0)
    #expect(byWeek.rows.compactMap(\.indicators.margin).reduce(0, +) == byWeek.total.indicators.margin)
    let byVariant = try account(plan, evidence, by: .variant)
    #expect(!byVariant.incomeIsOwn && byVariant.total.indicators == byWeek.total.indicators)
    #expect(byVariant.total.estimates == byWeek.total.estimates)
    // Ranges of a week are wider than the whole's.
    let week = try #require(byWeek.rows[1].estimates?.roi)
    let whole = try #require(byWeek.total.estimates?.roi)
    #expect(Self.relativeWidth(week) > Self.relativeWidth(whole))
  }

  @Test func `weeks carry handling times in what is divided by them, not in what lies on their days`() throws {
    var tally = Tally()
    for week in [0, 7] {
      for variant in ["pitch", "question"] {
        var cell = CallCell(calls: 1000, opportunities: 40)
        (cell.timedCalls, cell.talkSeconds) = (1000, 60_000)
        cell.talkSecondsSquared = Self.exponential * 1000 * 60 * 60
        tally.byDay.add(cell, to: DayKey(variant: variant, date: Examples.monday + week))
      }
    }
    let evidence = Evidence(tally: tally, lastDay: Examples.monday + 40)
    func isUncertain(_ item: CostItem) throws -> [Bool?] {
      try account(Examples.datedPlan(ledger: Ledger(items: [item])), evidence, by: .week).rows
        .map { $0.estimates?.costIsUncertain }
    }
    #expect(try isUncertain(Self.salaries) == [true, true])
    let monthly = CostItem(item: "rent", amount: Money(900), basis: .month, split: .handlingTime)
    #expect(try isUncertain(monthly) == [false, false])
  }

  @Test func `no sale at all leaves a range up to what a stated sale brings, or without an end`() throws {
    var plan = try Self.plan([CostItem(item: "all", amount: Money(9200))])
    let none = Self.evidence(receipts: Receipts(isObserved: true))
    let known = try #require(try check(plan, none).variants[0].indicators?.roi)
    #expect(known.value == -1 && known.lower == -1 && known.upper.isFinite && known.upper > -1)
    plan.economics = Economics()
    let unknown = try #require(try check(plan, none).variants[0].indicators?.roi)
    #expect(unknown.value == -1 && unknown.upper == .infinity)
  }

  @Test func `sales of sources that the plan does not accept are no revenue, and count in comparisons`() throws {
    var (receipts, dated) = Self.sales()
    for (key, row) in receipts.sorted where key.daysSinceCall < 20 {
      receipts.add(
        row, to: Receipts.Key(variant: key.variant, attribution: .sourceTags, daysSinceCall: key.daysSinceCall))
    }
    dated = DatedReceipts(
      Dictionary(
        uniqueKeysWithValues: dated.rows.map { key, row in
          var key = key
          key.isSourceAccepted = key.daysSinceCall < 20
          return (key, row)
        }))
    var plan = try Self.plan([CostItem(item: "all", amount: Money(9200))])
    let evidence = Self.evidence(receipts: receipts, dated: dated)
    let all = try check(plan, evidence).variants.compactMap(\.indicators?.roi?.value)
    let expected = [30.0, 36].map { $0 * 1200 / 4600 - 1 }
    #expect(zip(all, expected).allSatisfy { abs($0 - $1) < 1e-9 })
    plan.economics?.sources = ["phone"]
    let reading = try check(plan, evidence)
    for arm in reading.variants {
      let roi = try #require(arm.indicators?.roi).value
      #expect(abs(roi - (24_000.0 / 4600 - 1)) < 1e-9)
    }
    #expect(
      reading.warnings.contains(.otherSources(Receipts.Row(sales: 26, revenue: Money(26 * 1200)))))
    let weeks = try account(plan, evidence, by: .week)
    let ofWeeks = weeks.rows.compactMap(\.indicators.revenue).reduce(0, +)
    #expect(abs(ofWeeks - 48_000) < 1e-6)
    let total = try #require(weeks.total.indicators.revenue)
    #expect(abs(total - 48_000) < 1e-6)
  }

  @Test func `without sales, the share of opportunities of accepted sources is what the plan's revenue is of`() throws {
    var evidence = Self.evidence()
    for (variant, opportunities) in [("a", 300), ("b", 360)] {
      var count = Receipts.SourceCount()
      for index in 0..<opportunities { count.note(isAccepted: index % 3 != 0) }
      evidence.receipts.sources[variant] = count
    }
    var plan = try Self.plan([CostItem(item: "all", amount: Money(9200))])
    plan.economics?.sources = ["phone"]
    let reading = try check(plan, evidence)
    for (arm, revenue) in zip(reading.variants, [24_000.0, 28_800]) {
      let roi = try #require(arm.indicators?.roi).value
      #expect(abs(roi - (revenue / 4600 - 1)) < 1e-9)
    }
  }

  @Test func `a script that earns more by the plan's value and less by its sales is named`() throws {
    var receipts = Receipts(isObserved: true)
    for (variant, sales) in [("a", 30), ("b", 10)] {
      receipts.add(
        Receipts.Row(sales: sales, revenue: Money(1200 * sales)),
        to: Receipts.Key(variant: variant, attribution: .assignedLeads, daysSinceCall: 5))
    }
    var plan = try Self.plan([CostItem(item: "all", amount: Money(9200))])
    plan.rollout = Rollout(callsPerMonth: 10_000)
    let named = try check(plan, Self.evidence(receipts: receipts)).warnings.compactMap { warning -> [Double]? in
      guard case .salesDisagree("b", let own, "a", let other) = warning else { return nil }
      return [own, other]
    }
    let figures = try #require(named.first)
    #expect(abs(figures[0] - (4000.0 - 4600) / 10_000) < 1e-9 && abs(figures[1] - (12_000.0 - 4600) / 10_000) < 1e-9)
    plan.economics?.worth = .sales
    #expect(
      try !check(plan, Self.evidence(receipts: receipts)).warnings.contains {
        if case .salesDisagree = $0 { true } else { false }
      })
  }

  @Test func `costs that come to nothing, and agent hours without handling times, are said`() throws {
    var plan = try Self.plan([CostItem(item: "all", amount: .zero)])
    #expect(try check(plan, Self.evidence()).warnings.contains(.costsAreNothing))
    plan.ledger = Ledger(items: [CostItem(item: "all", amount: Money(9200))])
    plan.rollout = Rollout(callsPerMonth: 10_000, limit: .agentHours)
    #expect(try check(plan, Self.evidence()).warnings.contains(.handlingTimeUnknown))
    let timed = try check(plan, Self.evidence(talk: 100)).warnings
    #expect(!timed.contains(.handlingTimeUnknown) && !timed.contains(.costsAreNothing))
  }
}

extension DatedReceipts {
  /// Revenue of the sales of calls of the first week, and of the second.
  fileprivate var byWeek: [Double] {
    [0, 7].map { shift in
      total { $0.day == Examples.monday.dayNumber + shift }.sales.revenue.units
    }
  }
}
