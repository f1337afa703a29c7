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

  @Test func `squares are those of what each sale adds to a channel, however many touches it had there`() throws {
    var credits = TouchCredits(halfLifeDays: 7)
    func touch(_ channel: String, _ day: Int, _ variant: String? = nil) -> TouchCredits.Touch {
      TouchCredits.Touch(channel: channel, variant: variant, instant: day * Self.day)
    }
    let phone = TouchCredits.phone
    // Two calls of three touches, then one of two: by the linear rule two thirds of 300 and half of 100, less 40.
    credits.credit(
      Receipts.Row(sales: 1, revenue: Money(300)),
      to: [touch(phone, 0, "pitch"), touch("web", 1), touch(phone, 2, "question")], closedAt: 3 * Self.day)
    credits.credit(
      Receipts.Row(sales: 1, revenue: Money(60), refundedMillionths: 400_000),
      to: [touch(phone, 0, "pitch"), touch("web", 1)],
      closedAt: 3 * Self.day)
    let total = credits.credit(of: phone, under: .linear)
    #expect(total.revenue == Money(230) && abs(total.keptWithoutMargin - (2.0 / 3 + 0.3)) < 1e-9)
    let squares = try #require(credits.squares[TouchCredits.Key(rule: .linear, channel: phone)])
    #expect(abs(squares.revenue - (200 * 200 + 30 * 30)) < 1e-3)
    #expect(abs(squares.keptWithoutMargin - (4.0 / 9 + 0.09)) < 1e-9 && squares.margin == 0)
    // Sale by sale the phone gets 200 to 300 of the first, and 0 to 60 of the second.
    #expect(abs(credits.disputed.units - (100 + 60)) < 1e-3)
    let both = credits + credits
    #expect(both.squares[TouchCredits.Key(rule: .linear, channel: phone)]?.revenue == 2 * squares.revenue)
    #expect(both.disputed == credits.disputed + credits.disputed)
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
