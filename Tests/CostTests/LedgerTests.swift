import Cost
import Testing

@Suite struct LedgerTests {
  static let march = CostingPeriod(days: (0..<14).map { CostingPeriod.Day(number: 20_514 + $0, daysInMonth: 31) })
  static let arms = [
    Activity(
      variant: "pitch", calls: 6000, talkSeconds: 540_000, wrapSeconds: 60_000, agentDays: 50, plannedShare: 0.5),
    Activity(
      variant: "question", calls: 4000, talkSeconds: 720_000, wrapSeconds: 80_000, agentDays: 50, plannedShare: 0.5),
  ]

  static func amounts(_ item: CostItem, over period: CostingPeriod = march, of arms: [Activity] = arms) throws
    -> [Money]
  {
    try Ledger(items: [item]).statements(over: period) { _ in arms }.statements.map(\.total)
  }

  @Test func `a cost is multiplied with its basis and split by its rule`() throws {
    #expect(try Self.amounts(CostItem(item: "lists", amount: Money(1000))) == [Money(600), Money(400)])
    #expect(
      try Self.amounts(CostItem(item: "salaries", amount: Money(1400), split: .handlingTime))
        == [Money(600), Money(800)])
    #expect(
      try Self.amounts(CostItem(item: "tools", amount: Money(1000), split: .plannedShare)) == [Money(500), Money(500)])
    #expect(
      try Self.amounts(CostItem(item: "telephony", amount: Money(micros: 60_000), basis: .call))
        == [Money(360), Money(240)])
    #expect(
      try Self.amounts(CostItem(item: "lines", amount: Money(2), basis: .talkHour, split: .handlingTime))
        == [Money(300), Money(400)])
    #expect(
      try Self.amounts(CostItem(item: "desk", amount: Money(10), basis: .agentDay)) == [Money(600), Money(400)])
  }

  @Test func `a month costs pro rata of the calendar days of the test`() throws {
    let amounts = try Self.amounts(CostItem(item: "tools", amount: Money(350), basis: .month, split: .plannedShare))
    #expect(amounts.reduce(.zero, +) == Money(micros: 158_064_516))  // 350 × 14 / 31
    #expect(amounts == [Money(micros: 79_032_258), Money(micros: 79_032_258)])
  }

  @Test func `a variant bears its own costs by its own volume`() throws {
    let own = CostItem(item: "training", amount: Money(300), variant: "question", once: true)
    #expect(try Self.amounts(own) == [.zero, Money(300)])
    let perCall = CostItem(item: "local numbers", amount: Money(micros: 10_000), basis: .call, variant: "question")
    #expect(try Self.amounts(perCall) == [.zero, Money(40)])
  }

  @Test func `what is spent once weighs on the test and not on the roll-out`() throws {
    let ledger = Ledger(items: [
      CostItem(item: "salaries", amount: Money(1000)),
      CostItem(item: "training", amount: Money(300), variant: "question", once: true),
    ])
    let statements = try ledger.statements(over: Self.march) { _ in Self.arms }.statements
    #expect(statements[1].total == Money(700))
    #expect(statements[1].recurring == Money(400))
  }

  @Test func `half a test uses up half of what is stated for the whole, and all of what is spent once`() throws {
    let half = CostingPeriod(days: Self.march.days, coveredShare: 0.5)
    #expect(try Self.amounts(CostItem(item: "salaries", amount: Money(1000)), over: half) == [Money(300), Money(200)])
    #expect(
      try Self.amounts(CostItem(item: "training", amount: Money(1000), once: true), over: half)
        == [Money(600), Money(400)])
  }

  @Test func `a cost with days of its own is used up on these days, and left out where they are not of the test`()
    throws
  {
    let monday = 20_514
    func whole(_ item: CostItem, through days: Int) throws -> (Money, [LedgerNotice]) {
      let period = CostingPeriod(
        days: Array(Self.march.days.prefix(days)), planned: monday...(monday + 13), coveredShare: Double(days) / 14)
      let (statements, notices) = try Ledger(items: [item]).statements(over: period) { _ in Self.arms }
      return (statements.map(\.total).reduce(.zero, +), notices)
    }
    let week = CostItem(
      item: "list", amount: Money(700), period: CostItem.Period(firstDay: monday, lastDay: monday + 6))
    #expect(try whole(week, through: 3).0 == Money(300))
    #expect(try whole(week, through: 10).0 == Money(700))
    let later = CostItem(item: "list", amount: Money(700), period: CostItem.Period(firstDay: monday + 7))
    #expect(try whole(later, through: 7).0 == .zero)
    #expect(try whole(later, through: 9).0 == Money(200))
    // From 9 March to 30 April: 53 days, seven of them in the test.
    let long = CostItem(
      item: "rent", amount: Money(5300), period: CostItem.Period(firstDay: monday + 7, lastDay: monday + 59))
    #expect(try whole(long, through: 14).0 == Money(700))
    var once = later
    once.once = true
    #expect(try whole(once, through: 7).0 == .zero)
    #expect(try whole(once, through: 8).0 == Money(700))
    let may = CostItem(item: "rent", amount: Money(1000), period: CostItem.Period(firstDay: monday + 60))
    #expect(try whole(may, through: 14) == (.zero, [.outsideTest(item: "rent")]))
  }

  @Test func `items of one name stay apart, and sums beyond money are refused`() throws {
    let ledger = Ledger(items: [
      CostItem(item: "salaries", amount: Money(600)),
      CostItem(item: "salaries", amount: Money(40), variant: "question"),
      CostItem(item: "salaries", amount: Money(1), basis: .call),
    ])
    let statements = try ledger.statements(over: Self.march) { _ in Self.arms }.statements
    let derivations = ledger.derivations(of: statements, over: Self.march) { _ in Self.arms }
    #expect(derivations.map(\.total) == [Money(600), Money(40), Money(Self.arms.reduce(0) { $0 + $1.calls })])
    #expect(derivations.map(\.total).reduce(.zero, +) == statements.map(\.total).reduce(.zero, +))
    #expect(throws: LedgerError.tooLarge(item: "second")) {
      try Ledger(items: [
        CostItem(item: "first", amount: Money(3_000_000_000_000)),
        CostItem(item: "second", amount: Money(3_000_000_000_000)),
      ]).statements(over: Self.march) { _ in Self.arms }
    }
  }

  @Test func `volumes that the data lack are said, not guessed`() throws {
    let bare = [
      Activity(variant: "pitch", calls: 10, plannedShare: 0.5),
      Activity(variant: "question", calls: 30, plannedShare: 0.5),
    ]
    let ledger = Ledger(items: [
      CostItem(item: "salaries", amount: Money(100), split: .handlingTime),
      CostItem(item: "lines", amount: Money(2), basis: .talkHour),
      CostItem(item: "tools", amount: Money(2), basis: .month),
    ])
    let (statements, notices) = try ledger.statements(over: CostingPeriod()) { _ in bare }
    #expect(statements.map(\.total) == [Money(25), Money(75)])
    #expect(
      notices == [
        .splitByCallsInstead(item: "salaries"), .withoutVolume(item: "lines", basis: .talkHour),
        .withoutVolume(item: "tools", basis: .month),
      ])
  }

  @Test func `shared costs add up to the cent whatever the volumes`() throws {
    for calls in [(1, 3), (7, 11), (333, 667), (0, 5), (0, 0), (999_983, 17)] {
      let arms = [
        Activity(variant: "a", calls: calls.0, plannedShare: 0.3),
        Activity(variant: "b", calls: calls.1, plannedShare: 0.7),
      ]
      let amounts = try Self.amounts(CostItem(item: "salaries", amount: Money(micros: 2_600_000_001)), of: arms)
      #expect(amounts.reduce(.zero, +) == Money(micros: 2_600_000_001))
    }
  }

  @Test func `an amount beyond money and an unknown variant are refused by name`() {
    #expect(throws: LedgerError.tooLarge(item: "gold")) {
      try Self.amounts(CostItem(item: "gold", amount: Money(9_000_000_000), basis: .call))
    }
    #expect(throws: LedgerError.unknownVariant(item: "x", variant: "z")) {
      try Self.amounts(CostItem(item: "x", amount: Money(1), variant: "z"))
    }
  }

  @Test func `costs that the call log states come on top`() throws {
    var arms = Self.arms
    arms[0].loggedCost = Money(12)
    let statements = try Ledger().statements(over: Self.march) { _ in arms }.statements
    #expect(statements[0].lines.map(\.item) == [Ledger.callLogItem])
    #expect(statements.map(\.total) == [Money(12), .zero])
  }
}
