import Cost
import Testing

@Suite struct MoneyTests {
  @Test(arguments: [
    ("2600", 2_600_000_000), ("0.06", 60_000), ("0.000001", 1), ("-12.5", -12_500_000), ("+1", 1_000_000),
    ("10000000000", 10_000_000_000_000_000),
  ])
  func `digits make exact money`(text: String, micros: Int) {
    #expect(Money(decimal: text)?.micros == micros)
  }

  @Test(arguments: [
    "", "-", "1,5", "1.", ".5", "1e3", "0.0000001", "10000000001", "99999999999999999999", "NaN", "1.2.3",
  ])
  func `anything else is no amount`(text: String) {
    #expect(Money(decimal: text) == nil)
  }

  @Test func `a computed figure is rounded half away from zero or refused`() {
    #expect(Money(nearest: 0.000_000_5)?.micros == 1)
    #expect(Money(nearest: -0.000_000_5)?.micros == -1)
    #expect(Money(nearest: .nan) == nil)
    #expect(Money(nearest: .infinity) == nil)
    #expect(Money(nearest: 1e300) == nil)
  }

  @Test func `parts always add up to the whole, the largest remainders first`() {
    #expect(Money(micros: 100).apportioned(by: [1, 1, 1]).map(\.micros) == [34, 33, 33])
    #expect(Money(micros: 101).apportioned(by: [1, 2]).map(\.micros) == [34, 67])
    #expect(Money(micros: -100).apportioned(by: [1, 1, 1]).map(\.micros) == [-34, -33, -33])
    #expect(Money(micros: 5).apportioned(by: [0, 0]).map(\.micros) == [3, 2])
    #expect(Money(micros: 5).apportioned(by: []).isEmpty)
    var state: UInt64 = 1
    for _ in 0..<2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let amount = Money(micros: Int(state >> 20) - (1 << 42))
      let weights = (0..<Int(state >> 60) + 1).map { Double((state >> UInt64($0)) % 97) }
      #expect(amount.apportioned(by: weights).reduce(.zero, +) == amount)
    }
  }
}
