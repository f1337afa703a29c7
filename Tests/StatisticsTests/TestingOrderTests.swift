import Statistics
import Testing

@Suite("the order of testing")
struct TestingOrderTests {
  static let p = [0.001, 0.2, 0.04, 0.03, 0.5, 0.008]

  @Test("Holm goes down from the smallest p and stops at the first it keeps")
  func holm() throws {
    let order = try PValueAdjustment.holm.order(Self.p)
    #expect(order.steps.map(\.hypothesis) == [0, 5, 3, 2, 1, 4])
    for (step, divisor) in zip(order.steps, [6.0, 5, 4, 3, 2, 1]) {
      #expect(agrees(step.threshold, 0.05 / divisor, within: 1e-15))
    }
    #expect(order.stop == 2)
    #expect(order.steps.map(\.isRejected) == [true, true, false, false, false, false])
    #expect(order.steps.map(\.isTested) == [true, true, true, false, false, false])
  }

  @Test("Hochberg goes up from the largest p and stops at the first it rejects")
  func hochberg() throws {
    let order = try PValueAdjustment.hochberg.order([0.02, 0.06, 0.024, 0.012])
    #expect(order.steps.map(\.hypothesis) == [1, 2, 0, 3])
    #expect(order.stop == 1)
    #expect(order.steps.map(\.isRejected) == [false, true, true, true])
    #expect(order.steps.map(\.isTested) == [true, true, false, false])
  }

  @Test(
    "a step rejects when its p meets its threshold, as long as the chain lasts", arguments: PValueAdjustment.allCases)
  func thresholds(method: PValueAdjustment) throws {
    var source = RandomSource(seed: 3)
    for _ in 0..<300 {
      let p = (0..<Int.random(in: 1...7, using: &source)).map { _ in source.uniform() * source.uniform() * 0.3 }
      let order = try method.order(p, alpha: 0.05)
      #expect(order.steps.map(\.hypothesis).sorted() == Array(p.indices))
      let adjusted = try method.adjusted(p)
      #expect(order.steps.map(\.adjusted) == order.steps.map { adjusted[$0.hypothesis] })
      for (rank, step) in order.steps.enumerated() {
        #expect(step.isRejected == (step.adjusted <= 0.05))
        if step.isTested { #expect(step.isRejected == (step.pValue <= step.threshold)) }
        if let stop = order.stop, rank > stop { #expect(step.isRejected == order.steps[stop].isRejected) }
      }
    }
    #expect(try method.order([]).steps.isEmpty)
    #expect(throws: StatisticsError.self) { try method.order([0.5], alpha: 1) }
  }

  /// Quadrature of the product correlation with 25 digits in mpmath 1.4.
  @Test(
    "Dunnett's p with twenty arms and very unequal ones",
    arguments: [
      (2.5, 1000, [Int](repeating: 1000, count: 19), Sides.two, 0.137305550879159),
      (3.7, 1000, [Int](repeating: 1000, count: 19), .two, 0.00351827458378765),
      (2.2, 100, [Int](repeating: 1_000_000, count: 5), .two, 0.0286381985227324),
      (2.7, 1_000_000, [Int](repeating: 100, count: 19), .two, 0.123837655731489),
      (4.5, 500, [100, 200, 400, 800, 1600, 3200], .one, 1.94594366720625e-5),
      (1.0, 5, [3, 9, 27], .one, 0.301255013070662),
    ])
  func dunnett(z: Double, control: Int, variants: [Int], sides: Sides, p: Double) throws {
    let dunnett = try Dunnett(control: control, variants: variants)
    #expect(agrees(dunnett.pValue(z, sides: sides), p, within: 1e-12))
    let bound = try dunnett.critical(alpha: p, sides: sides)
    #expect(agrees(bound, z, within: 1e-11))
  }

  @Test("a control next to nothing makes all comparisons one, a control beyond measure makes them independent")
  func limits() throws {
    let one = try Dunnett(control: 1, variants: [Int](repeating: 10_000_000, count: 19)).pValue(3)
    #expect(one > 2 * Normal.survival(3) && one < 2.01 * Normal.survival(3))
    let many = try Dunnett(control: 10_000_000, variants: [Int](repeating: 1, count: 19)).pValue(3)
    var none = 1.0
    for _ in 0..<19 { none *= 1 - 2 * Normal.survival(3) }
    #expect(agrees(many, 1 - none, within: 1e-6))
  }

  /// Running maxima of mpmath quadratures over the variants left.
  @Test("Dunnett in steps, with four variants of different size")
  func stepDown() throws {
    let dunnett = try Dunnett(control: 900, variants: [300, 400, 500, 600])
    let statistics = [2.9, -2.2, 1.1, 2.4]
    let adjusted = try dunnett.stepDown(statistics)
    for (got, wanted) in zip(
      adjusted, [0.0143852727836076, 0.0534558822665071, 0.271332121892765, 0.0461849460501681])
    {
      #expect(agrees(got, wanted, within: 1e-12))
    }
    let order = try dunnett.order(statistics)
    #expect(order.steps.map(\.hypothesis) == [0, 3, 1, 2] && order.stop == 2)
    #expect(order.steps.map(\.isRejected) == [true, true, false, false])
    for (step, z) in zip(order.steps, [2.9, 2.4, -2.2, 1.1]) {
      #expect(agrees(step.pValue, 2 * Normal.survival(z.magnitude), within: 1e-14))
      if step.isTested { #expect(step.isRejected == (step.pValue <= step.threshold)) }
    }
    #expect(throws: StatisticsError.self) { try dunnett.stepDown([1, 2]) }
    #expect(throws: StatisticsError.self) { try dunnett.stepDown([1, 2, 3, .nan]) }
  }

  @Test("in steps Dunnett is never above the single step, nor above Holm")
  func sharper() throws {
    var source = RandomSource(seed: 4)
    for _ in 0..<8 {
      let statistics = (0..<4).map { _ in 3 * source.normal() }
      let dunnett = try Dunnett(control: 700, variants: [300, 700, 900, 100])
      let steps = try dunnett.stepDown(statistics)
      let holm = try PValueAdjustment.holm.adjusted(statistics.map { min(1, 2 * Normal.survival($0.magnitude)) })
      for (index, z) in statistics.enumerated() {
        #expect(steps[index] <= dunnett.pValue(z) * (1 + 1e-10))
        #expect(steps[index] <= holm[index] * (1 + 1e-10))
      }
    }
  }
}
