import Cost
import Testing

@Suite("Rules of attribution divide a sale among its touches")
struct AttributionTests {
  static let day = 86_400
  static let threeTouches: [(AttributionRule, [Double])] = [
    (.first, [1, 0, 0]), (.last, [0, 0, 1]), (.linear, [Double](repeating: 1 / 3, count: 3)),
    (.timeDecay, [1 / 7, 2 / 7, 4 / 7]), (.positionBased, [0.4, 0.2, 0.4]),
  ]

  @Test(
    "the shares of three touches 14, 7 and 0 days before the sale, half-life 7 days",
    arguments: Self.threeTouches)
  func shares(rule: AttributionRule, expected: [Double]) {
    let shares = rule.shares(ages: [14 * Self.day, 7 * Self.day, 0], halfLifeDays: 7)
    for (share, expected) in zip(shares, expected) { #expect(abs(share - expected) < 1e-15) }
  }

  @Test(arguments: AttributionRule.allCases)
  func `one touch gets all, none gets nothing, and shares sum to 1 however old the touches`(rule: AttributionRule) {
    #expect(rule.shares(ages: [5 * Self.day], halfLifeDays: 7) == [1])
    #expect(rule.shares(ages: [], halfLifeDays: 7).isEmpty)
    let old = rule.shares(
      ages: [100_000 * Self.day, 99_990 * Self.day, 99_000 * Self.day, 98_000 * Self.day], halfLifeDays: 1)
    #expect(abs(old.reduce(0, +) - 1) < 1e-12)
    #expect(old.allSatisfy { $0.isFinite && $0 >= 0 })
  }

  @Test func `two touches share equally by position, five give 20 % to those between`() {
    #expect(AttributionRule.positionBased.shares(ages: [9, 0], halfLifeDays: 7) == [0.5, 0.5])
    let five = AttributionRule.positionBased.shares(ages: [9, 8, 7, 6, 0], halfLifeDays: 7)
    #expect(abs(five[1] - 0.2 / 3) < 1e-15 && five[0] == 0.4 && five[4] == 0.4)
  }

  @Test func `squares are those of what each sale adds, for the interval of the sum`() {
    var credits = TouchCredits(halfLifeDays: 7)
    let touches = [
      TouchCredits.Touch(channel: TouchCredits.phone, variant: "pitch", instant: 0),
      TouchCredits.Touch(channel: "web", instant: Self.day),
    ]
    for revenue in [100, 300] {
      credits.credit(Receipts.Row(sales: 1, revenue: Money(revenue)), to: touches, closedAt: 2 * Self.day)
    }
    credits.credit(
      Receipts.Row(sales: 0, revenue: Money(-60), refundedParts: 0.2), to: touches, closedAt: 2 * Self.day)
    let phone = credits.credit(of: TouchCredits.phone, under: .linear)
    #expect(phone.revenue == Money(170) && phone.sales == 1 && abs(phone.keptSales - 0.9) < 1e-12)
    #expect(abs(phone.revenueSquares - (50 * 50 + 150 * 150 + 30 * 30)) < 1e-6)
    #expect(abs(phone.keptSquares - (0.25 + 0.25 + 0.01)) < 1e-12 && phone.marginSquares == 0)
    let both = credits + credits
    #expect(both.credit(of: TouchCredits.phone, under: .linear).revenueSquares == 2 * phone.revenueSquares)
  }

  @Test func `credits of all channels add up to the revenue to the millionth, under every rule`() {
    var credits = TouchCredits(halfLifeDays: 7)
    let touches = [
      TouchCredits.Touch(channel: "email", instant: 0),
      TouchCredits.Touch(channel: TouchCredits.phone, variant: "pitch", instant: 3 * Self.day),
      TouchCredits.Touch(channel: "web", instant: 9 * Self.day),
    ]
    let sale = Receipts.Row(
      sales: 1, revenue: Money(micros: 1_000_000_001), salesWithMargin: 1, margin: Money(micros: 333_333_334))
    credits.credit(sale, to: touches, closedAt: 10 * Self.day)
    credits.credit(Receipts.Row(sales: 0, revenue: Money(micros: -99_999_999)), to: touches, closedAt: 10 * Self.day)
    credits.credit(Receipts.Row(sales: 1, revenue: Money(50)), to: [], closedAt: 10 * Self.day)
    #expect(credits.unattributed.revenue == Money(50))
    #expect(credits.attributed.revenue == Money(micros: 900_000_002))
    for rule in AttributionRule.allCases {
      let sum = credits.channels.map { credits.credit(of: $0, under: rule).revenue }.reduce(Money.zero, +)
      #expect(sum == credits.attributed.revenue)
      let margin = credits.channels.map { credits.credit(of: $0, under: rule).margin }.reduce(Money.zero, +)
      #expect(margin == Money(micros: 333_333_334))
    }
    #expect(credits.credit(of: "email", under: .first).revenue == credits.attributed.revenue)
    #expect(credits.credit(of: "web", under: .last).revenue == credits.attributed.revenue)
    #expect(credits.credit(of: TouchCredits.phone, under: .first).revenue == .zero)
    #expect(credits.channels == ["phone", "email", "web"])
  }
}
