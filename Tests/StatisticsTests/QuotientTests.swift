import Statistics
import Testing

@Suite("Quotients and products of estimates with limits recovered from both")
struct QuotientTests {
  static let z = Normal.quantile(survival: 0.025)

  static func wilson(_ count: Int, of total: Int) throws -> Estimate {
    try Proportion(count, of: total).interval(.wilson, confidence: 0.95)
  }

  static func symmetric(_ value: Double, _ error: Double) -> Estimate {
    Estimate(value: value, lower: value - z * error, upper: value + z * error)
  }

  static func isNear(_ left: Double, _ right: Double, _ tolerance: Double = 1e-12) -> Bool {
    left == right || (left - right).magnitude <= tolerance * max(left.magnitude, right.magnitude)
  }

  @Test(arguments: [(1, 40), (12, 400), (39, 40), (300, 10_000)])
  func `over or under a quantity known for sure it is the other's interval on another scale`(count: Int, total: Int)
    throws
  {
    let rate = try Self.wilson(count, of: total)
    let cost = Estimate(value: 0.5, lower: 0.5, upper: 0.5)
    let cpq = cost.divided(by: rate)
    #expect(Self.isNear(cpq.value, 0.5 / rate.value))
    #expect(Self.isNear(cpq.lower, 0.5 / rate.upper, 1e-9) && Self.isNear(cpq.upper, 0.5 / rate.lower, 1e-9))
    let perEuro = rate.divided(by: cost)
    #expect(Self.isNear(perEuro.lower, 2 * rate.lower, 1e-9) && Self.isNear(perEuro.upper, 2 * rate.upper, 1e-9))
    let product = rate.multiplied(by: cost)
    #expect(Self.isNear(product.lower, 0.5 * rate.lower, 1e-9) && Self.isNear(product.upper, 0.5 * rate.upper, 1e-9))
  }

  @Test(arguments: [-0.8, -0.3, 0, 0.4, 0.9])
  func `with symmetric limits it is Fieller's interval, correlation included`(correlation: Double) throws {
    let (cost, rate) = ((value: 0.9, error: 0.03), (value: 0.03, error: 0.002))
    let quotient = Self.symmetric(cost.value, cost.error)
      .divided(by: Self.symmetric(rate.value, rate.error), correlation: correlation)
    let set = FiellerSet(
      numerator: cost.value, denominator: rate.value, variance: cost.error * cost.error,
      covariance: correlation * cost.error * rate.error, denominatorVariance: rate.error * rate.error, z: Self.z)
    guard case .interval(let lower, let upper) = set else {
      Issue.record("Fieller's set is no interval")
      return
    }
    #expect(Self.isNear(quotient.lower, lower, 1e-9) && Self.isNear(quotient.upper, upper, 1e-9))
  }

  @Test(arguments: [(1, 30, 9, 40), (5, 20, 200, 900), (0, 10, 3, 10), (7, 7, 2, 90)])
  func `the inverse quotient has the inverse limits, and the interval holds its value`(
    one: Int, of first: Int, two: Int, of second: Int
  ) throws {
    let (up, down) = (try Self.wilson(one, of: first), try Self.wilson(two, of: second))
    for correlation in [-0.5, 0, 0.5] {
      let quotient = up.divided(by: down, correlation: correlation)
      #expect(quotient.lower <= quotient.value && quotient.value <= quotient.upper)
      let inverse = down.divided(by: up, correlation: correlation)
      #expect(Self.isNear(inverse.lower, 1 / quotient.upper, 1e-9))
      #expect(Self.isNear(inverse.upper, quotient.lower > 0 ? 1 / quotient.lower : .infinity, 1e-9))
    }
  }

  @Test func `a positive correlation narrows a quotient, a negative one widens it`() throws {
    let (cost, rate) = (Self.symmetric(0.9, 0.05), try Self.wilson(30, of: 1000))
    let widths = [-0.9, -0.4, 0, 0.4, 0.9].map { correlation in
      let cpq = cost.divided(by: rate, correlation: correlation)
      return cpq.upper - cpq.lower
    }
    #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test func `zeros and infinities have an answer, never a NaN`() throws {
    let zero = Estimate(value: 0, lower: 0, upper: 0)
    let none = try Self.wilson(0, of: 50)
    let cost = Self.symmetric(0.9, 0.05)
    let endless = Estimate(value: .infinity, lower: 2, upper: .infinity)
    let open = Estimate(value: 0, lower: 0, upper: .infinity)
    let all = [zero, none, cost, endless, open]
    for up in all {
      for down in all {
        let quotient = up.divided(by: down)
        #expect(![quotient.value, quotient.lower, quotient.upper].contains { $0.isNaN }, "\(up) / \(down)")
      }
    }
    for (one, two) in [(zero, open), (none, open), (cost, open), (open, open), (none, zero), (none, none)] {
      let product = one.multiplied(by: two)
      #expect(![product.value, product.lower, product.upper].contains { $0.isNaN }, "\(one) × \(two)")
    }
    #expect(cost.divided(by: none).upper == .infinity && cost.divided(by: none).value == .infinity)
    #expect(cost.divided(by: none).lower > 0)
    #expect(zero.divided(by: cost) == zero)
  }

  @Test func `a cost per call over a small rate, and an income, are held about as often as said`() throws {
    var random = RandomSource(seed: 20_260_313)
    let (calls, rate, share, value) = (1500, 0.02, 0.3, 400.0)
    var held = (cpq: 0, income: 0)
    let tests = 4000
    for _ in 0..<tests {
      let opportunities = random.binomial(calls, rate)
      // Costs of a call: exponential of mean 1, so that the mean of 1,500 strays by 1/√1500.
      let mean = (0..<calls).reduce(0.0) { sum, _ in sum + random.exponential(mean: 1) } / Double(calls)
      let cost = Self.symmetric(mean, mean / Double(calls).squareRoot())
      let cpq = cost.divided(by: try Self.wilson(opportunities, of: calls))
      if cpq.contains(1 / rate) { held.cpq += 1 }
      guard opportunities > 0 else { continue }
      let sold = random.binomial(opportunities, share)
      guard sold > 1 else { continue }
      let values = (0..<sold).reduce(0.0) { sum, _ in sum + value / 2 + random.exponential(mean: value / 2) }
      let perSale = values / Double(sold)
      let income = try Self.wilson(sold, of: opportunities)
        .multiplied(by: Self.symmetric(perSale, 0.5 * perSale / Double(sold).squareRoot()))
      if income.contains(share * value) { held.income += 1 }
    }
    // Standard error of the simulation: 0.34 points. Few of the tests have fewer than two sales; they count as missed.
    #expect((Double(held.cpq) / Double(tests) - 0.95).magnitude < 0.015, "\(held.cpq)")
    #expect((Double(held.income) / Double(tests) - 0.95).magnitude < 0.02, "\(held.income)")
  }
}
