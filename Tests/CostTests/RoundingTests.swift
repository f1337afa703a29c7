import Cost
import Testing

@Suite("Amounts are rounded once, and a printed column adds up")
struct RoundingTests {
  @Test(arguments: [
    ([333_333, 333_333, 333_334], [330_000, 330_000, 340_000]), ([5_000, 5_000], [10_000, 0]), ([4_999], [0]),
    ([5_000], [10_000]), ([-333_333, -333_333, -333_334], [-330_000, -330_000, -340_000]), ([], []),
    ([1_000_000, -1_000_000], [1_000_000, -1_000_000]),
  ])
  func `thirds of a unit go to the largest remainders`(micros: [Int], cents: [Int]) {
    let rounded = Money.rounded(micros.map { Money(micros: $0) }, places: 2)
    #expect(Set(rounded.map(\.micros)) == Set(cents))
    #expect(rounded.reduce(0) { $0 + $1.micros } == cents.reduce(0, +))
  }

  @Test func `no amount moves further than a cent, and the sum is that of the whole`() {
    var state: UInt64 = 7
    for _ in 0..<500 {
      let amounts = (0..<Int(state % 9 + 1)).map { _ -> Money in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Money(micros: Int(state >> 40) - 5_000_000)
      }
      let rounded = Money.rounded(amounts, places: 2)
      let sum = amounts.reduce(0) { $0 + $1.micros }
      #expect(abs(rounded.reduce(0) { $0 + $1.micros } - sum) <= 5_000)
      for (exact, cents) in zip(amounts, rounded) {
        #expect(abs(exact.micros - cents.micros) <= 10_000)
        #expect(cents.micros % 10_000 == 0)
      }
      state = state &* 6_364_136_223_846_793_005 &+ 1
    }
  }

  @Test func `a table adds up as printed: rows to their totals, totals to the rounded whole`() {
    var state: UInt64 = 11
    func next() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 40)
    }
    for _ in 0..<200 {
      let columns = next() % 5 + 1
      let rows = (0..<next() % 6 + 1).map { _ in
        (0..<columns).map { _ in next() % 4 == 0 ? nil : Money(micros: next()) }
      }
      let printed = Money.rounded(table: rows, places: 2)
      for (exact, row) in zip(rows, printed) {
        let isBorne = exact.contains { $0 != nil }
        #expect(row.amounts.reduce(0) { $0 + ($1?.micros ?? 0) } == (isBorne ? row.total.micros : 0))
        for (one, other) in zip(exact, row.amounts) {
          #expect((one == nil) == (other == nil))
          #expect(abs((one?.micros ?? 0) - (other?.micros ?? 0)) <= 20_000)
        }
      }
      let sum = rows.joined().reduce(0) { $0 + ($1?.micros ?? 0) }
      #expect(abs(printed.reduce(0) { $0 + $1.total.micros } - sum) <= 5_000)
    }
  }

  @Test func `amounts are converted exactly by the plan's table, or not at all`() {
    let table = ExchangeTable(["USD": Money(micros: 920_000), "JPY": Money(micros: 6_123)])
    #expect(table.converted(Money(micros: 1_234_560_000), from: "USD") == Money(micros: 1_135_795_200))
    #expect(table.converted(Money(100), from: "JPY") == Money(micros: 612_300))
    #expect(table.converted(Money(-100), from: "USD") == Money(-92))
    #expect(table.converted(Money(100), from: "CHF") == nil)
  }
}
